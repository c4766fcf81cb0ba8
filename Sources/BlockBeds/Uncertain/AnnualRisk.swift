public import LinearAlgebra
public import Probability

/// How much the cost of a period varies by chance alone, where children move into beds that fall free.
///
/// The reward `r(n) = f c + v min(n, c) + s (n − c)⁺` a week over a birth–death chain in equilibrium;
/// quantiles as of a normal law.
public struct AnnualRisk: Sendable {
  private let chain: BirthDeathChain
  private let prices: BedPrices
  private let unsuited: Double
  private let weeks: Double

  /// The risk of children who come `arrivalsPerWeek` and are suited, with `unsuited` others in spot
  /// placements on average whose cost is counted at its mean.
  ///
  /// `states` is the most children at once. Throws ``ParameterError`` for numbers out of range and
  /// `LinearAlgebraError` where the chain cannot be decomposed.
  public init(
    suited: BedDemand, unsuited: Double = 0, prices: BedPrices, weeks: Double, states: Int
  ) throws {
    guard states > 0 else { throw ParameterError("states", states, "must be above 0") }
    guard weeks > 0, weeks.isFinite else {
      throw ParameterError("weeks", weeks, "must be above 0")
    }
    guard suited.load > 0 else {
      throw ParameterError("load", suited.load, "must be above 0 to vary at all")
    }
    self.prices = prices
    self.unsuited = unsuited
    self.weeks = weeks
    chain = try BirthDeathChain(
      arrivalsPerWeek: suited.arrivalsPerWeek, meanStayWeeks: suited.meanStayWeeks, last: states)
  }

  /// Mean and spread of the cost of the period with so many beds.
  public struct Outcome: Hashable, Sendable {
    /// Mean, £.
    public let mean: Double
    /// Standard deviation, £.
    public let standardDeviation: Double

    /// The cost that is not exceeded with chance `p`.
    public func quantile(_ p: Double) -> Double {
      mean + standardDeviation * SpecialFunctions.normalQuantile(p)
    }

    /// The mean of the worst 1 − p of outcomes: `mean + sd φ(z_p) / (1 − p)`.
    public func expectedShortfall(_ p: Double) -> Double {
      let z = SpecialFunctions.normalQuantile(p)
      return mean + standardDeviation * Normal(unchecked: 0, standardDeviation: 1).pdf(z) / (1 - p)
    }
  }

  /// The outcome with `beds` beds.
  public func outcome(beds: Int) -> Outcome {
    let reward = chain.equilibrium.indices.map { state in
      prices.fixed * Double(beds) + prices.perUse * Double(min(state, beds))
        + prices.spot * (Double(max(0, state - beds)) + unsuited)
    }
    return Outcome(
      mean: weeks * chain.mean(of: reward),
      standardDeviation: chain.varianceOfIntegral(of: reward, weeks: weeks).squareRoot())
  }
}
