/// The stock of one period and everything that changed it, in whole people.
///
/// A ledger that does not balance cannot be made: opening + entries − exits + residual = closing.
public struct StockFlowLedger: Hashable, Sendable {
  /// The stock at the start.
  public let opening: Int

  /// People who joined.
  public let entries: Int

  /// People who left.
  public let exits: Int

  /// What published counts leave unexplained; 0 in a simulation.
  public let residual: Int

  /// The stock at the end.
  public let closing: Int

  /// A balanced ledger; throws ``CohortError`` where it does not balance, or where a stock or flow
  /// is negative.
  public init(
    opening: Int, entries: Int, exits: Int, residual: Int = 0, closing: Int
  ) throws(CohortError) {
    for (name, value) in [
      ("opening", opening), ("entries", entries), ("exits", exits), ("closing", closing),
    ] where value < 0 {
      throw CohortError(name, "is \(value); people are counted from 0")
    }
    guard opening + entries - exits + residual == closing else {
      throw CohortError(
        "closing",
        "is \(closing) where opening \(opening) + entries \(entries) − exits \(exits)"
          + " + residual \(residual) make \(opening + entries - exits + residual)")
    }
    self.opening = opening
    self.entries = entries
    self.exits = exits
    self.residual = residual
    self.closing = closing
  }

  /// The ledger of published figures, with the residual that makes it balance.
  public init(
    reconciling opening: Int, entries: Int, exits: Int, closing: Int
  ) throws(CohortError) {
    try self.init(
      opening: opening, entries: entries, exits: exits,
      residual: closing - (opening + entries - exits), closing: closing)
  }
}
