import DelimitedText
import Foundation
import Publishing
import Results
import Testing

@Suite("A run's folder read back")
struct ReadingTests {
  private let run = Run(
    manifest: Manifest(
      schemaVersion: Run.schemaVersion, runID: "0123456789ab", engineVersion: "0",
      languageEdition: 2026, title: "T, \"quoted\"", areaCode: "E09000006", areaName: "Bromley",
      firstMonth: "2026-04", lastMonth: "2031-03", draws: 10, seed: 1, inputs: [], assumptions: [],
      methods: [], sources: []),
    forecasts: [
      ForecastRow(
        scenario: "baseline", measure: "cla", splitBy: "none", split: "total", unit: "children",
        calendar: "census", period: "2027-03-31",
        summary: Summary(mean: 350.25, sd: 10, p10: 337, p50: 350, p80: 359, p90: 363),
        processShare: 0.25, monteCarloError: 0.1,
        baselines: Baselines(lastValue: 343, linear: nil, constantGrowth: nil), pastError: nil,
        pastCoverage: 0.8)
    ],
    ledger: [
      LedgerRow(
        measure: "cla", period: "2025-03-31", status: "published", opening: 350, entries: 125,
        exits: 133, residual: 1, closing: 343)
    ], costs: [], reports: [],
    mtfs: [
      MTFSRow(
        report: "mtfs", scenario: "plan", fund: "general-fund", service: "total", line: "savings",
        financialYear: "2027/28", incremental: Futures(low: -250, central: -105, high: 99),
        cumulative: Futures(low: -250, central: -105, high: 99))
    ], comparisons: [], backtest: [],
    backtestSummary: [
      BacktestSummaryRow(
        measure: "cla", forecaster: "linear", horizon: nil, count: 3, meanAbsoluteError: 2,
        meanRelativeError: 0.01, bias: -0.5, crps: 2, coverage80: nil)
    ],
    checks: [
      CheckRow(
        kind: "data", check: "a, b", outcome: "note", expected: "", found: "two\nlines",
        detail: "d"),
      CheckRow(
        kind: "data", check: "c", outcome: "note", expected: "", found: "", detail: ""),
    ])

  private func folder(_ body: (String) throws -> Void) throws {
    let parent = NSTemporaryDirectory() + "headroom-\(UUID().uuidString)"
    let folder = "\(parent)/run"
    #expect(try RunFolder.write(run, to: folder) == .written)
    defer { try? FileManager.default.removeItem(atPath: parent) }
    try body(folder)
  }

  private func problem(_ folder: String) -> String {
    do {
      _ = try RunFolder.read(folder)
      return ""
    } catch {
      return error.description
    }
  }

  private func change(_ path: String, _ from: String, _ to: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(from))
    try Data(text.replacingOccurrences(of: from, with: to).utf8)
      .write(to: URL(fileURLWithPath: path))
  }

  @Test("is what was written, each row with its line")
  func roundTrip() throws {
    try folder { folder in
      let read = try RunFolder.read(folder)
      #expect(read.manifest == run.manifest)
      #expect(read.forecasts.map(\.row) == run.forecasts)
      #expect(read.ledger.map(\.row) == run.ledger)
      #expect(read.mtfs.map(\.row) == run.mtfs)
      #expect(read.backtestSummary.map(\.row) == run.backtestSummary)
      #expect(read.checks.map(\.row) == run.checks)
      #expect(read.forecasts[0].reference("p50") == "forecasts.csv:2:p50")
      #expect(read.checks.map(\.lineNumber) == [2, 4], "a field with a line end takes two lines")
    }
  }

  @Test("further columns are no error")
  func furtherColumns() throws {
    try folder { folder in
      try change("\(folder)/mtfs.csv", "cumulative_high,range", "cumulative_high,range,remark")
      try change("\(folder)/mtfs.csv", "-1.05,0.99,\n", "-1.05,0.99,,new\n")
      #expect(try RunFolder.read(folder).mtfs.map(\.row) == run.mtfs)
    }
  }

  @Test("what is wrong is said with its place")
  func faults() throws {
    #expect(problem("/no/such/run").contains("There is no run at /no/such/run"))
    try folder { folder in
      try change("\(folder)/forecasts.csv", ",350,", ",35O,")
      #expect(problem(folder).contains("forecasts.csv:2:"))
      #expect(problem(folder).contains("'35O' under 'p50' is no figure"))
    }
    try folder { folder in
      try change("\(folder)/forecasts.csv", ",350,", ",,")
      #expect(problem(folder).contains("the figure under 'p50' is missing"))
    }
    try folder { folder in
      try change("\(folder)/ledger.csv", "closing", "ending")
      #expect(problem(folder).contains("the column 'closing' is missing"))
    }
    try folder { folder in
      try FileManager.default.removeItem(atPath: "\(folder)/checks.csv")
      #expect(problem(folder).contains("checks.csv is missing"))
    }
    try folder { folder in
      try change(
        "\(folder)/manifest.json", "\"schemaVersion\" : \(Run.schemaVersion)",
        "\"schemaVersion\" : 99")
      #expect(problem(folder).contains("has layout 99"))
    }
    try folder { folder in
      try change("\(folder)/manifest.json", "\"draws\"", "\"drawn\"")
      #expect(problem(folder).contains("can't be read as a manifest"))
      try FileManager.default.removeItem(atPath: "\(folder)/manifest.json")
      #expect(problem(folder).contains("it has no manifest.json"))
    }
    try folder { folder in
      try change("\(folder)/backtest_summary.csv", ",3,2,", ",3.5,2,")
      #expect(problem(folder).contains("is no whole number"))
    }
    try folder { folder in
      try change("\(folder)/mtfs.csv", "-1.05", "1e300")
      #expect(problem(folder).contains("more than any budget"))
    }
  }

  @Test("a folder above runs names them")
  func hints() throws {
    try folder { folder in
      let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
      #expect(problem("\(parent)/headroom-none").contains("(runs there: run)"))
    }
  }
}
