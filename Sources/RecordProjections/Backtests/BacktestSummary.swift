public import Probability

/// How good a method's forecasts were, that many months ahead.
public struct BacktestSummary: Sendable {
  /// The method.
  public let method: String

  /// The part of the stock: `all`, or a placement.
  public let group: String

  /// Months ahead; 0 for all together.
  public let horizon: Int

  /// The number of forecasts.
  public let count: Int

  /// The mean continuous ranked probability score, in children.
  public let crps: Double

  /// The mean of median minus outcome, in children.
  public let bias: Double

  /// The mean absolute error of the median, in children.
  public let absoluteError: Double

  /// The mean absolute error of the median over the mean absolute change of the history over as many
  /// months; `nil` where a history has no change.
  public let scaledError: Double?

  /// The mean weighted interval score of the 50, 80 and 95% ranges.
  public let weightedIntervalScore: Double

  /// The share of outcomes in the 50, 80 and 95% ranges, each with its uncertainty.
  public let coverage: [Calibration.Coverage]

  /// The shares of probability integral transforms in ten bins.
  public let transforms: [Double]

  /// The Diebold-Mariano test of its CRPS against the last value's; `nil` for the last value, and
  /// where the test cannot be made.
  public let againstLastValue: DieboldMariano?

  /// The coverages of ``coverage``.
  public static let levels = [0.5, 0.8, 0.95]

  /// The method that every other is compared with.
  public static let baseline = "last-value"

  /// Summarises trials by method, group and horizon, and over all horizons; in the order of first
  /// appearance.
  ///
  /// Throws `ParameterError` for a member or outcome that is no finite number.
  public static func summaries(
    of trials: [ForecastTrial]
  ) throws(ParameterError) -> [BacktestSummary] {
    var order: [Key] = []
    var places: [Key: [Int]] = [:]
    for (index, trial) in trials.enumerated() {
      for horizon in [trial.horizon, 0] {
        let key = Key(method: trial.method, group: trial.group, horizon: horizon)
        if places[key] == nil { order.append(key) }
        places[key, default: []].append(index)
      }
    }
    var scores: [Double] = []
    for trial in trials {
      scores.append(try EnsembleScore.crps(members: trial.members, outcome: trial.outcome).crps)
    }
    var result: [BacktestSummary] = []
    for key in order {
      let rows = places[key] ?? []
      let rivals =
        key.method == baseline
        ? nil : places[Key(method: baseline, group: key.group, horizon: key.horizon)]
      result.append(
        try BacktestSummary(
          key, rows.map { trials[$0] }, rows.map { scores[$0] },
          against: rivals.map { $0.map { scores[$0] } }))
    }
    return result
  }

  private struct Key: Hashable {
    let method: String
    let group: String
    let horizon: Int
  }

  private init(
    _ key: Key, _ trials: [ForecastTrial], _ scores: [Double], against rivals: [Double]?
  ) throws(ParameterError) {
    let n = Double(trials.count)
    func mean(_ value: (ForecastTrial) -> Double) -> Double {
      CompensatedSum(trials.map(value)).value / n
    }
    method = key.method
    group = key.group
    horizon = key.horizon
    count = trials.count
    crps = CompensatedSum(scores).value / n
    bias = mean { $0.quantile(0.5) - $0.outcome }
    absoluteError = mean { abs($0.quantile(0.5) - $0.outcome) }
    scaledError =
      trials.allSatisfy { ($0.scale ?? 0) > 0 }
      ? mean { abs($0.quantile(0.5) - $0.outcome) / ($0.scale ?? 1) } : nil
    var weighted = CompensatedSum()
    for trial in trials {
      let ranges = Self.levels.map { trial.interval($0) }
      weighted.add(
        try IntervalScore.weighted(
          lower: ranges.map(\.lowerBound), upper: ranges.map(\.upperBound),
          alpha: Self.levels.map { 1 - $0 }, median: trial.quantile(0.5), outcome: trial.outcome))
    }
    weightedIntervalScore = weighted.value / n
    var coverage: [Calibration.Coverage] = []
    for level in Self.levels {
      let inside = trials.count { $0.interval(level).contains($0.outcome) }
      coverage.append(try Calibration.Coverage(inside: inside, of: trials.count))
    }
    self.coverage = coverage
    let transforms = trials.map(\.transform)
    self.transforms = try Calibration.pitHistogram(
      low: transforms.map(\.low), high: transforms.map(\.high), bins: 10)
    if let rivals, rivals.count == scores.count {
      // Trials of several series and origins are no one series in time, so no lag is taken.
      againstLastValue = try? DieboldMariano(losses: scores, against: rivals, horizon: 1)
    } else {
      againstLastValue = nil
    }
  }
}
