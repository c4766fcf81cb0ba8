import ArgumentParser
import CouncilReturns
import Foundation
import Periods
import RecordProjections

/// The back-tests of a council's own records, and of monthly stocks.
struct RecordBacktestOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Folder of SSDA903 returns to back-test.", valueName: "dir"),
    completion: .directory)
  var returns: String?

  @Option(
    name: .long, help: ArgumentHelp("CSV file of monthly stocks to back-test.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var panel: String?

  @Option(name: .long, help: "Months ahead, such as 3,6,12 (with --returns or --panel).")
  var horizons: String?

  @Option(name: .long, help: "Months of record that rates are estimated from (with --returns).")
  var windowMonths: Int = 36

  @Option(name: .long, help: "Months between origins (with --returns or --panel).")
  var every: Int = 6

  @Option(name: .long, help: "Simulated futures of each origin (with --returns).")
  var simulations: Int = 500

  @Option(name: .long, help: "The seed of the simulation (with --returns).")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Threads to use; the results are the same for any number.")
  var threads: Int?

  /// Whether records are to be tested instead of published statistics.
  func isAsked() throws -> Bool {
    if returns != nil && panel != nil {
      throw ValidationError("--returns and --panel are two back-tests; name one.")
    }
    _ = try months()
    if let threads, !(1...4_096).contains(threads) {
      throw ValidationError("--threads takes a whole number from 1 to 4096.")
    }
    return returns != nil || panel != nil
  }

  private func months() throws -> [Int]? {
    guard let horizons else { return nil }
    let months = horizons.split(separator: ",").compactMap { Int($0) }
    guard !months.isEmpty, months.count == horizons.split(separator: ",").count,
      months.allSatisfy({ (1...240).contains($0) })
    else { throw ValidationError("--horizons takes months from 1 to 240, such as 3,6,12.") }
    return months
  }

  /// Runs the back-test and writes its tables.
  func run(format: TableFormat, summary: String?) async throws {
    let months = try months()
    let backtest: RecordBacktest
    do {
      backtest = try await RecordBacktest(trials(months))
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    switch format {
    case .csv:
      Terminal.out(backtest.csv)
      Terminal.message(backtest.text)
    case .table: Terminal.out(backtest.text)
    }
    if let summary {
      try reporting { try OutputFile.write(backtest.summaryCSV, to: summary) }
    }
  }

  private func trials(_ months: [Int]?) async throws -> [ForecastTrial] {
    if let panel {
      return try PanelBacktest.trials(
        StockPanel(file: panel), horizons: months ?? [1, 3, 6, 12], every: every)
    }
    let records = try CareReturns.read(folder: returns ?? "")
    let test = try CareBacktest(
      returns: records, horizons: months ?? [3, 6, 12, 24], windowMonths: windowMonths,
      every: every, simulations: simulations, seed: seed)
    let shows = Terminal.messagesAreTerminal
    let trials = try await test.trials(
      records, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount
    ) { origin in
      if shows { Terminal.progress("\r\u{1B}[Kfrom \(origin.iso)") }
    }
    if shows { Terminal.progress("\r\u{1B}[K") }
    return trials
  }
}
