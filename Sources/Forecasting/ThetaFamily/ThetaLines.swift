/// The straight lines of a Theta model, scaled and measured from the first value.
///
/// Step t of a model forecasts ω((1 − α)ᵗ Aₜ + (1 − (1 − α)ᵗ⁺¹)/α · Bₜ) beside the level, with the
/// line Aₜ + Bₜ s fitted to the whole series (static) or to its first t values (dynamic).
struct ThetaLines {
  /// The series minus its first value, times ``unit``.
  let values: [Double]
  /// The intercept known after t values, t = 0…n.
  private(set) var intercept: [Double]
  /// The slope known after t values, t = 0…n.
  private(set) var slope: [Double]
  /// The mean of the first n values.
  private(set) var mean: Double
  /// The power of two that scales the series.
  let unit: Double
  /// The first value of the series, times ``unit``.
  let origin: Double
  /// Whether the lines move with the series.
  let dynamic: Bool

  init(_ series: [Double], dynamic: Bool) {
    self.dynamic = dynamic
    let n = series.count
    unit = PowerOfTwo.scale(of: series)
    origin = series[0] * unit
    var centred = [Double](repeating: 0, count: n)
    for t in 0..<n { centred[t] = series[t] * unit - origin }
    values = centred
    intercept = [Double](repeating: 0, count: n + 1)
    slope = intercept
    mean = 0
    for t in 1...n {
      let next = ThetaLines.step(slope[t - 1], mean, centred[t - 1], t)
      intercept[t] = next.intercept
      slope[t] = next.slope
      mean = next.mean
    }
    if !dynamic {
      for t in 0..<n {
        intercept[t] = intercept[n]
        slope[t] = slope[n]
      }
    }
  }

  /// The line through the first t values from the line through t − 1 of them (Fiorucci et al. 2016).
  static func step(
    _ slope: Double, _ mean: Double, _ value: Double, _ t: Int
  ) -> (intercept: Double, slope: Double, mean: Double) {
    let count = Double(t)
    let next =
      t == 1 ? 0 : ((count - 2) * slope + 6 * (value - mean) / count) / (count + 1)
    let average = t == 1 ? value : mean + (value - mean) / count
    return (average - next * (count + 1) / 2, next, average)
  }
}
