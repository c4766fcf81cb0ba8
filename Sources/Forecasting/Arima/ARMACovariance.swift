/// The covariances of a stationary ARMA process with innovations of variance one, in Harvey's state
/// form: α₁ = y and αᵢ = Σ_{j≥i} φⱼ y_{t−j+i−1} + Σ_{j≥i} θⱼ₋₁ e_{t−j+i}.
struct ARMACovariance {
  /// The autoregressive coefficients, padded to the order of the state.
  let phi: [Double]

  /// The response of the state to an innovation: one and the moving average coefficients, padded.
  let response: [Double]

  /// The covariances of the state with y.
  let withSeries: [Double]

  /// The order of the state, max(p, q + 1).
  var order: Int { phi.count }

  /// `nil` where the autoregression is not stationary.
  init?(phi: [Double], theta: [Double]) {
    let p = phi.count
    let q = theta.count
    let order = max(p, q + 1)
    guard let shocks = ARMACovariance.autoregressiveCovariances(phi, lags: order + q) else {
      return nil
    }
    let weights = [1] + theta
    var psi = weights
    for k in 1..<max(q + 1, 1) {
      for j in 1...k where j <= p { psi[k] += phi[j - 1] * psi[k - j] }
    }
    // The autocovariances of Σ θᵢ u_{t−i} from those of the autoregression u.
    let overlaps = (0...q).map { m in
      (0...(q - m)).reduce(0.0) { $0 + weights[$1] * weights[$1 + m] }
    }
    let covariances = (0...order).map { k in
      var sum = overlaps[0] * shocks[k]
      for m in 1..<max(q + 1, 1) { sum += overlaps[m] * (shocks[k + m] + shocks[abs(k - m)]) }
      return sum
    }
    var state = Array(repeating: 0.0, count: order)
    for i in 0..<order {
      var sum = 0.0
      for j in i..<max(p, i) { sum += phi[j] * covariances[j - i + 1] }
      for j in i..<max(q + 1, i) { sum += weights[j] * psi[j - i] }
      state[i] = sum
    }
    guard state.allSatisfy(\.isFinite), state[0] > 0 else { return nil }
    self.phi = phi + Array(repeating: 0, count: order - p)
    response = weights + Array(repeating: 0, count: order - q - 1)
    withSeries = state
  }

  /// The covariance matrix of the state, by rows: Pᵢⱼ = φᵢφⱼP₁₁ + φᵢP₁,ⱼ₊₁ + φⱼPᵢ₊₁,₁ + Pᵢ₊₁,ⱼ₊₁ +
  /// θᵢ₋₁θⱼ₋₁ from the last row up.
  var stateCovariance: [[Double]] {
    let first = withSeries + [0]
    var result = Array(repeating: Array(repeating: 0.0, count: order + 1), count: order + 1)
    for i in stride(from: order - 1, through: 0, by: -1) {
      for j in stride(from: order - 1, through: i, by: -1) {
        let value =
          phi[i] * phi[j] * first[0] + phi[i] * first[j + 1] + phi[j] * first[i + 1]
          + result[i + 1][j + 1] + response[i] * response[j]
        result[i][j] = value
        result[j][i] = value
      }
    }
    return result.dropLast().map { Array($0.dropLast()) }
  }

  /// The autocovariances of lags 0 to `lags` of a stationary autoregression, from its partial
  /// autocorrelations without solving equations; `nil` where it is not stationary.
  private static func autoregressiveCovariances(_ phi: [Double], lags: Int) -> [Double]? {
    guard let partials = LagPolynomial.partials(coefficients: phi) else { return nil }
    var variance = partials.reduce(1.0) { $0 / ((1 - $1) * (1 + $1)) }
    var result = [variance]
    var coefficients: [Double] = []
    for partial in partials {
      let k = coefficients.count + 1
      var next = partial * variance
      for j in 1..<k { next += coefficients[j - 1] * result[k - j] }
      result.append(next)
      variance *= (1 - partial) * (1 + partial)
      let previous = coefficients
      for j in 0..<(k - 1) { coefficients[j] = previous[j] - partial * previous[k - 2 - j] }
      coefficients.append(partial)
    }
    while result.count <= lags {
      let k = result.count
      var next = 0.0
      for (j, coefficient) in phi.enumerated() { next += coefficient * result[k - 1 - j] }
      result.append(next)
    }
    return result
  }
}
