import Finance
import Periods
import Testing

@Suite("Price paths and part-year effects follow the calendar")
struct PricePathTests {
  private let year = FinancialYear(startYear: 2027)

  private func uplift(_ text: String, _ rate: Double) throws -> DatedUplift {
    DatedUplift(from: try CalendarDate(iso: text), rate: rate)
  }

  @Test("Segments cover a leap year and uplifts apply from their own day")
  func segments() throws {
    let price = try UpliftedPrice(
      weekly: 700,
      uplifts: [
        uplift("2028-02-29", 0.1), uplift("2026-01-01", 0.5), uplift("2028-04-01", 9),
        uplift("2027-04-01", 0),
      ], in: year)
    #expect(price.segments.map(\.days) == [334, 32])
    #expect(abs(price.segments[0].weekly - 1050) < 1e-9)
    #expect(abs(price.segments[1].weekly - 1155) < 1e-9)
    #expect(abs(price.cost(children: 2) - 2 * (334 * 150 + 32 * 165)) < 1e-6)
    #expect(abs(price.averageWeekly * 366 / 7 - price.cost(children: 1)) < 1e-6)
  }

  @Test("Prices that vanish or are no amount are refused")
  func refused() throws {
    #expect(throws: FinanceError.self) {
      try UpliftedPrice(weekly: -1, uplifts: [], in: year)
    }
    #expect(throws: FinanceError.self) {
      try UpliftedPrice(weekly: 1, uplifts: [uplift("2027-05-01", -1)], in: year)
    }
  }

  @Test("Part-year effect and next year's step add to the full-year effect from any day")
  func partYear() {
    for offset in 0..<year.days {
      let date = year.firstDay.adding(days: offset)
      let effect = PartYearEffect(weeklyChange: 7, from: date)
      #expect(effect.year == year)
      #expect(effect.partYear == Double(366 - offset))
      #expect(effect.fullYear == 365)
      #expect(effect.partYear + effect.nextYearStep == effect.fullYear)
    }
  }
}

@Suite("Movement, variance and appraisal")
struct AnalysisTests {
  @Test("A one-off leaves the year after")
  func oneOff() {
    let quiet = BudgetMovement(fullYearEffect: 0, demand: 0, inflation: 0, oneOff: 0, savings: 0)
    var pulse = quiet
    pulse.oneOff = 50
    #expect(BudgetMovement.budgets(base: 100, movements: [pulse, quiet]) == [150, 100])
  }

  @Test("Price, volume and mix add to the change and reverse with time")
  func bennet() throws {
    let q0 = [10.0, 4, 0]
    let p0 = [100.0, 900, 3000]
    let q1 = [9.0, 6, 1]
    let p1 = [110.0, 950, 3100]
    let forward = try VarianceAnalysis(
      quantityBefore: q0, priceBefore: p0, quantityAfter: q1, priceAfter: p1)
    let backward = try VarianceAnalysis(
      quantityBefore: q1, priceBefore: p1, quantityAfter: q0, priceAfter: p0)
    #expect(abs(forward.price + forward.volume + forward.mix - forward.change) < 1e-9)
    #expect(abs(forward.price + backward.price) < 1e-9)
    #expect(abs(forward.mix + backward.mix) < 1e-9)
    for bad in [[], [1, 2, -1], [0, 0, 0]] as [[Double]] {
      #expect(throws: FinanceError.self) {
        try VarianceAnalysis(
          quantityBefore: q0, priceBefore: p0, quantityAfter: bad, priceAfter: p1)
      }
    }
  }

  @Test("An investment pays back in the year its running sum reaches nought")
  func payback() throws {
    let appraisal = try Appraisal(
      costs: [100, 0, 0], benefits: [0, 60, 60], deflator: [1, 1, 1], rates: [0, 0.25, 0.25],
      optimismCost: 0, optimismBenefit: 0)
    #expect(appraisal.paybackYear == 2)
    #expect(appraisal.cumulative == [-100, -40, 20])
    #expect(abs(appraisal.netPresentValue - (60 / 1.25 + 60 / 1.5625 - 100)) < 1e-12)
    let free = try Appraisal(
      costs: [0], benefits: [1], deflator: [1], rates: [0], optimismCost: 0, optimismBenefit: 0)
    #expect(free.benefitCostRatio == nil)
    #expect([0, 30, 31, 75, 76].map(Appraisal.greenBookRate) == [0.035, 0.035, 0.03, 0.03, 0.025])
  }

  @Test("Appraisals that cannot be made are refused")
  func refused() {
    func appraise(
      _ costs: [Double] = [1], _ benefits: [Double] = [1], _ deflator: [Double] = [1],
      _ rates: [Double] = [0], _ bias: (Double, Double) = (0, 0)
    ) throws -> Appraisal {
      try Appraisal(
        costs: costs, benefits: benefits, deflator: deflator, rates: rates, optimismCost: bias.0,
        optimismBenefit: bias.1)
    }
    #expect(throws: FinanceError.self) { try appraise([]) }
    #expect(throws: FinanceError.self) { try appraise([1], []) }
    #expect(throws: FinanceError.self) { try appraise([.nan]) }
    #expect(throws: FinanceError.self) { try appraise([1], [1], [0]) }
    #expect(throws: FinanceError.self) { try appraise([1], [1], [1], [-1]) }
    #expect(throws: FinanceError.self) { try appraise([1], [1], [1], [0], (-0.1, 0)) }
    #expect(throws: FinanceError.self) { try appraise([1], [1], [1], [0], (0, 1.1)) }
  }
}

