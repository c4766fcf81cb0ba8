import Cohorts
import CouncilReturns
import Foundation
import Periods
import RecordProjections
import ReferenceCases
import Testing

/// Against the stocks that two open tools projected from the same artificial returns.
@Suite("Stock-and-flow models that councils know", .enabled(if: SharedReference.isPresent))
struct CareCompatibilityTests {
  /// One run of a tool.
  struct Run: Sendable, CustomTestStringConvertible {
    let name: String
    let from: String
    let to: String
    let start: String
    var stepDays = 1
    var steps: Int
    var testDescription: String { name }

    static func a(_ name: String, stepDays: Int = 1, steps: Int = 1_096) -> Run {
      Run(
        name: name, from: "2019-07-01", to: "2020-01-01", start: "2020-01-01", stepDays: stepDays,
        steps: steps)
    }

    static func b(_ name: String, stepDays: Int = 1, steps: Int = 549) -> Run {
      Run(
        name: name, from: "2021-03-27", to: "2022-03-27", start: "2022-03-28", stepDays: stepDays,
        steps: steps)
    }

    /// The run's adjustments of the fitted model.
    func adjusted(_ model: StockFlowModel) throws -> StockFlowModel {
      let foster = CareFlows.state(.tenToFifteen, .fostering)
      let home = CareFlows.state(.tenToFifteen, .residential)
      let pool = CareFlows.state(.tenToFifteen, .notInCare)
      switch name {
      case "A-rate-plus": return try model.adding(rate: 0.0005, from: foster, to: home)
      case "A-entrants-plus": return try model.changingEntrants(of: foster, adding: 0.05)
      case "R-A-adj":
        return try model.multiplying(rateBy: 1.5, from: foster, to: pool)
          .adding(rate: 0.0005, from: foster, to: home).changingEntrants(of: foster, by: 2)
      default: return model
      }
    }
  }

  private func date(_ iso: String) throws -> CalendarDate { try CalendarDate(iso: iso) }

