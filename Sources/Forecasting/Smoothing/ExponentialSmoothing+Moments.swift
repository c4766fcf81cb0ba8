import Probability

extension ExponentialSmoothing {
  /// Means and deviations of normal laws.
  func moments(
    _ horizon: Int, _ convention: Convention
  ) -> [(mean: Double, deviation: Double)] {
    if law == .products {
      return productMoments(horizon, phi: convention == .model ? smoothing.phi : 1)
    }
    let means = pathWithoutErrors(horizon)
    let early = convention == .forecastPackage && specification.trend == .none ? 1 : 0
    var responses: [Double] = []
    responses.reserveCapacity(horizon)
    var power = 1.0
    var damped = 0.0
    for j in 1...horizon {
      power *= smoothing.phi
      damped += power
      let round = specification.season != nil && (j + early) % season == 0
      let seasonal = round ? smoothing.gamma : 0
      let response = smoothing.alpha + smoothing.beta * damped + seasonal
      responses.append(response * response)
    }
    if law == .sums {
      var factor = CompensatedSum([1])
      return means.enumerated().map { step, mean in
        if step > 0 { factor.add(responses[step - 1]) }
        return (mean, sigma * factor.value.squareRoot())
      }
    }
    // In units of the largest mean, so that squares stay in range.
    let unit = max(means.reduce(0) { max($0, abs($1)) }, .leastNormalMagnitude)
    let variance = sigma2
    var squares: [Double] = []
    squares.reserveCapacity(horizon)
    return means.enumerated().map { step, mean in
      let scaled = mean / unit
      var spread = 0.0
      for j in 0..<step { spread += responses[j] * squares[step - 1 - j] }
      squares.append(scaled * scaled + variance * spread)
      // (1 + σ²)θ − μ² without the cancellation of μ².
      return (mean, (variance * (spread + squares[step])).squareRoot() * unit)
    }
  }
}
