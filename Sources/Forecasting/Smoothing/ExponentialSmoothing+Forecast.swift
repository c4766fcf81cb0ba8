import Foundation
public import Probability

extension ExponentialSmoothing {
  /// Whose reading of the variances a forecast follows.
  public enum Convention: Sendable {
    /// The model's own, under which a forecast is the one-step mean of the next period.
    case model
    /// That of R forecast 8.20 (`forecast.ets`), for comparisons with its figures only. It differs
    /// in two places: under multiplicative error and season a damped slope enters the level
    /// undamped; and in additive seasons without trend an error returns with γ one period before
    /// the season is round.
    case forecastPackage
  }

  /// The means of steps 1 to `horizon`: exact expectations for linear trends and seasons; for
  /// multiplicative trends, and multiplicative seasons under additive errors, the path without
  /// errors, as is customary.
  ///
  /// Throws `invalidParameter` for a horizon below 1.
  public func means(horizon: Int) throws(ForecastingError) -> [Double] {
    try requireHorizons([horizon])
    if law == .products { return productMoments(horizon, phi: smoothing.phi).map(\.mean) }
    return pathWithoutErrors(horizon)
  }

  /// The predictive distributions of steps 1 to `horizon`.
  ///
  /// Normal laws with the exact variances (Hyndman, Koehler, Ord, Snyder 2008, chapter 6): for
  /// additive errors σ²(1 + Σ c²ⱼ) with cⱼ = α + β(φ + … + φʲ) + γ at whole seasons (class 1); for
  /// multiplicative errors the recursion of class 2; with multiplicative error and season the
  /// second moments of level, slope and season (class 3). Models outside these classes answer with
  /// 5000 simulated paths in antithetic pairs, the same in every run; `stream` names the numbers.
  ///
  /// Throws `invalidParameter` for a horizon below 1 or moments that overflow.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try forecasts(horizon: horizon, convention: .model)
  }

  /// ``forecasts(horizon:)`` with a choice of the convention and of the random numbers.
  public func forecasts(
    horizon: Int, convention: Convention,
    stream: RandomStream = RandomStream(seed: 0, name: "exponential smoothing")
  ) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    if law == .simulated { return try simulated(horizon, stream) }
    var result: [ForecastDistribution] = []
    result.reserveCapacity(horizon)
    for moment in moments(horizon, convention) {
      result.append(
        try .normal(mean: moment.mean, standardDeviation: moment.deviation))
    }
    return result
  }

  private enum Law { case sums, scaledSums, products, simulated }

  private var law: Law {
    if specification.trend.isMultiplicative { return .simulated }
    switch (specification.error, specification.season) {
    case (.additive, .multiplicative): return .simulated
    case (.additive, _): return .sums
    case (.multiplicative, .multiplicative): return .products
    case (.multiplicative, _): return .scaledSums
    }
  }

  private func pathWithoutErrors(_ horizon: Int) -> [Double] {
    var filter = SmoothingFilter(specification, smoothing, state: finalState)
    return (0..<horizon).map { _ in
      defer { filter.update(error: 0) }
      return filter.mean()
    }
  }

  private func moments(
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

  /// Means and deviations under a multiplicative error and season.
  ///
  /// Every seasonal state times (level, slope) is a vector z with z ← (F + εA)z, in its own period
  /// (1 + γε)(F + εA)z; its mean and second moments W follow exactly, with E ε⁴ = 3σ⁴ of a normal
  /// error. `phi` is the damping with which the slope enters the level.
  private func productMoments(
    _ horizon: Int, phi: Double
  ) -> [(mean: Double, deviation: Double)] {
    let carry = specification.trend == .none ? 0 : phi
    let keep = specification.trend == .none ? 0 : smoothing.phi
    let unit = max(abs(finalState.level), abs(finalState.slope ?? 0), .leastNormalMagnitude)
    let (alpha, beta, gamma, variance) = (
      smoothing.alpha, smoothing.beta, smoothing.gamma, sigma2
    )
    let forward = Pair2(1, carry, 0, keep)
    let shock = Pair2(alpha, alpha * carry, beta, beta * carry)
    let both = Pair2(
      alpha + gamma, alpha * carry + gamma * carry, beta, beta * carry + gamma * keep)
    var result: [(mean: Double, deviation: Double)] = []
    result.reserveCapacity(horizon)
    for step in 0..<horizon {
      let own = step % season
      let state = finalState.season[season - 1 - own]
      var level = finalState.level / unit * state
      var slope = (finalState.slope ?? 0) / unit * state
      // Covariances of level and slope, apart from the products of their means.
      var (ll, lb, bb) = (0.0, 0.0, 0.0)
      for earlier in 0..<step {
        let (wl, wx, wb) = (ll + level * level, lb + level * slope, bb + slope * slope)
        let next = forward.congruent(ll, lb, bb)
        if earlier % season == own {
          let (bl, bx, b2) = both.congruent(wl, wx, wb)
          let (cl, cx, cb) = forward.cross(shock, ll, lb, bb)
          let (sv, sx, sb) = shock.congruent(
            3 * ll + 2 * level * level, 3 * lb + 2 * level * slope, 3 * bb + 2 * slope * slope)
          let fourth = variance * variance * gamma * gamma
          ll = next.0 + variance * (bl + gamma * cl) + fourth * sv
          lb = next.1 + variance * (bx + gamma * cx) + fourth * sx
          bb = next.2 + variance * (b2 + gamma * cb) + fourth * sb
          let moved = shock.applied(level, slope)
          (level, slope) = forward.applied(level, slope)
          level += variance * gamma * moved.0
          slope += variance * gamma * moved.1
        } else {
          let kicked = shock.congruent(wl, wx, wb)
          ll = next.0 + variance * kicked.0
          lb = next.1 + variance * kicked.1
          bb = next.2 + variance * kicked.2
          (level, slope) = forward.applied(level, slope)
        }
      }
      let mean = level + carry * slope
      let spread = ll + 2 * carry * lb + carry * carry * bb
      let total = (1 + variance) * spread + variance * mean * mean
      result.append((mean * unit, max(total, 0).squareRoot() * unit))
    }
    return result
  }

  private func simulated(
    _ horizon: Int, _ stream: RandomStream
  ) throws(ForecastingError) -> [ForecastDistribution] {
    let pairs = 2500
    var values = [[Double]](
      repeating: [Double](repeating: 0, count: 2 * pairs), count: horizon)
    let start = SmoothingFilter(specification, smoothing, state: finalState)
    let relative = specification.error == .multiplicative
    for pair in 0..<pairs {
      var paths = (start, start)
      for step in 0..<horizon {
        let uniform = stream.uniform(replicate: pair, step: min(step, 65_535), k: step / 65_535)
        let shock = sigma * SpecialFunctions.normalQuantile(uniform)
        let advance = { (path: inout SmoothingFilter, shock: Double) -> Double in
          let mean = path.mean()
          // A relative error below −1 would turn the series negative.
          let error = relative ? mean * max(shock, -0.999_999) : shock
          path.update(error: error)
          return mean + error
        }
        values[step][2 * pair] = advance(&paths.0, shock)
        values[step][2 * pair + 1] = advance(&paths.1, -shock)
      }
    }
    var result: [ForecastDistribution] = []
    for step in values {
      guard step.allSatisfy(\.isFinite) else {
        throw .invalidParameter(
          name: "horizon", value: Double(horizon),
          range: "steps at which simulated paths of \(name) stay finite; use an additive trend")
      }
      result.append(try .sample(step))
    }
    return result
  }
}

