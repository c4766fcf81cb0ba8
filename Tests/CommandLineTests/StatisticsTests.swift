import Foundation
import Testing

@Suite("Statistics that are not as they should be, as a user meets them")
struct StatisticsTests {
  static let scenario = "\(Command.root)/scenarios/bromley.scenario"

  /// Runs the Bromley scenario on the seeds with every line of `plans.csv` passed through a change.
  private func run(
    in folder: String, changing change: (String) -> String?
  ) throws -> Command.Outcome {
    try FileManager.default.copyItem(
      atPath: "\(Command.root)/seeds", toPath: "\(folder)/statistics")
    let path = "\(folder)/statistics/plans.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n").compactMap { change(String($0)) }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    return try Command.run(
      ["run", Self.scenario, "--statistics", "statistics", "--out", "out"], in: folder)
  }

  private static let newest = "E09000006,Bromley,local-authority,plans,january-census,2025-01,total"

  @Test("a bad number, symbol, period or calendar is named with file, line and column")
  func fields() throws {
    let changes: [(String, String)] = [
      (",4395,plans,,", ",4 395x,plans,,"), (",4395,plans,,", ",,plans,?,"),
      (",4395,plans,,", ",-4395,plans,,"), (",4395,plans,,", ",,plans,,"),
      ("2025-01", "2025-02"), ("january-census", "lunar"), ("local-authority", "parish"),
      (",4395,plans,,dfe", ",4395,plans,,nobody"),
    ]
    for (old, new) in changes {
      try Command.temporary { folder in
        var number = 0
        var line = 0
        let result = try run(in: folder) { text in
          number += 1
          guard text.hasPrefix(Self.newest) else { return text }
          line = number
          return text.replacingOccurrences(of: old, with: new)
        }
        #expect(result.status == 2, "\(new)")
        #expect(result.messages.contains("statistics/plans.csv:\(line):"), "\(result.messages)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
      }
    }
  }

  @Test("a suppressed newest year is left out, the forecast starts a year earlier, and it is said")
  func suppressed() throws {
    try Command.temporary { folder in
      let result = try run(in: folder) { line in
        line.hasPrefix(Self.newest)
          ? line.replacingOccurrences(of: ",4395,plans,,", with: ",,plans,c,") : line
      }
      #expect(result.status == 1)
      #expect(result.output.contains("Plans tie to the published SEN2 return of January 2025"))
      let checks = try #require(
        Command.contents("\(folder)/out").first { $0.key.hasSuffix("checks.csv") }?.value)
      #expect(String(decoding: checks, as: UTF8.self).contains("suppressed"))
    }
  }

  @Test("a gap inside a series does not stop a run, and is named")
  func gap() throws {
    try Command.temporary { folder in
      let result = try run(in: folder) { line in
        line.hasPrefix("E09000006,") && line.contains(",plans,january-census,2021-01,total,")
          ? nil : line
      }
      #expect(result.status == 0)
      let checks = try #require(
        Command.contents("\(folder)/out").first { $0.key.hasSuffix("checks.csv") }?.value)
      #expect(
        String(decoding: checks, as: UTF8.self).contains("plans has no figure for 2021"))
    }
  }

  @Test("a missing folder, an empty one, a file in its place: 2, and named")
  func folders() throws {
    try Command.temporary { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/empty", withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder)/file"))
      for place in ["nowhere", "empty", "file"] {
        for command in [
          ["run", Self.scenario, "--out", "out", "--statistics", place],
          ["backtest", "--measure", "cla", "--origin", "2021", "--statistics", place],
          ["import", "statistics", place, "--out", "out"],
        ] {
          let result = try Command.run(command, in: folder)
          #expect(result.status == 2, "\(command)")
          #expect(result.messages.contains(place))
          #expect(result.output.isEmpty)
        }
      }
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
    }
  }

  @Test("a horizon past the statistics has rows without an actual figure")
  func beyond() throws {
    let result = try Command.run([
      "backtest", "--measure", "cla", "--area", "e09000006", "--origin", "2023,2024", "--horizon",
      "3", "--format", "csv",
    ])
    #expect(result.status == 0)
    let rows = Command.table(result.output)
    #expect(rows.map { $0["origin"] } == ["2023", "2023", "2023", "2024", "2024", "2024"])
    #expect(rows.map { $0["horizon"] } == ["1", "2", "3", "1", "2", "3"])
    #expect(rows.map { $0["actual"] } == ["350", "343", "", "343", "", ""])
    #expect(rows.allSatisfy { Double($0["mean"] ?? "") != nil && Double($0["p90"] ?? "") != nil })
    #expect(!result.output.contains("nan") && !result.output.contains("inf"))
  }

  @Test(
    "origins are years, ranges and lists of them", arguments: ["2022-2019", "19", "2019-", "x"])
  func badOrigins(origin: String) throws {
    let result = try Command.run(["backtest", "--measure", "cla", "--origin", origin])
    #expect(result.status == 64)
    #expect(result.messages.contains("--origin"))
  }

  @Test("an origin before the statistics is 2, with the years there are")
  func earlyOrigin() throws {
    let result = try Command.run([
      "backtest", "--measure", "cla", "--area", "Bromley", "--origin", "1995",
    ])
    #expect(result.status == 2)
    #expect(result.messages.contains("1995"))
    #expect(result.messages.contains("2015"))
    #expect(result.output.isEmpty)
  }
}

