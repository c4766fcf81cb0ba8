import Forecasting
import Services
import Testing

@Suite("Public-depth forecasts")
struct PublicForecastTests {
  /// A panel that grows at the same rate everywhere, with flows that balance.
  private func panel(growth: Double, areas: Int = 12, flows: Bool = false) -> [AuthorityHistory] {
    (0..<areas).map { area in
      var stock: [Int: Double] = [:]
      var entries: [Int: Double] = [:]
      var exits: [Int: Double] = [:]
      var level = 500.0 + 100 * Double(area)
      for year in 2010...2025 {
        stock[year] = level
        entries[year] = 0.4 * level
        exits[year] = 0.4 * level
        level *= 1 + growth
      }
      return AuthorityHistory(
        area: "A\(area)", stock: stock, entries: flows ? entries : [:], exits: flows ? exits : [:],
        population: Dictionary(
          uniqueKeysWithValues: (2010...2025).map { ($0, 50_000 + 10_000 * Double(area)) }))
    }
  }

  @Test("constant growth everywhere is forecast as that growth, damped")
  func growth() throws {
    var service = PublicForecaster(service: .plans, histories: panel(growth: 0.1))
    service = PublicForecaster(service: .plans, histories: service.histories)
    let forecast = try service.prepared(origin: 2022, horizons: 3).forecast(area: "A0")
    let last = forecast.last
    #expect(forecast.means[0] > last * 1.08 && forecast.means[0] < last * 1.11)
    #expect(forecast.means[2] > forecast.means[1] && forecast.means[1] > forecast.means[0])
  }

  @Test("nothing after the origin is looked at")
  func knownAtOrigin() throws {
    let full = panel(growth: 0.07, flows: true)
    let cut = full.map { history in
      var history = history
      history.stock = history.stock.filter { $0.key <= 2019 }
      history.entries = history.entries.filter { $0.key <= 2019 }
      history.exits = history.exits.filter { $0.key <= 2019 }
      history.population = history.population.filter { $0.key < 2019 }
      return history
    }
    for service in PublicService.all {
      let seeing = try PublicForecaster(service: service, histories: full)
        .prepared(origin: 2019, horizons: 3).forecast(area: "A3")
      let blind = try PublicForecaster(service: service, histories: cut)
        .prepared(origin: 2019, horizons: 3).forecast(area: "A3")
      #expect(seeing == blind)
    }
  }

