import Foundation
import LinearAlgebra
import Probability

/// One prediction of a generalised linear model, with its uncertainty split in two.
public struct GeneralisedPrediction: Equatable, Sendable {
  /// The linear predictor η at the estimates, offset included.
  public let eta: Double

  /// The standard error of η.
  public let etaStandardError: Double

  /// The mean g⁻¹(η) at the estimates.
  public let mean: Double

  /// The variance of the mean that comes from estimating the coefficients, (dμ/dη)² s².
  public let parameterVariance: Double

  /// The variance of a new response about the mean; for shares, of the number of successes over
  /// the trials.
  public let responseVariance: Double

  /// Both variances together.
  public var variance: Double { parameterVariance + responseVariance }

  let link: Link
  let law: MeanLaw
  let trials: Double
  let degreesOfFreedom: Int?

  /// The interval for the mean that covers it with that probability: η ± q s through the link,
  /// with q of Student's t where the dispersion is estimated and of the normal law elsewhere.
  ///
  /// Throws `invalidValue` for a coverage outside 0 to 1.
  public func meanInterval(
    coverage: Double
  ) throws(RegressionError) -> (lower: Double, upper: Double) {
    let q = try quantileOfTest(coverage: coverage, degreesOfFreedom: degreesOfFreedom)
    let first = link.mean(eta - q * etaStandardError)
    let second = link.mean(eta + q * etaStandardError)
    return (Swift.min(first, second), Swift.max(first, second))
  }

  /// The interval for a new response that covers it with that probability.
  ///
  /// The law of the family with the predictive mean and ``variance``, both parts together: normal
  /// (Student's t) for the Gaussian, Gamma for the Gamma, negative binomial (Poisson where no
  /// variance is left over) for counts, and beta-binomial for successes of the trials, in
  /// which case the limits are shares.
  ///
  /// Throws `invalidValue` for a coverage outside 0 to 1.
  public func interval(
    coverage: Double
  ) throws(RegressionError) -> (lower: Double, upper: Double) {
    let q = try quantileOfTest(coverage: coverage, degreesOfFreedom: degreesOfFreedom)
    let tail = (1 - coverage) / 2
    switch law {
    case .gaussian:
      let half = q * variance.squareRoot()
      return (mean - half, mean + half)
    case .gamma:
      let law = Gamma(unchecked: mean * (mean / variance), scale: variance / mean)
      return (law.quantile(tail), law.quantile(1 - tail))
    case .poisson, .negativeBinomial:
      let excess = variance - mean
      if excess <= mean * mean * 1e-12 {
        let law = Poisson(unchecked: mean)
        return (Double(law.quantile(tail)), Double(law.quantile(1 - tail)))
      }
      let law = NegativeBinomial(unchecked: mean, mean * (mean / excess))
      return (Double(law.quantile(tail)), Double(law.quantile(1 - tail)))
    case .binomial:
      return shareInterval(tail)
    }
  }

  private func shareInterval(_ tail: Double) -> (lower: Double, upper: Double) {
    // Var of the share is μ(1 − μ)(1 + (n − 1)ρ)/n for a beta-binomial of correlation ρ.
    let count = Swift.max(1, Int(trials.rounded()))
    let n = Double(count)
    let base = mean * (1 - mean)
    let correlation = n > 1 ? (variance * n / base - 1) / (n - 1) : 0
    if correlation > 1e-9, correlation < 1 {
      let total = 1 / correlation - 1
      if let law = try? BetaBinomial(trials: count, a: mean * total, b: (1 - mean) * total) {
        return (Double(law.quantile(tail)) / n, Double(law.quantile(1 - tail)) / n)
      }
    }
    guard correlation < 1, let law = try? Binomial(trials: count, probability: mean) else {
      return (0, 1)
    }
    return (Double(law.quantile(tail)) / n, Double(law.quantile(1 - tail)) / n)
  }
}

extension GeneralisedLinearModel {
  /// Predictions for new rows with the same terms.
  ///
  /// - Parameters:
  ///   - rows: the new rows.
  ///   - offset: known parts of η, log exposure included; zero where `nil`.
  ///   - trials: numbers of trials of new shares; one where `nil`.
  ///
  /// Throws `lengthMismatch` and `invalidValue` for rows or offsets that do not fit, and for a row
  /// whose mean is outside the range of the family.
  public func predict(
    _ rows: DesignMatrix, offset: [Double]? = nil, trials: [Double]? = nil
  ) throws(RegressionError) -> [GeneralisedPrediction] {
    guard rows.columns == names.count else {
      throw .lengthMismatch(input: "terms", expected: names.count, found: rows.columns)
    }
    if let offset {
      try check(offset, "offset", count: rows.rows) {
        $0.isFinite
      } reason: {
        "an offset must be a finite number, the logarithm of a positive exposure"
      }
    }
    if let trials {
      try check(trials, "trials", count: rows.rows) {
        $0 > 0 && $0.isFinite
      } reason: {
        "a number of trials must be positive"
      }
    }
    var result: [GeneralisedPrediction] = []
    for i in 0..<rows.rows {
      let x = rows.matrix.row(i)
      let eta = compensatedDot(x + [1], coefficients + [offset?[i] ?? 0])
      let etaVariance = quadraticForm(unscaledCovariance, x) * covarianceScale
      let value = link.value(eta)
      guard law.allows(value.mean) else {
        throw .invalidValue(
          input: "prediction", row: i, value: value.mean,
          reason: "the mean is outside the range of the family; the row is too far from the data")
      }
      let count = family.isShare ? trials?[i] ?? 1 : 1
      let spread = law.variance(value.mean, complement: value.complement) * covarianceScale
      result.append(
        GeneralisedPrediction(
          eta: eta, etaStandardError: etaVariance.squareRoot(), mean: value.mean,
          parameterVariance: value.slope * value.slope * etaVariance,
          responseVariance: spread / count, link: link, law: law, trials: count,
          degreesOfFreedom: testDegreesOfFreedom))
    }
    return result
  }
}
