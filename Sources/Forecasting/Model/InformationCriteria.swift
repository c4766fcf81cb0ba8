import Foundation

/// A likelihood with its penalties for the number of parameters.
public struct InformationCriteria: Equatable, Sendable {
  /// The logarithm of the likelihood at the estimates.
  public let logLikelihood: Double

  /// The number of estimated parameters, the variance included.
  public let parameters: Int

  /// The number of observations.
  public let observations: Int

  /// Criteria from a likelihood with its number of parameters and observations.
  public init(logLikelihood: Double, parameters: Int, observations: Int) {
    self.logLikelihood = logLikelihood
    self.parameters = parameters
    self.observations = observations
  }

  /// Akaike's criterion, −2 log L + 2k (Akaike 1974).
  public var aic: Double { -2 * logLikelihood + 2 * Double(parameters) }

  /// Akaike's criterion for short series, AIC + 2k(k + 1)/(n − k − 1) (Hurvich, Tsai 1989);
  /// infinite where n ≤ k + 1, so that such a model is never preferred.
  public var aicc: Double {
    let rest = Double(observations - parameters - 1)
    guard rest > 0 else { return .infinity }
    let k = Double(parameters)
    return aic + 2 * k * (k + 1) / rest
  }

  /// The Bayesian criterion, −2 log L + k log n (Schwarz 1978).
  public var bic: Double {
    -2 * logLikelihood + Double(parameters) * log(Double(observations))
  }
}
