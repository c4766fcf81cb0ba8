import Probability

/// What a result owes to one input alone, from the draws of a run: the result regressed on a
/// polynomial of the input's normal score.
///
/// The explained share of variance estimates the first-order index Var(E[Y|X])/Var(Y) without any run
/// of its own (Lewandowski, Cooke and Tebbens 2007, ACM TOMACS 17; Plischke 2010, RESS 95 for given
/// data). It is adjusted for the terms fitted, 1 − (1 − R²)(n − 1)/(n − 1 − d); its standard error is
/// √(4S(1 − S)²/n + 2d/n²).
struct ScoreRegression {
  /// The share of the variance.
  let share: Double
  /// Its Monte Carlo standard error.
  let shareError: Double
  /// The expected result at the input's 10th percentile and at its 90th.
  let low: Double
  let high: Double
  /// The standard error of `high − low`.
  let swingError: Double

  init(uniforms: [Double], results: [Double]) {
    let count = results.count
    let degree = count >= 200 ? 5 : count >= 50 ? 3 : 1
    let scores = uniforms.map(SpecialFunctions.normalQuantile)
    let mean = CompensatedSum(results).value / Double(max(1, count))
    let centred = results.map { $0 - mean }
    let whole = CompensatedSum(centred.map { $0 * $0 }).value
    var basis = ScoreBasis(scores: scores, degree: degree)
    let coefficients = basis.columns.map { column in
      CompensatedSum(zip(column, centred).map { $0 * $1 }).value
    }
    basis.columns = []
    let explained = coefficients.reduce(0) { $0 + $1 * $1 }
    guard whole > 0, count > degree + 2 else {
      (share, shareError, low, high, swingError) = (0, 0, mean, mean, 0)
      return
    }
    let free = Double(count - 1)
    let plain = min(1, explained / whole)
    share = max(0, 1 - (1 - plain) * free / (free - Double(degree)))
    let n = Double(count)
    shareError =
      (4 * share * (1 - share) * (1 - share) / n + 2 * Double(degree) / (n * n)).squareRoot()
    let reach = SpecialFunctions.normalQuantile(0.9)
    let bottom = basis.values(at: -reach)
    let top = basis.values(at: reach)
    low = mean + zip(coefficients, bottom).reduce(0) { $0 + $1.0 * $1.1 }
    high = mean + zip(coefficients, top).reduce(0) { $0 + $1.0 * $1.1 }
    let spread = zip(top, bottom).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let residual = max(0, whole - explained) / (free - Double(degree))
    swingError = (residual * spread).squareRoot()
  }
}

/// Hermite polynomials of a sample of scores, made orthonormal over the sample.
private struct ScoreBasis {
  /// Columns of unit length, orthogonal to each other and to a constant.
  var columns: [[Double]] = []
  private var means: [Double] = []
  private var parts: [[Double]] = []
  private var lengths: [Double] = []

  init(scores: [Double], degree: Int) {
    for power in 1...degree {
      var column = scores.map { ScoreBasis.hermite(power, $0) }
      let mean = column.reduce(0, +) / Double(max(1, column.count))
      for row in column.indices { column[row] -= mean }
      var own: [Double] = []
      for other in columns {
        var product = 0.0
        for row in column.indices { product += column[row] * other[row] }
        for row in column.indices { column[row] -= product * other[row] }
        own.append(product)
      }
      let length = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // A score with few values has few powers.
      let unit = length > 1e-9 * Double(column.count).squareRoot() ? 1 / length : 0
      for row in column.indices { column[row] *= unit }
      columns.append(column)
      means.append(mean)
      parts.append(own)
      lengths.append(unit)
    }
  }

  /// The basis at a score that need not be in the sample.
  func values(at score: Double) -> [Double] {
    var result: [Double] = []
    for place in means.indices {
      var value = ScoreBasis.hermite(place + 1, score) - means[place]
      for (part, other) in zip(parts[place], result) { value -= part * other }
      result.append(value * lengths[place])
    }
    return result
  }

  /// He₀ = 1, He₁ = x, Heₖ₊₁ = x·Heₖ − k·Heₖ₋₁.
  private static func hermite(_ order: Int, _ x: Double) -> Double {
    var before = 1.0
    var now = x
    for k in 1..<max(1, order) { (before, now) = (now, x * now - Double(k) * before) }
    return now
  }
}
