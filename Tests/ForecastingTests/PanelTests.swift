import Forecasting
import Foundation
import Testing

@Suite("Panel trends and their spread")
struct PanelTests {
  private let trend = PanelTrend(ownWeight: 0.3, damping: 0.9, reversion: 0.02)

  private func series(_ growth: Double, start: Double = 1000, people: Double = 50_000)
    -> PanelSeries
  {
    PanelSeries(
      id: "\(growth)",
      levels: Dictionary(
        uniqueKeysWithValues: (2015...2025).map { ($0, start * exp(growth * Double($0 - 2015))) }),
      exposure: Dictionary(uniqueKeysWithValues: (2014...2025).map { ($0, people) }))
  }

  @Test("follow the formula by hand: own and panel growth, damping, reversion")
  func formula() throws {
    let panel = [series(0.02), series(0.06), series(0.10)]
    let fit = trend.fit(panel, origin: 2020)
    #expect(abs(fit.panelGrowth - 0.06) < 1e-12)
    let member = panel[2]
    let forecast = try #require(fit.forecast(member, horizon: 2))
    // Rates at 2020: exp(0.1·5) against the median exp(0.06·5) per person.
    let growth = (0.3 * 0.10 + 0.7 * 0.06) * (0.9 + 0.81)
    let reversion = (1 - 0.98 * 0.98) * (0.06 - 0.10) * 5
    let level = try #require(member.levels[2020])
    #expect(abs(forecast - level * exp(growth + reversion)) < 1e-9 * forecast)
  }

  @Test("use no year after the origin")
  func known() throws {
    var later = series(0.05)
    let before = trend.fit([later, series(0.01)], origin: 2020).forecast(later, horizon: 3)
    for year in 2021...2025 { later.levels[year] = 1 }
    for year in 2020...2025 { later.exposure[year] = 1 }
    #expect(trend.fit([later, series(0.01)], origin: 2020).forecast(later, horizon: 3) == before)
  }

  @Test("reversion stops at its limit, and a member without exposure does not revert")
  func limits() throws {
    let crowd = [series(0), series(0), series(0)]
    let far = series(0, people: 50)
    let farther = series(0, people: 5)
    let fit = trend.fit(crowd + [far, farther], origin: 2020)
    #expect(fit.forecast(far, horizon: 3) == fit.forecast(farther, horizon: 3))
    var bare = series(0)
    bare.exposure = [:]
    #expect(fit.forecast(bare, horizon: 3) == bare.levels[2020])
  }

  @Test("answer for gaps: one year of growth, none at all, and no level at the origin")
  func gaps() throws {
    var short = series(0.1)
    short.levels = [2019: 100, 2020: 110]
    #expect(abs((short.growth(at: 2020, window: 2) ?? 0) - log(1.1)) < 1e-12)
    short.levels = [2020: 110]
    #expect(short.growth(at: 2020, window: 2) == nil)
    let fit = trend.fit([series(0.05), short], origin: 2020)
    #expect((fit.forecast(short, horizon: 1) ?? 0) > 110)
    short.levels = [2019: 100]
    #expect(fit.forecast(short, horizon: 1) == nil)
    #expect(trend.fit([], origin: 2020).panelGrowth == 0)
  }

  private let typical = PanelSpread.Typical(oneAhead: 1, power: 0.5)

  private func spread(members: Int, error: Double, from first: Int = 2010) -> PanelSpread {
    PanelSpread(
      members: members, origin: 2020, horizons: 3, typical: typical,
      level: { _, year in year >= first && year <= 2020 ? 1000 : nil },
      forecast: { _, _, horizon in 1000 * exp(error * Double(horizon)) })
  }

  @Test("a spread is the error that was made, at the level it was made at")
  func spreads() {
    let spread = spread(members: 30, error: 0.04)
    for horizon in 1...3 {
      #expect(
        abs(spread.halfWidth(level: 1000, horizon: horizon) - 0.04 * Double(horizon)) < 1e-12)
    }
    #expect(spread.halfWidth(level: 50, horizon: 1) > spread.halfWidth(level: 1000, horizon: 1))
    let sd = spread.standardDeviation(level: 1000, horizon: 1)
    #expect(abs(sd * 1.2815515655446004 - 0.04) < 1e-12)
  }

  @Test("few residuals lean on the typical half-width, none are it")
  func small() {
    let nothing = spread(members: 0, error: 0)
    let scale = PanelSpread.scale(1000)
    #expect(abs(nothing.halfWidth(level: 1000, horizon: 1) - scale) < 1e-12)
    #expect(abs(nothing.halfWidth(level: 1000, horizon: 4) - 2 * scale) < 1e-12)
    let few = spread(members: 4, error: 0.04).halfWidth(level: 1000, horizon: 1)
    #expect(few > 0.04 && few < scale)
  }
}
