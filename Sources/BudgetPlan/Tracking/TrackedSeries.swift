/// A forecast of one subject at one period.
public struct ForecastPoint: Hashable, Sendable {
  /// The period, as the run writes it.
  public var period: String
  /// Mean, and the 10th, 50th and 90th percentiles.
  public var mean: Double
  /// 10th percentile.
  public var p10: Double
  /// Median.
  public var p50: Double
  /// 90th percentile.
  public var p90: Double

  /// A point.
  public init(period: String, mean: Double, p10: Double, p50: Double, p90: Double) {
    self.period = period
    self.mean = mean
    self.p10 = p10
    self.p50 = p50
    self.p90 = p90
  }
}

/// One actual beside its forecast.
public struct TrackedPoint: Hashable, Sendable {
  /// Where the actual lies.
  public enum Place: String, Hashable, Sendable {
    /// Within P10 to P90.
    case inside
    /// Above P90.
    case above
    /// Below P10.
    case below
  }

  /// The forecast.
  public let forecast: ForecastPoint
  /// What happened.
  public let actual: Double
  /// Where it lies.
  public let place: Place
  /// Points in a row on this side of the median, this one included; nought on the median.
  public let run: Int
  /// 1 above the median, −1 below, 0 on it.
  public let side: Int
  /// The forecast without the saving, where one is tracked.
  public let without: ForecastPoint?

  /// (actual − mean) ÷ mean of the forecast.
  public var relativeError: Double? {
    forecast.mean != 0 ? (actual - forecast.mean) / forecast.mean : nil
  }

  /// What was saved of what was to be saved: (without − actual) ÷ (without − forecast), means. `nil`
  /// where nothing was to be saved yet.
  public var delivered: Double? {
    guard let without else { return nil }
    let planned = without.mean - forecast.mean
    guard abs(planned) > 1e-9 * max(abs(without.mean), 1) else { return nil }
    return (without.mean - actual) / planned
  }
}

/// Actuals beside the last forecast of one subject.
public struct TrackedSeries: Hashable, Sendable {
  /// The subject, such as `cla, residential`.
  public let subject: String
  /// The points with an actual, in order of period.
  public let points: [TrackedPoint]
  /// The first period in which a saving that does not happen at all would show: the forecast without
  /// it lies outside the band of the forecast with it. `nil` where none does, or no saving is tracked.
  public let detectableFrom: String?
  /// The first period in which the saving is off course: the actual lies outside the band on the side
  /// of the forecast without the saving, or it is the point that makes a run of `runLength` on that
  /// side.
  public let offCourseFrom: String?
  /// Points in a row that count as a signal.
  public let runLength: Int

  /// Tracks actuals.
  ///
  /// A run of k points on one side of the median has a chance of 2 × ½ᵏ where errors are
  /// independent. Errors of a stock forecast from one origin are not: they carry on from year to year,
  /// so a run is a reason to look, and a point outside the band the stronger sign.
  ///
  /// - Parameters:
  ///   - subject: what is tracked.
  ///   - forecast: the forecast's points, in order of period.
  ///   - without: the points without the saving; empty where none is tracked.
  ///   - actuals: what happened, by period.
  ///   - runLength: points in a row that count as a signal.
  public init(
    subject: String, forecast: [ForecastPoint], without: [ForecastPoint] = [],
    actuals: [String: Double], runLength: Int = 6
  ) {
    let baseline = Dictionary(without.map { ($0.period, $0) }) { first, _ in first }
    var points: [TrackedPoint] = []
    var side = 0
    var run = 0
    for point in forecast {
      guard let actual = actuals[point.period] else { continue }
      let now = actual > point.p50 ? 1 : actual < point.p50 ? -1 : 0
      run = now == 0 ? 0 : now == side ? run + 1 : 1
      side = now
      points.append(
        TrackedPoint(
          forecast: point, actual: actual,
          place: actual > point.p90 ? .above : actual < point.p10 ? .below : .inside, run: run,
          side: now, without: baseline[point.period]))
    }
    self.subject = subject
    self.points = points
    self.runLength = runLength
    detectableFrom =
      forecast.first { point in
        baseline[point.period].map { $0.p50 > point.p90 || $0.p50 < point.p10 } ?? false
      }?.period
    offCourseFrom =
      points.first { point in
        guard let without = point.without, without.mean != point.forecast.mean else { return false }
        let bad = without.mean > point.forecast.mean ? 1 : -1
        let isOutside = bad > 0 ? point.place == .above : point.place == .below
        return isOutside || (point.side == bad && point.run >= runLength)
      }?.forecast.period
  }

  /// Whether any point is outside the band or any run is as long as ``runLength``.
  public var hasSignal: Bool {
    points.contains { $0.place != .inside || $0.run >= runLength }
  }
}