@Suite("The tables of a run, read back")
struct TableTests {
  @Test("items sum to their total, for every scenario, measure and period; ledgers close")
  func conservation() throws {
    try Command.temporary { folder in
      let result = try Command.run(
        ["run", "\(Command.root)/scenarios/baseline.scenario", "--out", folder])
      #expect(result.status == 0)
      let files = Command.contents(folder)
      func table(_ name: String) throws -> [[String: String]] {
        let bytes = try #require(files.first { $0.key.hasSuffix("/\(name)") }?.value)
        return Command.table(String(decoding: bytes, as: UTF8.self))
      }
      let groups = Dictionary(grouping: try table("forecasts.csv")) { row in
        ["scenario", "measure", "calendar", "period"].map { row[$0] ?? "" }
      }
      #expect(groups.count >= 15)
      for (key, rows) in groups {
        func mean(_ row: [String: String]) -> Double { Double(row["mean"] ?? "") ?? .nan }
        let total = try #require(rows.first { $0["split"] == "total" })
        let splits = Dictionary(grouping: rows.filter { $0["split"] != "total" }) {
          $0["split_by"] ?? ""
        }
        #expect(!splits.isEmpty, "\(key)")
        for (split, items) in splits {
          let sum = items.map(mean).reduce(0, +)
          #expect(abs(sum - mean(total)) <= 1e-9 * mean(total), "\(key), \(split): \(sum)")
        }
        for row in rows {
          let points = ["p10", "p50", "p80", "p90"].map { Double(row[$0] ?? "") ?? .nan }
          #expect(zip(points, points.dropFirst()).allSatisfy { $0 <= $1 }, "\(key)")
        }
      }
      for row in try table("ledger.csv") {
        func figure(_ name: String) -> Double? { Double(row[name] ?? "") }
        guard let opening = figure("opening"), let entries = figure("entries"),
          let exits = figure("exits"), let closing = figure("closing"),
          let residual = figure("residual")
        else { continue }
        let sum = opening + entries - exits + residual
        #expect(abs(sum - closing) <= 1e-6 * max(1, closing), "\(row)")
      }
    }
  }

  @Test("a dry run, a quiet run: nothing written, nothing said")
  func quiet() throws {
    try Command.temporary { folder in
      let result = try Command.run(
        [
          "run", "\(Command.root)/scenarios/baseline.scenario", "--quiet", "--dry-run", "--out",
          "out",
        ], in: folder)
      #expect(result.status == 0)
      #expect(result.messages.isEmpty, "\(result.messages)")
      #expect(result.output.contains("nowhere (dry run)"))
      #expect(Command.contents(folder).isEmpty)
    }
  }
}
