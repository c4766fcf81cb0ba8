import CouncilReturns
import Foundation
import Periods
import RecordProjections
import Testing

/// The invented returns that the project ships.
private enum Demonstration {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "demonstration").path

  static func returns() throws -> CareReturns { try CareReturns.read(folder: folder) }
}

@Suite("Back-tests of returns")
struct CareBacktestTests {
  @Test("every origin has every method, group and horizon, the same on any number of threads")
  func trials() async throws {
    let returns = try Demonstration.returns()
    let test = try CareBacktest(
      returns: returns, horizons: [3, 6], windowMonths: 24, every: 12, simulations: 40)
    #expect(!test.origins.isEmpty)
    let one = try await test.trials(returns, threads: 1)
    let three = try await test.trials(returns, threads: 3)
    #expect(one.map(\.members) == three.map(\.members))
    let methods = ["duration", "stock-flow", "last-value", "drift"]
    #expect(Set(one.map(\.method)) == Set(methods))
    for trial in one where trial.group == "all" {
      #expect(trial.outcome > 300 && trial.mean > 300)
      #expect(trial.members == trial.members.sorted())
    }
    // The outcome of a date is one figure, whoever forecasts it.
    let outcomes = Dictionary(grouping: one) { "\($0.origin) \($0.horizon) \($0.group)" }
    for same in outcomes.values { #expect(Set(same.map(\.outcome)).count == 1) }
    let backtest = try RecordBacktest(one)
    #expect(backtest.summaries.contains { $0.method == "duration" && $0.horizon == 0 })
  }

  @Test("placements add up to all children in every outcome")
  func placementsAddUp() async throws {
    let returns = try Demonstration.returns()
    let test = try CareBacktest(
      returns: returns, horizons: [6], windowMonths: 36, every: 24, simulations: 4)
    let trials = try await test.trials(returns, threads: 2).filter { $0.method == "duration" }
    for origin in Set(trials.map(\.origin)) {
      let rows = trials.filter { $0.origin == origin }
      let all = rows.first { $0.group == "all" }?.outcome ?? -1
      #expect(rows.filter { $0.group != "all" }.reduce(0) { $0 + $1.outcome } == all)
    }
  }

  @Test("returns too short for the window and horizon are refused")
  func tooShort() throws {
    let returns = try Demonstration.returns()
    #expect(throws: CareProjectionError.self) {
      try CareBacktest(returns: returns, horizons: [24], windowMonths: 120)
    }
    #expect(throws: CareProjectionError.self) { try CareBacktest(returns: returns, horizons: []) }
    #expect(throws: CareProjectionError.self) {
      try CareBacktest(returns: returns, windowMonths: 3)
    }
  }
}

@Suite("Records and published statistics together")
struct CareDepthTests {
  private func depths(_ mean: Double, _ spread: Double, shared: Double = 0) async throws
    -> CareDepths
  {
    try await CareDepths(
      returns: Demonstration.returns(), windowMonths: 24,
      totals: PublishedTotals(origin: 2024, means: [mean], logSpreads: [spread]), shared: shared,
      replicates: 400, threads: 2)
  }

  private func total(_ depths: CareDepths) throws -> CareDepths.Row {
    try #require(depths.rows.last { $0.placement == "all" })
  }

  @Test("certain published totals are taken whole, and parts add up to them")
  func certainTotal() async throws {
    let depths = try await depths(333, 0)
    let all = try total(depths)
    #expect(abs(all.together.mean - 333) < 1e-9 && all.together.standardDeviation < 1e-9)
    let parts = depths.rows.filter { $0.placement != "all" }.reduce(0) { $0 + $1.together.mean }
    #expect(abs(parts - 333) < 1e-9)
    #expect(all.disagreement.map { abs($0 - (333 - all.records.mean)) < 1e-9 } == true)
  }

  @Test("published totals that say nothing leave the records as they are")
  func vagueTotal() async throws {
    let all = try total(try await depths(333, 3))
    #expect(abs(all.together.mean - all.records.mean) < 0.05 * all.records.standardDeviation)
  }

  @Test("independent sources weigh by their precision, and the result is surer than either")
  func precisionWeights() async throws {
    let all = try total(try await depths(330, 0.08))
    let published = try #require(all.published)
    let (a, b) = (all.records.standardDeviation, published.standardDeviation)
    let expected = (all.records.mean * b * b + published.mean * a * a) / (a * a + b * b)
    #expect(abs(all.together.mean - expected) < 0.15 * a)
    #expect(all.together.standardDeviation < min(a, b))
    #expect(all.quantiles[0] < all.quantiles[1] && all.quantiles[1] < all.quantiles[2])
  }

  @Test("errors in common make the result less sure")
  func sharedErrors() async throws {
    let apart = try total(try await depths(330, 0.08))
    let common = try total(try await depths(330, 0.08, shared: 0.9))
    #expect(common.together.standardDeviation > apart.together.standardDeviation)
  }

  @Test("a disagreement beyond chance is said")
  func warnings() async throws {
    #expect(try await depths(900, 0.02).warnings.first?.contains("more children") == true)
    #expect(try await depths(330, 0.2).warnings.isEmpty)
  }

  @Test("tables have their columns; wrong requests are refused")
  func tablesAndRefusals() async throws {
    let depths = try await depths(330, 0.1)
    for line in depths.csv.split(separator: "\n") {
      #expect(
        line.split(separator: ",", omittingEmptySubsequences: false).count
          == CareDepths.columns.count)
    }
    for (means, spreads) in [([Double](), [Double]()), ([1], []), ([0], [0.1]), ([1], [-1])] {
      #expect(throws: CareProjectionError.self) {
        try PublishedTotals(origin: 2024, means: means, logSpreads: spreads)
      }
    }
    await #expect(throws: CareProjectionError.self) {
      _ = try await self.depths(330, 0.1, shared: 2)
    }
  }
}
