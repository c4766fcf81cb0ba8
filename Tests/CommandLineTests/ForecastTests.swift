import Foundation
import Testing

@Suite("headroom forecast, as a user runs it")
struct ForecastCommandTests {
  private static let header = "series_id,step,mean,lower80,upper80,lower95,upper95"

  private static let table = """
    series_id,period,value
    plans,2016,1420
    plans,2017,1510
    plans,2019,1890
    plans,2020,2204
    plans,2021,2400
    plans,2022,c
    plans,2023,2890
    rare,2017,0
    rare,2018,0
    rare,2019,2
    rare,2020,0
    rare,2021,0
    rare,2022,1
    one,2023,5

    """

  private func with(
    _ text: String, _ body: (_ folder: String, _ file: String) throws -> Void
  ) throws {
    try Command.temporary { folder in
      let file = "\(folder)/series.csv"
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
      try body(folder, file)
    }
  }

  @Test("every series in order, ranges nested, the same bytes on any number of threads")
  func table() throws {
    try with(Self.table) { _, file in
      let result = try Command.run(["forecast", "--input", file, "--horizon", "3"])
      #expect(result.status == 0)
      #expect(result.output.hasPrefix(Self.header + "\n"))
      let rows = Command.table(result.output)
      #expect(
        rows.map { $0["series_id"] ?? "" }
          == ["plans", "rare", "one"].flatMap { Array(repeating: $0, count: 3) })
      for row in rows {
        let figures = ["lower95", "lower80", "mean", "upper80", "upper95"].compactMap {
          row[$0].flatMap(Double.init)
        }
        #expect(figures.count == 5)
        #expect(figures == figures.sorted())
        #expect(figures[0] >= 0)
      }
      #expect(result.messages.contains("1 value marked 'c', taken as missing"))
      #expect(result.messages.contains("1 period not in the table"))
      #expect(result.messages.contains("one: one or two values say nothing of errors"))
      for threads in ["1", "2", "3"] {
        let again = try Command.run(
          ["forecast", "--input", file, "--horizon", "3", "--threads", threads])
        #expect(again.output == result.output)
      }
    }
  }

  @Test(
    "every method answers for every series",
    arguments: [
      "auto", "combination", "ets", "arima", "theta", "dynamic-theta", "ces", "structural", "stl",
      "croston", "naive", "seasonal-naive", "drift", "damped-drift", "mean",
    ])
  func methods(name: String) throws {
    try with(Self.table) { _, file in
      let result = try Command.run([
        "forecast", "--input", file, "--horizon", "2", "--method", name, "--levels", "50",
      ])
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("series_id,step,mean,lower50,upper50\n"))
      let rows = Command.table(result.output)
      #expect(rows.count == 6)
      #expect(rows.allSatisfy { $0["mean"].flatMap(Double.init) != nil })
    }
  }

  @Test("--explain says what stands behind a forecast, and leaves the table alone")
  func explain() throws {
    try with(Self.table) { _, file in
      let plain = try Command.run(["forecast", "--input", file, "--horizon", "2"])
      let result = try Command.run(["forecast", "--input", file, "--horizon", "2", "--explain"])
      #expect(result.output == plain.output)
      for part in [
        "plans: Combination of 5", "CES(N): alpha0", "one-step errors: mean", "back-test from",
        "rare: SBA", "the series is too short",
      ] { #expect(result.messages.contains(part), "\(part)") }
    }
  }

  @Test("--output writes the file whole, --ranges panel says what was learnt")
  func output() throws {
    try with(Self.table) { folder, file in
      let path = "\(folder)/forecasts.csv"
      let result = try Command.run([
        "forecast", "--input", file, "--horizon", "2", "--output", path, "--ranges", "panel",
      ])
      #expect(result.status == 0)
      #expect(result.output.isEmpty)
      #expect(result.messages.contains("no series is long enough"))
      let written = String(
        decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
      #expect(written.hasPrefix(Self.header))
      let table = try Command.run([
        "forecast", "--input", file, "--horizon", "2", "--format", "table", "--quiet",
      ])
      #expect(table.output.hasPrefix("series_id  step"))
      #expect(table.messages.isEmpty)
    }
  }

  @Test("a series without a value is named and the others are written")
  func withoutValue() throws {
    try with("series_id,period,value\na,1,2\na,2,3\nb,1,\n") { _, file in
      let result = try Command.run(["forecast", "--input", file, "--horizon", "1"])
      #expect(result.status == 1)
      #expect(result.messages.contains("no forecast for 'b'"))
      #expect(Command.table(result.output).count == 1)
    }
  }

  @Test("mistakes name the place or the option")
  func mistakes() throws {
    try with("series_id,period,value\na,1,2\na,1,3\n") { folder, file in
      let twice = try Command.run(["forecast", "--input", file, "--horizon", "1"])
      #expect(twice.status == 2)
      #expect(twice.messages.contains("series.csv:3:3: period '1' occurs twice"))
      let none = try Command.run(["forecast", "--input", "\(folder)/no.csv", "--horizon", "1"])
      #expect(none.status == 2)
      #expect(none.messages.contains("I can't read"))
      let nowhere = try Command.run([
        "forecast", "--input", "\(folder)/../\(Command.root)/seeds/sources.csv", "--horizon", "1",
      ])
      #expect(nowhere.status == 2)
      for options in [
        ["--horizon", "0"], ["--horizon", "1", "--levels", "80,80"],
        ["--horizon", "1", "--levels", "100"], ["--horizon", "1", "--season", "0"],
        ["--horizon", "1", "--method", "best"], ["--horizon", "1", "--threads", "0"],
      ] {
        #expect(try Command.run(["forecast", "--input", file] + options).status == 64)
      }
    }
  }
}
