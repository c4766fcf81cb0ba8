import Engine
import Foundation
import Periods
import Probability
import Results
import ScenarioLanguage
import Testing

@Suite("Regressions predict events")
struct RegressionTests {
  private let first = OwnFixture.month(2016, 4)

  private func regression(
    _ family: CountRegression.Family = .poisson, exposure: String? = "residents",
    varies: Bool = true, terms: [CountRegression.Term], held: Int = 0,
    from: Month = OwnFixture.month(2016, 4), to: Month = OwnFixture.month(2026, 3)
  ) -> CountRegression {
    CountRegression(
      name: "rate", label: "rate", measure: "requests", family: family, exposure: exposure,
      levelVariesBy: varies ? "placement" : nil, terms: terms,
      file: OwnFixture.file("requests.csv"), firstMonth: from, lastMonth: to,
      heldBackMonths: held, evidence: Evidence(), location: OwnFixture.place)
  }

  private let trend = CountRegression.Term(
    variable: .trend(levellingOff: false), togetherWith: [])
  private let damped = CountRegression.Term(variable: .trend(levellingOff: true), togetherWith: [])
  private let season = CountRegression.Term(variable: .season, togetherWith: [])

  private func model(_ regression: CountRegression, runs: Int = 1000) -> ScenarioModel {
    OwnFixture.model(
      [
        OwnFixture.measure(
          "requests", noun: "request", split: true, isFlow: true, .regression("rate")),
        Measure(
          name: "residents", label: "residents", noun: "child", splitBy: ["placement"],
          source: .projection(OwnFixture.file("residents.csv")), evidence: Evidence()),
      ], runs: runs, regressions: [regression],
      covariates: [Covariate(name: "deprivation", file: OwnFixture.file("idaci.csv"))])
  }

  /// Residents in thousands by item, constant; 120 months of counts about known means.
  private func tables(
    _ stream: RandomStream = RandomStream(seed: 1, name: "requests"), dispersion: Double? = nil,
    mean: (_ month: Int, _ item: Int) -> Double
  ) -> [String: String] {
    var residents = "year,placement,count\n"
    for year in 2015...2032 {
      for item in OwnFixture.items { residents += "\(year),\(item),1000\n" }
    }
    let counts = OwnFixture.history(months: 120) { month, item in
      let uniform = stream.uniform(replicate: month, step: item)
      let expected = mean(month, item)
      guard let dispersion,
        let law = try? NegativeBinomial(mean: expected, size: dispersion)
      else { return (try? Poisson(mean: expected))?.quantile(uniform) ?? 0 }
      return law.quantile(uniform)
    }
    return ["requests.csv": counts, "residents.csv": residents]
  }

  /// The coefficient of a term, from the note of the fit.
  private func coefficient(_ run: Run, _ term: String) throws -> (value: Double, error: Double) {
    let note = try #require(run.manifest.methods.first { $0.note.hasPrefix("rate:") }).note
    let tail = try #require(note.range(of: " \(term) ")).upperBound
    let parts = note[tail...].prefix { $0 != "," }.split(separator: " ")
    return (
      try #require(Double(parts[0])),
      try #require(Double(parts[1].drop { $0 == "(" }.prefix { $0 != ")" }))
    )
  }

  @Test("recovers a known trend, levels and season, with residents as exposure")
  func recovers() async throws {
    let slope = 0.05
    let run = try await OwnFixture.run(
      model(regression(terms: [trend, season])),
      tables { month, item in
        let years = (Double(month) - 59.5) / 12
        let level = [0.03, 0.02, 0.01][item]
        let calendar = self.first.advanced(by: month).monthOfYear
        return 1000 * level * exp(slope * years) * (calendar == 9 ? 1.5 : 1)
      })
    let found = try coefficient(run, "trend")
    #expect(abs(found.value - slope) < 4 * found.error)
    #expect(found.error < 0.01)
    let september = try coefficient(run, "season September")
    #expect(abs(september.value - log(1.5)) < 4 * september.error)
    let ifa = try coefficient(run, "level:ifa")
    #expect(abs(ifa.value - log(2.0 / 3)) < 4 * ifa.error)
    // 60 a month at the middle of 2021, grown to the middle of 2026/27.
    let year = try #require(OwnFixture.value(run, "requests", "2026/27"))
    let expected = (0..<12).reduce(0.0) { sum, month in
      sum + 60 * exp(slope * (Double(120 + month) - 59.5) / 12)
        * (OwnFixture.month(2026, 4).advanced(by: month).monthOfYear == 9 ? 1.5 : 1)
    }
    #expect(abs(year.mean / expected - 1) < 0.06)
    #expect(year.sd > year.mean.squareRoot())
  }

