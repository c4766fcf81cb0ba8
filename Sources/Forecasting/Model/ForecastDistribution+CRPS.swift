import Foundation
import Probability

extension ForecastDistribution {
  /// The continuous ranked probability score of an observed value, in its units; lower is better.
  ///
  /// Closed forms for the normal, log-normal and Student laws (Gneiting, Raftery 2007; Baran, Lerch
  /// 2015; Jordan, Krüger, Lerch 2019) and the fair score for a sample (Ferro 2014). A forecast without spread scores its absolute
  /// error.
  ///
  /// Throws `invalidParameter` for an observation that is not finite.
  public func crps(_ observed: Double) throws(ForecastingError) -> Double {
    guard observed.isFinite else {
      throw .invalidParameter(name: "observed", value: observed, range: "the finite numbers")
    }
    switch law {
    case .normal(let mean, let deviation):
      guard deviation > 0 else { return abs(observed - mean) }
      let z = (observed - mean) / deviation
      let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      return deviation
        * (z * (2 * SpecialFunctions.normalCDF(z) - 1) + 2 * density - 1 / Double.pi.squareRoot())
    case .logNormal(let m, let s):
      guard s > 0 else { return abs(observed - exp(m)) }
      let w = observed > 0 ? (log(observed) - m) / s : -Double.infinity
      let spread =
        SpecialFunctions.normalCDF(w - s)
        + SpecialFunctions.normalCDF(s / 2.0.squareRoot()) - 1
      return observed * (2 * SpecialFunctions.normalCDF(w) - 1) - 2 * exp(m + s * s / 2) * spread
    case .studentT(let mean, let scale, let nu):
      guard scale > 0 else { return abs(observed - mean) }
      return scale * studentScore((observed - mean) / scale, nu)
    case .sample(let values):
      do {
        let score = try EnsembleScore.crps(members: values, outcome: observed)
        return score.fair ?? score.crps
      } catch {
        throw .invalidParameter(name: "observed", value: observed, range: "the sample's units")
      }
    }
  }
}

/// The score of Student's law of mean 0 and scale 1 with ν > 1 degrees of freedom.
private func studentScore(_ z: Double, _ nu: Double) -> Double {
  let half = SpecialFunctions.logBeta(0.5, nu / 2)
  let density = exp(-half - (nu + 1) / 2 * log1p(z * z / nu)) / nu.squareRoot()
  let spread = exp(SpecialFunctions.logBeta(0.5, nu - 0.5) - 2 * half) * 2 * nu.squareRoot()
  let tail = (try? StudentT(degreesOfFreedom: nu))?.twoSidedP(z) ?? 1
  return abs(z) * (1 - tail) + (2 * density * (nu + z * z) - spread) / (nu - 1)
}
