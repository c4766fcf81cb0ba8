import Foundation
import Results
import RunStore

/// A run made by hand, its files, and folders of their own for tests.
enum Samples {
  static func run(id: String = "0123456789ab", assumption: String = "7% a year") -> Run {
    Run(
      manifest: Manifest(
        schemaVersion: 2, runID: id, engineVersion: "1.2.3", languageEdition: 2026,
        title: "Plans and placements", areaCode: "E09000006", areaName: "Bromley",
        firstMonth: "2026-04", lastMonth: "2031-03", draws: 4_000, seed: .max,
        inputs: [
          InputFile(name: "bromley.scenario", role: "scenario", sha256: "aa", bytes: 10),
          InputFile(name: "cla.csv", role: "statistics", sha256: "bb", bytes: 20),
          InputFile(name: "own.csv", role: "data", sha256: "cc", bytes: 30),
        ],
        assumptions: [
          assumed("price-rise", assumption), assumed("placements", "£1,000 a week"),
          assumed("step-down", "4 children a month"), assumed("bus-fare", "£2"),
        ], methods: [MethodNote(measure: "cla", note: "Starts from 343.")],
        sources: [SourceNote(id: "s", citation: "DfE, 2025, A1", licence: "OGL")]),
      forecasts: [], ledger: [], costs: [], reports: [], mtfs: [], comparisons: [],
      answers: [
        Answer(ask: "What then?", isExploratory: false, sentences: ["This."], rows: [])
      ], backtest: [], backtestSummary: [],
      checks: [
        CheckRow(kind: "k", check: "c", outcome: "pass", expected: "", found: "", detail: ""),
        CheckRow(kind: "k", check: "d", outcome: "fail", expected: "", found: "", detail: ""),
      ])
  }

  private static func assumed(_ name: String, _ value: String) -> ResolvedAssumption {
    ResolvedAssumption(
      name: name, scenario: "", holdsFor: "", value: value, shape: "fixed", source: "Illustrative",
      owner: "Head of Placements", reviewed: "2026-01-15", confidence: "low",
      location: "bromley.scenario:12")
  }

  static let mtfs = """
    report,scenario,fund,service,line,financial_year,low,central,high
    mtfs,baseline,general-fund,placements,price,2027/28,1.00,2.50,3.00
    mtfs,plan,general-fund,placements,price,2027/28,1.00,2.40,3.00
    mtfs,plan,general-fund,buses,price,2027/28,0.10,0.20,0.30
    mtfs,plan,general-fund,total,price,2027/28,1.10,2.60,3.30
    mtfs,plan,general-fund,"a, b",price,2027/28,0.10,0.20,0.30

    """

  static let files: [(name: String, bytes: [UInt8])] = [
    ("manifest.json", Array("{}\n".utf8)), ("mtfs.csv", Array(mtfs.utf8)),
    ("ledger.csv", Array("measure,period,status,opening,closing\n".utf8)),
  ]

  static let links = [
    LineageLink(name: "cost placements", needs: "measure cla"),
    LineageLink(name: "cost placements", needs: "assumption price-rise"),
    LineageLink(name: "measure cla", needs: "published cla"),
    LineageLink(name: "measure cla", needs: "lever step-down"),
    LineageLink(name: "cost buses", needs: "assumption bus-fare"),
    LineageLink(name: "cost buses", needs: "file data/own.csv"),
    LineageLink(name: "scenario plan", needs: "lever step-down"),
  ]

  static let origin = RunOrigin(
    scenario: "scenarios/bromley.scenario", statistics: "seeds", folder: "out/bromley/x",
    recordedAt: "2026-01-15T09:00:00Z")

  static func record(
    _ store: RunStore, id: String = "0123456789ab", name: String = "bromley"
  ) throws -> RunStore.Recorded {
    try store.record(run(id: id), name: name, files: files, origin: origin, lineage: links)
  }

  /// A folder of its own for a test, removed when the body ends.
  static func folder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "headroom-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  /// The error that a body throws.
  static func failure(_ body: () throws -> Void) -> StoreError? {
    do {
      try body()
      return nil
    } catch {
      return error as? StoreError
    }
  }
}
