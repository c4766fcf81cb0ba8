import Foundation
import Testing

@Suite("headroom check, as a user runs it")
struct CheckCommandTests {
  @Test("the shipped scenarios have no errors")
  func shipped() throws {
    let folder = "\(Command.root)/scenarios"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".scenario") }.sorted().map { "\(folder)/\($0)" }
    #expect(files.count >= 4)
    #expect(try Command.run(["check"] + files).status == 0)
  }

  @Test("a mistake gives its place, its code and a mend, as text and as JSON; a missing file is 2")
  func mistakes() throws {
    try Command.temporary { folder in
      let source = "\(Command.root)/scenarios/baseline.scenario"
      let text = String(
        decoding: try #require(FileManager.default.contents(atPath: source)), as: UTF8.self)
      let file = "\(folder)/bad.scenario"
      let changes: [(String, String, String)] = [
        ("area \"Bromley\"", "area “Bromley”", "E001"),
        ("£8,662 per plan", "£8,66 per plan", "E003"),
        ("end measure", "end meaure", "E102"),
        ("at plan-rate\n", "\n", "E106"),
        ("for each child in cla", "for each child in cls", "E202"),
        ("£980 per child per week in 2024/25 prices", "£980 per child per week", "E303"),
        ("£10,700 per passenger per financial year", "£10,700 per passenger per year", "E305"),
        ("forecast by published-trend", "forcast by published-trend", "E101"),
        ("horizon April 2026 to March 2031", "horizon April 2031 to March 2026", "E409"),
        (", 90% likely\n  onwards", "\n  onwards", "E501"),
      ]
      for (from, to, code) in changes {
        let changed = text.replacingOccurrences(of: from, with: to)
        #expect(changed != text, "\(from)")
        try Data(changed.utf8).write(to: URL(fileURLWithPath: file))
        let result = try Command.run(["check", file])
        #expect(result.status == 1, "\(code)")
        #expect(result.output.contains("bad.scenario:"), "\(code)")
        #expect(result.output.contains(code), "\(code): \(result.output)")
        let json = try Command.run(["check", file, "--format", "json"])
        _ = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        #expect(json.output.contains(code))
      }
      #expect(try Command.run(["check", "\(folder)/none.scenario"]).status == 2)
    }
  }
}

@Suite("headroom backtest, as a user runs it")
struct BacktestCommandTests {
  private func rows(_ measure: String, _ statistics: String = "seeds") throws -> [[String: String]]
  {
    let result = try Command.run([
      "backtest", "--statistics", statistics, "--measure", measure, "--area", "all", "--origin",
      "2019-2022", "--horizon", "3", "--format", "csv",
    ])
    #expect(result.status == 0)
    #expect(
      result.output.hasPrefix(
        "area_code,measure,origin,period,horizon,actual,mean,p10,p50,p90,last_value,linear,"
          + "constant_growth\n"))
    return Command.table(result.output)
  }

  private func number(_ row: [String: String], _ key: String) -> Double? {
    row[key].flatMap(Double.init)
  }

  @Test(
    "is no worse than the best baseline, and its 80% range holds 72% to 90%",
    arguments: ["plans", "cla"])
  func acceptance(measure: String) throws {
    let scored = try rows(measure).filter {
      number($0, "actual") != nil && number($0, "linear") != nil
    }
    #expect(scored.count >= 300)
    func error(_ column: String) -> Double {
      scored.reduce(0) { sum, row in
        let actual = number(row, "actual") ?? .nan
        return sum + abs((number(row, column) ?? .nan) - actual) / actual
      } / Double(scored.count)
    }
    let best = ["last_value", "linear", "constant_growth"].map(error).min() ?? 0
    #expect(error("mean") <= best)
    let inside = scored.filter { row in
      guard let actual = number(row, "actual"), let low = number(row, "p10"),
        let high = number(row, "p90")
      else { return false }
      return low <= actual && actual <= high
    }
    let coverage = Double(inside.count) / Double(scored.count)
    #expect(coverage >= 0.72 && coverage <= 0.90)
  }

  @Test("knows nothing after the origin")
  func origin() throws {
    try Command.temporary { folder in
      let copy = "\(folder)/cut"
      try FileManager.default.copyItem(atPath: "\(Command.root)/seeds", toPath: copy)
      for name in ["plans", "plan_flows", "cla", "cla_flows", "population"] {
        let path = "\(copy)/\(name).csv"
        let text = String(
          decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
        let kept = text.split(separator: "\n").enumerated().filter { index, line in
          let fields = line.split(separator: ",", omittingEmptySubsequences: false)
          guard index > 0, let year = Int(fields[fields.count > 13 ? 6 : 5].prefix(4)) else {
            return true
          }
          // Stocks to January and March 2021; flows that those close; population to mid-2020.
          switch fields[4] {
          case "january-census", "31-march": return year <= 2021
          default: return year <= 2020
          }
        }.map { String($0.element) }
        try Data((kept.joined(separator: "\n") + "\n").utf8).write(
          to: URL(fileURLWithPath: path))
      }
      for measure in ["plans", "cla"] {
        func forecasts(_ statistics: String) throws -> [[String]] {
          let result = try Command.run([
            "backtest", "--statistics", statistics, "--measure", measure, "--origin", "2021",
            "--horizon", "3", "--format", "csv",
          ])
          return Command.table(result.output).map { row in
            ["area_code", "period", "mean", "p10", "p90", "linear"].map { row[$0] ?? "" }
          }
        }
        let full = try forecasts("seeds")
        #expect(full.count > 60)
        #expect(try forecasts(copy) == full)
      }
    }
  }

  @Test("refuses an unknown area with a suggestion, and a year that is none")
  func refusals() throws {
    let area = try Command.run([
      "backtest", "--measure", "cla", "--area", "Bromly", "--origin", "2021",
    ])
    #expect(area.status == 2)
    #expect(area.messages.contains("Bromley (E09000006)"))
    let year = try Command.run(["backtest", "--measure", "cla", "--origin", "soon"])
    #expect(year.status == 64)
    let folder = try Command.run([
      "backtest", "--measure", "cla", "--origin", "2021", "--statistics", "nowhere",
    ])
    #expect(folder.status == 2)
    #expect(folder.messages.contains("nowhere"))
  }

  @Test(
    "published files and their import give the same back-test", .enabled(if: Command.hasShared),
    arguments: ["public", "dfe-original"])
  func imported(form: String) throws {
    try Command.temporary { folder in
      let published = "\(Command.shared)/data/\(form)"
      let result = try Command.run(["import", "statistics", published, "--out", "\(folder)/s"])
      #expect(result.status == 0)
      #expect(Command.contents("\(folder)/s")["import_report.csv"] != nil)
      let arguments = [
        "backtest", "--measure", "plans", "--origin", "2020", "--horizon", "2", "--format", "csv",
      ]
      let direct = try Command.run(arguments + ["--statistics", published])
      let stored = try Command.run(arguments + ["--statistics", "\(folder)/s"])
      #expect(direct.status == 0)
      #expect(direct.output == stored.output)
    }
  }
}

