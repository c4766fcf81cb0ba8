import Engine
import Foundation
import Periods
import Results
import ScenarioLanguage
import Testing

@Suite("What others pay of a cost")
struct SharedCostTests {
  private static let funds = ["general-fund", "health", "grant"]

  private static func share(_ form: ValueSpec.Form) -> ValueSpec {
    ValueSpec(
      form: form, shape: .logitNormal, quantity: Quantity(magnitude: 0, kind: .percent(nil)))
  }

  private static func model(
    _ contributions: [Contribution], changes: [FundChange] = [], levers: [Lever] = []
  ) -> ScenarioModel {
    var model = Fixture.model(
      runs: 400, levers: levers, extra: [Fixture.scenario("plan", levers: levers)],
      reports: [Fixture.report(["plan"])])
    model.funds += ["health", "grant", "high-needs"].map {
      Fund(name: $0, label: $0, ringfenced: false)
    }
    model.costs[0].contributions = contributions
    model.costs[0].fundChanges = changes
    return model
  }

  private static let lever = Fixture.lever(
    .move(amount: Fixture.children(2, per: .month), from: "residential", to: "foster"))

  @Test("Each fund pays its part, and the parts add to the whole, item by item")
  func parts() async throws {
    let whole = try await Fixture.run(Self.model([], levers: [Self.lever]))
    let shared = try await Fixture.run(
      Self.model(
        [
          Contribution(fund: "health", share: Self.share(.fixed(0.12))),
          Contribution(
            fund: "grant", share: Self.share(.interval(low: 0.01, high: 0.06, coverage: 0.9))),
        ], levers: [Self.lever]))
    let rows = whole.costs.filter { $0.priceBase == "cash" }
    #expect(rows.count > 50)
    for row in rows {
      let parts = shared.costs.filter {
        $0.scenario == row.scenario && $0.kind == row.kind && $0.cost == row.cost
          && $0.split == row.split && $0.financialYear == row.financialYear
          && $0.priceBase == row.priceBase
      }
      #expect(parts.map(\.fund) == Self.funds)
      let sum = parts.reduce(0) { $0 + $1.summary.mean }
      #expect(abs(sum - row.summary.mean) <= 1e-9 * max(1, abs(row.summary.mean)), "\(row)")
      #expect(
        abs(parts[1].summary.mean - 0.12 * row.summary.mean) <= 1e-9 * max(1, abs(row.summary.mean))
      )
      // An uncertain share widens what the grant pays.
      if row.summary.mean > 0 { #expect(parts[2].summary.sd > 0) }
    }
    let lines = shared.checks.filter { $0.kind == "mtfs" && $0.outcome != "note" }
    #expect(!lines.isEmpty && lines.allSatisfy { $0.outcome == "pass" })
    #expect(Set(shared.mtfs.map(\.fund)) == Set(Self.funds))
  }

  @Test("A change of fund moves the rest, and leaves the shares where they are")
  func changeOfFund() async throws {
    let run = try await Fixture.run(
      Self.model(
        [Contribution(fund: "health", share: Self.share(.fixed(0.25)))],
        changes: [FundChange(fund: "high-needs", from: .april(2028))]))
    func mean(_ fund: String, _ year: String) throws -> Double {
      try #require(
        run.costs.first {
          $0.fund == fund && $0.split == "total" && $0.financialYear == year
            && $0.scenario == "baseline"
        }
      ).summary.mean
    }
    for (year, payer, other) in [
      ("2027/28", "general-fund", "high-needs"), ("2028/29", "high-needs", "general-fund"),
    ] {
      #expect(try mean(other, year) == 0)
      let health = try mean("health", year)
      #expect(abs(try mean(payer, year) - 3 * health) <= 1e-9 * health)
    }
  }

  @Test("Shares that come to more than the whole pay it once")
  func moreThanWhole() async throws {
    let whole = try await Fixture.run(Self.model([]))
    let run = try await Fixture.run(
      Self.model([
        Contribution(fund: "health", share: Self.share(.fixed(0.9))),
        Contribution(fund: "grant", share: Self.share(.fixed(0.6))),
      ]))
    let totals = run.costs.filter { $0.split == "total" && $0.financialYear == "2028/29" }
    let expected = try #require(
      whole.costs.first { $0.split == "total" && $0.financialYear == "2028/29" }
    ).summary.mean
    for (fund, part) in zip(Self.funds, [0, 0.6, 0.4]) {
      let row = try #require(totals.first { $0.fund == fund && $0.scenario == "baseline" })
      #expect(abs(row.summary.mean - part * expected) <= 1e-9 * expected)
    }
  }

  @Test(
    "An amount of money is paid per child and day, rises with its price base, and is never more than all"
  )
  func money() async throws {
    func grant(_ base: MoneyBase) -> Contribution {
      Contribution(
        fund: "grant",
        share: ValueSpec(
          form: .fixed(20), shape: .fixed,
          quantity: Quantity(
            magnitude: 20, kind: .money, perNouns: ["child"], perTime: .day, base: base)))
    }
    for base in [MoneyBase.cash, .prices(Fixture.year2026)] {
      let run = try await Fixture.run(Self.model([grant(base)]))
      let stock = try #require(
        run.forecasts.first { $0.split == "foster" && $0.period == "2028/29" })
      let row = try #require(
        run.costs.first {
          $0.fund == "grant" && $0.split == "foster" && $0.financialYear == "2028/29"
        })
      // No general inflation is set, so an amount in prices of a year stays what it is.
      let expected = stock.summary.mean * 20 * 365
      #expect(abs(row.summary.mean - expected) <= 1e-9 * expected, "\(base)")
    }
    // £2,000 a day is more than any placement costs: the grant pays all, and no more.
    var most = grant(.cash)
    most.share.form = .fixed(2_000)
    let whole = try await Fixture.run(Self.model([]))
    let run = try await Fixture.run(Self.model([most]))
    let all = try #require(
      whole.costs.first { $0.split == "total" && $0.financialYear == "2028/29" })
    let paid = try #require(
      run.costs.first {
        $0.fund == "grant" && $0.split == "total" && $0.financialYear == "2028/29"
      })
    #expect(abs(paid.summary.mean - all.summary.mean) <= 1e-9 * all.summary.mean)
  }

  @Test("Every share is an assumption of the run, with its owner's evidence")
  func manifest() async throws {
    let run = try await Fixture.run(
      Self.model([Contribution(fund: "health", share: Self.share(.fixed(0.12)))]))
    #expect(
      run.manifest.assumptions.contains {
        $0.name == "placements-spend" && $0.holdsFor == "paid by health"
      })
  }
}
