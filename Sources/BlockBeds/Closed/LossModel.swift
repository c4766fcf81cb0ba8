public import Probability

/// Cost by number of beds where a child who finds no bed stays in the spot placement to the end.
///
/// The dearer of the two bounds. With `a` the load, `a_e` the suited load and B Erlang's formula, a week
/// costs `f c + v a_e (1 − B) + s (a_e B + a − a_e)`. Bed c pays where its own use,
/// `a_e (B(c−1) − B(c))`, is above `f / (s − v)`.
public struct LossModel: Sendable {
  /// One number of beds.
  public struct Row: Hashable, Sendable {
    /// Beds bought.
    public let beds: Int
    /// Share of suited referrals who find none free.
    public let blocking: Double
    /// Mean share of the beds in use; 0 without beds.
    public let occupancy: Double
    /// Use of the last bed bought; 0 without beds.
    public let lastBedUse: Double
    /// Weeks that suited children spend in spot placements over the period.
    public let overflowChildWeeks: Double
    /// Cost over the period, £.
    public let cost: Double
  }

  /// The demand.
  public let demand: BedDemand
  /// The prices.
  public let prices: BedPrices
  /// Weeks of the period.
  public let weeks: Double
  /// 0 to the most beds.
  public let rows: [Row]

  /// The table for 0 to `maxBeds`. Throws for negative `maxBeds` or weeks that are not above 0.
  public init(
    demand: BedDemand, prices: BedPrices, weeks: Double, maxBeds: Int
  ) throws(ParameterError) {
    guard weeks > 0, weeks.isFinite else {
      throw ParameterError("weeks", weeks, "must be above 0")
    }
    self.demand = demand
    self.prices = prices
    self.weeks = weeks
    let load = demand.suitedLoad
    let shares = try ErlangB.blockings(upTo: maxBeds, load: load)
    rows = shares.enumerated().map { beds, share in
      let used = load * (1 - share)
      let overflow = load * share
      return Row(
        beds: beds, blocking: share, occupancy: beds == 0 ? 0 : used / Double(beds),
        lastBedUse: beds == 0 ? 0 : load * (shares[beds - 1] - share),
        overflowChildWeeks: weeks * overflow,
        cost: weeks
          * (prices.fixed * Double(beds) + prices.perUse * used
            + prices.spot * (overflow + demand.load - load)))
    }
  }

  /// The row of lowest cost, the fewest beds where several are equal.
  public var best: Row { rows.dropFirst().reduce(rows[0]) { $1.cost < $0.cost ? $1 : $0 } }
}
