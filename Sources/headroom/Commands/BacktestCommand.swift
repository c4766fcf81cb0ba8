import ArgumentParser
import DelimitedText
import Engine
import Foundation
import Publishing
import Returns
import WholeFiles

/// `headroom backtest`.
struct BacktestCommand: AsyncParsableCommand {
  enum MeasureName: String, ExpressibleByArgument, CaseIterable {
    case plans
    case cla
  }

  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Forecast again from earlier years, with only what was known then, and score it.",
    discussion: """
      Prints a row per area, origin and year ahead, then a summary against three baselines: last \
      value, linear (plus the mean yearly change of the last three years) and constant growth (the \
      same in logarithms). With --format csv the rows go to standard output and the summary to \
      standard error, so that the output is one table; --summary FILE writes the summary as CSV.

      --returns DIR scores projections of looked-after children from a council's SSDA903 returns \
      instead, --panel FILE those of monthly stocks of several authorities (authority, month, \
      stock_total, and entries and exits where known): CRPS, bias, ranges, probability integral \
      transforms and a test against the last value, by horizon.

      Example:
        headroom backtest --returns demonstration/ssda903 --horizons 6,12 \\
          --window-months 24
      """)

  @OptionGroup var statistics: StatisticsOptions

  @OptionGroup var records: RecordBacktestOptions

  @Option(name: .long, help: "plans or cla.")
  var measure: MeasureName?

  @Option(name: .long, help: "An area's code or name, or all.")
  var area: String = "all"

  @Option(
    name: .long, parsing: .upToNextOption,
    help: "Census years after which nothing is known: 2019, or 2019-2022, or several.")
  var origin: [String] = []

  @Option(name: .long, help: "Years ahead, 1 to 20.")
  var horizon: Int = 3

  @Option(name: .long, help: "csv or table.")
  var format: TableFormat = .table

  @Option(
    name: .long, help: ArgumentHelp("Also write the summary as CSV to a file.", valueName: "file"))
  var summary: String?

  func validate() throws {
    if try records.isAsked() { return }
    guard measure != nil else {
      throw ValidationError(
        "Name published statistics with --measure, returns with --returns or stocks with --panel.")
    }
    _ = try years()
  }

  func run() async throws {
    if try records.isAsked() {
      try await records.run(format: format, summary: summary)
      return
    }
    guard let measure else { return }
    let origins = try years()
    try reporting {
      let loaded = try statistics.load()
      let areas: [String]
      if area == "all" {
        areas = loaded.index.authorities.map(\.code)
      } else {
        areas = [try loaded.index.area(named: area).code]
      }
      let outcome = try Backtest.run(
        statistics: loaded, measure: measure.rawValue, areas: areas, origins: origins,
        horizons: horizon)
      for line in outcome.skipped { Terminal.message("left out: \(line)") }
      guard !outcome.rows.isEmpty else {
        throw EngineError(
          "No area has \(measure.rawValue) at the origins asked for, so there is nothing to test.")
      }
      switch format {
      case .csv:
        Terminal.out(String(decoding: RunTables.backtest(outcome.rows).bytes, as: UTF8.self))
        Terminal.message(BacktestText.summary(outcome.summary))
      case .table:
        Terminal.out(BacktestText.rows(outcome.rows) + "\n\n")
        Terminal.out(BacktestText.summary(outcome.summary) + "\n")
      }
      if let summary {
        try WholeFile.write(Data(RunTables.summary(outcome.summary).bytes), to: summary)
      }
    }
  }

  private func years() throws -> [Int] {
    var years: [Int] = []
    for text in origin.flatMap({ $0.split(separator: ",") }) {
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        (1990...2100).contains(first), (first...2100).contains(last)
      else {
        throw ValidationError(
          "--origin takes a census year such as 2021, or a range such as 2019-2022, not '\(text)'.")
      }
      years += Array(first...last)
    }
    guard !years.isEmpty else { throw ValidationError("--origin needs a census year.") }
    return Array(Set(years)).sorted()
  }
}
