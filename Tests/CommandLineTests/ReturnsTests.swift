import Foundation
import Testing

@Suite("headroom returns check, fit plans, backtest of records and reconcile, as a user runs them")
struct ReturnsTests {
  private static let demonstration = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "demonstration").path

  @Test("the demonstration returns have no error, and no identifier is printed")
  func demonstration() throws {
    for format in ["table", "csv", "json"] {
      let check = try Command.run(["returns", "check", Self.demonstration, "--format", format])
      #expect(check.status == 0)
      #expect(!check.output.contains("SYN0") && !check.messages.contains("SYN0"))
    }
  }

  @Test("a folder without returns gives 2, one with errors 1")
  func faults() throws {
    try Command.temporary { folder in
      #expect(try Command.run(["returns", "check", folder]).status == 2)
      let header = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE\n"
      let rows = "SECRET1,31/02/2024,S,C2,N1,U4,PR1,,,\n"
      try Data((header + rows).utf8).write(to: URL(fileURLWithPath: "\(folder)/episodes.csv"))
      let check = try Command.run(["returns", "check", folder, "--format", "csv"])
      #expect(check.status == 1)
      #expect(check.output.contains("date.invalid") && check.output.contains("DECOM"))
      #expect(!check.output.contains("SECRET1") && !check.messages.contains("SECRET1"))
    }
  }

  @Test("shares of plans come as table, CSV and JSON")
  func planShares() throws {
    let arguments = [
      "fit", "plans", "--transitions", "\(Self.demonstration)/sen2/transitions.csv",
      "--population", "\(Self.demonstration)/sen2/population.csv",
    ]
    let csv = try Command.run(arguments + ["--format", "csv"])
    #expect(csv.status == 0)
    #expect(csv.output.hasPrefix("event,ncy,setting,events,exposure,share,lower,upper,shrunk\n"))
    #expect(csv.output.contains("\njoin,"))
    #expect(try Command.run(arguments + ["--format", "json"]).output.hasPrefix("["))
    #expect(try Command.run(arguments + ["--level", "0"]).status == 64)
    #expect(try Command.run(["fit", "plans", "--transitions", "none.csv"]).status == 2)
  }

  @Test("a back-test of records is a table of forecasts and a summary")
  func backtest() throws {
    try Command.temporary { folder in
      let summary = "\(folder)/summary.csv"
      let test = try Command.run([
        "backtest", "--returns", Self.demonstration, "--horizons", "6", "--window-months", "24",
        "--every", "12", "--simulations", "20", "--format", "csv", "--summary", summary,
      ])
      #expect(test.status == 0)
      #expect(test.output.hasPrefix("series,group,method,origin,horizon,mean"))
      let written = try String(contentsOfFile: summary, encoding: .utf8)
      #expect(written.hasPrefix("group,method,horizon,n,crps"))
      #expect(try Command.run(["backtest"]).status == 64)
      #expect(try Command.run(["backtest", "--returns", "a", "--panel", "b"]).status == 64)
      #expect(
        try Command.run(["backtest", "--panel", "\(folder)/none.csv"]).status == 2)
    }
  }

  @Test("records and published statistics stand beside each other")
  func reconcile() throws {
    let seeds = URL(fileURLWithPath: Self.demonstration).deletingLastPathComponent()
      .appending(path: "seeds").path
    let arguments = [
      "reconcile", "--returns", Self.demonstration, "--area", "Bromley", "--year", "2024",
      "--years", "1", "--simulations", "100", "--statistics", seeds,
    ]
    let both = try Command.run(arguments)
    #expect(both.status == 0)
    #expect(both.output.hasPrefix("date,placement,records_mean"))
    #expect(both.output.contains("\n2025-03-31,all,"))
    #expect(try Command.run(arguments + ["--shared", "2"]).status == 2)
    var nowhere = arguments
    nowhere[4] = "Nowhere"
    #expect(try Command.run(nowhere).status == 2)
    #expect(try Command.run(arguments + ["--years", "0"]).status == 64)
  }
}
