import Foundation
import Probability

/// The variance function, unit deviance and likelihood of one response about its mean.
enum MeanLaw: Equatable {
  case gaussian
  case binomial
  case poisson
  case negativeBinomial(theta: Double)
  case gamma

  init(_ family: ResponseFamily, theta: Double?) {
    switch family {
    case .gaussian: self = .gaussian
    case .binomial, .quasiBinomial: self = .binomial
    case .poisson, .quasiPoisson: self = .poisson
    case .negativeBinomial: self = theta.map { .negativeBinomial(theta: $0) } ?? .poisson
    case .gamma: self = .gamma
    }
  }

  /// The variance of one response of weight one, before dispersion.
  func variance(_ mu: Double, complement: Double) -> Double {
    switch self {
    case .gaussian: 1
    case .binomial: mu * complement
    case .poisson: mu
    case .negativeBinomial(let theta): mu + mu * mu / theta
    case .gamma: mu * mu
    }
  }

  /// Whether a mean is inside the range of the law.
  func allows(_ mu: Double) -> Bool {
    switch self {
    case .gaussian: mu.isFinite
    case .binomial: mu > 0 && mu < 1
    case .poisson, .negativeBinomial, .gamma: mu > 0 && mu.isFinite
    }
  }

  /// Twice the shortfall of the log-likelihood of one response from that of a perfect fit.
  func deviance(_ y: Double, _ mu: Double, complement: Double) -> Double {
    switch self {
    case .gaussian:
      return (y - mu) * (y - mu)
    case .binomial:
      return 2
        * (SpecialFunctions.devianceTerm(y, mu)
          + SpecialFunctions.devianceTerm(1 - y, complement))
    case .poisson:
      return 2 * SpecialFunctions.devianceTerm(y, mu)
    case .negativeBinomial(let theta):
      let first = y > 0 ? y * log(y / mu) : 0
      return 2 * (first - (y + theta) * log1p((y - mu) / (mu + theta)))
    case .gamma:
      let ratio = (y - mu) / mu
      return 2 * (ratio - log1p(ratio))
    }
  }

  /// The log-likelihood of one response of that prior weight; `spread` is the dispersion that the
  /// Gaussian and Gamma laws need, and the number of trials is the weight of a share.
  func logLikelihood(
    _ y: Double, _ mu: Double, complement: Double, weight: Double, spread: Double
  ) -> Double {
    switch self {
    case .gaussian:
      let variance = spread / weight
      return -0.5 * (log(2 * Double.pi * variance) + (y - mu) * (y - mu) / variance)
    case .binomial:
      let trials = weight.rounded()
      return trials > 0
        ? SpecialFunctions.logBinomialTerm(
          (weight * y).rounded(), trials, p: mu, q: complement) : 0
    case .poisson:
      return weight * ((y > 0 ? y * log(mu) : 0) - mu - SpecialFunctions.logGamma(y + 1))
    case .negativeBinomial(let theta):
      let choose =
        SpecialFunctions.logGamma(theta + y) - SpecialFunctions.logGamma(theta)
        - SpecialFunctions.logGamma(y + 1)
      let zero = -theta * log1p(mu / theta)
      return weight * (choose + zero + (y > 0 ? -y * log1p(theta / mu) : 0))
    case .gamma:
      let shape = 1 / spread
      let scaled = y / (mu * spread)
      return weight
        * ((shape - 1) * log(scaled) - scaled - SpecialFunctions.logGamma(shape)
          - log(mu * spread))
    }
  }
}
