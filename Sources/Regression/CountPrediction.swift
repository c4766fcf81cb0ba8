import Foundation

/// One prediction of a count regression, with its uncertainty split in two.
public struct CountPrediction: Equatable, Sendable {
  /// The linear predictor η, log μ at the estimates.
  public let eta: Double

  /// The standard error of η.
  public let etaStandardError: Double

  /// The predictive mean E μ = exp(η + s²/2).
  public let mean: Double

  /// The variance of counts about a known mean: φ E μ, or E μ + E μ²/θ.
  public let countVariance: Double

  /// The variance of μ that comes from estimating the coefficients: E μ² − (E μ)².
  public let parameterVariance: Double

  init(eta: Double, etaVariance: Double, dispersion: Double, theta: Double?) {
    self.eta = eta
    etaStandardError = etaVariance.squareRoot()
    mean = exp(eta + etaVariance / 2)
    let square = exp(2 * eta + 2 * etaVariance)
    countVariance = dispersion * mean + (theta.map { square / $0 } ?? 0)
    parameterVariance = mean * mean * expm1(etaVariance)
  }

  /// The predictive variance, both parts together.
  public var variance: Double { countVariance + parameterVariance }

  /// The predictive standard deviation.
  public var standardDeviation: Double { variance.squareRoot() }
}