  @Test("the 80% range holds what was held back, and the months enter the back-test tables")
  func heldBack() async throws {
    var inside = 0
    var all = 0
    for trial in 0..<5 {
      let run = try await OwnFixture.run(
        model(regression(.negativeBinomial, terms: [trend], held: 24), runs: 50),
        tables(RandomStream(seed: UInt64(trial), name: "held"), dispersion: 20) { month, item in
          [30, 20, 10][item] * exp(0.03 * Double(month) / 12)
        })
      let rows = run.backtest.filter { $0.measure == "requests" }
      #expect(rows.count == 24)
      #expect(rows.first?.origin == 202403 && rows.first?.period == 202404)
      #expect(rows.last?.period == 202603)
      for row in rows {
        let actual = try #require(row.actual)
        all += 1
        if actual >= row.p10, actual <= row.p90 { inside += 1 }
        #expect(try #require(row.crps) >= 0)
      }
      #expect(run.checks.contains { $0.kind == "backtest" && $0.found.contains("of 24 months") })
      #expect(run.backtestSummary.contains { $0.measure == "requests" && $0.horizon == nil })
    }
    // 120 months at 80%: four standard errors either side.
    #expect(Double(inside) > 0.8 * Double(all) - 4 * (0.16 * Double(all)).squareRoot())
  }

  @Test("a trend that levels off loses 2% of its slope a month")
  func levelsOff() async throws {
    let table = tables { month, item in [300, 200, 100][item] * exp(0.1 * Double(month) / 12) }
    let straight = try await OwnFixture.run(
      model(regression(terms: [trend])), table)
    let levelling = try await OwnFixture.run(
      model(regression(terms: [damped])), table)
    let ahead = 54.5
    func last(_ run: Run) throws -> Double {
      try #require(OwnFixture.value(run, "requests", "2030/31")).mean
    }
    let slope = try coefficient(straight, "trend").value
    #expect(try coefficient(levelling, "trend").value == slope)
    let kept = 0.98 * (1 - pow(0.98, ahead)) / 0.02
    let ratio = exp(slope * (kept - ahead) / 12)
    #expect(abs(try last(levelling) / last(straight) / ratio - 1) < 0.01)
  }

  @Test("a covariate acts apart in each item; over-dispersed counts widen the range")
  func covariate() async throws {
    let term = CountRegression.Term(
      variable: .covariate("deprivation"), togetherWith: ["placement"])
    var table = tables(dispersion: 4) { month, item in
      [60, 40, 20][item] * exp([0.5, 0, -0.5][item] * (Double(month / 12 % 2) - 0.5))
    }
    var idaci = "month,value\n"
    for year in 0..<10 { idaci += "\(2016 + year)-04,\(Double(year % 2))\n" }
    table["idaci.csv"] = idaci
    let run = try await OwnFixture.run(
      model(regression(.quasiPoisson, terms: [term])), table)
    for (item, effect) in zip(OwnFixture.items, [0.5, 0, -0.5]) {
      let found = try coefficient(run, "deprivation:\(item)")
      #expect(abs(found.value - effect) < 4 * found.error)
    }
    let quasi = try #require(OwnFixture.value(run, "requests", "2026/27"))
    let plain = try #require(
      OwnFixture.value(
        try await OwnFixture.run(model(regression(terms: [term])), table), "requests", "2026/27"))
    #expect(quasi.sd > 1.5 * plain.sd)
  }

  @Test("the same bytes on one thread and on several")
  func same() async throws {
    let table = tables { _, item in [30, 20, 10][item] }
    let one = try await OwnFixture.run(model(regression(terms: [trend])), table, threads: 1)
    let two = try await OwnFixture.run(model(regression(terms: [trend])), table, threads: 2)
    #expect(one == two)
  }

  @Test("what can't be fitted is refused with its place")
  func refused() async throws {
    let table = tables { _, item in [30, 20, 10][item] }
    let cases: [(CountRegression, String)] = [
      (regression(terms: [trend], held: 200), "nothing left to fit"),
      (
        regression(terms: [trend], from: OwnFixture.month(2010, 4)),
        "has months from April 2016 to March 2026"
      ),
      (
        regression(
          terms: [.init(variable: .covariate("unheard"), togetherWith: [])]),
        "explained by `unheard`, which is not a covariate"
      ),
      (regression(exposure: "nobody", terms: [trend]), "covers"),
      (regression(terms: [trend, trend]), "a term occurs twice"),
    ]
    for (regression, message) in cases {
      let fault = await OwnFixture.fault(model(regression), table)
      #expect(fault?.contains(message) == true, "\(fault ?? "none")")
    }
    var short = table
    short["residents.csv"] = table["residents.csv"]?.split(separator: "\n")
      .filter { !$0.hasPrefix("2015") && !$0.hasPrefix("2016") }.joined(separator: "\n")
    let missing = await OwnFixture.fault(model(regression(terms: [trend])), short)
    #expect(missing?.contains("is fitted to April 2016, but the table of `residents`") == true)
    var values = table
    values["idaci.csv"] = "placement,value\nfostering,1\nifa,high\n"
    let term = CountRegression.Term(variable: .covariate("deprivation"), togetherWith: [])
    let number = await OwnFixture.fault(model(regression(terms: [term])), values)
    #expect(number?.hasPrefix("idaci.csv:3:5: `high` in `value` is not a number") == true)
    values["idaci.csv"] = "placement,value\nfostering,1\nifa,2\n"
    let lacking = await OwnFixture.fault(model(regression(terms: [term])), values)
    #expect(lacking?.contains("`residential` has no value") == true)
    values["idaci.csv"] = "placement,value\nfostering,1\nifa,2\nifa,3\nresidential,1\n"
    let twice = await OwnFixture.fault(model(regression(terms: [term])), values)
    #expect(twice?.contains("a second value") == true)
  }
}
