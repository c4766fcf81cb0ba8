import BudgetPlan
import Finance
import Periods
import Testing

@Suite("The grant account, reserves, budgets, sensitivities and risks")
struct AccountTests {
  private func spend(_ year: Int, _ name: String, _ pounds: Int64) -> GrantSpend {
    GrantSpend(year: FinancialYear(startYear: year), provision: name, amount: Pence(pounds: pounds))
  }

  // A schools forum of February 2025: 41,163 − 28,225 = 12,938 and 47,603 − 28,052 = 19,551 (£000).
  @Test("Balances carry from year to year, and a deficit is spend less income")
  func grant() throws {
    let file =
      "financial_year,allocation,recoupment,block_transfer,brought_forward\n"
      + "2024/25,30000000,2000000,225000,1000000\n2025/26,28052000,,,\n"
    let given = try GrantAccount.income(bytes: Array(file.utf8), file: "g.csv")
    let account = try GrantAccount(
      broughtForward: given.broughtForward, income: given.income,
      expenditure: [
        spend(2024, "special", 30_000_000), spend(2024, "independent", 11_163_000),
        spend(2025, "special", 47_603_000),
      ])
    #expect(account.years.map(\.inYear.pounds) == [12_938_000, 19_551_000])
    #expect(account.years.map(\.carriedForward.pounds) == [13_938_000, 33_489_000])
    #expect(account.years[1].broughtForward == account.years[0].carriedForward)
    let text = PlanText.grant(account, unit: .thousands)
    #expect(text.contains("Deficit carried forward") && text.contains("33,489"))
  }

