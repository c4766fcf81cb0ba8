public import LinearAlgebra
public import Probability

/// A contract that pays for each used bed, but for at least a share of the beds.
///
/// Children who find no bed stay elsewhere (the loss model). Settled each week it costs `p E max(N, g
/// c)`; settled on the average of a period, `p E max(N̄, g c)` with N̄ normal about the mean, which by
/// Jensen's inequality never costs more.
public struct Guarantee: Sendable {
  /// Mean beds in use.
  public let meanUsed: Double
  /// Standard deviation of beds in use at one time.
  public let standardDeviationUsed: Double
  /// Standard deviation of the average over the period.
  public let standardDeviationOfAverage: Double
  /// £ a week, settled each week.
  public let weeklySettlement: Double
  /// £ a week, settled on the average of the period.
  public let averageSettlement: Double
  /// £ a week without a guarantee.
  public let payPerUse: Double
  /// £ for each week that a bed is used, settled on the average.
  public var pricePerUsedWeek: Double { averageSettlement / meanUsed }

  /// A guarantee of `share` of `beds` at `price` for each used bed and week, settled every `weeks`.
  ///
  /// Throws ``ParameterError`` for numbers out of range and `LinearAlgebraError` where the chain
  /// cannot be decomposed.
  public init(
    suited: BedDemand, beds: Int, price: Double, share: Double, weeks: Double
  ) throws {
    guard beds > 0 else { throw ParameterError("beds", beds, "must be above 0") }
    guard price > 0, price.isFinite else {
      throw ParameterError("price per use", price, "must be above £0: a missing price is not £0")
    }
    guard share >= 0, share <= 1 else {
      throw ParameterError("guaranteed share", share, "must be between 0 and 1")
    }
    guard weeks > 0, weeks.isFinite else {
      throw ParameterError("settlement", weeks, "must be above 0 weeks")
    }
    guard suited.load > 0 else { throw ParameterError("load", suited.load, "must be above 0") }
    let chain = try BirthDeathChain(
      arrivalsPerWeek: suited.arrivalsPerWeek, meanStayWeeks: suited.meanStayWeeks, last: beds)
    let states = chain.equilibrium.indices.map(Double.init)
    let mean = chain.mean(of: states)
    let least = share * Double(beds)
    let spread = chain.varianceOfIntegral(of: states, weeks: weeks).squareRoot() / weeks
    meanUsed = mean
    standardDeviationUsed = chain.mean(of: states.map { ($0 - mean) * ($0 - mean) }).squareRoot()
    standardDeviationOfAverage = spread
    weeklySettlement = price * chain.mean(of: states.map { max($0, least) })
    let normal = Normal(unchecked: 0, standardDeviation: 1)
    let z = (mean - least) / spread
    // A normal law has a tail above the number of beds, which the average has not.
    averageSettlement = min(
      weeklySettlement,
      price * ((mean - least) * normal.cdf(z) + spread * normal.pdf(z) + least))
    payPerUse = price * mean
  }
}