@Suite("headroom import and golden, as a user runs them")
struct OtherCommandTests {
  @Test("a file that is not known is named and left alone; foreign files in the target are kept")
  func unknown() throws {
    try Command.temporary { folder in
      let source = "\(folder)/in"
      try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
      try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: "\(source)/mystery.csv"))
      try FileManager.default.copyItem(
        atPath: "\(Command.root)/seeds/plans.csv", toPath: "\(source)/plans.csv")
      try FileManager.default.copyItem(
        atPath: "\(Command.root)/seeds/sources.csv", toPath: "\(source)/sources.csv")
      let result = try Command.run(["import", "statistics", source, "--out", "\(folder)/out"])
      #expect(result.status == 0)
      #expect(result.messages.contains("mystery.csv"))
      let taken = "\(folder)/taken"
      try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(taken)/thesis.docx"))
      let refused = try Command.run(["import", "statistics", source, "--out", taken])
      #expect(refused.status == 2)
      #expect(Command.contents(taken) == ["thesis.docx": Data("mine".utf8)])
    }
  }

  @Test("worked examples: pass is 0; wrong, unsupported, malformed and missing are 1")
  func golden() throws {
    try Command.temporary { folder in
      func run(_ cases: String) throws -> Command.Outcome {
        let file = "\(folder)/golden.json"
        try Data("{\"schema\": \"golden-1\", \"cases\": [\(cases)]}".utf8).write(
          to: URL(fileURLWithPath: file))
        return try Command.run(["golden", file])
      }
      let right =
        "{\"id\": \"a\", \"method\": \"stats.quantile\", \"inputs\": {\"x\": [1, 2, 3], "
        + "\"p\": [0.5]}, \"expected\": {\"type7\": [2]}, \"tol\": {\"abs\": 0, \"rel\": 1e-12}}"
      #expect(try run(right).status == 0)
      let wrong = right.replacingOccurrences(of: "[2]", with: "[2.5]")
      #expect(try run(wrong).status == 1)
      let unsupported = try run(
        right.replacingOccurrences(of: "stats.quantile", with: "no.suchMethod"))
      #expect(unsupported.status == 1)
      #expect(unsupported.output.contains("unsupported"))
      #expect(try run("{\"id\": \"b\"}").status == 1)
      #expect(try Command.run(["golden", "\(folder)/none.json"]).status == 1)
    }
  }
}