/// A 2 × 2 matrix acting on a level and a slope.
private struct Pair2 {
  let a, b, c, d: Double

  init(_ a: Double, _ b: Double, _ c: Double, _ d: Double) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  func applied(_ x: Double, _ y: Double) -> (Double, Double) { (a * x + b * y, c * x + d * y) }

  /// M W Mᵀ for a symmetric W, as its three entries.
  func congruent(_ ll: Double, _ lb: Double, _ bb: Double) -> (Double, Double, Double) {
    (
      a * a * ll + 2 * a * b * lb + b * b * bb,
      a * c * ll + (a * d + b * c) * lb + b * d * bb,
      c * c * ll + 2 * c * d * lb + d * d * bb
    )
  }

  /// M W Nᵀ + N W Mᵀ for a symmetric W, as its three entries.
  func cross(_ n: Pair2, _ ll: Double, _ lb: Double, _ bb: Double) -> (Double, Double, Double) {
    (
      2 * (a * n.a * ll + (a * n.b + b * n.a) * lb + b * n.b * bb),
      (a * n.c + n.a * c) * ll + (a * n.d + b * n.c + n.a * d + n.b * c) * lb
        + (b * n.d + n.b * d) * bb,
      2 * (c * n.c * ll + (c * n.d + d * n.c) * lb + d * n.d * bb)
    )
  }
}
