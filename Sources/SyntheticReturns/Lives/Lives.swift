/// One unbroken time in a population: in care, or with a plan.
struct Stay {
  /// How it began.
  enum Entry: UInt8 {
    /// Before the first count.
    case earlier
    /// A start that is counted.
    case started
    /// An arrival that no count of starts has: a return in the year of the start, a plan that moved
    /// in with its child.
    case arrived
  }

  /// How it ended.
  enum Exit: UInt8 {
    /// Not by the last count.
    case open
    /// An end that is counted.
    case ended
    /// A departure that no count of ends has.
    case departed
  }

  /// The child: position in ``Lives/births``.
  var child: Int32
  /// The day it began.
  var from: Int32
  /// The day it ended; the stay is open before that day.
  var to: Int32 = .max
  /// The year it began in, -1 where that was before the first count.
  var entryYear: Int8
  /// The year it ended in, `Int8.max` where it has not.
  var exitYear: Int8 = .max
  var entry: Entry
  var exit: Exit = .open

  /// Whether it is open at a count: 0 for the first.
  func isOpen(atCount time: Int) -> Bool { Int(entryYear) < time && Int(exitYear) >= time }
}

/// Children and their stays.
struct Lives {
  /// The day of birth of each child, as days since 1970.
  var births: [Int32] = []
  /// Stays, those of a child in order of time.
  var stays: [Stay] = []
}
