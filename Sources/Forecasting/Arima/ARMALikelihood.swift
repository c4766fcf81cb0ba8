import Foundation

/// The exact likelihood of a stationary ARMA process without gaps, by the recursions of Morf, Sidhu
/// and Kailath (1974): a step costs the order of the state, not its square.
struct ARMALikelihood {
  /// Innovations over their standard deviation, for each series.
  let innovations: [[Double]]

  /// The sum of the logarithms of the innovations' variances, in units of the variance of e.
  let logDeterminant: Double

  /// Filters several series of one length with the same model; `nil` where the model is not
  /// stationary or the numbers do not hold.
  init?(phi: [Double], theta: [Double], series: [[Double]]) {
    guard let process = ARMACovariance(phi: phi, theta: theta) else { return nil }
    let order = process.order
    let phi = process.phi
    let count = series.first?.count ?? 0
    let start = process.withSeries
    var variance = start[0]
    var gain = (0..<order).map { phi[$0] * start[0] + ($0 + 1 < order ? start[$0 + 1] : 0) }
    var change = gain
    var factor = -1 / variance
    var isSteady = false
    var states = series.map { _ in Array(repeating: 0.0, count: order) }
    var results = series
    var sum = 0.0
    for t in 0..<count {
      guard variance > 0, variance.isFinite else { return nil }
      sum += log(variance)
      let deviation = variance.squareRoot()
      for k in series.indices {
        let innovation = series[k][t] - states[k][0]
        results[k][t] = innovation / deviation
        let share = innovation / variance
        let head = states[k][0]
        for i in 0..<(order - 1) {
          states[k][i] = phi[i] * head + states[k][i + 1] + gain[i] * share
        }
        states[k][order - 1] = phi[order - 1] * head + gain[order - 1] * share
      }
      if isSteady { continue }
      let head = change[0]
      let before = variance
      variance += head * head * factor
      guard variance > 0 else { return nil }
      // T L, shifted in place; then the gain, then L itself.
      for i in 0..<(order - 1) { change[i] = phi[i] * head + change[i + 1] }
      change[order - 1] = phi[order - 1] * head
      var largest = 0.0
      for i in 0..<order {
        gain[i] += change[i] * factor * head
        change[i] -= gain[i] * head / variance
        largest = max(largest, abs(change[i]))
      }
      factor += factor * head * head * factor / before
      isSteady = largest * largest * abs(factor) < 1e-17 * variance
    }
    guard sum.isFinite else { return nil }
    innovations = results
    logDeterminant = sum
  }
}
