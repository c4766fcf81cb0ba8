public import Periods

/// Events and child-days at risk of looked-after children over a window, counted by month and class.
///
/// A day at risk is a night in care inside the window; a stay that began before the window counts
/// only from its first night inside it (left truncation), one that is open counts to the end (right
/// censoring). An event belongs to the class of the night before it. Children leave at their 18th
/// birthday whatever their stay; that is counted apart and is no event of a class.
public struct CareExposure: Hashable, Sendable {
  /// The first night.
  public let from: CalendarDate

  /// The day after the last night.
  public let to: CalendarDate

  /// The months of the window, the first and last perhaps in part.
  public let months: [Month]

  /// Nights of each month inside the window.
  public let nights: [Int]

  /// Child-nights at risk, by month and ``CareStays/Cell/index``.
  public internal(set) var exposure: [[Int]]

  /// Exits, by month, then class and reason: `exits[month][class * reasons + reason]`.
  public internal(set) var exits: [[Int]]

  /// Moves to another placement, of the same group too, by month, then class and group of
  /// destination: `moves[month][class * placements + placement]`.
  public internal(set) var moves: [[Int]]

  /// Children who began to be looked after, by month, then age in years and placement:
  /// `entries[month][age * placements + placement]`, ages 0 to 17.
  public internal(set) var entries: [[Int]]

  /// Children in care who reached 18, by month and placement.
  public internal(set) var turnedEighteen: [[Int]]

  /// Children in care at the start of the first night, by placement.
  public internal(set) var opening: [Int]

  /// Children in care at the end of the last night, by placement.
  public internal(set) var closing: [Int]

  /// What was left out or repaired, as rule and number of episodes.
  public let counts: [String: Int]

  /// What a reader should know of the window.
  public internal(set) var notes: [String]

  /// Child-nights of one class over the window.
  public func exposure(_ cell: CareStays.Cell) -> Int {
    exposure.reduce(0) { $0 + $1[cell.index] }
  }

  /// Exits of one class for one reason over the window.
  public func exits(_ cell: CareStays.Cell, _ exit: CareStays.Exit) -> Int {
    exits.reduce(0) { $0 + $1[cell.index * CareStays.Exit.allCases.count + exit.rawValue] }
  }

  /// Moves of one class to one group over the window.
  public func moves(_ cell: CareStays.Cell, to placement: CareStays.Placement) -> Int {
    moves.reduce(0) {
      $0 + $1[cell.index * CareStays.Placement.allCases.count + placement.rawValue]
    }
  }
}
