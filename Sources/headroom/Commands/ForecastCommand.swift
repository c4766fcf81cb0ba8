import ArgumentParser
import DelimitedText
import Forecasting
import Foundation
import SeriesTables

/// `headroom forecast --input FILE --horizon H`.
struct ForecastCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv
    case table
  }

  enum Ranges: String, ExpressibleByArgument, CaseIterable {
    case pooled
    case panel
  }

  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecast every series of a CSV table, with ranges.",
    discussion: """
      The table has the columns series_id, period and value: one row per series and period, any \
      number of series, each in order of time. Periods are years (2024 or 2024/25), months \
      (2024-03), quarters (2024Q1), days or any labels. A value that is missing is left empty; a \
      period that is left out is missing too.

      It writes series_id,step,mean,lower80,upper80,lower95,upper95 to standard output. The \
      default method, auto, is a median of five methods that err in different ways, with ranges \
      from the errors such series make (docs/NUMERICS.md); every series with a value gets a \
      forecast, and what had to be done for it is said on standard error. With --ranges panel the \
      ranges are stretched or narrowed to the errors on the table's own series.

      Example:
        headroom forecast --input docs/examples/series.csv --horizon 3
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "CSV file of series_id, period, value; - for standard input.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var input: String

  @Option(name: .long, help: "Steps ahead, 1 to 1000.")
  var horizon: Int

  @Option(name: .long, help: "Periods in a season: 12 for months, 4 for quarters, 1 for none.")
  var season: Int = 1

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How to forecast: \(ForecastMethod.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "method"),
    transform: ForecastCommand.method)
  var method: ForecastMethod = .automatic

  @Option(name: .long, help: "Percent that the ranges are to hold, separated by commas.")
  var levels: String = "80,95"

  @Option(name: .long, help: "What the ranges of the default method are learnt from.")
  var ranges: Ranges = .pooled

  @Option(name: .long, help: "csv or table.")
  var format: Format = .csv

  @Option(name: .long, help: ArgumentHelp("Write the forecasts to a file.", valueName: "file"))
  var output: String?

  @Flag(
    name: .long,
    help: "Say on standard error what stands behind each forecast: model, parameters, back-test.")
  var explain = false

  @Option(name: .long, help: "Threads to use; the results are the same for any number.")
  var threads: Int?

  @OptionGroup var progressOptions: ProgressOptions

  @Flag(name: .shortAndLong, help: "No progress and no notes on standard error.")
  var quiet = false

  func validate() throws {
    guard (1...1_000).contains(horizon) else {
      throw ValidationError("--horizon takes a whole number from 1 to 1000.")
    }
    guard (1...1_000).contains(season) else {
      throw ValidationError("--season takes a whole number from 1 to 1000.")
    }
    if let threads, !(1...4_096).contains(threads) {
      throw ValidationError("--threads takes a whole number from 1 to 4096.")
    }
    _ = try percentages()
  }

  func run() async throws {
    let levels = try percentages()
    let table = try reporting { try ForecastFiles.read(input) }
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    var notes = ForecastNotes(quiet: quiet)
    notes.add(table)
    let values = table.series.map(\.values)
    var spread: CombinationSpread?
    if ranges == .panel, method == .automatic || method == .combination {
      let calibration: CombinationSpread.Calibration
      do {
        calibration = try await CombinationSpread.calibrated(
          on: values, season: season, horizon: horizon, threads: threads)
      } catch {
        Terminal.message("headroom: \(error)")
        throw Failure.couldNot.exitCode
      }
      spread = calibration.spread
      notes.add(calibration)
    }
    let panel = try reporting {
      try PanelForecaster(
        SeriesForecaster(method: method, horizon: horizon, season: season, spread: spread),
        threads: threads)
    }
    let progress = Progress(total: values.count, quiet: quiet, style: progressOptions.progress)
    let forecasts = await panel.forecast(values) { progress.report($0) }
    progress.finish()
    try reporting {
      var result = ForecastTable(levels: levels)
      for (series, forecast) in zip(table.series, forecasts) {
        switch forecast {
        case .success(let forecast):
          try result.append(series.id, forecast)
          notes.add(forecast, of: series)
          if explain {
            let explanation = try SeriesExplanation(forecast, season: season, spread: spread)
            Terminal.message(
              ExplanationText.text(explanation, of: forecast, series: series, season: season))
          }
        case .failure(let error): notes.add(error, of: series)
        }
      }
      try ForecastFiles.write(result, format: format, to: output)
    }
    notes.print()
    if notes.leftOut > 0 { throw Failure.checkFailed.exitCode }
  }

  private static func method(_ name: String) throws -> ForecastMethod {
    guard let method = ForecastMethod(rawValue: name) else {
      let names = ForecastMethod.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(name)' is no method; choose one of \(names).")
    }
    return method
  }

  private func percentages() throws -> [Int] {
    let parts = levels.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.map { Int($0.trimmingCharacters(in: .whitespaces)) }
    let found = numbers.compactMap { $0 }
    guard !found.isEmpty, found.count == parts.count, found.allSatisfy({ (1...99).contains($0) }),
      Set(found).count == found.count
    else {
      throw ValidationError(
        "--levels takes whole percentages from 1 to 99, each once, such as 80,95; not '\(levels)'.")
    }
    return found
  }
}
