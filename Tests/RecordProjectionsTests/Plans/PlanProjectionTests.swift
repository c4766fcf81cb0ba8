import Cohorts
import CouncilReturns
import RecordProjections
import Testing

@Suite("Projections of plans")
struct PlanProjectionTests {
  /// Four years of a small council: settings A and B, needs X and Y, school years 3 to 8.
  private static func transitions() -> PlanTransitions {
    var flows: [PlanTransitions.Flow] = []
    for year in 2018...2021 {
      for ncy in 3...8 {
        for (need, scale) in [("X", 3), ("Y", 1)] {
          let a = PlanState(ncy: ncy, need: need, setting: "A")
          let b = PlanState(ncy: ncy, need: need, setting: "B")
          let later = { (setting: String) in
            PlanState(ncy: ncy + 1, need: need, setting: setting)
          }
          flows.append(.init(year: year, from: nil, to: a, count: 2 * scale + year % 2))
          flows.append(.init(year: year, from: a, to: later("A"), count: 9 * scale))
          flows.append(.init(year: year, from: a, to: later("B"), count: scale))
          flows.append(.init(year: year, from: b, to: later("B"), count: 4 * scale))
          flows.append(.init(year: year, from: b, to: nil, count: 1 + (year + ncy) % 3))
        }
      }
    }
    return PlanTransitions(flows)
  }

  private static func population(until last: Int = 2026) -> ChildPopulation {
    var counts: [Int: [Int: Double]] = [:]
    for year in 2018...last {
      for ncy in 0...12 { counts[year, default: [:]][ncy] = 900 }
    }
    return ChildPopulation(counts: counts)
  }

  private static let costs = PlanCosts(
    amounts: [.init(need: "X", setting: "A"): 5_000, .init(need: "X", setting: "B"): 20_000])

  private static func projection(
    _ parameters: PlanProjection.Parameters, from: Int = 2022, until: Int = 2025,
    population: ChildPopulation = population(), costs: PlanCosts? = costs, threads: Int = 1
  ) throws -> PlanProjection {
    var options = PlanProjection.Options(from: from, until: until)
    options.parameters = parameters
    options.simulations = 400
    options.threads = threads
    return try PlanProjection(
      transitions: transitions(), population: population, costs: costs, options: options)
  }

  @Test("Parts add up to the total, in every year", arguments: PlanProjection.Parameters.allCases)
  func sums(parameters: PlanProjection.Parameters) async throws {
    let table = await (try Self.projection(parameters)).table()
    for year in 2022...2025 {
      let rows = table.rows.filter { $0.year == year }
      let total = try #require(rows.first { $0.key.dimension == .total })
      for dimension in [PlanMeasures.Dimension.setting, .need, .ncy, .group] {
        let parts = rows.filter { $0.key.dimension == dimension }
        #expect(abs(parts.reduce(0) { $0 + $1.mean } - total.mean) < 1e-6)
        #expect(abs(parts.reduce(0) { $0 + $1.exactMean } - total.exactMean) < 1e-6)
      }
      for row in rows { #expect(row.quantiles == row.quantiles.sorted()) }
    }
    let flows = try #require(table.exactFlows[2023])
    let start = try #require(table.rows.first { $0.year == 2022 && $0.key.dimension == .total })
    let next = try #require(table.rows.first { $0.year == 2023 && $0.key.dimension == .total })
    #expect(
      abs(start.exactMean + flows.entered - flows.leavers - next.exactMean) < 1e-6)
  }

  @Test("Simulation agrees with the exact moments", arguments: PlanProjection.Parameters.allCases)
  func agreement(parameters: PlanProjection.Parameters) async throws {
    let table = await (try Self.projection(parameters)).table()
    for row in table.rows where row.exactStandardDeviation > 1 {
      #expect(
        abs(row.mean - row.exactMean) < 4.5 * row.exactStandardDeviation / 20,
        "\(row.year) \(row.key)")
      #expect(abs(row.standardDeviation / row.exactStandardDeviation - 1) < 0.25)
    }
  }

  @Test("The same table for any number of threads", arguments: PlanProjection.Parameters.allCases)
  func threads(parameters: PlanProjection.Parameters) async throws {
    let one = await (try Self.projection(parameters)).table().csv
    for threads in [2, 3, 8] {
      #expect(one == (await (try Self.projection(parameters, threads: threads)).table().csv))
    }
  }

  @Test("The table has one row per year and figure; costs only where there are some")
  func layout() async throws {
    let projection = try Self.projection(.perYear, from: 2023)
    #expect(projection.startYear == 2022)
    #expect(projection.notes.contains { $0.contains("2 pairs") && $0.contains("no cost") })
    let table = await projection.table()
    #expect(Set(table.rows.map(\.year)) == [2023, 2024, 2025])
    let csv = String(decoding: table.csv, as: UTF8.self)
    #expect(
      csv.hasPrefix(
        "year,dimension,key,mean,sd,p2_5,p10,p50,p90,p97_5,exact_mean,exact_sd\n2023,total,all,"))
    #expect(csv.contains("\n2024,cost,all,"))
    #expect(csv.contains("\n2024,setting,A,"))
    #expect(csv.contains("\n2025,ncy_group,7-11,"))
    let without = await (try Self.projection(.perYear, costs: nil)).table()
    #expect(!without.rows.contains { $0.key.dimension == .cost })
  }

  @Test("Only steps known by the first year are used")
  func knownSteps() throws {
    #expect(try Self.projection(.perYear, from: 2020).startYear == 2020)
  }

  @Test("What cannot be projected is refused, and the message says what to do")
  func refusals() throws {
    func reason(_ body: () throws -> PlanProjection) -> String {
      do {
        _ = try body()
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(reason { try Self.projection(.perYear, from: 2018) }.contains("January 2018"))
    #expect(reason { try Self.projection(.perYear, from: 2022, until: 2022) }.contains("2022"))
    #expect(reason { try Self.projection(.perYear, until: 2300) }.contains("99 years"))
    for parameters in PlanProjection.Parameters.allCases {
      #expect(
        reason { try Self.projection(parameters, population: Self.population(until: 2024)) }
          .contains("2025"))
      #expect(
        reason {
          try Self.projection(
            parameters, population: ChildPopulation(counts: [2019: [3: 5]]))
        }.contains("population"))
    }
  }
}
