import Foundation
import Probability

/// How a rate varies around its estimate; it is drawn once for a whole replicate.
public enum ParameterUncertainty: Hashable, Sendable {
  /// Known.
  case none
  /// A factor of mean 1 from Gamma(shape, 1/shape): the posterior of a rate from `shape` events.
  case gamma(shape: Double)
  /// A factor of mean 1 whose logarithm has that standard deviation.
  case logNormal(logStandardDeviation: Double)
  /// A share p drawn from Beta(κp, κ(1 − p)): the posterior of a share of κ people.
  case beta(concentration: Double)

  var isOfShare: Bool {
    if case .beta = self { return true }
    return false
  }

  /// Throws ``CohortError`` naming its owner where a number is out of range.
  func check(_ owner: String) throws(CohortError) {
    let (name, value): (String, Double)
    switch self {
    case .none: return
    case .gamma(let shape): (name, value) = ("a gamma shape", shape)
    case .logNormal(let sd): (name, value) = ("a standard deviation of the logarithm", sd)
    case .beta(let concentration): (name, value) = ("a beta concentration", concentration)
    }
    guard value > 0, value.isFinite else {
      throw CohortError(owner, "has \(name) of \(value); it must be finite and above 0")
    }
  }

  /// The hazard drawn around an estimate from one uniform.
  func draw(hazard: Double, uniform u: Double) -> Double {
    switch self {
    case .none: return hazard
    case .gamma(let shape): return hazard * Gamma(unchecked: shape).quantile(u) / shape
    case .logNormal(let sd): return hazard * Self.logNormalFactor(sd, u)
    case .beta(let concentration):
      guard hazard > 0, hazard < .infinity else { return hazard }
      let share = -expm1(-hazard)
      let law = Beta(unchecked: concentration * share, concentration * (1 - share))
      return -log(law.quantilePair(u).complement)
    }
  }

  /// e^{sd·z − sd²/2}, of mean 1.
  static func logNormalFactor(_ sd: Double, _ u: Double) -> Double {
    exp(sd * SpecialFunctions.normalQuantile(u) - sd * sd / 2)
  }
}

/// log(1 + x), for files that need nothing else of the C library.
func libmLog1p(_ x: Double) -> Double { log1p(x) }
