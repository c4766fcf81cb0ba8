import Foundation
import Testing

@Suite("Usage, help and worked examples, as a user meets them")
struct UsageTests {
  @Test("help and version go to standard output, with exit codes and commands")
  func help() throws {
    let help = try Command.run(["--help"])
    #expect(help.status == 0)
    #expect(help.messages.isEmpty)
    for word in ["run", "check", "backtest", "import", "golden", "Exit codes", "No network"] {
      #expect(help.output.contains(word))
    }
    let version = try Command.run(["--version"])
    #expect(version.status == 0)
    #expect(version.output.split(separator: ".").count == 3)
    for command in ["run", "check", "backtest", "import", "golden"] {
      #expect(try Command.run([command, "--help"]).status == 0)
    }
  }

  @Test(
    "a mistyped command gets the command it is like",
    arguments: [
      ("rnu", "run"), ("chek", "check"), ("bactest", "backtest"), ("imprt", "import"),
      ("gloden", "golden"),
    ])
  func suggestion(typed: String, meant: String) throws {
    let result = try Command.run([typed])
    #expect(result.status == 64)
    #expect(result.messages.contains("did you mean '\(meant)'?"))
    #expect(result.output.isEmpty)
  }

  @Test("wrong usage is 64 and leaves standard output empty")
  func usage() throws {
    for arguments in [
      ["xyzzy"], ["run"], ["check"], ["run", "a", "b"], ["run", "a", "--thread", "2"],
      ["run", "a", "--threads", "two"], ["backtest", "--measure", "beds", "--origin", "2021"],
      ["backtest", "--measure", "cla"], ["import", "statistics", "a"], ["golden"],
      ["check", "a", "--format", "xml"],
    ] {
      let result = try Command.run(arguments)
      #expect(result.status == 64, "\(arguments)")
      #expect(result.output.isEmpty)
      #expect(result.messages.contains("Usage:"), "\(arguments)")
    }
    let option = try Command.run(["run", "a", "--thread", "2"])
    #expect(option.messages.contains("--threads"))
  }

  @Test("worked examples give a JSON line each, in order, and go on after a file that is none")
  func golden() throws {
    try Command.temporary { folder in
      let good =
        "{\"id\": \"a\", \"method\": \"stats.quantile\", \"inputs\": {\"x\": [1, 2, 3], "
        + "\"p\": [0.5]}, \"expected\": {\"type7\": [2]}, \"tol\": {\"abs\": 0, \"rel\": 1e-12}}"
      let unsupported = good.replacingOccurrences(of: "stats.quantile", with: "no.suchMethod")
      try Data("{\"schema\": \"golden-1\", \"cases\": [\(good), \(unsupported)]}".utf8).write(
        to: URL(fileURLWithPath: "\(folder)/good.json"))
      try Data("{\"schema\": ".utf8).write(to: URL(fileURLWithPath: "\(folder)/bad.json"))
      let result = try Command.run(
        ["golden", "bad.json", "none.json", "good.json"], in: folder)
      #expect(result.status == 1)
      struct Line: Decodable {
        let status: String
        let pass: Bool?
      }
      let lines = try result.output.split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8))
      }
      #expect(lines.map(\.status) == ["malformed", "malformed", "pass", "unsupported"])
      #expect(lines.map(\.pass) == [false, false, true, nil])
      #expect(result.messages.contains("1 passed, 0 failed, 1 unsupported, 2 malformed"))
    }
  }
}
