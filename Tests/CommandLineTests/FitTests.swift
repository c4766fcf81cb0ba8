import Foundation
import Testing

@Suite("headroom fit regression, as a user runs it")
struct FitCommandTests {
  private func file(_ folder: String, _ name: String, _ text: String) throws -> String {
    let path = "\(folder)/\(name)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private let table =
    "year,area,plans,population\n"
    + "2016,a,30,1000\n2017,a,36,1010\n2018,a,41,1020\n2019,a,49,1035\n2020,a,55,1050\n"
    + "2016,b,61,2000\n2017,b,70,2010\n2018,b,80,2025\n2019,b,97,2030\n2020,b,108,2040\n"

  @Test("text names the fit; CSV and JSON hold the coefficients; predictions follow")
  func formats() throws {
    try Command.temporary { folder in
      let input = try file(folder, "plans.csv", table)
      let arguments = [
        "fit", "regression", "plans ~ trend + area", "--input", input, "--family", "poisson",
        "--exposure", "population",
      ]
      let text = try Command.run(arguments)
      #expect(text.status == 0)
      for part in ["poisson, log link, 10 rows", "area[b]", "deviance", "condition number"] {
        #expect(text.output.contains(part), "\(part)")
      }
      let csv = try Command.run(
        arguments + ["--format", "csv", "--levels", "80,95", "--robust", "cluster:area"])
      #expect(
        csv.output.hasPrefix(
          "term,estimate,std_error,z,p_value,lower80,upper80,lower95,upper95\nintercept,"))
      #expect(Command.table(csv.output).count == 3)
      let new = try file(folder, "new.csv", "year,area,population\n2021,a,1060\n2021,b,2050\n")
      let json = try Command.run(arguments + ["--format", "json", "--predict", new])
      let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
      #expect(((object as? [String: Any])?["predictions"] as? [Any])?.count == 2)
      let predictions = try Command.run(arguments + ["--format", "csv", "--predict", new])
      let rows = Command.table(predictions.output)
      let mean = try #require(rows.first?["mean"].flatMap(Double.init))
      let lower = try #require(rows.first?["lower95"].flatMap(Double.init))
      #expect(mean > 55 && mean < 75 && lower < mean)
    }
  }

  @Test("least squares has its own diagnostics")
  func leastSquares() throws {
    try Command.temporary { folder in
      let input = try file(folder, "plans.csv", table)
      let result = try Command.run([
        "fit", "regression", "log(plans) ~ trend * area", "--input", input, "--robust", "hc3",
      ])
      #expect(result.status == 0)
      for part in ["least squares", "HC3", "r squared", "durbin watson", "trend:area[b]"] {
        #expect(result.output.contains(part), "\(part)")
      }
    }
  }

  @Test("mistakes say where and why")
  func mistakes() throws {
    try Command.temporary { folder in
      let input = try file(folder, "plans.csv", table)
      func run(_ formula: String, _ more: [String] = []) throws -> Command.Outcome {
        try Command.run(["fit", "regression", formula, "--input", input] + more)
      }
      let unknown = try run("plans ~ pupils")
      #expect(unknown.status == 2 && unknown.messages.contains("no column 'pupils'"))
      let syntax = try run("plans ~ trend +")
      #expect(syntax.status == 2 && syntax.messages.contains("character"))
      let robust = try run("plans ~ trend", ["--robust", "best"])
      #expect(robust.status == 2 && robust.messages.contains("hc3"))
      #expect(try run("plans ~ trend", ["--levels", "none"]).status == 64)
      #expect(try run("plans ~ trend", ["--link", "none"]).status == 64)
      #expect(try run("plans ~ trend", ["--family", "gamma", "--link", "logit"]).status == 2)
      let gap = try file(folder, "gap.csv", "year,plans\n2016,3\n2017,\n2018,5\n2019,7\n")
      let missing = try Command.run(["fit", "regression", "plans ~ trend", "--input", gap])
      #expect(missing.status == 2 && missing.messages.contains("plans, row 2"))
      let negative = try file(folder, "negative.csv", "year,plans\n2016,3\n2017,-4\n2018,5\n")
      let below = try Command.run([
        "fit", "regression", "plans ~ trend", "--input", negative, "--family", "poisson",
      ])
      #expect(below.status == 2 && below.messages.contains("plans, row 2: '-4.0'"))
      let none = try Command.run(["fit", "regression", "a ~ b", "--input", "\(folder)/none.csv"])
      #expect(none.status == 2 && none.messages.contains("none.csv"))
    }
  }
}
