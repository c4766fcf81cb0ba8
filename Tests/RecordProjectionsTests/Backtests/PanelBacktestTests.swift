import Foundation
import Probability
import RecordProjections
import ReferenceCases
import Testing

@Suite("Back-tests of monthly stocks")
struct PanelBacktestTests {
  /// A panel file of that text, read.
  private func panel(_ text: String) throws -> StockPanel {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "panel-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try StockPanel(file: file.path)
  }

  /// Months from April 2017 with a stock that a rule gives.
  private func text(
    months: Int, authority: String = "A", header: String = "authority,month,stock_total",
    row: (Int) -> String
  ) -> String {
    ([header]
      + (0..<months).map { i in
        let month = (i + 3) % 12 + 1
        return "\(authority),\(2017 + (i + 3) / 12)-\(month < 10 ? "0" : "")\(month),\(row(i))"
      }).joined(separator: "\n") + "\n"
  }

  @Test("a stock that never changes is forecast without error by every method")
  func constantStock() throws {
    let text = text(
      months: 66, header: "authority,month,entries,exits,stock_total"
    ) { _ in "0,0,50" }
    let backtest = try RecordBacktest(try PanelBacktest.trials(panel(text), horizons: [1, 6]))
    // Origins after 48, 54 and 60 months; four methods, two horizons.
    #expect(backtest.trials.count == 3 * 4 * 2)
    for summary in backtest.summaries {
      #expect(summary.crps == 0 && summary.bias == 0 && summary.coverage[0].share == 1)
      #expect(summary.scaledError == nil)
    }
    #expect(backtest.trials.first?.origin == "2021-03")
  }

  @Test("drift follows a straight line; the last value lags by the slope")
  func straightLine() throws {
    let text = text(months: 60) { "\(100 + 2 * $0)" }
    let backtest = try RecordBacktest(try PanelBacktest.trials(panel(text), horizons: [12]))
    func summary(_ method: String) throws -> BacktestSummary {
      try #require(backtest.summaries.first { $0.method == method && $0.horizon == 12 })
    }
    #expect(abs(try summary("last-value").bias + 24) < 1e-9)
    #expect(abs(try summary("drift").bias) < 1e-9)
    // Without flows there is no cohort: the last value stands in.
    #expect(try summary("cohort").crps == summary("last-value").crps)
    #expect(try summary("last-value").againstLastValue == nil)
    #expect(abs(try #require(summary("last-value").scaledError) - 1) < 1e-9)
  }

  @Test("a pool with steady flows settles at entries over the exit share")
  func steadyPool() throws {
    // 10 enter, a tenth leaves: 100 children for ever.
    let text = text(
      months: 72, header: "authority,month,entries,exits,stock_total"
    ) { _ in "10,10,100" }
    let trials = try PanelBacktest.trials(panel(text), horizons: [12], every: 12)
    let cohort = try #require(trials.first { $0.method == "cohort" })
    #expect(abs(cohort.mean - 100) < 0.01)
    #expect(cohort.interval(0.8).lowerBound < 95 && cohort.interval(0.8).upperBound > 105)
  }

  @Test("tables have a row per forecast and per summary")
  func tables() throws {
    let backtest = try RecordBacktest(
      try PanelBacktest.trials(panel(text(months: 60) { "\(100 + $0 % 3)" }), horizons: [3, 12]))
    #expect(backtest.csv.split(separator: "\n").count == backtest.trials.count + 1)
    let summary = backtest.summaryCSV.split(separator: "\n")
    // Two horizons and all together, four methods.
    #expect(summary.count == 1 + 3 * 4)
    for line in summary {
      #expect(
        line.split(separator: ",", omittingEmptySubsequences: false).count
          == RecordBacktest.columns.count)
    }
    #expect(backtest.text.contains("last-value"))
  }

  @Test("no method is recommended whose range fails")
  func verdicts() throws {
    let narrow = try RecordBacktest(
      (0..<20).map {
        ForecastTrial(
          series: "A", group: "all", method: "m", origin: "\($0)", horizon: 1, members: [1, 2, 3],
          outcome: 50, scale: nil)
      })
    #expect(narrow.verdict.hasPrefix("No method"))
    let sound = try RecordBacktest(
      (0..<20).map {
        ForecastTrial(
          series: "A", group: "all", method: "m", origin: "\($0)", horizon: 1,
          members: (0...100).map(Double.init), outcome: Double(5 * $0 + 2), scale: 1)
      })
    #expect(sound.verdict.contains(": m ("))
  }

  @Test(
    "faults are named by row and column",
    arguments: [
      ("authority,month\nA,2020-01\n", "no column stock_total"),
      ("authority,month,stock_total\n", "no rows"),
      ("authority,month,stock_total\nA,2020-01,5\nA,2020-03,5\n", "row 3, column month"),
      ("authority,month,stock_total\nA,2020-01,five\n", "row 2, column stock_total"),
      ("authority,month,stock_total\nA,2020-01,-1\n", "row 2, column stock_total"),
      ("authority,month,stock_total\nA,January,1\n", "row 2, column month"),
      ("authority,month,entries,stock_total\nA,2020-01,,1\n", "row 2, column entries"),
      ("", "empty"),
    ])
  func faults(text: String, place: String) {
    #expect {
      try panel(text)
    } throws: { error in
      "\(error)".contains(place)
    }
  }

  @Test("short panels and horizons of nothing are refused")
  func short() throws {
    let short = try panel(text(months: 50) { _ in "5" })
    #expect(throws: CareProjectionError.self) { try PanelBacktest.trials(short) }
    #expect(throws: CareProjectionError.self) { try PanelBacktest.trials(short, horizons: [0]) }
    #expect(throws: CareProjectionError.self) { try RecordBacktest([]) }
    #expect(throws: CareProjectionError.self) { try StockPanel(file: "/no/such/panel.csv") }
  }

  /// Twelve synthetic authorities over 96 months; the random walk of the published scores has 13.71.
  @Test(.enabled(if: SharedReference.isPresent))
  func referencePanel() throws {
    let file = SharedReference.folder.appending(path: "methods/backtest-panel.csv").path
    let backtest = try RecordBacktest(
      try PanelBacktest.trials(try StockPanel(file: file), horizons: [12]))
    for method in ["last-value", "combination"] {
      let summary = try #require(
        backtest.summaries.first { $0.method == method && $0.horizon == 12 })
      #expect(summary.count == 84)
      #expect(summary.crps <= 13.71)
      #expect((0.72...0.9).contains(summary.coverage[1].share))
    }
  }
}
