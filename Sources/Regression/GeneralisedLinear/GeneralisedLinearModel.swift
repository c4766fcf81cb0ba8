import Foundation
public import LinearAlgebra
import Probability

/// A fitted generalised linear model.
public struct GeneralisedLinearModel: FittedRegression {
  /// The law of the response.
  public let family: ResponseFamily

  /// The link between mean and linear predictor.
  public let link: Link

  /// The names of the terms.
  public let names: [String]

  /// The estimates, in the order of the terms.
  public let coefficients: [Double]

  /// (XᵀWX)⁻¹ at the estimates, before any dispersion.
  public let unscaledCovariance: Matrix

  /// The shape θ of the negative binomial law; `nil` where there is none or it is infinite.
  public let theta: Double?

  /// The standard error of θ from the observed information; `nil` where θ is.
  public let thetaStandardError: Double?

  /// The Pearson dispersion Σ w (y − μ)²/V(μ) / (n − p), whether or not the family uses it.
  public let dispersion: Double

  /// Twice the shortfall of the log-likelihood from that of a perfect fit.
  public let deviance: Double

  /// The deviance of the overall mean alone, with the offset; of the offset alone where the design
  /// has no constant column.
  public let nullDeviance: Double

  /// The log-likelihood; of the Poisson or binomial law for the quasi families.
  public let logLikelihood: Double

  /// The fitted means μ.
  public let fitted: [Double]

  /// The linear predictors η, offset included.
  public let linearPredictor: [Double]

  /// Rows minus terms.
  public let residualDegreesOfFreedom: Int

  /// Rows minus one, or the rows where the design has no constant column.
  public let nullDegreesOfFreedom: Int

  /// The condition number of the design with columns scaled to length one.
  public let conditionNumber: Double

  /// Steps of reweighted least squares taken.
  public let iterations: Int

  let problem: ReweightedProblem
  let law: MeanLaw
  let factor: UpperTriangular

  init(
    problem: ReweightedProblem, state: ReweightedProblem.State, theta: Double?,
    conditionNumber: Double
  ) throws(RegressionError) {
    self.problem = problem
    self.theta = theta
    self.conditionNumber = conditionNumber
    family = problem.family
    link = problem.link
    law = MeanLaw(problem.family, theta: theta)
    names = problem.design.names
    coefficients = state.coefficients
    fitted = state.mean
    linearPredictor = state.eta
    deviance = state.deviance
    iterations = state.iterations
    residualDegreesOfFreedom = problem.design.rows - problem.design.columns
    dispersion = problem.dispersion(state, law: law)
    thetaStandardError = theta.map {
      1 / (-problem.thetaDerivatives(state.mean, $0).1).squareRoot()
    }
    let likelihood = problem.logLikelihood(state, law: law)
    // Without any dispersion the Gaussian and Gamma likelihoods have no bound.
    logLikelihood = likelihood.isNaN ? .infinity : likelihood
    let hasIntercept = problem.design.hasIntercept
    nullDegreesOfFreedom = problem.design.rows - (hasIntercept ? 1 : 0)
    nullDeviance = try problem.nullDeviance(law: law, hasIntercept: hasIntercept)
    if let last = state.factor {
      factor = last
    } else {
      let working = problem.working(state, law: law)
      factor = try problem.solve(working.residuals, weights: working.weights).triangularFactor
    }
    do {
      unscaledCovariance = try factor.inverseGram()
    } catch {
      throw RegressionError.from(error, names: problem.design.names)
    }
  }

  /// The number of estimated parameters: terms, θ where finite, and the dispersion of the Gaussian
  /// and Gamma laws.
  public var parameterCount: Int {
    let extra = theta != nil || family == .gaussian || family == .gamma
    return coefficients.count + (extra ? 1 : 0)
  }

  /// Akaike's criterion −2 log L + 2k; `nil` for the quasi families, which have no
  /// likelihood, and for an exact fit, whose likelihood has no bound.
  public var aic: Double? {
    family.isQuasi || logLikelihood == .infinity
      ? nil : -2 * logLikelihood + 2 * Double(parameterCount)
  }

  /// Schwarz's criterion −2 log L + k log n; `nil` as ``aic``.
  public var bic: Double? {
    family.isQuasi || logLikelihood == .infinity
      ? nil : -2 * logLikelihood + log(Double(fitted.count)) * Double(parameterCount)
  }

