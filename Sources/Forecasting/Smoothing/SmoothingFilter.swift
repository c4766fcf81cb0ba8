import Foundation

/// The recursion shared by the whole family, one period at a time.
///
/// With q the level carried forward (l, l + φb or l·b^φ), s the seasonal state of the period and μ
/// the one-step mean (q, q + s or q·s), an error e = y − μ moves the state by
/// l ← q + α e/s, b ← φb + β e/s or b^φ + β e/(s·l), s ← s + γ e or s + γ e/q, where the division
/// by s belongs to a multiplicative season. A multiplicative error is ε = e/μ, which makes these the
/// equations of Hyndman, Koehler, Ord and Snyder (2008), tables 2.2 and 2.3, for both errors.
struct SmoothingFilter {
  let specification: ExponentialSmoothing.Specification
  let smoothing: ExponentialSmoothing.Smoothing
  private var level: Double
  private var slope: Double
  private var ring: [Double]
  private var place = 0
  private var carried = 0.0
  private var growth = 0.0

  /// The recursion at a state; `state` has the parts that the specification asks for.
  init(
    _ specification: ExponentialSmoothing.Specification,
    _ smoothing: ExponentialSmoothing.Smoothing, state: ExponentialSmoothing.State
  ) {
    self.specification = specification
    self.smoothing = smoothing
    level = state.level
    slope = state.slope ?? 0
    ring = state.season.reversed()
  }

  /// The mean of the next period.
  mutating func mean() -> Double {
    switch specification.trend {
    case .none:
      carried = level
    case .additive, .additiveDamped:
      growth = smoothing.phi * slope
      carried = level + growth
    case .multiplicative, .multiplicativeDamped:
      growth = smoothing.phi == 1 ? slope : pow(slope, smoothing.phi)
      carried = level * growth
    }
    switch specification.season {
    case .none: return carried
    case .additive: return carried + ring[place]
    case .multiplicative: return carried * ring[place]
    }
  }

  /// Moves on by a period whose value differed from ``mean()`` by `error`.
  mutating func update(error: Double) {
    let share = specification.season == .multiplicative ? error / ring[place] : error
    switch specification.trend {
    case .none: break
    case .additive, .additiveDamped: slope = growth + smoothing.beta * share
    case .multiplicative, .multiplicativeDamped:
      slope = growth + smoothing.beta * share / level
    }
    level = carried + smoothing.alpha * share
    switch specification.season {
    case .none: return
    case .additive: ring[place] += smoothing.gamma * error
    case .multiplicative: ring[place] += smoothing.gamma * error / carried
    }
    place = place + 1 == ring.count ? 0 : place + 1
  }

  /// The state between the last period and the next.
  var state: ExponentialSmoothing.State {
    .init(
      level: level, slope: specification.trend == .none ? nil : slope,
      season: Array((ring[place...] + ring[..<place]).reversed()))
  }
}
