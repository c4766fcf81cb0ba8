/// The moving parts of a Theta model, on the scale of ``ThetaLines``.
struct ThetaState: Equatable, Sendable {
  let alpha: Double
  let weight: Double
  let dynamic: Bool
  let unit: Double
  let origin: Double
  var level: Double
  /// (1 − α)ᵗ after t values.
  var share: Double
  var intercept: Double
  var slope: Double
  var mean: Double
  /// The number of values seen.
  var count: Int

  /// The mean of the next value.
  var next: Double {
    level + weight * (share * intercept + (1 - share * (1 - alpha)) / alpha * slope)
  }

  /// Takes in a value.
  mutating func observe(_ value: Double) {
    level += alpha * (value - level)
    share *= 1 - alpha
    count += 1
    guard dynamic else { return }
    (intercept, slope, mean) = ThetaLines.step(slope, mean, value, count)
  }

  /// The one-step means of a fitted series and the state after it.
  static func run(
    _ lines: ThetaLines, _ fit: ThetaProfile
  ) -> (means: [Double], end: ThetaState) {
    var state = ThetaState(
      alpha: fit.alpha, weight: fit.weight, dynamic: lines.dynamic, unit: lines.unit,
      origin: lines.origin, level: fit.level, share: 1, intercept: lines.intercept[0],
      slope: lines.slope[0], mean: 0, count: 0)
    let means = lines.values.map { value in
      let mean = state.next
      state.observe(value)
      return mean
    }
    return (means, state)
  }

  /// The state without its values, in which only the effect of later errors moves.
  var still: ThetaState {
    var state = self
    state.level = 0
    state.intercept = 0
    state.slope = 0
    state.mean = 0
    return state
  }
}
