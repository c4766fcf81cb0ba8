public import LinearAlgebra

/// A fitted regression of counts.
public struct CountModel: Sendable {
  /// The law of the counts.
  public let family: CountFamily

  /// The names of the terms.
  public let names: [String]

  /// The estimates, in the order of the terms.
  public let coefficients: [Double]

  /// (XᵀWX)⁻¹ at the estimates, before any dispersion.
  public let unscaledCovariance: Matrix

  /// The shape θ of the negative binomial law; `nil` where it is the Poisson law.
  public let theta: Double?

  /// The Pearson dispersion Σ (y − μ)²/V(μ) / (n − p).
  public let dispersion: Double

  /// Twice the shortfall of the log-likelihood from that of a perfect fit.
  public let deviance: Double

  /// The log-likelihood, of the Poisson law for the quasi-Poisson family.
  public let logLikelihood: Double

  /// The fitted means μ.
  public let fitted: [Double]

  /// Rows minus terms.
  public let residualDegreesOfFreedom: Int

  /// The condition number of the design with columns scaled to length one.
  public let conditionNumber: Double

  /// Steps of reweighted least squares taken.
  public let iterations: Int

  /// The same fit with everything that generalised linear models offer.
  public let model: GeneralisedLinearModel

  init(family: CountFamily, model: GeneralisedLinearModel) {
    self.family = family
    self.model = model
    names = model.names
    coefficients = model.coefficients
    unscaledCovariance = model.unscaledCovariance
    theta = model.theta
    dispersion = model.dispersion
    deviance = model.deviance
    logLikelihood = model.logLikelihood
    fitted = model.fitted
    residualDegreesOfFreedom = model.residualDegreesOfFreedom
    conditionNumber = model.conditionNumber
    iterations = model.iterations
  }

  /// Akaike's criterion, counting θ as a parameter where it is finite.
  public var aic: Double {
    -2 * logLikelihood + 2 * Double(coefficients.count + (theta == nil ? 0 : 1))
  }

  /// Standard errors at dispersion 1.
  public var standardErrors: [Double] {
    unscaledCovariance.diagonal.map { $0.squareRoot() }
  }

  /// Standard errors multiplied by the square root of the Pearson dispersion.
  public var quasiStandardErrors: [Double] {
    standardErrors.map { $0 * dispersion.squareRoot() }
  }

  /// The covariance of the estimates, with the dispersion where the family has one.
  public var covariance: Matrix { model.covariance }

  /// (y − μ)/√V(μ) for every row.
  public var pearsonResiduals: [Double] { model.pearsonResiduals }

  /// The signed square roots of the contributions to the deviance.
  public var devianceResiduals: [Double] { model.devianceResiduals }

  /// Predictions for new rows with the same terms.
  ///
  /// With η = x b + offset and s² = x V xᵀ, the coefficients being normal: E μ = exp(η + s²/2) and
  /// E μ² = exp(2η + 2s²).
  ///
  /// Throws `lengthMismatch` and `invalidValue` for rows or offsets that do not fit.
  public func predict(
    _ rows: DesignMatrix, offset: [Double]
  ) throws(RegressionError) -> [CountPrediction] {
    guard rows.columns == names.count else {
      throw .lengthMismatch(input: "terms", expected: names.count, found: rows.columns)
    }
    try check(offset, "offset", count: rows.rows) {
      $0.isFinite
    } reason: {
      "an offset must be a finite number, the logarithm of a positive exposure"
    }
    return (0..<rows.rows).map { i in
      let x = rows.matrix.row(i)
      let eta = compensatedDot(x + [1], coefficients + [offset[i]])
      let variance = quadraticForm(unscaledCovariance, x) * model.covarianceScale
      return CountPrediction(
        eta: eta, etaVariance: variance, dispersion: model.covarianceScale, theta: theta)
    }
  }
}
