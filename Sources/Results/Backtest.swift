/// One forecast that was made with what was known at its origin, against what then happened.
public struct BacktestRow: Sendable, Equatable, Codable {
  /// The area's code.
  public var areaCode: String
  /// `plans` or `cla`, or a measure forecast by a regression.
  public var measure: String
  /// The census year after which nothing was known; a month (`202403`) for a regression.
  public var origin: Int
  /// The census year that was forecast; a month for a regression.
  public var period: Int
  /// Years from origin to period; months for a regression.
  public var horizon: Int
  /// What was published for the period; `nil` where it is not published yet.
  public var actual: Double?
  /// Mean of the forecast.
  public var mean: Double
  /// 10th percentile.
  public var p10: Double
  /// Median.
  public var p50: Double
  /// 90th percentile.
  public var p90: Double
  /// Continuous ranked probability score; `nil` without an actual figure.
  public var crps: Double?
  /// What the three baselines said.
  public var baselines: Baselines

  /// A back-test row.
  public init(
    areaCode: String, measure: String, origin: Int, period: Int, horizon: Int,
    actual: Double?, mean: Double, p10: Double, p50: Double, p90: Double, crps: Double?,
    baselines: Baselines
  ) {
    self.areaCode = areaCode
    self.measure = measure
    self.origin = origin
    self.period = period
    self.horizon = horizon
    self.actual = actual
    self.mean = mean
    self.p10 = p10
    self.p50 = p50
    self.p90 = p90
    self.crps = crps
    self.baselines = baselines
  }
}

/// How one forecaster did over many back-test rows.
public struct BacktestSummaryRow: Sendable, Equatable, Codable {
  /// `plans` or `cla`.
  public var measure: String
  /// `forecast`, `last value`, `linear` or `constant growth`.
  public var forecaster: String
  /// Years ahead; `nil` for all together.
  public var horizon: Int?
  /// How many rows had an actual figure and all three baselines.
  public var count: Int
  /// Mean |error|, in plans or children.
  public var meanAbsoluteError: Double
  /// Mean of |error| ÷ actual.
  public var meanRelativeError: Double
  /// Mean error (forecast minus actual) ÷ actual, with its sign.
  public var bias: Double
  /// Mean continuous ranked probability score; |error| for a baseline, which has no range.
  public var crps: Double
  /// Share of actual figures within p10 to p90; `nil` for a baseline.
  public var coverage80: Double?

  /// A summary row.
  public init(
    measure: String, forecaster: String, horizon: Int?, count: Int, meanAbsoluteError: Double,
    meanRelativeError: Double, bias: Double, crps: Double, coverage80: Double?
  ) {
    self.measure = measure
    self.forecaster = forecaster
    self.horizon = horizon
    self.count = count
    self.meanAbsoluteError = meanAbsoluteError
    self.meanRelativeError = meanRelativeError
    self.bias = bias
    self.crps = crps
    self.coverage80 = coverage80
  }
}
