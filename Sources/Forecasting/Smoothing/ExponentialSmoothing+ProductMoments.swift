extension ExponentialSmoothing {
  /// Means and deviations under a multiplicative error and season.
  ///
  /// Every seasonal state times (level, slope) is a vector z with z ← (F + εA)z, in its own period
  /// (1 + γε)(F + εA)z; its mean and second moments W follow exactly, with E ε⁴ = 3σ⁴ of a normal
  /// error. `phi` is the damping with which the slope enters the level.
  func productMoments(
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