  @Test("Spend without an allocation, a year left out and a repeated year are refused")
  func grantRefusals() throws {
    let income = [FinancialYear(startYear: 2024): GrantAccount.Income(allocation: Pence(1))]
    #expect(throws: BudgetPlanError.self) {
      try GrantAccount(
        broughtForward: .zero, income: income, expenditure: [spend(2025, "special", 1)])
    }
    let both = income.merging([
      FinancialYear(startYear: 2026): GrantAccount.Income(allocation: Pence(1))
    ]) { first, _ in first }
    #expect(throws: BudgetPlanError.self) {
      try GrantAccount(
        broughtForward: .zero, income: both,
        expenditure: [spend(2024, "special", 1), spend(2026, "special", 1)])
    }
    let head = "financial_year,allocation,brought_forward\n"
    for text in [
      head + "2024/25,,\n", head + "2024/25,1,\n2024/25,1,\n", head + "2024/25,1,\n2025/26,1,5\n",
      "financial_year\n2024/25\n",
    ] {
      #expect(throws: BudgetPlanError.self) {
        try GrantAccount.income(bytes: Array(text.utf8), file: "g.csv")
      }
    }
  }

  @Test("Reserves pay gaps down to their minimum; a surplus adds to them")
  func reserves() {
    let walk = ReserveWalk(
      years: SamplePlan.years, gaps: [30, -5, 60].map { Pence(pounds: $0) },
      opening: Pence(pounds: 80), minimum: Pence(pounds: 10))
    #expect(walk.years.map(\.closing.pounds) == [50, 55, 10])
    #expect(walk.years.map(\.unfunded.pounds) == [0, 0, 15])
    #expect(walk.firstUnfunded == SamplePlan.years[2])
    #expect(PlanText.reserves(walk, fund: "general-fund", unit: .pounds).contains("From 2028/29"))
  }

  @Test("Gaps against a budget; unknown funds and missing years are refused")
  func budgets() throws {
    let plan = try SamplePlan.plan([
      SamplePlan.line("base", .base, [100, 0, 0]), SamplePlan.line("A", .demand, [10, 20, 30]),
    ])
    func read(_ rows: String) throws -> BudgetFile {
      try BudgetFile(
        bytes: Array(("financial_year,fund,amount\n" + rows).utf8), file: "b.csv", plan: plan)
    }
    let budget = try read(
      "2026/27,general-fund,105\n2027/28,general-fund,130\n2028/29,general-fund,150\n"
        + "2031/32,general-fund,1\n")
    #expect(try budget.gaps(of: "general-fund", plan).map(\.pounds) == [5, 0, 10])
    #expect(
      try PlanText.gap(plan, budget, fund: "general-fund", unit: .pounds).contains("Gap"))
    let short = try read("2026/27,general-fund,105\n")
    #expect(throws: BudgetPlanError.self) { try short.gaps(of: "general-fund", plan) }
    for rows in [
      "2026/27,reserves,1\n", "2026/27,general-fund,\n", "2026,general-fund,1\n",
      "2026/27,general-fund,1\n2026/27,general-fund,2\n",
    ] {
      let error = #expect(throws: BudgetPlanError.self) { try read(rows) }
      #expect(error?.description.hasPrefix("b.csv:") == true)
    }
  }

  @Test("One per cent is 1% of each year's net; ten more children are days ÷ 7 × price")
  func sensitivity() throws {
    let plan = try SamplePlan.plan([
      SamplePlan.line("base", .base, [10_000, 0, 0]), SamplePlan.line("A", .demand, [0, 5_000, 0]),
    ])
    let rows = SensitivityTable.onePercent(plan, fund: "general-fund")
    #expect(rows.map { $0.amounts.map(\.pounds) } == [[100, 150, 150]])
    let prices = try PriceBook([
      PriceEntry(
        service: "residential", provider: "", weekly: 7_000,
        base: .prices(FinancialYear(startYear: 2026)), source: "tariff")
    ])
    let fees = try InflationPath(
      name: "fees", from: FinancialYear(startYear: 2027), changes: [], onwards: 0.05)
    let ten = try SensitivityTable.children(
      10, of: "residential", prices: prices, upliftedBy: fees, years: SamplePlan.years)
    #expect(ten.amounts.map(\.pounds) == [3_650_000, 3_843_000, 4_024_125])
    #expect(ten.change == "10 more children in residential")
    #expect(throws: FinanceError.self) {
      try SensitivityTable.children(
        10, of: "secure", prices: prices, upliftedBy: fees, years: SamplePlan.years)
    }
  }

  @Test("Risks: likelihood × value, and figures that are none are refused")
  func risks() throws {
    let head = "ref,description,likelihood,value,mitigation\n"
    let risks = try PlanRisk.read(
      bytes: Array((head + "R1,Two more solo placements,0.4,1100000,step-down panel\n").utf8),
      file: "r.csv")
    #expect(risks.map(\.expected.pounds) == [440_000])
    #expect(PlanText.risks(risks, unit: .thousands).contains("440"))
    for row in ["R1,a,2,1,", "R1,a,0.5,,", "R1,a,x,1,"] {
      #expect(throws: BudgetPlanError.self) {
        try PlanRisk.read(bytes: Array((head + row + "\n").utf8), file: "r.csv")
      }
    }
  }

  @Test("Levels of a total are of the replicates' sums, not sums of the levels")
  func levels() throws {
    let first = (0..<101).map { Double($0) }
    let opposite = first.map { 100 - $0 }
    let hedge = try BudgetLevels(services: [first, opposite], budget: 100)
    #expect(hedge.p80 == 100 && hedge.sumOfP80 == 160 && hedge.diversification == 60)
    #expect(hedge.risk.probabilityHolds == 1)
    let same = try BudgetLevels(services: [first, first], budget: 100)
    #expect(same.p50 == 100 && same.p80 == 160 && same.p90 == 180 && same.diversification == 0)
    #expect(abs(same.risk.probabilityHolds - 51.0 / 101) < 1e-12)
    #expect(throws: FinanceError.self) { try BudgetLevels(services: [], budget: 1) }
    #expect(throws: FinanceError.self) { try BudgetLevels(services: [[1], [1, 2]], budget: 1) }
  }
}
