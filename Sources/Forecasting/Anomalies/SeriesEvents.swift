/// Outliers and level shifts of one short series.
///
/// Each value is compared with the robust line through its nearest neighbours, and each change with
/// the changes near it; both are divided by their own median absolute deviation over the series, so
/// that growth, noise about a trend and a random walk are all ordinary. The largest excess over its
/// critical value is explained as an outlier or a level shift, whichever leaves the values after it
/// in line; it is then taken out and the series looked at again.
public enum SeriesEvents {
  /// The fewest values that can be judged.
  public static let minimumLength = 8

  /// The events of a series, in order of time; none for ordinary noise.
  ///
  /// Meant for annual series of 8 to 60 values; at most one event is sought for every five values.
  /// A series without any noise, such as a constant, flags every departure larger than rounding;
  /// in whole numbers the noise is taken to be at least one half, so that single cases in a row of
  /// zeros are none.
  ///
  /// - Parameters:
  ///   - series: the values, oldest first.
  ///   - falseAlarms: how often a series without events may be flagged anywhere.
  ///
  /// Throws `invalidValue` for missing values and `tooShort` below ``minimumLength``.
  public static func find(
    _ series: [Double], falseAlarms: FalseAlarmRate = .onePercent
  ) throws(ForecastingError) -> [SeriesEvent] {
    try requireSeries(series, method: "finding events", atLeast: minimumLength)
    let largest = series.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return [] }
    // Series near the ends of the range of doubles are brought to size one first.
    let unit = largest > 1e100 || largest < 1e-100 ? largest : 1
    var work = series.map { $0 / unit }
    let isWhole = unit == 1 && work.allSatisfy { $0 == $0.rounded() }
    let floor = isWhole ? 0.5 : 1e-9 * largest / unit
    var events: [SeriesEvent] = []
    for _ in 0..<(series.count / 5) {
      guard let found = strongest(work, floor: floor, falseAlarms) else { break }
      work = removing(found, from: work)
      events.append(
        SeriesEvent(
          kind: found.kind, index: found.index, size: found.size * unit, zScore: found.zScore,
          criticalValue: found.criticalValue, followingValues: found.followingValues))
    }
    return events.sorted { $0.index < $1.index }
  }

  /// The largest z scores of values and of changes in a series.
  static func extremes(
    _ trend: LocalTrend, floor: Double
  ) -> (
    value: (place: Int, z: Double), change: (place: Int, z: Double)
  ) {
    let largest = { (values: [Double]) -> (place: Int, z: Double) in
      let scale = max(LocalTrend.scale(values), floor)
      let place = values.indices.max { abs(values[$0]) < abs(values[$1]) } ?? 0
      return (place, values[place] / scale)
    }
    return (largest(trend.departures), largest(trend.jumps))
  }

  private static func strongest(
    _ series: [Double], floor: Double, _ rate: FalseAlarmRate
  ) -> SeriesEvent? {
    let trend = LocalTrend(series)
    let (value, change) = extremes(trend, floor: floor)
    let limits = CriticalValues.of(length: series.count, rate)
    let byValue = abs(value.z) / limits.value
    let byChange = abs(change.z) / limits.change
    guard max(byValue, byChange) > 1 else { return nil }
    let isValue = byValue >= byChange
    let z = isValue ? value.z : change.z
    let limit = isValue ? limits.value : limits.change
    // The change into place k + 1 may be the arrival of an outlier there, or its departure from k.
    let places = isValue ? [value.place, value.place + 1] : [change.place, change.place + 1]
    let event = { (kind: SeriesEvent.Kind, index: Int, size: Double) in
      SeriesEvent(
        kind: kind, index: index, size: size, zScore: size < 0 ? -abs(z) : abs(z),
        criticalValue: limit, followingValues: series.count - 1 - index)
    }
    let last = series.count - 1
    if isValue && value.place == last || !isValue && change.place + 1 == last {
      return event(.unresolved, last, trend.sizes[last])
    }
    var candidates: [SeriesEvent] = []
    for place in places where place <= last {
      candidates.append(event(.outlier, place, trend.sizes[place]))
      if place >= 2 && place < last {
        candidates.append(event(.levelShift, place, trend.jumps[place - 1]))
      }
    }
    return candidates.min { unrest(series, without: $0) < unrest(series, without: $1) }
  }

  /// What is left of the changes once an event is taken out.
  private static func unrest(_ series: [Double], without event: SeriesEvent) -> Double {
    LocalTrend(removing(event, from: series)).jumps.reduce(0) { $0 + abs($1) }
  }

  private static func removing(_ event: SeriesEvent, from series: [Double]) -> [Double] {
    var work = series
    if event.kind == .levelShift {
      for place in event.index..<series.count { work[place] -= event.size }
    } else {
      work[event.index] -= event.size
    }
    return work
  }
}