  /// What ``unscaledCovariance`` is multiplied by: the dispersion where the family estimates it.
  public var covarianceScale: Double { family.estimatesDispersion ? dispersion : 1 }

  /// The covariance of the estimates, with the dispersion where the family has one.
  public var covariance: Matrix { unscaledCovariance.scaled(by: covarianceScale) }

  /// Degrees of freedom of the tests: the residual ones where the dispersion is estimated, none
  /// (the normal law) elsewhere.
  public var testDegreesOfFreedom: Int? {
    family.estimatesDispersion ? residualDegreesOfFreedom : nil
  }

  /// w-weighted (y − μ)/√V(μ) for every row.
  public var pearsonResiduals: [Double] {
    fitted.indices.map { i in
      (problem.response[i] - fitted[i]) * (problem.weight(i) / variance(i)).squareRoot()
    }
  }

  /// The signed square roots of the contributions to the deviance.
  public var devianceResiduals: [Double] {
    fitted.indices.map { i in
      let y = problem.response[i]
      let unit = law.deviance(y, fitted[i], complement: complement(i))
      let size = Swift.max(0, unit * problem.weight(i)).squareRoot()
      return y < fitted[i] ? -size : size
    }
  }

  /// The diagonal of the weighted hat matrix at the estimates.
  public var leverage: [Double] { estimatingTerms.leverage }

  /// Cook's distances in the one-step form r² h / (p φ (1 − h)²), with Pearson residuals r.
  public var cooksDistances: [Double] {
    let residuals = pearsonResiduals
    let scale = Double(coefficients.count) * covarianceScale
    return zip(residuals, leverage).map { residual, share in
      let free = 1 - share
      let distance = residual * residual * share / (scale * free * free)
      return distance.isNaN ? 0 : distance
    }
  }

  func complement(_ row: Int) -> Double {
    law == .binomial ? link.value(linearPredictor[row]).complement : 0
  }

  func variance(_ row: Int) -> Double {
    law.variance(fitted[row], complement: complement(row))
  }

  /// The rows as the robust covariances see them.
  public var estimatingTerms: EstimatingTerms {
    let state = ReweightedProblem.State(
      coefficients: coefficients, eta: linearPredictor, mean: fitted, deviance: deviance,
      isValid: true)
    let working = problem.working(state, law: law)
    return EstimatingTerms(
      design: problem.design, factor: factor, weights: working.weights,
      scores: zip(working.weights, working.residuals).map { $0 * $1 })
  }
}

extension ReweightedProblem {
  func logLikelihood(_ state: State, law: MeanLaw) -> Double {
    var mass = CompensatedSum()
    for i in response.indices { mass.add(weight(i)) }
    let spread = state.deviance / (law == .gaussian ? Double(response.count) : mass.value)
    var sum = CompensatedSum()
    for i in response.indices {
      let complement = law == .binomial ? link.value(state.eta[i]).complement : 0
      sum.add(
        law.logLikelihood(
          response[i], state.mean[i], complement: complement, weight: weight(i),
          spread: spread))
    }
    return sum.value
  }

  /// The deviance of the model with only a constant, or with nothing but the offset.
  func nullDeviance(law: MeanLaw, hasIntercept: Bool) throws(RegressionError) -> Double {
    let count = response.count
    guard hasIntercept else {
      return state([], eta: offset ?? Array(repeating: 0, count: count), law: law).deviance
    }
    if offset == nil {
      let eta = Array(repeating: link.predictor(overallMean), count: count)
      return state([], eta: eta, law: law).deviance
    }
    let matrix = Matrix(rows: count, columns: 1, repeating: 1)
    let constant = ReweightedProblem(
      design: try DesignMatrix(matrix, names: ["intercept"]), response: response,
      weights: weights, offset: offset, family: family, link: link,
      iterationLimit: iterationLimit)
    return try constant.reweighted(from: constant.start(law: law), law: law).deviance
  }
}

extension Matrix {
  /// Every element multiplied by a number.
  func scaled(by factor: Double) -> Matrix {
    var result = self
    for j in 0..<columns {
      for i in 0..<rows { result[i, j] *= factor }
    }
    return result
  }
}
