import Engine
import Foundation
import Periods
import Results
import ScenarioLanguage
import Testing

@Suite("Scenario files with tables of one's own, from text to numbers")
struct TextTests {
  private func text(importing imported: String = "") -> String {
    """
    edition 2026
    title "Own tables"
    \(imported)
    settings
      horizon April 2026 to March 2031
      weeks by calendar days
      runs 1,000, seed 20260401
    end settings
    unit request, plural requests
    category placement is in-house-fostering, ifa, residential
    census ssda903 each 31 March
    fund general-fund is "Council General Fund"
    covariate deprivation is "idaci.csv"
    measure cla counts children
      label "Children looked after"
      split by placement
      history "cla.csv" each month
      forecast by placements
    end measure
    measure fostering-places counts places
      history "places.csv" at ssda903
    end measure
    measure residents counts children
      projection "snpp.csv"
    end measure
    measure referrals counts requests per month
      history "referrals.csv" each month
      forecast by referral-rate
    end measure
    measure transport counts passengers
      history "transport.csv" each month
      forecast by recent-trend
    end measure
    regression referral-rate predicts referrals
      family negative-binomial
      exposure residents
      explained by trend, levelling off
      explained by season
      fitted to "referrals.csv" from April 2018 to March 2026
      holding back 12 months for testing
      source "SEN2 person-level returns", owner "Principal Demand Analyst"
      reviewed 2 June 2026, confidence medium, impact high
    end regression
    assumption starts-per-request is between 0.06 and 0.08 children per request, 90% likely
      source "Front door", owner "Head of Service"
      reviewed 2 June 2026, confidence medium, impact high
    end assumption
    figure new-starts in children per month is referrals × starts-per-request
    pathway placements for cla
      rates from "moves.csv" between April 2024 and March 2026
      enter ifa at new-starts
      limit in-house-fostering to fostering-places, 1 child per place, overflow to ifa
      source "SSDA903", owner "Head of Service"
      reviewed 2 June 2026, confidence medium
    end pathway
    scenario baseline
      covers cla, fostering-places, residents, referrals, transport
    end scenario
    lever step-down on cla
      reduce ifa by 10% of baseline, moving to in-house-fostering
      from April 2027
      source "Case audit", owner "Service Director"
      reviewed 8 June 2026, confidence medium
    end lever
    scenario plan extends baseline
      use lever step-down
    end scenario
    compare plan with baseline
      show cla by placement from 2027/28 to 2030/31, median with 80% range
    end compare
    """
  }

  private let tables: [String: String] = {
    var stocks = "month,placement,count\n"
    for back in (0..<25).reversed() {
      let when = OwnFixture.label(OwnFixture.month(2026, 3).advanced(by: -back))
      for (item, count) in [("in-house-fostering", 100), ("ifa", 80), ("residential", 40)] {
        stocks += "\(when),\(item),\(count)\n"
      }
    }
    return [
      "cla.csv": stocks,
      "moves.csv": OwnFixture.moves.replacingOccurrences(
        of: "fostering", with: "in-house-fostering"),
      "places.csv": "date,count\n2025-03-31,104\n2026-03-31,104\n",
      "snpp.csv": "year,count\n" + (2017...2032).map { "\($0),50000\n" }.joined(),
      "referrals.csv": OwnFixture.plain(months: 96) { Double(28 + ($0 * 7) % 9) },
      "transport.csv": OwnFixture.plain(months: 60) { Double(300 + $0) },
    ]
  }()

  private func run(_ files: [String: String]) async throws -> Run {
    let compiled = ScenarioCompiler.compile(
      rootPath: "main.scenario", provider: .inMemory(files))
    let faults = compiled.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(faults.isEmpty, "\(faults)")
    return try await OwnFixture.run(try #require(compiled.model), tables)
  }

  @Test("history, projection, regression, figure, pathway, limit and lever in one file")
  func whole() async throws {
    let run = try await run(["main.scenario": text()])
    #expect(run.checks.allSatisfy { $0.outcome != "fail" })
    #expect(run.manifest.inputs.filter { $0.role == "data" }.count == 6)
    // 32 referrals a month on average; about 0.0695 children each enter, besides 3.5 a month.
    let ledger = try #require(run.ledger.first { $0.period == "2028/29" })
    #expect(abs(ledger.entries - 12 * (32 * 0.0695 + 3.5)) < 3)
    let residents = try #require(OwnFixture.value(run, "residents", "2028/29"))
    #expect(residents.mean == 50_000)
    let fostering = run.forecasts.filter { $0.split == "in-house-fostering" }
    #expect(!fostering.isEmpty && fostering.allSatisfy { $0.summary.p90 <= 104 })
    let row = try #require(
      run.checks.first { $0.kind == "limit" && $0.check.contains("step-down") })
    // Places bind: of some nine to hold, far fewer are fewer in `ifa`.
    #expect(row.found.contains("2027/28: "))
    let wanted = try #require(row.found.split(separator: "; ").last)
    #expect(wanted.contains(" below baseline"))
    func ifa(_ scenario: String) throws -> Double {
      try #require(OwnFixture.value(run, "cla", "2030/31", split: "ifa", scenario: scenario)).mean
    }
    #expect(
      wanted.contains(String(format: "ifa %.1f below", try ifa("baseline") - ifa("plan"))))
    #expect(run.backtest.filter { $0.measure == "referrals" }.count == 12)
    #expect(run.manifest.assumptions.contains { $0.name == "referral-rate" })
    #expect(run.manifest.assumptions.contains { $0.name == "placements" })
  }

  @Test("an import that nothing uses changes no number and reads no table")
  func unused() async throws {
    let other = """
      edition 2026
      title "Other"
      measure pupils counts children
        history "nowhere.csv" each month
        forecast by recent-trend
      end measure
      """
    let alone = try await run(["main.scenario": text()])
    let more = try await run([
      "main.scenario": text(importing: "import \"other.scenario\""), "other.scenario": other,
    ])
    #expect(more.forecasts == alone.forecasts)
    #expect(more.ledger == alone.ledger)
    #expect(more.comparisons == alone.comparisons)
    #expect(more.manifest.inputs == alone.manifest.inputs)
  }
}
