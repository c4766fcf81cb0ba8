/// A semi-Markov model of stays in states on a nightly clock, with groups of age.
///
/// On every night someone in state s leaves altogether with one chance, or moves to a state (the
/// same state too, which begins a new stay) with others; the chances are constant within a cell of
/// age group, state and band of nights since the stay in the state began. Age groups change and
/// everybody leaves at given days, whatever the stay.
public struct SojournModel: Hashable, Sendable {
  /// The number of age groups.
  public let ageGroups: Int

  /// The number of states.
  public let states: Int

  /// The first night of each band of elapsed time, ascending from 0.
  public let bandStart: [Int]

  /// The chance of leaving altogether on a night, by cell.
  public let exit: [Double]

  /// The chance of moving on a night, by cell and then state of destination.
  public let move: [Double]

  /// A model of those chances; throws ``CohortError`` where bands do not ascend from 0, lists do not
  /// fit the number of cells, a chance is negative, or those of a cell sum to more than 1.
  public init(
    ageGroups: Int, states: Int, bandStart: [Int], exit: [Double], move: [Double]
  ) throws(CohortError) {
    guard ageGroups > 0 else {
      throw CohortError("ageGroups", "is \(ageGroups); it must be at least 1")
    }
    guard states > 0 else { throw CohortError("states", "is \(states); it must be at least 1") }
    guard bandStart.first == 0, zip(bandStart, bandStart.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw CohortError("bandStart", "must ascend from 0")
    }
    let cells = ageGroups * states * bandStart.count
    guard exit.count == cells else {
      throw CohortError("exit", "has \(exit.count) values for \(cells) cells")
    }
    guard move.count == cells * states else {
      throw CohortError("move", "has \(move.count) values for \(cells * states) moves")
    }
    for cell in 0..<cells {
      var total = exit[cell]
      guard exit[cell] >= 0 else {
        throw CohortError("exit[\(cell)]", "is \(exit[cell]); it must be at least 0")
      }
      for index in cell * states..<(cell + 1) * states {
        guard move[index] >= 0 else {
          throw CohortError("move[\(index)]", "is \(move[index]); it must be at least 0")
        }
        total += move[index]
      }
      guard total <= 1 else {
        throw CohortError("exit[\(cell)]", "and the moves of its cell sum to \(total), above 1")
      }
    }
    self.ageGroups = ageGroups
    self.states = states
    self.bandStart = bandStart
    self.exit = exit
    self.move = move
  }

  /// The number of bands.
  var bands: Int { bandStart.count }

  /// The chance that a stay ends on a night, in any way.
  func ending(_ cell: Int) -> Double {
    var total = exit[cell]
    for index in cell * states..<(cell + 1) * states { total += move[index] }
    return total
  }

  /// The band of a number of elapsed nights.
  func band(_ elapsed: Int) -> Int { bandStart.lastIndex { $0 <= elapsed } ?? 0 }
}

/// People who age together: those on whom the same days end the same groups of age.
public struct SojournCohort: Hashable, Sendable {
  /// Some of the starting stock.
  public struct Start: Hashable, Sendable {
    /// The state.
    public let state: Int

    /// Nights since the stay in it began.
    public let elapsed: Int

    /// How many.
    public let count: Int

    /// A part of the starting stock.
    public init(state: Int, elapsed: Int, count: Int) {
      self.state = state
      self.elapsed = elapsed
      self.count = count
    }
  }

  /// The day, counted from the start, on which each group of age ends; on the last everybody leaves.
  public let ageEnd: [Int]

  /// Those there on day 0.
  public let start: [Start]

  /// Expected entries by day and state, `entries[day * states + state]`; empty for none.
  public let entries: [Double]

  /// A cohort; its days must ascend, one for each group of age of the model it is used with.
  public init(ageEnd: [Int], start: [Start], entries: [Double]) {
    self.ageEnd = ageEnd
    self.start = start
    self.entries = entries
  }
}