  @Test("a panel at rest stays at rest: stock and flow agree with the last value")
  func rest() throws {
    let forecast = try PublicForecaster(
      service: .childrenLookedAfter,
      histories: panel(growth: 0, areas: 1, flows: true)
    ).prepared(origin: 2025, horizons: 5).forecast(area: "A0")
    for mean in forecast.means { #expect(abs(mean - forecast.last) < 1e-9 * forecast.last) }
    #expect(forecast.members.map(\.name) == ["panel trend", "stock and flow"])
  }

  @Test("an unusual rate reverts towards the panel's")
  func reversion() throws {
    var histories = panel(growth: 0)
    histories[0].population = histories[0].population.mapValues { $0 / 1.5 }
    let forecast = try PublicForecaster(service: .childrenLookedAfter, histories: histories)
      .prepared(origin: 2025, horizons: 3).forecast(area: "A0")
    #expect(forecast.means[2] < forecast.means[0])
  }

  @Test("quantiles bracket the mean, widen with the horizon and invert the score's law")
  func quantiles() throws {
    let forecast = try PublicForecaster(service: .plans, histories: panel(growth: 0.05))
      .prepared(origin: 2025, horizons: 6).forecast(area: "A5")
    for horizon in 1...6 {
      let low = forecast.quantile(0.1, horizon: horizon)
      let high = forecast.quantile(0.9, horizon: horizon)
      #expect(low < forecast.means[horizon - 1] && forecast.means[horizon - 1] < high)
      // The score is least near the middle and grows away from it.
      let middle = forecast.crps(forecast.quantile(0.5, horizon: horizon), horizon: horizon)
      #expect(middle < forecast.crps(high, horizon: horizon))
      #expect(middle < forecast.crps(low, horizon: horizon))
    }
  }

  @Test("the closed-form score is the integral of the squared difference of distributions")
  func score() throws {
    let forecast = try PublicForecaster(service: .plans, histories: panel(growth: 0.05))
      .prepared(origin: 2025, horizons: 1).forecast(area: "A5")
    let actual = forecast.means[0] * 1.1
    // ∫ 2 (1{y < q(p)} − p)(q(p) − y) dp over p: the quantile form of the score.
    let steps = 20_000
    var sum = 0.0
    for step in 0..<steps {
      let p = (Double(step) + 0.5) / Double(steps)
      let q = forecast.quantile(p, horizon: 1)
      sum += 2 * ((actual < q ? 1 : 0) - p) * (q - actual) / Double(steps)
    }
    #expect(abs(sum - forecast.crps(actual, horizon: 1)) < 1e-3 * sum)
  }

  @Test("an area without a figure at the origin is refused by name")
  func refusals() throws {
    let prepared = PublicForecaster(service: .plans, histories: panel(growth: 0.05))
      .prepared(origin: 2030, horizons: 1)
    #expect(
      throws: PublicForecastError.noStock(
        area: "A1", measure: "plans", origin: 2030, known: Array(2010...2025))
    ) { try prepared.forecast(area: "A1") }
    #expect(throws: PublicForecastError.unknownArea("nowhere")) {
      try prepared.forecast(area: "nowhere")
    }
  }

  @Test("shares sum to one, follow their trend, and fill what is suppressed")
  func shares() throws {
    let items = ["a", "b", "c"]
    let member: [Int: [String: Double]] = [
      2023: ["a": 500, "b": 300, "c": 200], 2024: ["a": 520, "b": 290, "c": 190],
      2025: ["a": 540, "b": 280, "c": 180],
    ]
    var own = member
    own[2025] = ["a": 54, "b": 28]
    let trend = try #require(
      ShareTrend(
        items: items, own: own, total: 100, panel: [member, member, member], origin: 2025,
        earliest: { _ in 2020 }))
    #expect(trend.filled == ["c"])
    #expect(abs(trend.shares.reduce(0, +) - 1) < 1e-12)
    #expect(abs(trend.shares[2] - 0.18) < 1e-12)
    let later = trend.shares(horizon: 3, normals: [0, 0, 0])
    #expect(abs(later.reduce(0, +) - 1) < 1e-12)
    #expect(later[0] > trend.shares[0] && later[1] < trend.shares[1])
    #expect(
      ShareTrend(
        items: ["x"], own: own, total: 100, panel: [], origin: 2025, earliest: { _ in 2020 }) == nil
    )
  }
}

@Suite("Age cohorts")
struct AgeCohortsTests {
  private func counts(_ level: Double) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: AgeCohorts.ages.map { ($0, level) })
  }

  @Test("equal counts at every age stay equal, and bands share by their number of ages")
  func rest() throws {
    let years = [2024: counts(200), 2025: counts(200)]
    let cohorts = try #require(
      AgeCohorts(own: years, parent: years, origin: 2025, years: 4, seed: 1, name: "test"))
    for mean in cohorts.member.means { #expect(abs(mean - 200 * 24) < 1) }
    for shares in cohorts.bandShares(replicate: 3) {
      #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
      #expect(shares.count == AgeCohorts.bands.count)
    }
    #expect(cohorts.bandShares(replicate: 3) == cohorts.bandShares(replicate: 3))
    #expect(cohorts.bandShares(replicate: 3) != cohorts.bandShares(replicate: 4))
  }

  @Test("need two consecutive censuses by single year, of the authority and of its parent")
  func needs() {
    let both = [2024: counts(200), 2025: counts(210)]
    let one = [2025: counts(210)]
    let apart = [2023: counts(190), 2025: counts(210)]
    func made(_ own: [Int: [String: Double]], _ parent: [Int: [String: Double]]) -> Bool {
      AgeCohorts(own: own, parent: parent, origin: 2025, years: 3, seed: 1, name: "t") != nil
    }
    #expect(made(both, both))
    #expect(!made(one, both))
    #expect(!made(both, one))
    #expect(!made(apart, apart))
  }
}
