import Forecasting
import SeriesTables

/// What the reader of a forecast table should know, gathered so that ten thousand series do not fill
/// the screen.
struct ForecastNotes {
  private static let shown = 20

  private(set) var leftOut = 0
  private var general: [String] = []
  private var perSeries: [String] = []
  private let quiet: Bool

  init(quiet: Bool) { self.quiet = quiet }

  mutating func add(_ table: SeriesTable) {
    for mark in table.missingMarks {
      let name = mark.mark.isEmpty ? "empty" : "'\(mark.mark)'"
      general.append(
        "\(ExplanationText.count(mark.count, "value")) marked \(name), taken as missing")
    }
    let skipped = table.series.reduce(0) { $0 + $1.skipped }
    if skipped > 0 {
      general.append(
        "\(ExplanationText.count(skipped, "period")) not in the table, taken as missing")
    }
  }

  mutating func add(_ calibration: CombinationSpread.Calibration) {
    guard calibration.series > 0 else {
      general.append("no series is long enough to learn ranges from; the pooled ones are used")
      return
    }
    general.append(
      "ranges learnt from \(calibration.series) series of the table: their errors reach "
        + "\(ExplanationText.figure(calibration.ratio)) times as far as those of other series of "
        + "this kind; \(ExplanationText.figure(calibration.weight * 100))% of that was taken over")
  }

  mutating func add(_ forecast: SeriesForecast, of series: SeriesTable.Series) {
    perSeries += forecast.notes.map { "\(series.id): \($0)" }
  }

  /// A series without a forecast is always told, quiet or not.
  mutating func add(_ error: ForecastingError, of series: SeriesTable.Series) {
    leftOut += 1
    Terminal.message("headroom: no forecast for '\(series.id)': \(error)")
  }

  func print() {
    guard !quiet else { return }
    for note in general + perSeries.prefix(ForecastNotes.shown) {
      Terminal.message("note: \(note)")
    }
    let rest = perSeries.count - ForecastNotes.shown
    if rest > 0 { Terminal.message("note: … and \(rest) more; --explain has them all") }
  }
}
