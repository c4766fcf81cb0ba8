/// A series with gaps, made ready for methods that need every period.
///
/// A gap is a NaN. Gaps before the first value are cut off. A gap between values is filled on the
/// straight line between its neighbours, after the median pattern of the season is taken out where
/// there are two seasons of values. Gaps after the last value stay outside: they are forecast.
struct SeriesGaps {
  /// From the first value to the last, NaN where there is a gap.
  let observed: [Double]

  /// The same with gaps filled.
  let filled: [Double]

  /// The number of periods before the first value.
  let leading: Int

  /// The number of gaps between values.
  let inner: Int

  /// The number of periods after the last value.
  let trailing: Int

  /// Throws `invalidValue` for an infinity and `tooShort` where there is no value at all.
  init(_ series: [Double], season: Int) throws(ForecastingError) {
    if let index = series.firstIndex(where: \.isInfinite) {
      throw .invalidValue(
        input: "series", index: index, value: series[index],
        reason: "an infinite value cannot be carried forward; correct it or leave it empty")
    }
    guard let first = series.firstIndex(where: { !$0.isNaN }),
      let last = series.lastIndex(where: { !$0.isNaN })
    else {
      throw .tooShort(method: "a forecast", length: 0, needed: 1)
    }
    let observed = Array(series[first...last])
    self.observed = observed
    leading = first
    trailing = series.count - 1 - last
    inner = observed.count { $0.isNaN }
    filled = inner == 0 ? observed : SeriesGaps.fill(observed, season: season)
  }

  private static func fill(_ series: [Double], season: Int) -> [Double] {
    let pattern = seasonalPattern(series, season: season)
    var result = series.indices.map { series[$0] / 2 - pattern[$0 % pattern.count] / 2 }
    var previous = 0
    for t in result.indices where !result[t].isNaN {
      let steps = Double(t - previous)
      for gap in (previous + 1)..<max(t, previous + 1) {
        let share = Double(gap - previous) / steps
        result[gap] = result[previous] * (1 - share) + result[t] * share
      }
      previous = t
    }
    return series.indices.map { t in
      series[t].isNaN
        ? PowerOfTwo.finite(2 * result[t] + pattern[t % pattern.count]) : series[t]
    }
  }

  /// The median deviation of each period of the season from the mean of its own season's values;
  /// zeros where fewer than two seasons were observed.
  private static func seasonalPattern(_ series: [Double], season: Int) -> [Double] {
    guard season > 1, series.count >= 2 * season else { return [0] }
    let unit = PowerOfTwo.scale(of: series.filter { !$0.isNaN })
    var deviations = Array(repeating: [Double](), count: season)
    for start in stride(from: 0, to: series.count, by: season) {
      let block = series[start..<min(start + season, series.count)]
      let known = block.filter { !$0.isNaN }
      guard known.count > season / 2 else { continue }
      let mean = known.reduce(0) { $0 + $1 * unit } / Double(known.count)
      for (k, value) in block.enumerated() where !value.isNaN {
        deviations[k].append(value * unit - mean)
      }
    }
    return deviations.map { middle($0) / unit }
  }

  private static func middle(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
