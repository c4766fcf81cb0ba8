public import Probability

/// Cost by number of beds where a child in a spot placement moves at once into a bed that falls free.
///
/// The cheaper of the two bounds. With X the suited children in placement, Poisson or, where they come
/// in bunches, negative binomial with variance `Z` times the mean, a week costs
/// `f c + v E min(X, c) + s E(X − c)⁺ + s (a − a_e)`; the best number is the smallest c with
/// `P(X > c) ≤ f / (s − v)`.
public struct TransferModel: Sendable {
  /// One number of beds.
  public struct Row: Hashable, Sendable {
    /// Beds bought.
    public let beds: Int
    /// Chance that more suited children are in placement than there are beds.
    public let tail: Double
    /// Mean beds in use.
    public let meanUsed: Double
    /// Cost over the period, £.
    public let cost: Double
  }

  /// 0 to the most beds.
  public let rows: [Row]

  /// The table for 0 to `maxBeds` over `weeks`, with the variance of X over its mean.
  ///
  /// Throws for negative `maxBeds`, weeks not above 0 and a peakedness below 1.
  public init(
    demand: BedDemand, prices: BedPrices, weeks: Double, maxBeds: Int, peakedness: Double = 1
  ) throws(ParameterError) {
    guard maxBeds >= 0 else { throw ParameterError("beds", maxBeds, "must not be negative") }
    guard weeks > 0, weeks.isFinite else {
      throw ParameterError("weeks", weeks, "must be above 0")
    }
    let law = try Self.law(mean: demand.suitedLoad, peakedness: peakedness)
    var used = 0.0
    var rows: [Row] = []
    for beds in 0...maxBeds {
      if beds > 0 { used += law.upperTail(beds - 1) }
      let spot = demand.suitedLoad - used + demand.load - demand.suitedLoad
      rows.append(
        Row(
          beds: beds, tail: law.upperTail(beds), meanUsed: used,
          cost: weeks
            * (prices.fixed * Double(beds) + prices.perUse * used + prices.spot * spot)))
    }
    self.rows = rows
  }

  /// The law of the suited children in placement.
  static func law(
    mean: Double, peakedness: Double
  ) throws(ParameterError) -> any CountDistribution {
    guard peakedness >= 1, peakedness.isFinite else {
      throw ParameterError(
        "peakedness", peakedness, "must be at least 1, the ratio of a Poisson law")
    }
    if peakedness == 1 { return try Poisson(mean: mean) }
    return try NegativeBinomial(mean: mean, size: mean / (peakedness - 1))
  }

  /// The row of lowest cost, the fewest beds where several are equal.
  public var best: Row { rows.dropFirst().reduce(rows[0]) { $1.cost < $0.cost ? $1 : $0 } }
}
