import Finance
import Periods
import Testing

@Suite("Prices, their spread and what a contract commits to")
struct PriceTests {
  // Lincolnshire 2022/23: mean 70,353 and median 50,000 of independent and non-maintained special
  // schools.
  @Test("Mean and median give the log-normal; its tail is where the money is")
  func logNormal() throws {
    let prices = try PriceDistribution(mean: 70_353, median: 50_000)
    #expect(abs(prices.mean - 70_353) < 1e-6)
    #expect(abs(try prices.quantile(0.5) - 50_000) < 1e-6)
    #expect(abs(prices.share(above: 50_000) - 0.5) < 1e-12)
    // Above the median lie half the children and Φ(σ) of the money, σ² = 2 ln(mean ÷ median).
    #expect(abs(prices.spendShare(above: 50_000) - 0.795_71) < 1e-4)
    let tail = try #require(prices.mean(above: 50_000))
    #expect(abs(tail * 0.5 - 70_353 * prices.spendShare(above: 50_000)) < 1e-6)
    // Coefficient of variation √(exp σ² − 1) = √((mean ÷ median)² − 1).
    let ratio = 70_353.0 / 50_000
    #expect(
      abs(prices.standardDeviation / prices.mean - (ratio * ratio - 1).squareRoot()) < 1e-12)
  }

  @Test("Quantiles invert shares, for mixtures too; draws come back in order of their uniforms")
  func mixture() throws {
    let prices = try PriceDistribution(mixing: [
      (3, PriceDistribution(mean: 4_500, median: 4_300)),
      (1, PriceDistribution(mean: 12_000, median: 9_500)),
      (1, PriceDistribution(mean: 1_000, median: 1_000)),
    ])
    #expect(abs(prices.mean - (3 * 4_500 + 12_000 + 1_000) / 5) < 1e-6)
    for level in [0.25, 0.5, 0.9, 0.99] {
      #expect(abs(1 - prices.share(above: try prices.quantile(level)) - level) < 1e-9)
    }
    let draws = stride(from: 0.01, to: 1, by: 0.01).map { prices.price(at: $0) }
    #expect(draws == draws.sorted())
    #expect(abs(draws.reduce(0, +) / 99 - prices.mean) < 300)
    #expect(prices.price(at: 0) > 0)
    #expect(prices.mean(above: 1e9) == nil)
  }

  @Test("A price that is none, a median above the mean and a mixture of nothing are refused")
  func refusedSpreads() {
    #expect(throws: FinanceError.self) { try PriceDistribution(mean: 0, median: 1) }
    #expect(throws: FinanceError.self) { try PriceDistribution(mean: 10, median: 11) }
    #expect(throws: FinanceError.self) { try PriceDistribution(mixing: []) }
    #expect(throws: FinanceError.self) {
      try PriceDistribution(mixing: [(0, PriceDistribution(mean: 2, median: 1))])
    }
    #expect(throws: FinanceError.self) {
      try PriceDistribution(mean: 2, median: 1).quantile(1)
    }
  }

  private func book() throws -> PriceBook {
    try PriceBook([
      PriceEntry(
        service: "residential", provider: "framework", weekly: 5_000, median: 4_600,
        base: .prices(FinancialYear(startYear: 2025)), source: "tariff"),
      PriceEntry(service: "foster", provider: "", weekly: 765, base: .cash, source: "section 251"),
    ])
  }

  @Test("A missing price is an error that lists what there is, never £0")
  func missing() throws {
    let book = try book()
    let error = #expect(throws: FinanceError.self) { try book.weekly("secure", in: .cash) }
    #expect(
      error == .missingPrice(item: "secure", known: ["residential, framework", "foster"]))
    #expect(error?.description.contains("not £0") == true)
    #expect(try book.weekly("foster", in: .cash) == 765)
    #expect(throws: FinanceError.self) { try book.spread("foster") }
    #expect(try book.spread("residential", provider: "framework").mean > 4_999)
  }

  @Test("A price in another base is refused; the path uplifts on each 1 April")
  func bases() throws {
    let book = try book()
    let year = FinancialYear(startYear: 2027)
    let error = #expect(throws: FinanceError.self) {
      try book.weekly("residential", provider: "framework", in: .cash)
    }
    #expect(
      error
        == .priceBase(
          item: "residential, framework", found: .prices(FinancialYear(startYear: 2025)),
          needed: .cash))
    let fees = try InflationPath(
      name: "fees", from: FinancialYear(startYear: 2026), changes: [0.04, 0.03])
    let price = try book.path("residential", provider: "framework", in: year, upliftedBy: fees)
    #expect(price.segments.count == 1)
    #expect(abs(price.averageWeekly - 5_000 * 1.04 * 1.03) < 1e-9)
    #expect(price.segments[0].days == 366)
    #expect(throws: FinanceError.self) { try book.path("foster", in: year, upliftedBy: fees) }
    #expect(throws: FinanceError.self) {
      try book.path(
        "residential", provider: "framework", in: year.advanced(by: 1), upliftedBy: fees)
    }
  }

  @Test("Two prices of one item, or a price that is no amount, are refused")
  func refusedBooks() throws {
    let foster = try book().entries[1]
    #expect(throws: FinanceError.self) { try PriceBook([foster, foster]) }
    var wrong = foster
    wrong.weekly = -1
    #expect(throws: FinanceError.self) { try PriceBook([wrong]) }
  }

  // Five beds guaranteed all year at £6,000, £3,000 a week beyond, 200 of 260 weeks used.
  @Test("Fixed, guaranteed and marginal parts; voids are in the price of a used week")
  func committed() throws {
    let cost = try CommittedCost(
      fixed: 50_000, guaranteedWeeks: 260, guaranteedPrice: 6_000, marginalPrice: 3_000,
      usedWeeks: 200)
    #expect(cost.total == 50_000 + 1_560_000)
    #expect(cost.void == 360_000)
    #expect(cost.pricePerUsedWeek == 8_050)
    #expect(try cost.breakEvenWeeks(spotPrice: 7_000) == 230)
    let full = try CommittedCost(
      fixed: 50_000, guaranteedWeeks: 260, guaranteedPrice: 6_000, marginalPrice: 3_000,
      usedWeeks: 270)
    #expect(full.total == 1_640_000)
    #expect(full.void == 0)
    #expect(throws: FinanceError.self) { try full.breakEvenWeeks(spotPrice: 0) }
    #expect(throws: FinanceError.self) {
      try CommittedCost(
        fixed: 0, guaranteedWeeks: 1, guaranteedPrice: 1, marginalPrice: 1, usedWeeks: -1)
    }
  }

  @Test("Gross is contributions and net to the penny; more than the cost is refused")
  func contributions() throws {
    let gross = CashMoney(Pence(33_333_333))
    let split = try SharedCost(
      gross: gross,
      contributions: [
        Contribution(payer: "health", amount: .share(1.0 / 3)),
        Contribution(payer: "UASC grant", amount: .fixed(52_000)),
      ])
    #expect(split.contributions.reduce(split.net, +) == gross)
    #expect(split.contributions[0].amount == Pence(11_111_111))
    for wrong in [Contribution.Amount.share(1.2), .fixed(-1), .fixed(1e6)] {
      #expect(throws: FinanceError.self) {
        try SharedCost(
          gross: gross, contributions: [Contribution(payer: "education", amount: wrong)])
      }
    }
  }
}
