import Foundation
import Probability

/// A forecast of one authority's stock: a log-normal with a known mean at each horizon.
public struct PublicForecast: Sendable, Equatable {
  /// The area's code.
  public let area: String
  /// The census year after which nothing is known.
  public let origin: Int
  /// The published stock at the origin.
  public let last: Double
  /// Expected stock by horizon, 1 first.
  public let means: [Double]
  /// Standard deviation in logarithms by horizon, 1 first: the whole predictive spread, parameters
  /// and process together, as past errors show it.
  public let logSpreads: [Double]
  /// What each member of the combination says, by name.
  public let members: [ForecastMember]

  /// The p-quantile (0 < p < 1) of the stock `horizon` years ahead.
  public func quantile(_ p: Double, horizon: Int) -> Double {
    let spread = logSpreads[horizon - 1]
    let location = log(means[horizon - 1]) - spread * spread / 2
    return exp(location + spread * SpecialFunctions.normalQuantile(p))
  }

  /// The continuous ranked probability score of the forecast against what happened.
  ///
  /// Closed form for a log-normal (Baran and Lerch 2015).
  public func crps(_ actual: Double, horizon: Int) -> Double {
    let mean = means[horizon - 1]
    let spread = logSpreads[horizon - 1]
    guard actual > 0 else { return mean }
    guard spread > 0 else { return abs(actual - mean) }
    let location = log(mean) - spread * spread / 2
    let w = (log(actual) - location) / spread
    let phi = SpecialFunctions.normalCDF
    return actual * (2 * phi(w) - 1)
      - 2 * mean * (phi(w - spread) + phi(spread / 2.0.squareRoot()) - 1)
  }
}

/// One member of a combined forecast.
public struct ForecastMember: Sendable, Equatable {
  /// `panel trend`, `stock and flow` or `age cohorts`.
  public let name: String
  /// Expected stock by horizon, 1 first.
  public let means: [Double]

  /// A member with its expected stock by horizon.
  public init(name: String, means: [Double]) {
    self.name = name
    self.means = means
  }
}
