/// A power of two that brings a series to the order of one, so that squares neither overflow nor
/// vanish; multiplying by it is exact.
struct SeriesScale {
  let value: Double

  init(_ series: [Double]) {
    var largest = 0.0
    for y in series { largest = max(largest, abs(y)) }
    value =
      largest.isNormal
      ? Double(sign: .plus, exponent: min(largest.exponent, 1022), significand: 1)
      : 1
  }

  func down(_ series: [Double]) -> [Double] { series.map { $0 / value } }

  /// A state in units of the scaled series.
  func down(
    _ state: ExponentialSmoothing.State, _ specification: ExponentialSmoothing.Specification
  ) -> ExponentialSmoothing.State { changed(state, specification, by: 1 / value) }

  /// A state in units of the series.
  func up(
    _ state: ExponentialSmoothing.State, _ specification: ExponentialSmoothing.Specification
  ) -> ExponentialSmoothing.State { changed(state, specification, by: value) }

  private func changed(
    _ state: ExponentialSmoothing.State, _ specification: ExponentialSmoothing.Specification,
    by factor: Double
  ) -> ExponentialSmoothing.State {
    .init(
      level: state.level * factor,
      slope: state.slope.map { specification.trend.isMultiplicative ? $0 : $0 * factor },
      season: specification.season == .additive
        ? state.season.map { $0 * factor } : state.season)
  }
}