  private func rows(_ file: String) throws -> [[String: String]] {
    let path = SharedReference.folder.appending(path: "peers/cla/\(file)")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let header = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  private static let ages = [
    "BIRTH_TO_ONE": 0, "ONE_TO_FIVE": 1, "FIVE_TO_TEN": 2, "TEN_TO_SIXTEEN": 3,
    "SIXTEEN_TO_EIGHTEEN": 4, "0 to 1": 0, "1 to 5": 1, "5 to 10": 2, "10 to 16": 3, "16 to 18+": 4,
  ]

  private static let placements = [
    "FOSTERING": 0, "RESIDENTIAL": 1, "SUPPORTED": 2, "OTHER": 3, "NOT_IN_CARE": 4,
    "NOT IN CARE": 4,
  ]

  private func state(_ row: [String: String], _ age: String, _ placement: String) throws -> Int {
    let group = try #require(Self.ages[row[age] ?? ""])
    let kind = try #require(Self.placements[(row[placement] ?? "").uppercased()])
    return group * 5 + kind
  }

  private func number(_ row: [String: String], _ column: String) throws -> Double {
    try #require(row[column].flatMap(Double.init))
  }

  private func fit(_ run: Run, _ rules: CareFlowRules, folder: String) throws -> CareStockFlow {
    let path = SharedReference.folder.appending(path: "peers/cla/\(folder)").path
    return try CareStockFlow(
      try CareReturns.read(folder: path), rules: rules, from: try date(run.from),
      to: try date(run.to))
  }

  /// Every stock and variance of a run to a millionth of a child; how many were compared.
  private func compare(
    _ run: Run, _ fit: CareStockFlow, _ file: String
  ) throws -> Int {
    let expected = Dictionary(
      grouping: try rows(file).filter { $0["run"] == run.name }, by: { $0["date"] ?? "" })
    let step = try run.adjusted(fit.model).step(days: run.stepDays)
    let start = try date(run.start)
    var projection = try StockFlowProjection(start: fit.flows.stock(on: start))
    var compared = 0
    for number in 1...run.steps {
      projection.advance(step)
      for row in expected[start.adding(days: number * run.stepDays).iso] ?? [] {
        let state = try state(row, "age_bin", "placement")
        #expect(abs(projection.means[state] - (try self.number(row, "children"))) <= 1e-6)
        if row["variance"] != nil {
          let variance = try self.number(row, "variance")
          #expect(abs(projection.accumulatedVariances[state] - variance) <= 1e-6)
        }
        compared += 1
      }
    }
    #expect(compared == expected.values.reduce(0) { $0 + $1.count })
    return compared
  }

  @Test(arguments: [
    (Run.a("A"), 196), (.a("A-step90", stepDays: 90, steps: 13), 182), (.b("B"), 60),
    (.b("B-step90", stepDays: 90, steps: 7), 70), (.a("A-rate-plus"), 196),
    (.a("A-entrants-plus"), 196),
  ])
  func baseStocks(_ run: Run, _ count: Int) throws {
    let fit = try fit(run, .stockFlow, folder: "input")
    #expect(try compare(run, fit, "base_stock.csv") == count)
  }

  @Test(
    arguments: [(Run.a("R-A"), 167), (.a("R-A-adj"), 167), (.b("R-B"), 54)],
    ["input-regional", "input"])
  func regionalStocksAndVariances(_ run: (Run, Int), _ folder: String) throws {
    let fit = try fit(run.0, .stockFlowRegional, folder: folder)
    #expect(try compare(run.0, fit, "regional_stock.csv") == run.1)
  }

  @Test(arguments: [Run.a("A"), .b("B")])
  func baseRatesEntrantsAndStart(_ run: Run) throws {
    let fit = try fit(run, .stockFlow, folder: "input")
    let raw = fit.history.dailyRates(fit.rateRule)
    var rates = 0
    for row in try rows("base_rates.csv") where row["run"] == run.name {
      let from = try state(row, "from_age", "from_placement")
      let rate = try number(row, "daily_rate")
      guard row["to_age"] != "" else {
        #expect(abs(fit.model.losses[from] - rate) <= 1e-12)
        continue
      }
      let to = try state(row, "to_age", "to_placement")
      guard from != to else { continue }
      switch row["kind"] {
      case "raw": #expect(abs(raw[from * 25 + to] - rate) <= 1e-12)
      case "combined": #expect(abs(fit.model.rates[from * 25 + to] - rate) <= 1e-12)
      default: continue
      }
      rates += 1
    }
    #expect(rates > 60)
    try checkEntrantsAndStart(run, fit, "base")
  }

  @Test(arguments: [Run.a("R-A"), .b("R-B")])
  func regionalRatesEntrantsAndStart(_ run: Run) throws {
    let fit = try fit(run, .stockFlowRegional, folder: "input-regional")
    let day = try fit.model.step(days: 1)
    for row in try rows("regional_rates.csv") where row["run"] == run.name {
      let from = try state(row, "from_age", "from_placement")
      let to = try state(row, "to_age", "to_placement")
      #expect(abs(day.transitions[from * 25 + to] - (try number(row, "daily_rate"))) <= 1e-12)
    }
    try checkEntrantsAndStart(run, fit, "regional")
  }

  private func checkEntrantsAndStart(_ run: Run, _ fit: CareStockFlow, _ tool: String) throws {
    var entrants = [Double](repeating: 0, count: 25)
    for row in try rows("\(tool)_entrants.csv") where row["run"] == run.name {
      entrants[try state(row, "to_age", "to_placement")] = try number(row, "entrants_per_day")
    }
    for (value, expected) in zip(fit.model.entrants, entrants) {
      #expect(abs(value - expected) <= 1e-12)
    }
    var stock = [Double](repeating: 0, count: 25)
    for row in try rows("\(tool)_start_stock.csv") where row["run"] == run.name {
      stock[try state(row, "age_bin", "placement")] = try number(row, "children")
    }
    #expect(fit.flows.stock(on: try date(run.start)).map(Double.init) == stock)
  }

  /// Twelve windows of a year, each projected for a year: the tools' own back-tests.
  @Test(arguments: [
    (CareFlowRules.stockFlow, "base_backtest.csv"),
    (CareFlowRules.stockFlowRegional, "regional_backtest.csv"),
  ])
  func backTests(_ rules: CareFlowRules, _ file: String) throws {
    let path = SharedReference.folder.appending(path: "peers/cla/input").path
    let returns = try CareReturns.read(folder: path)
    let groups = ["FOSTERING": 0, "RESIDENTIAL": 1, "SUPPORTED": 2, "OTHER": 3]
    let all = try rows(file)
    #expect(all.count == 180)
    for (text, rows) in Dictionary(grouping: all, by: { $0["origin"] ?? "" }) {
      let origin = try date(text)
      let parts = origin.components
      let from = try #require(
        CalendarDate(year: parts.year - 1, month: parts.month, day: parts.day))
      let fit = try CareStockFlow(returns, rules: rules, from: from, to: origin)
      let day = try fit.model.step(days: 1)
      var projection = try StockFlowProjection(start: fit.flows.stock(on: origin))
      for horizon in 1...365 {
        projection.advance(day)
        for row in rows where row["horizon_days"] == "\(horizon)" {
          let placements = groups[row["placement"] ?? ""].map { [$0] } ?? [0, 1, 2, 3]
          let states = (0..<5).flatMap { age in placements.map { age * 5 + $0 } }
          let mean = states.reduce(0) { $0 + projection.means[$1] }
          #expect(abs(mean - (try number(row, "forecast"))) <= 1e-6)
          if row["peer_variance"] != nil {
            let variance = states.reduce(0) { $0 + projection.accumulatedVariances[$1] }
            #expect(abs(variance - (try number(row, "peer_variance"))) <= 1e-6)
          }
        }
      }
    }
  }

  /// The exact spread of the regional model's own chain, beside the one it states.
  @Test func spread() throws {
    let run = Run.a("R-A")
    let fit = try fit(run, .stockFlowRegional, folder: "input")
    let table = try fit.project(
      CareProjectionRequest(
        windowStart: try date(run.from), windowEnd: try date(run.to), start: try date(run.start),
        until: try date("2023-01-01"), method: .stockFlowRegional, step: .day))
    for row in try rows("regional_exact_process_sd.csv") {
      let days = try #require(row["days_after_start"].flatMap(Int.init))
      let date = try date(run.start).adding(days: days)
      let name = row["placement"]?.lowercased()
      let value = try #require(
        table.rows.first {
          $0.date == date && $0.ageGroup == "all"
            && $0.placement == (name == "total" ? "all" : name)
        })
      let deviation = try #require(value.standardDeviation)
      #expect(abs(value.mean - (try number(row, "mean"))) <= 1e-6)
      #expect(abs(deviation - (try number(row, "exact_process_sd"))) <= 1e-6)
    }
  }
}
