import Cohorts
import Testing

@Suite("Stock-and-flow rates")
struct StockFlowRatesTests {
  /// 100 enter and a quarter of the mean stock leaves each year; nothing is unexplained.
  private func series(entries: Double = 100, residual: Double = 0) -> StockFlowSeries {
    var stock: [Int: Double] = [2015: 380]
    var entering: [Int: Double] = [:]
    var leaving: [Int: Double] = [:]
    var level = 380.0
    for year in 2016...2025 {
      let closing = (level * (1 - 0.125) + entries + residual) / 1.125
      entering[year] = entries
      leaving[year] = 0.25 * (level + closing) / 2
      stock[year] = closing
      level = closing
    }
    return StockFlowSeries(
      stock: stock, entries: entering, exits: leaving,
      population: Dictionary(uniqueKeysWithValues: (2014...2025).map { ($0, 50_000) }))
  }

  @Test("are events over exposure, and project what made them")
  func recovered() throws {
    let history = series()
    let rates = try #require(StockFlowRates(history, origin: 2020, window: 4))
    #expect(abs(rates.exitRate - 0.25) < 1e-12)
    #expect(abs((rates.entriesPerPerson ?? 0) - 100.0 / 50_000) < 1e-15)
    #expect(abs(rates.residualRate) < 1e-12)
    let stock = try #require(history.stock[2020])
    for years in 1...5 {
      let projected = rates.project(stock: stock, population: 50_000, years: years)
      let actual = try #require(history.stock[2020 + years])
      #expect(abs(projected - actual) < 1e-9 * actual)
    }
  }

  @Test("keep the published residual apart")
  func residual() throws {
    let history = series(residual: 5)
    #expect(abs((history.residual(in: 2018) ?? 0) - 5) < 1e-9)
    let rates = try #require(StockFlowRates(history, origin: 2020, window: 4))
    #expect(rates.residualRate > 0.012 && rates.residualRate < 0.014)
    #expect(history.residual(in: 2030) == nil)
  }

  @Test("shrink towards the panel's median, wholly at weight 0 and not at all at 1")
  func shrunk() throws {
    let own = try #require(StockFlowRates(series(), origin: 2020, window: 4))
    let other = try #require(StockFlowRates(series(entries: 50), origin: 2020, window: 4))
    let kept = own.shrunk(towards: [other], ownWeight: 1)
    #expect(abs((kept.entriesPerPerson ?? 0) - (own.entriesPerPerson ?? 1)) < 1e-15)
    let pooled = own.shrunk(towards: [other], ownWeight: 0)
    #expect(abs((pooled.entriesPerPerson ?? 0) - (other.entriesPerPerson ?? 1)) < 1e-15)
    let half = own.shrunk(towards: [other], ownWeight: 0.5)
    let expected = ((own.entriesPerPerson ?? 0) * (other.entriesPerPerson ?? 0)).squareRoot()
    #expect(abs((half.entriesPerPerson ?? 0) - expected) < 1e-15)
  }

  @Test("measure overdispersion around the trend, none for a straight one")
  func overdispersion() throws {
    var noisy = series()
    for (offset, year) in (2015...2020).enumerated() {
      noisy.entries[year] = 1000 * (offset.isMultiple(of: 2) ? 1.3 : 0.7)
    }
    let rates = try #require(StockFlowRates(noisy, origin: 2020, window: 4))
    #expect(rates.entryOverdispersion > 0.05)
    let calm = try #require(StockFlowRates(series(), origin: 2021, window: 4))
    #expect(calm.entryOverdispersion == 0)
  }

  @Test("are nil where no year has stock and both flows")
  func missing() {
    var bare = series()
    bare.exits = [:]
    #expect(StockFlowRates(bare, origin: 2020, window: 4) == nil)
  }
}
