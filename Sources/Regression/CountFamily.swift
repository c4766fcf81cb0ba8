import Foundation
import Probability

/// The law of counts about their mean μ, with log μ linear in the terms.
public enum CountFamily: String, Equatable, Sendable, CaseIterable {
  /// Variance μ.
  case poisson

  /// Variance φ μ, with φ the Pearson dispersion.
  case quasiPoisson

  /// Variance μ + μ²/θ (NB2), with θ by maximum likelihood.
  case negativeBinomial
}

/// Deviances and likelihoods of counts; θ is `nil` for the Poisson law.
enum CountLikelihood {
  /// The contribution of one count to the deviance, twice its log-likelihood shortfall.
  static func deviance(_ y: Double, _ mu: Double, theta: Double?) -> Double {
    guard let theta else {
      return 2 * SpecialFunctions.devianceTerm(y, mu)
    }
    let first = y > 0 ? y * log(y / mu) : 0
    return 2 * (first - (y + theta) * log1p((y - mu) / (mu + theta)))
  }

  /// The logarithm of the probability of one count.
  static func logProbability(_ y: Double, _ mu: Double, theta: Double?) -> Double {
    guard let theta else {
      return (y > 0 ? y * log(mu) : 0) - mu - SpecialFunctions.logGamma(y + 1)
    }
    let choose =
      SpecialFunctions.logGamma(theta + y) - SpecialFunctions.logGamma(theta)
      - SpecialFunctions.logGamma(y + 1)
    let zero = -theta * log1p(mu / theta)
    return choose + zero + (y > 0 ? -y * log1p(theta / mu) : 0)
  }

  /// The working weight of one count under the log link.
  static func weight(_ mu: Double, theta: Double?) -> Double {
    theta.map { mu / (1 + mu / $0) } ?? mu
  }

  /// The variance of one count before dispersion.
  static func variance(_ mu: Double, theta: Double?) -> Double {
    theta.map { mu + mu * mu / $0 } ?? mu
  }
}
