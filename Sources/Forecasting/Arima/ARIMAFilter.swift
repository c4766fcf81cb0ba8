import Foundation

/// The Kalman filter of an ARIMA process, gaps and differences included (Harvey 1989, chapter 3;
/// Durbin, Koopman 2012).
///
/// The state is Harvey's for the differenced process, then the last values that differencing needs.
/// Those start with variance 10⁶ in units of the innovations' variance, and observations whose
/// prediction variance is 10⁴ or more are left out of the likelihood, as R's `arima` does.
struct ARIMAFilter {
  private static let diffuseVariance = 1e6
  private static let diffuseLimit = 1e4

  private let phi: [Double]
  private let delta: [Double]
  private let response: [Double]
  private var mean: [Double]
  private var covariance: [[Double]]

  /// Standardised innovations of the observed values, NaN in gaps.
  private(set) var residuals: [Double] = []

  /// The number of observations in the likelihood.
  private(set) var count = 0

  /// The sum of their squared standardised innovations.
  private(set) var sumOfSquares = 0.0

  /// The sum of the logarithms of their variances.
  private(set) var logDeterminant = 0.0

  private var order: Int { phi.count }

  /// Filters a series, NaN for a gap; `nil` where the process is not stationary.
  init?(phi: [Double], theta: [Double], delta: [Double], series: [Double]) {
    guard let process = ARMACovariance(phi: phi, theta: theta) else { return nil }
    self.phi = process.phi
    self.delta = delta
    let size = process.order + delta.count
    response = process.response + Array(repeating: 0, count: delta.count)
    mean = Array(repeating: 0, count: size)
    covariance = Array(repeating: Array(repeating: 0, count: size), count: size)
    for (i, row) in process.stateCovariance.enumerated() {
      for (j, value) in row.enumerated() { covariance[i][j] = value }
    }
    for i in process.order..<size { covariance[i][i] = ARIMAFilter.diffuseVariance }
    for (t, value) in series.enumerated() {
      if t > 0 { predict() }
      if value.isNaN {
        residuals.append(.nan)
      } else if !update(value) {
        return nil
      }
    }
  }

  /// The means and variances of the next steps, in units of the innovations' variance.
  func forecasts(horizon: Int) -> [(mean: Double, variance: Double)] {
    var copy = self
    return (0..<horizon).map { _ in
      copy.predict()
      return (copy.observation(of: copy.mean), copy.observationVariance().variance)
    }
  }

  private mutating func update(_ value: Double) -> Bool {
    let innovation = value - observation(of: mean)
    let (gain, variance) = observationVariance()
    guard variance > 0, variance.isFinite, innovation.isFinite else { return false }
    if variance < ARIMAFilter.diffuseLimit {
      count += 1
      sumOfSquares += innovation * innovation / variance
      logDeterminant += log(variance)
    }
    residuals.append(innovation / variance.squareRoot())
    for i in mean.indices {
      mean[i] += gain[i] * innovation / variance
      for j in mean.indices { covariance[i][j] -= gain[i] * gain[j] / variance }
    }
    return true
  }

  private mutating func predict() {
    mean = transition(mean)
    // T (T P)ᵀ, with P symmetric.
    let half = covariance.map(transition)
    for j in mean.indices {
      let column = transition(half.map { $0[j] })
      for i in mean.indices { covariance[i][j] = column[i] + response[i] * response[j] }
    }
  }

  private func transition(_ state: [Double]) -> [Double] {
    var next = state
    for i in 0..<order { next[i] = phi[i] * state[0] + (i + 1 < order ? state[i + 1] : 0) }
    guard !delta.isEmpty else { return next }
    next[order] = observation(of: state)
    for k in 1..<max(delta.count, 1) { next[order + k] = state[order + k - 1] }
    return next
  }

  private func observation(of state: [Double]) -> Double {
    var sum = state[0]
    for (k, coefficient) in delta.enumerated() { sum += coefficient * state[order + k] }
    return sum
  }

  private func observationVariance() -> (gain: [Double], variance: Double) {
    let gain = covariance.map(observation)
    return (gain, observation(of: gain))
  }
}
