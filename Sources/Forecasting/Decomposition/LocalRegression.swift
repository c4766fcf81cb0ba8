/// Locally weighted regression on equally spaced points, with the tricube weights of Cleveland
/// (1979) and the shortcuts of STL: fits are made every few points and joined by straight lines.
struct LocalRegression {
  /// The number of neighbours.
  let span: Int
  /// 0 for local means, 1 for local lines.
  let degree: Int
  /// The distance between two fits.
  let jump: Int

  /// The value at place x (points are at 0…count − 1) from the points `left...right`; `nil` where
  /// they have no weight.
  func estimate(
    _ y: [Double], at x: Double, _ left: Int, _ right: Int, weights: [Double]?
  ) -> Double? {
    let count = y.count
    var reach = max(x - Double(left), Double(right) - x)
    if span > count { reach += Double((span - count) / 2) }
    let far = 0.999 * reach
    let near = 0.001 * reach
    var w = [Double](repeating: 0, count: right - left + 1)
    var total = 0.0
    for j in left...right {
      let distance = abs(Double(j) - x)
      guard distance <= far else { continue }
      var weight = 1.0
      if distance > near {
        let ratio = distance / reach
        let rest = 1 - ratio * ratio * ratio
        weight = rest * rest * rest
      }
      if let weights { weight *= weights[j] }
      w[j - left] = weight
      total += weight
    }
    guard total > 0 else { return nil }
    var centre = 0.0
    for j in left...right {
      w[j - left] /= total
      centre += w[j - left] * Double(j)
    }
    var slope = 0.0
    if reach > 0 && degree > 0 {
      var square = 0.0
      for j in left...right {
        let offset = Double(j) - centre
        square += w[j - left] * offset * offset
      }
      if square.squareRoot() > 0.001 * Double(count - 1) { slope = (x - centre) / square }
    }
    var sum = 0.0
    for j in left...right { sum += w[j - left] * (slope * (Double(j) - centre) + 1) * y[j] }
    return sum
  }

  /// The smoothed points.
  func smooth(_ y: [Double], weights: [Double]?) -> [Double] {
    let n = y.count
    guard n > 1 else { return y }
    let step = min(jump, n - 1)
    var result = y
    var window = (left: 0, right: min(span, n) - 1)
    for i in stride(from: 0, to: n, by: step) {
      if span < n { window = neighbours(of: i, count: n) }
      result[i] =
        estimate(y, at: Double(i), window.left, window.right, weights: weights) ?? y[i]
    }
    guard step > 1 else { return result }
    var last = 0
    for i in stride(from: step, to: n, by: step) {
      join(&result, last, i)
      last = i
    }
    if last != n - 1 {
      result[n - 1] =
        estimate(y, at: Double(n - 1), window.left, window.right, weights: weights) ?? y[n - 1]
      join(&result, last, n - 1)
    }
    return result
  }

  /// The `span` points around a place, shifted inside at the ends.
  private func neighbours(of i: Int, count n: Int) -> (left: Int, right: Int) {
    let left = min(max(i - (span + 1) / 2 + 1, 0), n - span)
    return (left, left + span - 1)
  }

  /// Fills the points between two by a straight line.
  private func join(_ values: inout [Double], _ from: Int, _ to: Int) {
    guard to - from > 1 else { return }
    let delta = (values[to] - values[from]) / Double(to - from)
    for j in (from + 1)..<to { values[j] = values[from] + delta * Double(j - from) }
  }
}
