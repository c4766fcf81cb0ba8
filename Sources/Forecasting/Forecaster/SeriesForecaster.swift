/// Forecasts one series with a method of choice; every series with at least one value has an answer.
public struct SeriesForecaster: Sendable {
  /// The method.
  public let method: ForecastMethod

  /// The number of steps.
  public let horizon: Int

  /// The number of periods of a season; 1 for none.
  public let season: Int

  /// The law of errors of the combination; `nil` for the pooled one.
  public let spread: CombinationSpread?

  /// Throws `invalidParameter` for a horizon outside 1…1,000 or a season outside 1…1,000.
  public init(
    method: ForecastMethod = .automatic, horizon: Int, season: Int = 1,
    spread: CombinationSpread? = nil
  ) throws(ForecastingError) {
    try requireRange("horizon", Double(horizon), 1, 1_000)
    try requireRange("season", Double(season), 1, 1_000)
    self.method = method
    self.horizon = horizon
    self.season = season
    self.spread = spread
  }

  /// Forecasts the periods after the last one of a series.
  ///
  /// A NaN is a gap: gaps at the start are cut off, gaps inside are filled unless the method can
  /// leave them open (ARIMA and structural models), and gaps at the end are forecast first. A method
  /// that cannot be fitted gives way to the damped drift, the drift, and at last the last value; the
  /// notes say so and why.
  ///
  /// Throws `tooShort` for a series without a value and `invalidValue` for an infinity.
  public func forecast(_ series: [Double]) throws(ForecastingError) -> SeriesForecast {
    let gaps = try SeriesGaps(series, season: season)
    var notes = gapNotes(gaps)
    let fit = try fitted(gaps, &notes)
    if let combination = fit.model as? Combination {
      notes += combination.refusals.map { "left out of the combination: \($0)" }
    }
    let laws = try fit.model.forecasts(horizon: gaps.trailing + horizon)
    let distributions = Array(laws.dropFirst(gaps.trailing))
    if distributions.allSatisfy({ $0.standardDeviation == 0 }) {
      notes.append(widthNote(gaps, fit.model))
    }
    return SeriesForecast(
      method: method, model: fit.model, distributions: distributions, notes: notes,
      series: fit.series,
      isNonNegative: gaps.filled.allSatisfy { $0 >= 0 })
  }

  /// Why the ranges have no width.
  private func widthNote(_ gaps: SeriesGaps, _ model: any SeriesModel) -> String {
    if gaps.filled.count < 3 {
      return "one or two values say nothing of errors, so the ranges have no width"
    }
    let isExact = model.residuals.allSatisfy { $0 == 0 || $0.isNaN }
    return isExact
      ? "the series never strayed from the model, so the ranges have no width"
      : "the method sees no spread in this series, so its ranges have no width"
  }

  private func gapNotes(_ gaps: SeriesGaps) -> [String] {
    var notes: [String] = []
    if season > 1 && gaps.filled.count <= 2 * season {
      notes.append("fewer than two seasons and a value, so no season is fitted by most methods")
    }
    if gaps.leading > 0 { notes.append("\(gaps.leading) missing at the start, cut off") }
    if gaps.inner > 0 {
      notes.append(
        method.keepsGaps
          ? "\(gaps.inner) missing inside, left open"
          : "\(gaps.inner) missing inside, filled on the line between their neighbours")
    }
    if gaps.trailing > 0 { notes.append("\(gaps.trailing) missing at the end, forecast first") }
    return notes
  }

  private func fitted(
    _ gaps: SeriesGaps, _ notes: inout [String]
  ) throws(ForecastingError) -> (model: any SeriesModel, series: [Double]) {
    let series = method.keepsGaps ? gaps.observed : gaps.filled
    do throws(ForecastingError) {
      let model = try method.fit(series, season: season, spread: spread)
      // A model is only as good as what it says about the future.
      let laws = try model.forecasts(horizon: gaps.trailing + horizon)
      if laws.allSatisfy({ $0.mean.isFinite && $0.standardDeviation.isFinite }) {
        return (model, series)
      }
      notes.append("\(method.rawValue) gave no finite forecast")
    } catch {
      notes.append("\(method.rawValue) could not be used: \(error)")
    }
    if gaps.filled.count >= 3 {
      notes.append("damped drift used instead")
      return (try DriftModel(gaps.filled, damping: 0.9), gaps.filled)
    }
    if gaps.filled.count == 2 {
      notes.append("drift used instead")
      return (try DriftModel(gaps.filled), gaps.filled)
    }
    notes.append("last value used instead")
    return (try NaiveModel(gaps.filled), gaps.filled)
  }
}

extension ForecastMethod {
  /// Whether the method can leave gaps inside a series open.
  var keepsGaps: Bool { self == .arima || self == .structural }

  func fit(
    _ series: [Double], season: Int, spread: CombinationSpread?
  ) throws(ForecastingError) -> any SeriesModel {
    switch self {
    case .automatic:
      if ForecastMethod.isSparse(series) { return try IntermittentModel.fit(series) }
      return try Combination.fit(series, season: season, spread: spread)
    case .combination: return try Combination.fit(series, season: season, spread: spread)
    case .ets: return try ExponentialSmoothing.automatic(series, season: season)
    case .arima: return try ARIMA.automatic(series, season: season)
    case .theta: return try Theta.fit(series, season: season)
    case .dynamicTheta: return try ThetaModel.fit(series, season: season)
    case .ces: return try ComplexSmoothing.automatic(series, season: season)
    case .structural: return try StructuralModel.automatic(series, season: season)
    case .stl:
      return try STLModel(series, season: season) { (adjusted) throws(ForecastingError) in
        try ExponentialSmoothing.automatic(adjusted)
      }
    case .croston: return try IntermittentModel.fit(series)
    case .naive: return try NaiveModel(series)
    case .seasonalNaive: return try NaiveModel(series, season: season)
    case .drift: return try DriftModel(series)
    case .dampedDrift: return try DriftModel(series, damping: 0.9)
    case .mean: return try MeanModel(series)
    }
  }

  /// Whether demands are rare: more than 1.32 periods apart on average (Syntetos, Boylan, Croston
  /// 2005), at least four of them zero.
  private static func isSparse(_ series: [Double]) -> Bool {
    guard series.count(where: { $0 == 0 }) >= 4, let pattern = try? DemandPattern(series) else {
      return false
    }
    return pattern.kind == .intermittent || pattern.kind == .lumpy
  }
}
