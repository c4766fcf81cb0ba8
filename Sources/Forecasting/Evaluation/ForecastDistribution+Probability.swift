import Foundation
import Probability

extension ForecastDistribution {
  /// The probability of a value not above `x`.
  ///
  /// For a sample the share of its values, those equal to `x` counted half, so that outcomes drawn
  /// like the sample have probabilities centred on one half. A forecast without spread gives 0, ½
  /// or 1.
  ///
  /// Throws `invalidParameter` for a value that is not finite.
  public func probability(notAbove x: Double) throws(ForecastingError) -> Double {
    guard x.isFinite else {
      throw .invalidParameter(name: "value", value: x, range: "the finite numbers")
    }
    let step = { (centre: Double) in x < centre ? 0 : x > centre ? 1 : 0.5 }
    switch law {
    case .normal(let mean, let deviation):
      guard deviation > 0 else { return step(mean) }
      return SpecialFunctions.normalCDF((x - mean) / deviation)
    case .studentT(let mean, let scale, let nu):
      guard scale > 0 else { return step(mean) }
      return (try? StudentT(degreesOfFreedom: nu))?.cdf((x - mean) / scale) ?? step(mean)
    case .logNormal(let m, let s):
      guard s > 0 else { return step(exp(m)) }
      return x > 0 ? SpecialFunctions.normalCDF((log(x) - m) / s) : 0
    case .sample(let values):
      let below = values.reduce(0) { $0 + step($1) }
      return below / Double(values.count)
    }
  }
}
