import BudgetPlan
import Finance
import Periods
import Testing

@Suite("Bridges and appraisals from files")
struct CostFileTests {
  private let head = "financial_year,item,children,weeks,price\n"

  @Test("Drivers of two years in any order; an item of one year only has no children in the other")
  func bridge() throws {
    let text =
      head + "2025/26,foster,100,40,800\n2025/26,secure,2,20,5000\n2024/25,foster,100,40,750\n"
    let file = try DriverFile(bytes: Array(text.utf8), file: "d.csv")
    #expect(file.years.before.label == "2024/25")
    #expect(file.bridge.before == 3_000_000)
    #expect(abs(file.bridge.after - 3_400_000) < 1e-6)
    #expect(abs(file.bridge.duration) < 1e-6)
    let shown = try PlanText.bridge(file, unit: .pounds)
    #expect(shown.contains("Price of a week") && shown.contains("3,400,000"))
  }

  @Test("An empty figure, one year, three years and a repeated item are refused")
  func refusals() {
    for (rows, words) in [
      ("2025/26,foster,1,1,\n", "d.csv:2:20: column 'price': is empty"),
      ("2025/26,foster,1,1,1\n", "has 1 years"),
      ("2024/25,a,1,1,1\n2025/26,a,1,1,1\n2026/27,a,1,1,1\n", "has 3 years"),
      ("2025/26,a,1,1,1\n2025/26,a,1,1,1\n", "comes twice"),
      ("2024/25,a,0,1,1\n2025/26,a,1,1,1\n", "has no children"),
    ] {
      let error = #expect(throws: BudgetPlanError.self) {
        try DriverFile(bytes: Array((head + rows).utf8), file: "d.csv")
      }
      let message = error?.description ?? ""
      #expect(message.contains(words), "\(message)")
    }
  }

  @Test("An appraisal discounts from the second year and keeps cash apart")
  func appraisal() throws {
    let rates = try DiscountRates([
      .init(from: CalendarDate(iso: "2003-04-01"), rate: 0.035, source: "Green Book")
    ])
    func read(_ rows: String) throws -> AppraisalFile {
      try AppraisalFile(
        bytes: Array(("financial_year,costs,cashable,avoidance,deflator\n" + rows).utf8),
        file: "a.csv", rates: rates, optimismCost: 0, optimismBenefit: 0)
    }
    let file = try read("2026/27,1000,0,0,1\n2027/28,0,700,535,1\n")
    let value = file.result.appraisal.netPresentValue
    #expect(abs(value - (1_235 / 1.035 - 1_000)) < 1e-9)
    #expect(abs(file.result.cashableNetPresentValue - (700 / 1.035 - 1_000)) < 1e-9)
    let shown = try PlanText.appraisal(file, unit: .pounds)
    #expect(shown.contains("2027/28") && shown.contains("83.8%"))
    for rows in [
      "", "2026/27,,0,0,1\n", "2026/27,1,0,,1\n", "2026/27,1,0,0,1\n2028/29,1,0,0,1\n",
      "2026/27,1,0,0,0\n",
    ] {
      #expect(throws: BudgetPlanError.self) { try read(rows) }
    }
    for header in [
      "financial_year,costs,deflator,efficency,cashable", "financial_year,costs,deflator",
    ] {
      #expect(throws: BudgetPlanError.self) {
        try AppraisalFile(
          bytes: Array((header + "\n2026/27,1,1,1,1\n").utf8), file: "a.csv", rates: rates,
          optimismCost: 0, optimismBenefit: 0)
      }
    }
  }
}
