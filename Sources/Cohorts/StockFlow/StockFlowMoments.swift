import Probability

/// Mean, variance and third cumulant of a number of people.
public struct StockFlowMoments: Hashable, Sendable {
  /// Expected number.
  public let mean: Double

  /// Its variance.
  public let variance: Double

  /// E[(N − mean)³].
  public let thirdCumulant: Double

  /// Moments.
  public init(mean: Double, variance: Double, thirdCumulant: Double) {
    self.mean = mean
    self.variance = variance
    self.thirdCumulant = thirdCumulant
  }

  /// Square root of the variance.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The number of people that is not exceeded with probability `p`, to the nearest person.
  ///
  /// The normal quantile z corrected for skewness, mean + sd (z + skewness (z² − 1) / 6) (Cornish
  /// and Fisher 1938), then the smallest whole number at least ½ below it: the sum of binomials and
  /// a Poisson number that this is follows it to a person.
  public func quantile(_ p: Double) -> Double {
    quantile(z: SpecialFunctions.normalQuantile(p))
  }

  /// ``quantile(_:)`` where the normal quantile of the probability is at hand.
  public func quantile(z: Double) -> Double {
    guard variance > 1e-18 else { return mean.rounded() }
    let skewness = thirdCumulant / (variance * standardDeviation)
    let value = mean + standardDeviation * (z + skewness * (z * z - 1) / 6)
    return max(0, (value - 0.5).rounded(.up))
  }
}
