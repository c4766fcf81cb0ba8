import Periods
import PlanPipeline
import Testing

@Suite("Requests to plans")
struct PipelineForecastTests {
  private static let fixed: [String: String] = [
    "requests_per_year": "1000", "refused_assessment": "0.3", "within_20_weeks": "0.6",
    "refused_plan": "0.1", "plans": "4000", "ceased_per_year": "0.05",
  ]

  private func parameters(_ changes: [String: String] = [:]) throws -> PipelineParameters {
    let all = Self.fixed.merging(changes) { $1 }
    let lines = all.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)" }
    return try PipelineParameters(
      bytes: Array(("parameter,value\n" + lines.joined(separator: "\n") + "\n").utf8),
      file: "p.csv")
  }

  private func forecast(
    _ changes: [String: String] = [:], months: Int = 24, replicates: Int = 200, threads: Int = 2
  ) async throws -> PipelineForecast {
    try await PipelineForecast(
      parameters(changes), first: Month(year: 2026, monthOfYear: 4), months: months,
      replicates: replicates, seed: 11, threads: threads)
  }

  private func mean(
    _ forecast: PipelineForecast, _ measure: PipelineMeasure, _ year: String
  ) throws -> Double {
    try #require(forecast.years.first { $0.measure == measure && $0.period == year }).range.mean
  }

  @Test("Means are what the shares say")
  func means() async throws {
    let found = try await forecast([
      "appeal_refused_assessment": "0.2", "appeal_refused_plan": "0.5", "appeal_upheld": "0.8",
      "withdrawn": "0.05", "transfers_in_per_year": "60",
    ])
    #expect(found.violations == 0)
    // 1,000 requests a year; 950 decided, 285 refused, 57 appealed and 45.6 reopened.
    let expected: [PipelineMeasure: Double] = [
      .requests: 1000, .withdrawn: 50, .refusedAssessment: 285, .agreedAssessment: 665,
      .appealsAssessment: 57, .reopened: 45.6, .assessed: 710.6, .refusedPlan: 71.06,
      .issuedDirectly: 639.54, .appealsPlan: 35.53, .issuedOnAppeal: 28.424,
      .issued: 667.964, .issuedTimed: 598.5, .issuedIn20Weeks: 359.1, .transferredIn: 60,
    ]
    for (measure, wanted) in expected {
      let value = try mean(found, measure, "2027/28")
      // Five standard errors of a Poisson count over 200 replicates.
      #expect(abs(value - wanted) < 5 * (wanted / 200).squareRoot(), "\(measure): \(value)")
    }
    let share = try #require(found.timeliness.last).share.mean
    #expect(abs(share - 0.6) < 0.01)
  }

  /// Numbers of a pipeline drawn from everything that is allowed.
  private func generated(_ seed: UInt64) -> [String: String] {
    var state = seed
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    var changes: [String: String] = [:]
    for (name, low, high) in [
      ("requests_per_year", 0.0, 2000.0), ("plans", 0, 5000), ("requests_growth", -0.2, 0.2),
      ("duration_spread", 0.05, 1.05), ("decision_weeks", 1, 13), ("tribunal_weeks", 1, 91),
      ("transfers_in_per_year", 0, 100), ("withdrawn", 0, 1), ("refused_assessment", 0, 1),
      ("within_20_weeks", 0, 1), ("refused_plan", 0, 1), ("appeal_refused_assessment", 0, 1),
      ("appeal_refused_plan", 0, 1), ("appeal_content", 0, 1), ("appeal_upheld", 0, 1),
      ("ceased_per_year", 0, 1),
    ] { changes[name] = "\(low + (high - low) * next())" }
    if next() < 0.5 {
      changes["assessments_per_week"] = "\(0.3 + next() * 20)"
      changes["backlog"] = "\(next() * 200)"
    }
    return changes
  }

  @Test(
    "Children and plans are conserved in every replicate, whatever the numbers", arguments: 1...40)
  func conserved(seed: Int) async throws {
    let changes = generated(UInt64(seed) &* 7919)
    let found = try await forecast(changes, months: 15, replicates: 10)
    #expect(found.violations == 0)
  }

  @Test("Assessments queue where fewer can be completed than are ready")
  func queue() async throws {
    let free = try await forecast(months: 36)
    let tight = try await forecast(["assessments_per_week": "12"], months: 36)
    // 700 a year are agreed to, 12 a week are 626: the queue grows by the difference.
    let assessed = try mean(tight, .assessed, "2027/28")
    // The year has 52 or 53 weeks of 12.
    #expect(abs(assessed - 12 * 366 / 7.0) < 12)
    #expect(try mean(free, .waiting, "2028/29") == 0)
    let growth = try mean(tight, .waiting, "2028/29") - mean(tight, .waiting, "2027/28")
    #expect(abs(growth - (700 - 12 * 365 / 7.0)) < 12)
    let late = try #require(tight.timeliness.last).share.mean
    #expect(late < 0.2)
    #expect(try mean(tight, .overdue, "2028/29") > mean(free, .overdue, "2028/29") + 50)
    let half = try await forecast(["assessments_per_week": "0.5", "requests_per_year": "100"])
    #expect(abs(try mean(half, .assessed, "2027/28") - 0.5 * 366 / 7.0) < 1)
    let behind = try await forecast(["backlog": "100", "assessments_per_week": "15"])
    #expect(try mean(behind, .issued, "2026/27") > mean(free, .issued, "2026/27") + 30)
  }

  @Test("The same on any number of threads")
  func threads() async throws {
    let one = try await forecast(["refused_plan": "0.2"], months: 14, replicates: 37, threads: 1)
    let three = try await forecast(["refused_plan": "0.2"], months: 14, replicates: 37, threads: 3)
    #expect(one.months == three.months)
    #expect(one.years == three.years)
    #expect(one.timeliness == three.timeliness)
    #expect(one.years.map(\.period).contains("2027/28"))
  }

  @Test("Counts are drawn from their posterior, ranges hold nine in ten")
  func laws() throws {
    let text = """
      parameter,value,low,high,events,of,source
      requests_per_year,,,,1062,1,SEN2
      requests_growth,,-0.1,0.1,,,
      refused_assessment,,,,290,960,
      within_20_weeks,,0.4,0.7,,,
      refused_plan,0.1,,,,,
      plans,4395,,,,,
      ceased_per_year,,0.02,0.06,,,

      """
    let found = try PipelineParameters(bytes: Array(text.utf8), file: "p.csv")
    #expect(abs(found.median(.requestsPerYear) - 1062) < 1)
    #expect(abs(found.median(.refusedAssessment) - 290.0 / 960) < 0.001)
    #expect(abs(found.median(.requestsGrowth)) < 1e-12)
    #expect(found.median(.within20Weeks) > 0.5 && found.median(.within20Weeks) < 0.6)
    #expect(found.median(.decisionWeeks) == 6)
    #expect(found.sources[.requestsPerYear] == "SEN2")
  }

  @Test("A number that can't be used is named with its place")
  func errors() async throws {
    let header = "parameter,value,low,high,events,of\n"
    for (row, part) in [
      ("requests,1,,,,", "'requests' is not known here"),
      ("plans,-1,,,,", "'-1' is not a number from 0"),
      ("refused_plan,1.2,,,,", "'1.2' is not a number from 0 to 1"),
      ("refused_plan,,0.2,0.1,,", "is not above low"),
      ("refused_plan,,0,0.1,,", "has to lie inside"),
      ("refused_plan,,,,5,4", "more than 'of'"),
      ("decision_weeks,,,,5,4", "is no share and no number a year"),
      ("plans,5,,7,,", "has value, high"), ("plans,,,,,", "has no figure"),
      ("plans,5,,,,\nplans,6,,,,", "is there already"),
      ("plans,5,,,,", "'requests_per_year' is missing"),
    ] {
      let error = #expect(throws: PipelineError.self) {
        try PipelineParameters(bytes: Array((header + row + "\n").utf8), file: "p.csv")
      }
      #expect(error?.description.contains(part) == true, "\(row): \(error?.description ?? "")")
      #expect(error?.description.hasPrefix("p.csv:") == true)
    }
    let unknown = #expect(throws: PipelineError.self) {
      try PipelineParameters(bytes: Array("parameter,values\n".utf8), file: "p.csv")
    }
    #expect(unknown?.description.contains("'values' is a column that means nothing") == true)
    for months in [0, 241] {
      await #expect(throws: PipelineError.self) { try await forecast(months: months) }
    }
    await #expect(throws: PipelineError.self) { try await forecast(replicates: 1) }
    await #expect(throws: PipelineError.self) {
      try await forecast(["requests_per_year": "30000"])
    }
  }
}