@Suite("Budget risk and totals of services")
struct RiskTests {
  @Test("Overspend splits into how often and how much")
  func risk() throws {
    let risk = try BudgetRisk(costs: [90, 120, 100, 110], budget: 100)
    #expect(risk.probabilityHolds == 0.5)
    #expect(risk.expectedOverspend == 7.5)
    #expect(risk.conditionalOverspend == 15)
    #expect(risk.quantile(0) == 90 && risk.quantile(1) == 120 && risk.quantile(2) == 120)
    #expect(risk.quantile(0.5) == 105)
    #expect(throws: FinanceError.self) { try BudgetRisk(costs: [], budget: 1) }
    #expect(throws: FinanceError.self) { try BudgetRisk(costs: [.nan], budget: 1) }
    #expect(throws: FinanceError.self) { try BudgetRisk(costs: [1], budget: .infinity) }
  }

  @Test("Adding P80s overstates the total unless services move as one")
  func diversification() throws {
    let one = try PortfolioTotal(
      means: [10, 20], standardDeviations: [1, 2], correlation: [[1, 1], [1, 1]])
    #expect(abs(one.standardDeviation - 3) < 1e-12)
    #expect(abs(try one.diversification(0.8)) < 1e-12)
    let apart = try PortfolioTotal(
      means: [10, 20], standardDeviations: [3, 4], correlation: [[1, 0], [0, 1]])
    #expect(abs(apart.standardDeviation - 5) < 1e-12)
    #expect(try apart.diversification(0.8) > 1.6)
    let opposite = try PortfolioTotal(
      means: [10, 20], standardDeviations: [2, 2], correlation: [[1, -1], [-1, 1]])
    #expect(opposite.standardDeviation == 0)
    #expect(abs(try opposite.logNormalQuantile(0.9) - 30) < 1e-9)
  }

  @Test("Correlations no costs can have, and other bad inputs, are refused")
  func refused() throws {
    let impossible = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]
    for matrix in [
      impossible, [[1]], [[2, 0, 0], [0, 1, 0], [0, 0, 1]],
      [[1, 0.1, 0], [0.2, 1, 0], [0, 0, 1]], [[1, 2, 0], [2, 1, 0], [0, 0, 1]],
    ] as [[[Double]]] {
      #expect(throws: FinanceError.self) {
        try PortfolioTotal(
          means: [1, 1, 1], standardDeviations: [1, 1, 1], correlation: matrix)
      }
    }
    #expect(throws: FinanceError.self) {
      try PortfolioTotal(means: [1], standardDeviations: [-1], correlation: [[1]])
    }
    #expect(throws: FinanceError.self) {
      try PortfolioTotal(means: [.nan], standardDeviations: [1], correlation: [[1]])
    }
    #expect(throws: FinanceError.self) {
      try PortfolioTotal(means: [], standardDeviations: [], correlation: [])
    }
    let loss = try PortfolioTotal(means: [-1], standardDeviations: [1], correlation: [[1]])
    #expect(throws: FinanceError.self) { try loss.logNormalQuantile(0.5) }
    #expect(throws: FinanceError.self) { try loss.normalQuantile(1) }
  }
}
