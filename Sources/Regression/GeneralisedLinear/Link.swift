import Foundation
import Probability

/// The function g with g(μ) = η that ties the mean μ to the linear predictor η.
public enum Link: String, Equatable, Sendable, CaseIterable {
  /// η = μ.
  case identity

  /// η = log μ.
  case log

  /// η = log(μ/(1 − μ)).
  case logit

  /// η = Φ⁻¹(μ), with Φ the standard normal distribution function.
  case probit

  /// η = log(−log(1 − μ)).
  case complementaryLogLog = "cloglog"

  /// η = 1/μ.
  case inverse

  /// A mean with its complement and its slope.
  struct Value {
    /// μ.
    let mean: Double
    /// 1 − μ, which keeps its digits where μ is close to one.
    let complement: Double
    /// dμ/dη.
    let slope: Double
  }

  /// η of a mean.
  func predictor(_ mean: Double) -> Double {
    switch self {
    case .identity: mean
    case .log: Foundation.log(mean)
    case .logit: Foundation.log(mean) - log1p(-mean)
    case .probit: SpecialFunctions.normalQuantile(mean)
    case .complementaryLogLog: Foundation.log(-log1p(-mean))
    case .inverse: 1 / mean
    }
  }

  /// The mean of η.
  func mean(_ eta: Double) -> Double {
    switch self {
    case .identity: eta
    case .log: exp(eta)
    case .logit: 1 / (1 + exp(-eta))
    case .probit: SpecialFunctions.normalCDF(eta)
    case .complementaryLogLog: -expm1(-exp(eta))
    case .inverse: 1 / eta
    }
  }

  /// The mean of η with its complement and slope.
  func value(_ eta: Double) -> Value {
    switch self {
    case .identity:
      return Value(mean: eta, complement: 1 - eta, slope: 1)
    case .log:
      let mean = exp(eta)
      return Value(mean: mean, complement: -expm1(eta), slope: mean)
    case .logit:
      let mean = 1 / (1 + exp(-eta))
      let complement = 1 / (1 + exp(eta))
      return Value(mean: mean, complement: complement, slope: mean * complement)
    case .probit:
      let density = exp(-eta * eta / 2) / (2 * Double.pi).squareRoot()
      return Value(
        mean: SpecialFunctions.normalCDF(eta), complement: SpecialFunctions.normalCDF(-eta),
        slope: density)
    case .complementaryLogLog:
      let rate = exp(eta)
      return Value(mean: -expm1(-rate), complement: exp(-rate), slope: exp(eta - rate))
    case .inverse:
      return Value(mean: 1 / eta, complement: 1 - 1 / eta, slope: -1 / (eta * eta))
    }
  }
}
