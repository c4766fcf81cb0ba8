import Foundation
import Testing

@Suite("headroom projects plans straight from SEN2 returns, as a user runs it")
struct PlansFromReturnsTests {
  private static let demonstration = "\(Command.root)/demonstration"

  @Test("one census has no transitions: exit code 2, and what to do")
  func oneCensus() throws {
    let run = try Command.run([
      "project", "ehcp", "--returns", Self.demonstration, "--population",
      "\(Self.demonstration)/sen2/population.csv", "--from", "2025", "--until", "2027",
    ])
    #expect(run.status == 2)
    #expect(run.messages.contains("read: 2025") && run.messages.contains("one folder per census"))
  }

  @Test("returns, the table of counts made of them and both sources of population agree")
  func fromReturns() throws {
    try Command.temporary { folder in
      let made = try Command.run(
        [
          "synthesise", "--area", "Bromley", "--out", "made", "--years", "2023..2025",
          "--children", "40", "--statistics", "\(Command.root)/seeds",
        ], in: folder)
      #expect(made.status <= 1)
      let returns = ["--returns", "made", "--establishments", "made/establishments.csv"]
      let counted = try Command.run(
        ["returns", "transitions"] + returns + ["--out", "steps.csv"], in: folder)
      #expect(counted.status == 0 && counted.output.isEmpty && !counted.messages.contains("SYN0"))
      let steps = try String(contentsOfFile: "\(folder)/steps.csv", encoding: .utf8)
      #expect(!steps.contains("SYN"))
      let rows = Command.table(steps)
      #expect(Set(rows.compactMap { $0["calendar-year"] }) == ["2023", "2024"])
      #expect(rows.contains { $0["setting-1"] == "mainstream" })
      // The stock of the last census is that of the transitions the returns were made with.
      func children(_ rows: [[String: String]]) -> Int {
        rows.filter { $0["calendar-year"] == "2024" && $0["setting-2"] != "NONSEND" }
          .reduce(0) { $0 + (Int($1["children"] ?? "1") ?? 0) }
      }
      let known = Command.table(
        try String(contentsOfFile: "\(folder)/made/sen2/transitions.csv", encoding: .utf8))
      #expect(children(rows) > 100 && children(rows) == children(known))

      let options =
        [
          "--population", "made/sen2/population.csv", "--from", "2025", "--until", "2027",
          "--simulations", "20", "--quiet",
        ]
      let direct = try Command.run(["project", "ehcp"] + returns + options, in: folder)
      let table = try Command.run(
        ["project", "ehcp", "--transitions", "steps.csv"] + options, in: folder)
      #expect(direct.status == 0 && direct.messages.isEmpty)
      #expect(direct.output == table.output)
      #expect(Command.table(direct.output).first?["exact_mean"] == "\(children(rows))")
      #expect(
        try Command.run(["fit", "plans"] + returns + ["--format", "csv", "-q"], in: folder).output
          == Command.run(
            ["fit", "plans", "--transitions", "steps.csv", "--format", "csv"], in: folder
          ).output)

      let published = try Command.run(
        ["project", "ehcp"] + returns + [
          "--area", "Bromley", "--statistics", "\(Command.root)/seeds", "--from", "2025",
          "--until", "2026", "--simulations", "5",
        ], in: folder)
      #expect(published.status == 0)
      #expect(published.messages.contains("the middle of 2020"))
    }
  }

  @Test("entries of looked-after children follow a population")
  func population() throws {
    try Command.temporary { folder in
      let table =
        "calendar-year,age,population\n"
        + [(2020, 1_000), (2025, 1_000), (2026, 2_000)].flatMap { year, count in
          (0...17).map { "\(year),\($0),\(count)\n" }
        }.joined()
      try Data(table.utf8).write(to: URL(fileURLWithPath: "\(folder)/p.csv"))
      let arguments = [
        "project", "cla", "--returns", Self.demonstration, "--window", "2022-04-01:2025-04-01",
        "--start", "2025-03-31", "--until", "2026-06-30", "--simulations", "0",
      ]
      func last(_ run: Command.Outcome) -> Double {
        Command.table(run.output).last { $0["age_group"] == "all" && $0["placement"] == "all" }?[
          "mean"
        ].flatMap(Double.init) ?? 0
      }
      let without = try Command.run(arguments)
      let with = try Command.run(arguments + ["--population", "\(folder)/p.csv"])
      #expect(without.status == 0 && with.status == 0)
      #expect(last(with) > 1.1 * last(without))
      let area = try Command.run(
        arguments + ["--area", "Bromley", "--statistics", "\(Command.root)/seeds"])
      #expect(area.status == 0 && area.messages.contains("the middle of 2020"))
      #expect(abs(last(area) - last(without)) < 0.1 * last(without))
      #expect(
        try Command.run(
          arguments + ["--population", "\(folder)/p.csv", "--method", "stock-flow"]
        ).status == 64)
      #expect(
        try Command.run(
          arguments + ["--population", "\(folder)/p.csv", "--area", "Bromley"]
        ).status == 64)
      #expect(try Command.run(arguments + ["--population", "\(folder)/none.csv"]).status == 2)
    }
  }

  @Test("one source of plans and one of the population, else 64")
  func usage() throws {
    let years = ["--from", "2025", "--until", "2026"]
    let population = ["--population", "p.csv"]
    for options in [
      population, ["--returns", "a", "--transitions", "b"] + population, ["--returns", "a"],
      ["--transitions", "b", "--establishments", "c"] + population,
      ["--returns", "a", "--area", "Bromley"] + population,
    ] {
      #expect(try Command.run(["project", "ehcp"] + options + years).status == 64)
    }
    #expect(
      try Command.run(
        ["project", "ehcp", "--returns", "a"] + population + ["--from", "2026", "--until", "2025"]
      ).status == 64)
  }
}
