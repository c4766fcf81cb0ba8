import Foundation
import Testing

@Suite("headroom project ehcp, as a user runs it")
struct ProjectPlansTests {
  private func with(_ body: (_ folder: String) throws -> Void) throws {
    try Command.temporary { folder in
      var transitions =
        "calendar-year,setting-1,need-1,academic-year-1,setting-2,need-2,academic-year-2\n"
      for year in 2019...2021 {
        for _ in 0..<8 {
          transitions += "\(year),A,X,3,A,X,4\n\(year),A,X,4,B,X,5\n\(year),B,X,5,B,X,6\n"
          transitions += "\(year),NONSEND,NONSEND,2,A,X,3\n\(year),B,X,6,NONSEND,NONSEND,7\n"
        }
      }
      var population = "calendar-year,academic-year,population\n"
      for year in 2019...2025 {
        for ncy in 2...7 { population += "\(year),\(ncy),400\n" }
      }
      try Data(transitions.utf8).write(to: URL(fileURLWithPath: "\(folder)/t.csv"))
      try Data(population.utf8).write(to: URL(fileURLWithPath: "\(folder)/p.csv"))
      try Data("need,setting,cost\nX,A,10\nX,B,20\n".utf8).write(
        to: URL(fileURLWithPath: "\(folder)/c.csv"))
      try body(folder)
    }
  }

  private let base = [
    "project", "ehcp", "--transitions", "t.csv", "--population", "p.csv", "--from", "2022",
    "--until", "2024",
  ]

  @Test("A table on standard output, the same for any number of threads and both ways of drawing")
  func table() throws {
    try with { folder in
      for parameters in ["per-replicate", "per-year"] {
        let arguments =
          base + [
            "--costs", "c.csv", "--parameters", parameters, "--simulations", "40", "--quiet",
            "--format", "csv",
          ]
        let one = try Command.run(arguments + ["--threads", "1"], in: folder)
        #expect(one.status == 0)
        #expect(one.messages.isEmpty)
        #expect(one.output == (try Command.run(arguments + ["--threads", "3"], in: folder)).output)
        let rows = Command.table(one.output)
        #expect(Set(rows.compactMap { $0["year"] }) == ["2022", "2023", "2024"])
        #expect(
          Set(rows.compactMap { $0["dimension"] })
            == ["total", "cost", "setting", "need", "ncy", "ncy_group"])
        #expect(rows.first?["exact_mean"] == "32")
      }
    }
  }

  @Test("A file instead of standard output")
  func file() throws {
    try with { folder in
      let run = try Command.run(
        base + ["--simulations", "5", "--output", "out.csv"], in: folder)
      #expect(run.status == 0)
      #expect(run.output.isEmpty)
      #expect(FileManager.default.fileExists(atPath: "\(folder)/out.csv"))
    }
  }

  @Test("What cannot be done is said, with exit code 2; wrong usage with 64")
  func mistakes() throws {
    try with { folder in
      let early = try Command.run(
        base.map { $0 == "2022" ? "2019" : $0 }, in: folder)
      #expect(early.status == 2)
      #expect(early.messages.contains("January 2019"))
      let swapped = try Command.run(base.map { $0 == "t.csv" ? "p.csv" : $0 }, in: folder)
      #expect(swapped.status == 2)
      #expect(swapped.messages.contains("column setting-1"))
      #expect(try Command.run(base + ["--parameters", "never"], in: folder).status == 64)
      #expect(try Command.run(base + ["--simulations", "0"], in: folder).status == 64)
    }
  }
}
