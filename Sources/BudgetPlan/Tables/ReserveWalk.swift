public import Finance
public import Periods

/// A gap met from reserves, year by year.
public struct ReserveWalk: Hashable, Sendable {
  /// One year.
  public struct Year: Hashable, Sendable {
    /// The year.
    public let year: FinancialYear
    /// Reserves on 1 April.
    public let opening: Pence
    /// The gap of the year.
    public let gap: Pence
    /// What of it reserves pay.
    public let drawn: Pence
    /// Reserves on 31 March.
    public let closing: Pence
    /// The part of the gap that nothing pays: the minimum holds.
    public let unfunded: Pence
  }

  /// The years.
  public let years: [Year]
  /// The least that must be held.
  public let minimum: Pence

  /// Draws each year's gap from reserves down to the minimum; a negative gap adds to them.
  public init(years: [FinancialYear], gaps: [Pence], opening: Pence, minimum: Pence) {
    var walk: [Year] = []
    var balance = opening
    for (year, gap) in zip(years, gaps) {
      let drawn = gap > .zero ? min(gap, max(.zero, balance - minimum)) : gap
      let closing = balance - drawn
      walk.append(
        Year(
          year: year, opening: balance, gap: gap, drawn: drawn, closing: closing,
          unfunded: gap > .zero ? gap - drawn : .zero))
      balance = closing
    }
    self.years = walk
    self.minimum = minimum
  }

  /// The first year reserves do not cover, or `nil`.
  public var firstUnfunded: FinancialYear? { years.first { $0.unfunded > .zero }?.year }
}
