/// The recursion of complex exponential smoothing over one state vector.
///
/// The vector holds level and potential of the part without season (all forms but the simple one),
/// then the seasonal entries by phase: levels and potentials (simple, full) or terms (partial).
struct ComplexFilter: Equatable, Sendable {
  let form: ComplexSmoothing.Form
  let season: Int
  /// α₀, α₁, then β (partial) or β₀, β₁ (full).
  let gains: [Double]

  /// The number of entries of the state.
  var size: Int { form.states(season: season) }

  /// The mean of period t.
  func mean(_ state: [Double], _ t: Int) -> Double {
    switch form {
    case .none: state[0]
    case .simple: state[t % season]
    case .partial, .full: state[0] + state[2 + t % season]
    }
  }

  /// Takes in the error of period t.
  func update(_ state: inout [Double], _ t: Int, error: Double) {
    let phase = t % season
    switch form {
    case .none:
      turn(&state, 0, 1, 0, error)
    case .simple:
      turn(&state, phase, season + phase, 0, error)
    case .partial:
      turn(&state, 0, 1, 0, error)
      state[2 + phase] += gains[2] * error
    case .full:
      turn(&state, 0, 1, 0, error)
      turn(&state, 2 + phase, 2 + season + phase, 2, error)
    }
  }

  /// l ← l − (1 − α₁)c + (α₀ − α₁)e, c ← l + (1 − α₀)c + (α₀ + α₁)e.
  private func turn(
    _ state: inout [Double], _ level: Int, _ potential: Int, _ gain: Int, _ error: Double
  ) {
    let l = state[level]
    let c = state[potential]
    let real = gains[gain]
    let imaginary = gains[gain + 1]
    state[level] = l - (1 - imaginary) * c + (real - imaginary) * error
    state[potential] = l + (1 - real) * c + (real + imaginary) * error
  }

  /// The state that rests at the first values: level y, potential y/α₀.
  func start(_ series: [Double], _ figure: [Double]) -> [Double] {
    func resting(_ levels: [Double], _ gain: Double) -> [Double] {
      levels + levels.map { $0 / gain }
    }
    switch form {
    case .none: return resting([series[0]], gains[0])
    case .simple: return resting(Array(series.prefix(season)), gains[0])
    case .partial: return resting([series[0] - figure[0]], gains[0]) + figure
    case .full: return resting([series[0] - figure[0]], gains[0]) + resting(figure, gains[2])
    }
  }

  /// The means of a series and the state after it.
  func run(_ series: [Double], from start: [Double]) -> (means: [Double], end: [Double]) {
    var state = start
    var means = series
    for t in series.indices {
      means[t] = mean(state, t)
      update(&state, t, error: series[t] - means[t])
    }
    return (means, state)
  }

  /// Whether a pair of gains forgets its past: the eigenvalues of the transition of the state under
  /// its own errors are inside the unit circle.
  static func isStable(_ real: Double, _ imaginary: Double) -> Bool {
    let trace = 2 - 2 * real + imaginary
    let determinant =
      (1 - real + imaginary) * (1 - real) + (1 - imaginary) * (1 - real - imaginary)
    return abs(determinant) < 1 && abs(trace) < 1 + determinant
  }

  /// Whether every pair of gains is stable.
  var isStable: Bool {
    ComplexFilter.isStable(gains[0], gains[1])
      && (form != .full || ComplexFilter.isStable(gains[2], gains[3]))
  }
}
