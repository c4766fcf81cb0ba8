import Foundation
public import LinearAlgebra
import Probability

extension FittedRegression {
  /// The covariance of the estimates by that estimator.
  ///
  /// Throws `invalidValue` for a row of leverage one under ``CovarianceEstimator/hc2`` and
  /// ``CovarianceEstimator/hc3``, for a lag out of range and for fewer than two clusters;
  /// `lengthMismatch` for another number of labels than rows.
  public func covariance(
    _ estimator: CovarianceEstimator
  ) throws(RegressionError) -> Matrix {
    let terms: EstimatingTerms
    let middle: Matrix
    switch estimator {
    case .classical:
      return covariance
    case .hc0:
      terms = estimatingTerms
      middle = try terms.diagonalMiddle(power: 0)
    case .hc1:
      terms = estimatingTerms
      let rows = Double(terms.scores.count)
      middle = try terms.diagonalMiddle(power: 0)
        .scaled(by: rows / Double(residualDegreesOfFreedom))
    case .hc2:
      terms = estimatingTerms
      middle = try terms.diagonalMiddle(power: 1)
    case .hc3:
      terms = estimatingTerms
      middle = try terms.diagonalMiddle(power: 2)
    case .neweyWest(let settings):
      terms = estimatingTerms
      middle = try terms.neweyWestMiddle(settings)
    case .clustered(let labels, let corrected):
      terms = estimatingTerms
      middle = try terms.clusteredMiddle(labels, corrected: corrected)
    }
    do {
      return try terms.sandwich(middle)
    } catch {
      throw .computation(error)
    }
  }

  /// The bandwidth that Newey and West (1994) read off the data, whose whole part is the lag.
  ///
  /// Throws `computation` where the autoregression of prewhitening has no unique solution.
  public func neweyWestBandwidth(isPrewhitened: Bool) throws(RegressionError) -> Double {
    try estimatingTerms.bandwidth(isPrewhitened: isPrewhitened)
  }
}

extension EstimatingTerms {
  /// Σ u²/(1 − h)^power · z zᵀ.
  func diagonalMiddle(power: Int) throws(RegressionError) -> Matrix {
    var factors = scores
    for i in scores.indices {
      let free = 1 - leverage[i]
      if power > 0 && free < 1e-10 {
        throw .invalidValue(
          input: "leverage", row: i, value: leverage[i],
          reason: "the row determines its own fit, so HC2 and HC3 do not exist; use HC1 or drop it")
      }
      factors[i] *= power == 1 ? 1 / free.squareRoot() : (power == 2 ? 1 / free : 1)
    }
    return EstimatingTerms.products(rows.scaledRows(by: factors), lag: 0)
  }

  /// Σ over clusters of the outer products of their summed scores.
  func clusteredMiddle(_ labels: [String], corrected: Bool) throws(RegressionError) -> Matrix {
    guard labels.count == scores.count else {
      throw .lengthMismatch(input: "clusters", expected: scores.count, found: labels.count)
    }
    var places: [String: Int] = [:]
    for label in labels where places[label] == nil { places[label] = places.count }
    let groups = places.count
    guard groups > 1 else {
      throw .invalidValue(
        input: "clusters", row: 0, value: Double(groups),
        reason: "at least two clusters are needed")
    }
    var sums = Matrix(rows: groups, columns: rows.columns)
    for (i, label) in labels.enumerated() {
      guard let group = places[label] else { continue }
      for j in 0..<rows.columns { sums[group, j] += rows[i, j] * scores[i] }
    }
    let n = Double(scores.count)
    let g = Double(groups)
    let scale = corrected ? g / (g - 1) * (n - 1) / (n - Double(rows.columns)) : 1
    return EstimatingTerms.products(sums, lag: 0).scaled(by: scale)
  }

