import Foundation
import Testing

@Suite("headroom mtfs, track and reconstruct, as a user runs them")
struct MTFSCommandTests {
  private let november = "seeds/published/east-sussex-2025-11.csv"
  private let december = "seeds/published/east-sussex-2025-12.csv"

  @Test("a published table is shown, exported, and read back the same")
  func export() throws {
    try Command.temporary { folder in
      let shown = try Command.run(["mtfs", "show", december, "--unit", "millions"])
      #expect(shown.status == 0)
      #expect(shown.output.contains("54.198    12.712    27.090    94.000"))
      let file = "\(folder)/plan.csv"
      #expect(try Command.run(["mtfs", "export", december, "-o", file]).status == 0)
      let same = try Command.run(["mtfs", "diff", december, file])
      #expect(same.status == 0)
      #expect(same.output.contains("No line differs."))
      let again = try Command.run(["mtfs", "export", file])
      #expect(Data(again.output.utf8) == FileManager.default.contents(atPath: file))
    }
  }

  @Test("rounding is stated and passes; a wrong total fails with 1; unknown files are 2")
  func check() throws {
    let rounded = try Command.run(["mtfs", "check", "seeds/published/walsall-savings.csv"])
    #expect(rounded.status == 0)
    #expect(rounded.output.contains("OP16, total: printed (£4,440,656.00)"))
    try Command.temporary { folder in
      let path = "\(Command.root)/\(november)"
      let text = String(
        decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
      let changed = text.replacingOccurrences(of: "16.409", with: "17.409")
      #expect(changed != text)
      let file = "\(folder)/wrong.csv"
      try Data(changed.utf8).write(to: URL(fileURLWithPath: file))
      let wrong = try Command.run(["mtfs", "check", file])
      #expect(wrong.status == 1)
      #expect(wrong.output.contains("fail: Deficit after updates, 2026/27"))
      try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: file))
      let unknown = try Command.run(["mtfs", "check", file])
      #expect(unknown.status == 2)
      #expect(unknown.messages.contains("neither a plan"))
    }
    let lines = try Command.run(["mtfs", "check", december, "--against", november])
    #expect(lines.status == 1)
    #expect(lines.output.contains("fail: lgps: is no line of"))
    #expect(try Command.run(["mtfs", "show", november, "--unit", "euro"]).status == 64)
  }

  @Test("two vintages differ by line, as a table and as CSV")
  func difference() throws {
    let table = try Command.run(["mtfs", "diff", november, december, "--unit", "millions"])
    #expect(table.status == 0)
    #expect(table.output.contains("(1.646)"))
    #expect(table.output.contains("LGPS revaluation impact"))
    let csv = try Command.run(["mtfs", "diff", november, december, "--format", "csv"])
    let rows = Command.table(csv.output)
    let pension = rows.filter { $0["ref"] == "lgps" }
    #expect(pension.first?["difference"] == "-5962000.00")
    #expect(pension.first?["line"] == "new")
  }

  @Test("every published case is rebuilt; an unknown one lists what there is")
  func reconstruct() throws {
    let all = try Command.run(["reconstruct"])
    #expect(all.status == 0)
    #expect(all.output.contains("3,421,000,000"))
    let list = try Command.run(["reconstruct", "--list"])
    #expect(list.output.split(separator: "\n").count == 15)
    let none = try Command.run(["reconstruct", "atlantis"])
    #expect(none.status == 2)
    #expect(none.messages.contains("medway-plans"))
  }

  @Test("a run: its plan ties, its levels are shown, its actuals tracked")
  func run() throws {
    try Command.temporary { folder in
      let made = try Command.run([
        "run", "scenarios/bromley.scenario", "--out", folder, "--quiet",
      ])
      #expect(made.status == 0)
      let id = try #require(
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/bromley").first)
      let path = "\(folder)/bromley/\(id)"
      let check = try Command.run(["mtfs", "check", path, "--quiet"])
      #expect(check.status == 0, "\(check.output)")
      let levels = Command.table(
        try String(contentsOfFile: "\(path)/levels.csv", encoding: .utf8))
      #expect(levels.count == 2 * 2 * 5)
      let nets = Command.table(try String(contentsOfFile: "\(path)/mtfs.csv", encoding: .utf8))
        .filter { $0["service"] == "total" && $0["line"] == "net" }
      for level in levels {
        let net = try #require(
          nets.first { row in
            ["report", "scenario", "fund", "financial_year"].allSatisfy { row[$0] == level[$0] }
          })
        for (quantile, future) in [("p10", "low"), ("p50", "central"), ("p90", "high")] {
          let one = Double(level[quantile] ?? "") ?? .nan
          let other = Double(net[future] ?? "") ?? .nan
          // Each of the fund's five services is rounded to its penny.
          #expect(abs(one - other) < 0.03)
        }
      }
      let budget = "\(folder)/budget.csv"
      let years = ["2026/27", "2027/28", "2028/29", "2029/30", "2030/31"]
      let rows = years.map { "\($0),general-fund,60000000\n" }.joined()
      try Data("financial_year,fund,amount\n\(rows)".utf8).write(
        to: URL(fileURLWithPath: budget))
      let shown = try Command.run(["mtfs", "show", path, "--budget", budget, "--sensitivity"])
      #expect(shown.status == 0, "\(shown.messages)")
      #expect(shown.output.contains("P80 budget"))
      #expect(shown.output.contains("P10-P90 of the fund's net budget"))
      #expect(shown.output.contains("Chance that the budget holds"))
      let actuals = "\(folder)/actuals.csv"
      try Data("subject,split,period,value\ncla,residential,2029-03-31,200\n".utf8).write(
        to: URL(fileURLWithPath: actuals))
      let tracked = try Command.run([
        "track", path, "--actuals", actuals, "--scenario", "mtfs-plan", "--without", "baseline",
      ])
      #expect(tracked.status == 1, "\(tracked.messages)")
      #expect(tracked.output.contains("off course since 2029-03-31"))
      let unknown = try Command.run(["track", path, "--actuals", actuals, "--scenario", "plan"])
      #expect(unknown.status == 2)
      #expect(unknown.messages.contains("mtfs-plan"))
    }
  }
}
