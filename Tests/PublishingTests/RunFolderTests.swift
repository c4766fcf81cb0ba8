import DelimitedText
import Foundation
import Publishing
import Results
import Testing

@Suite("Run folders")
struct RunFolderTests {
  private let run = Run(
    manifest: Manifest(
      schemaVersion: 1, runID: "0123456789ab", engineVersion: "0", languageEdition: 2026,
      title: "T, \"quoted\"", areaCode: "E09000006", areaName: "Bromley", firstMonth: "2026-04",
      lastMonth: "2031-03", draws: 10, seed: 1, inputs: [], assumptions: [], methods: [],
      sources: []),
    forecasts: [
      ForecastRow(
        scenario: "baseline", measure: "cla", splitBy: "none", split: "total", unit: "children",
        calendar: "census", period: "2027-03-31",
        summary: Summary(mean: 350.25, sd: 10, p10: 337, p50: 350, p80: 359, p90: 363),
        processShare: 0.25, monteCarloError: 0.1,
        baselines: Baselines(lastValue: 343, linear: nil, constantGrowth: nil), pastError: 0.05,
        pastCoverage: 0.8)
    ], ledger: [], costs: [],
    reports: [
      ReportNote(
        name: "mtfs", title: "MTFS", baseline: "baseline", scenarios: ["plan"],
        lines: ["savings"], incremental: true, coverage: 0.8)
    ],
    mtfs: [
      MTFSRow(
        report: "mtfs", scenario: "plan", fund: "general-fund", service: "total", line: "savings",
        financialYear: "2027/28", incremental: Futures(low: -250, central: -105, high: 99),
        cumulative: Futures(low: -250, central: -105, high: 99))
    ], comparisons: [],
    answers: [
      Answer(
        ask: "What then?", isExploratory: true, sentences: ["The chance is 63%."],
        rows: [
          AnswerRow(
            ask: "What then?", kind: "chance", subject: "rents in 2027/28", label: "over £1m",
            quantity: "chance", unit: "share", value: 0.63, monteCarloError: 0.0076,
            isExploratory: true)
        ])
    ],
    gaps: [
      GapRow(
        report: "mtfs", scenario: "plan", fund: "general-fund", financialYear: "2027/28",
        budget: 1_000_000,
        net: Summary(
          mean: 1_250_000, sd: 1, p10: 1_100_000, p50: 1_240_000, p80: 1_300_000, p90: 1_400_000),
        gap: 240_000, chanceItHolds: 0.02, monteCarloError: 0.002)
    ], backtest: [], backtestSummary: [],
    checks: [
      CheckRow(
        kind: "data", check: "a, b", outcome: "note", expected: "", found: "=1+1", detail: "d")
    ])

  private func temporary() -> String {
    NSTemporaryDirectory() + "headroom-\(UUID().uuidString)"
  }

  @Test("is written whole, and the same run again leaves it as it is")
  func writes() throws {
    let base = temporary()
    defer { try? FileManager.default.removeItem(atPath: base) }
    let folder = "\(base)/bromley/0123456789ab"
    #expect(try RunFolder.write(run, to: folder) == .written)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(
      names == [
        "answers.csv", "backtest.csv", "backtest_summary.csv", "checks.csv", "comparisons.csv",
        "costs.csv", "drivers.csv", "forecasts.csv", "gaps.csv", "ledger.csv", "levels.csv",
        "manifest.json", "mtfs.csv", "samples.csv",
      ])
    #expect(try RunFolder.write(run, to: folder) == .unchanged)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(base)/bromley") == ["0123456789ab"])
  }

  @Test("never overwrites a finished run that differs")
  func keeps() throws {
    let base = temporary()
    defer { try? FileManager.default.removeItem(atPath: base) }
    let folder = "\(base)/run"
    _ = try RunFolder.write(run, to: folder)
    var other = run
    other.forecasts[0].summary.mean = 1
    #expect(throws: PublishingError.self) { try RunFolder.write(other, to: folder) }
    let kept = try #require(FileManager.default.contents(atPath: "\(folder)/forecasts.csv"))
    #expect(String(decoding: kept, as: UTF8.self).contains("350.25"))
  }

  @Test("leaves nothing behind where it cannot write")
  func fails() throws {
    let base = temporary()
    defer { try? FileManager.default.removeItem(atPath: base) }
    try Data("a file".utf8).write(to: URL(fileURLWithPath: base))
    #expect(throws: PublishingError.self) { try RunFolder.write(run, to: "\(base)/run") }
    #expect(FileManager.default.contents(atPath: base) == Data("a file".utf8))
  }

  @Test("tables hold twelve significant digits, pounds and pence, and blanks for what is not known")
  func tables() throws {
    let files = Dictionary(uniqueKeysWithValues: RunTables.files(run).map { ($0.name, $0.bytes) })
    let forecasts = String(decoding: try #require(files["forecasts.csv"]), as: UTF8.self)
    #expect(
      forecasts.split(separator: "\n")[1]
        == "baseline,cla,none,total,census,2027-03-31,children,350.25,10,337,350,359,363,0.25,0.1,343,,,0.05,0.8"
    )
    let mtfs = String(decoding: try #require(files["mtfs.csv"]), as: UTF8.self)
    #expect(mtfs.contains("2027/28,-2.50,-1.05,0.99"))
  }

  @Test("the summary shows forecasts beside baselines and past errors, and the MTFS in brackets")
  func summary() {
    let text = RunSummary.text(run, folder: "out/x")
    #expect(text.contains("343"))
    #expect(text.contains("5.0%"))
    #expect(text.contains("savings"))
    #expect(text.contains("net, 80% range"))
    #expect(text.contains("out/x"))
  }

  @Test("answers and budgets are in their files and in the summary, exploratory ones marked")
  func answers() throws {
    let files = try RunFolder.files(run)
    func lines(_ name: String) throws -> [String] {
      let file = try #require(files.first { $0.name == name })
      return String(decoding: file.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        .map(String.init)
    }
    let answer = try lines("answers.csv")
    #expect(answer.count == 2)
    #expect(
      answer[1].hasPrefix("What then?,yes,chance,rents in 2027/28,over £1m,chance,share,0.63"))
    let gap = try lines("gaps.csv")
    #expect(gap[1].hasPrefix("mtfs,plan,general-fund,2027/28,1000000,1250000"))
    let text = RunSummary.text(run, folder: "out")
    #expect(text.contains("What then?\n  The chance is 63%.\n  Exploratory"))
    #expect(text.contains("1,100 to 1,400"))
    #expect(text.contains("2%"))
  }
}