  /// The long-run sum of products of scores.
  func neweyWestMiddle(_ settings: NeweyWest) throws(RegressionError) -> Matrix {
    let count = scores.count
    let lag: Int
    if let given = settings.lag {
      lag = given
    } else {
      lag = Int(try bandwidth(isPrewhitened: settings.isPrewhitened).rounded(.down))
    }
    guard lag >= 0, lag < count else {
      throw .invalidValue(
        input: "lag", row: 0, value: Double(lag),
        reason: "a lag is at least 0 and less than the number of rows, \(count)")
    }
    var series = rows.scaledRows(by: scores)
    var colour: Matrix?
    if settings.isPrewhitened { (series, colour) = try EstimatingTerms.whitened(series) }
    var sum = EstimatingTerms.products(series, lag: 0)
    for step in 0..<lag where step + 1 < series.rows {
      let weight = 1 - Double(step + 1) / Double(lag + 1)
      let product = EstimatingTerms.products(series, lag: step + 1)
      for j in 0..<sum.columns {
        for i in 0..<sum.rows { sum[i, j] += weight * (product[i, j] + product[j, i]) }
      }
    }
    if settings.isAdjusted {
      sum = sum.scaled(by: Double(count) / Double(count - rows.columns))
    }
    guard let colour else { return sum }
    do {
      return try colour.times(sum).times(colour.transposed)
    } catch {
      throw .computation(error)
    }
  }

  /// Newey and West (1994) with Bartlett weights: the sum of all scores but the constant's.
  func bandwidth(isPrewhitened: Bool) throws(RegressionError) -> Double {
    let count = scores.count
    let rate = isPrewhitened ? 3.0 : 4
    let lags = Int((rate * pow(Double(count) / 100, 2.0 / 9)).rounded(.down))
    var series = design.matrix.scaledRows(by: scores)
    if isPrewhitened { series = try EstimatingTerms.whitened(series).series }
    let used = design.columns > 1 ? (0..<design.columns).filter { !design.isConstant($0) } : [0]
    let total = (0..<series.rows).map { i in used.reduce(0) { $0 + series[i, $1] } }
    var level = 0.0
    var slope = 0.0
    for lag in 0...Swift.max(0, Swift.min(lags, total.count - 1)) {
      var product = CompensatedSum()
      for i in lag..<total.count { product.add(total[i] * total[i - lag]) }
      let covariance = product.value / Double(total.count)
      level += lag == 0 ? covariance : 2 * covariance
      slope += 2 * Double(lag) * covariance
    }
    guard level != 0 else { return 0 }
    let ratio = slope / level
    return Swift.min(
      1.1447 * pow(ratio * ratio, 1.0 / 3) * pow(Double(count), 1.0 / 3), Double(count - 1))
  }

  /// Σ sᵢ sᵢ₊ₗᵀ.
  static func products(_ series: Matrix, lag: Int) -> Matrix {
    let p = series.columns
    var result = Matrix(rows: p, columns: p)
    for a in 0..<p {
      for b in 0..<p {
        if lag == 0 && b < a {
          result[a, b] = result[b, a]
          continue
        }
        var sum = CompensatedSum()
        var i = 0
        while i + lag < series.rows {
          sum.add(series[i, a] * series[i + lag, b])
          i += 1
        }
        result[a, b] = sum.value
      }
    }
    return result
  }

  /// What a first vector autoregression without constant leaves of a series, and (I − A)⁻¹.
  static func whitened(
    _ series: Matrix
  ) throws(RegressionError) -> (series: Matrix, colour: Matrix?) {
    let p = series.columns
    let count = series.rows - 1
    var past = Matrix(rows: count, columns: p)
    for j in 0..<p {
      for i in 0..<count { past[i, j] = series[i, j] }
    }
    var rest = past
    var free = Matrix.identity(p)
    do {
      for j in 0..<p {
        let next = (0..<count).map { series[$0 + 1, j] }
        let row = try LeastSquaresSolution(design: past, response: next).coefficients
        let fitted = try past.times(row)
        for i in 0..<count { rest[i, j] = next[i] - fitted[i] }
        for k in 0..<p { free[j, k] -= row[k] }
      }
      var inverse = Matrix(rows: p, columns: p)
      for j in 0..<p {
        let unit = (0..<p).map { $0 == j ? 1.0 : 0 }
        let column = try LeastSquaresSolution(design: free, response: unit).coefficients
        for i in 0..<p { inverse[i, j] = column[i] }
      }
      return (rest, inverse)
    } catch {
      throw RegressionError.from(error, names: (0..<p).map { "score of term \($0 + 1)" })
    }
  }
}

extension Matrix {
  /// Row i multiplied by factor i.
  func scaledRows(by factors: [Double]) -> Matrix {
    var result = self
    for j in 0..<columns {
      for i in 0..<rows { result[i, j] *= factors[i] }
    }
    return result
  }
}
