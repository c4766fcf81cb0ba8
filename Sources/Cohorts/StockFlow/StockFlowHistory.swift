/// What happened to the stocks of a state space over a window of days, counted per day.
///
/// Row 0 of the stocks is the day before the window. Days of the window are 0..<``days``.
public struct StockFlowHistory: Hashable, Sendable {
  /// People who moved between two states on one day.
  public struct Move: Hashable, Sendable {
    /// The day of the window.
    public let day: Int

    /// The state left.
    public let from: Int

    /// The state entered; the same state where one stay in it follows another.
    public let to: Int

    /// How many moved, at least 1.
    public let count: Int

    /// A move of `count` people.
    public init(day: Int, from: Int, to: Int, count: Int = 1) {
      self.day = day
      self.from = from
      self.to = to
      self.count = count
    }
  }

  /// Number of states.
  public let states: Int

  /// Number of days in the window.
  public let days: Int

  /// Stock at the end of each day by state, (days + 1) × states by rows, from the day before the
  /// window.
  public let stocks: [Int]

  /// The moves within the window.
  public let moves: [Move]

  /// People who entered the state space within the window, by the state they entered.
  public let entries: [Int]

  /// A history.
  ///
  /// Throws ``CohortError`` where the window has no day, the arrays have not the sizes said above,
  /// a count is negative or a move lies outside the window or the states.
  public init(
    states: Int, days: Int, stocks: [Int], moves: [Move], entries: [Int]
  ) throws(CohortError) {
    guard days >= 1 else { throw CohortError("days", "is \(days); a window has at least one day") }
    guard states >= 1, stocks.count == (days + 1) * states, entries.count == states else {
      throw CohortError(
        "stocks",
        "has \(stocks.count) values and entries \(entries.count); \(days) days and \(states) states "
          + "need \((days + 1) * states) and \(states)")
    }
    guard stocks.allSatisfy({ $0 >= 0 }), entries.allSatisfy({ $0 >= 0 }) else {
      throw CohortError("stocks", "or entries hold a negative count; people are counted from 0")
    }
    let known = 0..<states
    for (index, move) in moves.enumerated() {
      guard (0..<days).contains(move.day), known.contains(move.from), known.contains(move.to),
        move.count >= 1
      else {
        throw CohortError(
          "moves[\(index)]", "is outside the \(days) days or \(states) states, or moves nobody")
      }
    }
    self.states = states
    self.days = days
    self.stocks = stocks
    self.moves = moves
    self.entries = entries
  }

  /// The stock of a state at the end of a day; day −1 is the day before the window.
  public func stock(_ state: Int, day: Int) -> Int { stocks[(day + 1) * states + state] }
}
