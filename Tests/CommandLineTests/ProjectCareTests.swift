import Foundation
import Testing

@Suite("headroom project cla, as a user runs it")
struct ProjectCareCommandTests {
  private let dates = [
    "--window", "2019-07-01:2020-01-01", "--start", "2020-01-01", "--until", "2020-04-01",
  ]

  @Test(
    "the stocks of the open tool, to standard output or a file",
    .enabled(if: Command.hasShared))
  func knownStocks() throws {
    try Command.temporary { folder in
      let returns = "\(Command.shared)/peers/cla/input"
      let arguments =
        ["project", "cla", "--returns", returns] + dates + ["--method", "stock-flow"]
      let run = try Command.run(arguments)
      #expect(run.status == 0 && run.messages.isEmpty)
      let rows = Command.table(run.output)
      #expect(rows.count == 4 * 30)
      let row = rows.first {
        $0["date"] == "2020-04-01" && $0["age_group"] == "10-16" && $0["placement"] == "fostering"
      }
      let known = Command.table(
        try String(contentsOfFile: "\(Command.shared)/peers/cla/base_stock.csv", encoding: .utf8)
      ).first {
        $0["run"] == "A" && $0["date"] == "2020-04-01" && $0["age_bin"] == "TEN_TO_SIXTEEN"
          && $0["placement"] == "FOSTERING"
      }
      let mean = try #require(row?["mean"].flatMap(Double.init))
      let children = try #require(known?["children"].flatMap(Double.init))
      #expect(abs(mean - children) <= 1e-6)
      let file = "\(folder)/cla.csv"
      #expect(try Command.run(arguments + ["--output", file]).status == 0)
      #expect(try String(contentsOfFile: file, encoding: .utf8) == run.output)
    }
  }

  @Test("a folder without returns gives 2, a wrong option 64")
  func exitCodes() throws {
    try Command.temporary { folder in
      let arguments = ["project", "cla", "--returns", folder] + dates
      let empty = try Command.run(arguments)
      #expect(empty.status == 2 && empty.messages.contains("no table of episodes"))
      #expect(try Command.run(arguments + ["--method", "guess"]).status == 64)
      #expect(try Command.run(arguments + ["--step", "week"]).status == 64)
      #expect(try Command.run(arguments + ["--threads", "0"]).status == 64)
      #expect(try Command.run(["project", "cla", "--returns", folder]).status == 64)
      var wrong = arguments
      wrong[5] = "2019-07-01"
      let window = try Command.run(wrong)
      #expect(window.status == 64 && window.messages.contains("--window takes two dates"))
      wrong[5] = "2019-07-01:1/1/2020"
      #expect(try Command.run(wrong).messages.contains("YYYY-MM-DD"))
    }
  }
}
