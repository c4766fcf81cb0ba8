public import LinearAlgebra
import Probability

/// A fitted linear model.
public struct LinearModel: FittedRegression {
  /// The names of the terms.
  public let names: [String]

  /// The estimates, in the order of the terms.
  public let coefficients: [Double]

  /// The covariance of the estimates, σ² (XᵀWX)⁻¹.
  public let covariance: Matrix

  /// Rows minus terms.
  public let residualDegreesOfFreedom: Int

  /// The residual standard deviation: the square root of RSS over the residual degrees of freedom.
  public let sigma: Double

  /// The weighted sum of squared residuals.
  public let residualSumOfSquares: Double

  /// The share of variation explained, about the mean where the design has a constant column;
  /// `nil` where the response does not vary.
  public let rSquared: Double?

  /// X b for every row.
  public let fitted: [Double]

  /// y − X b for every row.
  public let residuals: [Double]

  /// The condition number of the design with columns scaled to length one.
  public let conditionNumber: Double

  let weights: [Double]?
  let design: DesignMatrix
  let response: [Double]
  let inverseGram: Matrix
  let factor: UpperTriangular
  /// The (weighted) sum of squares about the mean, or about zero without a constant column.
  let totalSumOfSquares: Double

  init(
    design: DesignMatrix, response: [Double], weights: [Double]?,
    solution: LeastSquaresSolution, inverseGram: Matrix, fitted: [Double]
  ) {
    names = design.names
    coefficients = solution.coefficients
    residualDegreesOfFreedom = design.rows - design.columns
    residualSumOfSquares = solution.residualSumOfSquares
    let variance = solution.residualSumOfSquares / Double(design.rows - design.columns)
    sigma = variance.squareRoot()
    var scaled = inverseGram
    for j in 0..<scaled.columns {
      for i in 0..<scaled.rows { scaled[i, j] *= variance }
    }
    covariance = scaled
    self.fitted = fitted
    residuals = zip(response, fitted).map { $0 - $1 }
    conditionNumber = solution.conditionNumber
    self.weights = weights
    self.design = design
    self.response = response
    factor = solution.triangularFactor
    self.inverseGram = inverseGram
    let total = LinearModel.totalSumOfSquares(
      response, weights, aboutMean: design.hasIntercept)
    totalSumOfSquares = total
    rSquared = total > 0 ? 1 - solution.residualSumOfSquares / total : nil
  }

  /// The diagonal of the hat matrix: how much each row determines its own fitted value.
  ///
  /// Computed on each call, n p² operations.
  public var leverage: [Double] { estimatingTerms.leverage }

  /// Cook's distance of every row; infinite for a row that determines itself fully.
  ///
  /// The customary mark for a second look is 4/n.
  public var cooksDistances: [Double] {
    let scale = Double(coefficients.count) * sigma * sigma
    let leverage = leverage
    return residuals.indices.map { i in
      let free = 1 - leverage[i]
      let weight = weights?[i] ?? 1
      let distance = weight * residuals[i] * residuals[i] * leverage[i] / (scale * free * free)
      return distance.isNaN ? 0 : distance
    }
  }

  /// Predictions for new rows with the same terms.
  ///
  /// Throws `lengthMismatch` for another number of terms.
  public func predict(_ rows: DesignMatrix) throws(RegressionError) -> [LinearPrediction] {
    guard rows.columns == names.count else {
      throw .lengthMismatch(input: "terms", expected: names.count, found: rows.columns)
    }
    return (0..<rows.rows).map { i in
      let x = rows.matrix.row(i)
      let error = quadraticForm(covariance, x)
      return LinearPrediction(
        mean: compensatedDot(x, coefficients), standardError: error.squareRoot(),
        predictiveStandardDeviation: (error + sigma * sigma).squareRoot(),
        degreesOfFreedom: residualDegreesOfFreedom)
    }
  }

  static func totalSumOfSquares(
    _ response: [Double], _ weights: [Double]?, aboutMean: Bool
  ) -> Double {
    var centre = 0.0
    if aboutMean {
      var sum = CompensatedSum()
      var mass = CompensatedSum()
      for (i, y) in response.enumerated() {
        sum.add((weights?[i] ?? 1) * y)
        mass.add(weights?[i] ?? 1)
      }
      centre = sum.value / mass.value
    }
    var total = CompensatedSum()
    for (i, y) in response.enumerated() {
      total.add((weights?[i] ?? 1) * (y - centre) * (y - centre))
    }
    return total.value
  }
}

/// One prediction of a linear model.
public struct LinearPrediction: Equatable, Sendable {
  /// The expected response.
  public let mean: Double

  /// The standard error of the expected response.
  public let standardError: Double

  /// The standard deviation of a new response of weight one.
  public let predictiveStandardDeviation: Double

  /// Degrees of freedom of Student's t in the intervals.
  public let degreesOfFreedom: Int

  /// The interval that covers the expected response with that probability.
  ///
  /// Throws `invalidValue` for a coverage outside 0 to 1.
  public func meanInterval(
    coverage: Double
  ) throws(RegressionError) -> (lower: Double, upper: Double) {
    let q = try quantileOfTest(coverage: coverage, degreesOfFreedom: degreesOfFreedom)
    return (mean - q * standardError, mean + q * standardError)
  }

  /// The interval that covers a new response of weight one with that probability.
  ///
  /// Throws `invalidValue` for a coverage outside 0 to 1.
  public func interval(
    coverage: Double
  ) throws(RegressionError) -> (lower: Double, upper: Double) {
    let q = try quantileOfTest(coverage: coverage, degreesOfFreedom: degreesOfFreedom)
    return (mean - q * predictiveStandardDeviation, mean + q * predictiveStandardDeviation)
  }
}

/// x V xᵀ for a symmetric V.
func quadraticForm(_ matrix: Matrix, _ x: [Double]) -> Double {
  var sum = CompensatedSum()
  for j in x.indices {
    for i in x.indices { sum.add(x[i] * matrix[i, j] * x[j]) }
  }
  return Swift.max(0, sum.value)
}

/// The compensated sum of products of two vectors.
func compensatedDot(_ x: [Double], _ y: [Double]) -> Double {
  var sum = CompensatedSum()
  for (a, b) in zip(x, y) { sum.add(a * b) }
  return sum.value
}
