import BudgetPlan
import DelimitedText
import Finance
import Periods
import Testing

/// Plans made for tests.
enum SamplePlan {
  static let years = (2026...2028).map { FinancialYear(startYear: $0) }

  static func amounts(_ pounds: [Int64]) -> [PlanAmount] {
    pounds.map { PlanAmount(Pence(pounds: $0)) }
  }

  static func line(
    _ ref: String, _ kind: PlanLineKind, _ pounds: [Int64], fund: String = "general-fund",
    isOneOff: Bool = false, reverses: String? = nil, base: PriceBase = .cash,
    delivery: Delivery = .unstated
  ) -> PlanLine {
    PlanLine(
      ref: ref, fund: fund, service: "placements", description: ref, kind: kind,
      isOneOff: isOneOff, reverses: reverses, base: base, amounts: amounts(pounds),
      delivery: delivery)
  }

  static func plan(_ lines: [PlanLine]) throws -> FinancialPlan {
    try FinancialPlan(name: "plan", years: years, lines: lines)
  }

  static func read(_ text: String) throws -> FinancialPlan {
    try PlanFile.read(bytes: Array(text.utf8), file: "plan.csv")
  }

  static func refusal(_ text: String) -> String {
    let error = #expect(throws: BudgetPlanError.self) { try read(text) }
    return error?.description ?? ""
  }
}

@Suite("A plan is written and read back whole")
struct PlanFileTests {
  @Test("Reading what was written gives the same plan, in random plans")
  func roundTrip() throws {
    var state: UInt64 = 3
    func next(_ limit: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 16) % limit
    }
    for round in 0..<50 {
      let start = try CalendarDate(iso: "2026-10-01")
      let lines = (0..<8).map { place -> PlanLine in
        let kind = PlanLineKind.allCases[Int(next(Int64(PlanLineKind.allCases.count)))]
        let central = SamplePlan.years.map { _ in Pence(next(2_000_000) - 1_000_000) }
        return PlanLine(
          ref: "L\(place)", fund: next(2) == 0 ? "general-fund" : "high-needs",
          service: "placements, \"north\"", description: "line \(place)", budgetCode: "C1",
          owner: "head of service", kind: kind, isOneOff: kind == .oneOff,
          reverses: kind == .reversal ? "L0" : nil, index: "fees, May 2026", range: "P10-P90",
          amounts: central.map { PlanAmount(low: $0 - Pence(5), central: $0, high: $0 + Pence(7)) },
          fullYear: [central[0] + Pence(100), nil, nil],
          delivery: Delivery(
            start: start, rampMonths: 6, confidence: 0.7,
            risk: "amber", kind: .avoidance,
            actsOn: [ActedOn(cell: "residential 10-15", children: 4, available: 28)]),
          evidence: Evidence(
            sourceRun: "86d1", assumptions: "v3", signedOffBy: "director", signedOffOn: "2026-01-09"
          ))
      }
      let plan = try FinancialPlan(name: "plan.csv", years: SamplePlan.years, lines: lines)
      let bytes = PlanFile.write(plan).bytes
      let back = try PlanFile.read(bytes: bytes, file: "plan.csv")
      #expect(back == plan, "round \(round)")
      #expect(PlanFile.write(back).bytes == bytes)
    }
  }

  static let header = "ref,fund,type,term,reverses,price_basis,financial_year,central"

  @Test("An unknown type, base, fund's gap, year or amount names its place and what to do")
  func refusals() {
    let head = PlanFileTests.header + "\n"
    let good = "A,general-fund,demand,,,cash,2026/27,5\n"
    for (text, words) in [
      (head + "A,general-fund,growth,,,cash,2026/27,5\n", "plan.csv:2:16: column 'type': 'growth'"),
      (head + "A,general-fund,demand,,,2026,2026/27,5\n", "column 'price_basis': '2026'"),
      (head + "A,general-fund,demand,,,cash,2026,5\n", "is not a financial year"),
      (head + "A,general-fund,demand,,,cash,2026/27,\n", "is empty"),
      (head + "A,general-fund,demand,,,cash,2026/27,\"5,000\"\n", "is not a number"),
      (head + ",general-fund,demand,,,cash,2026/27,5\n", "column 'ref'"),
      (head + "A,general-fund,one-off,ongoing,,cash,2026/27,5\n", "can't be ongoing"),
      (head + "A,general-fund,demand,forever,,cash,2026/27,5\n", "neither ongoing nor one-off"),
      (head + good + good, "2026/27 comes twice"),
      (head + good + "A,general-fund,mix,,,cash,2027/28,5\n", "contradicts line 2"),
      (head + good + "B,general-fund,mix,,,cash,2027/28,5\n", "no row for 2027/28"),
      (head + good + "A,general-fund,demand,,,cash,2028/29,5\n", "does not follow"),
      ("ref,fund\nA,b\n", "the column 'type' is missing"),
      ("colour," + head + "red," + good, "the column 'colour' is none of a plan's"),
      (
        "ref,fund,type,price_basis,financial_year,central,cumulative_central\n"
          + "A,general-fund,demand,cash,2026/27,5,6\n", "is not the running sum"
      ),
      (
        "ref,fund,type,price_basis,financial_year,central,acts_on\n"
          + "A,general-fund,saving,cash,2026/27,-5,residential 12\n", "column 'acts_on'"
      ),
      (
        "ref,fund,type,price_basis,financial_year,central,confidence\n"
          + "A,general-fund,saving,cash,2026/27,-5,70\n", "is not a chance"
      ),
      (
        "ref,fund,type,price_basis,financial_year,central,saving_kind\n"
          + "A,general-fund,saving,cash,2026/27,-5,cash\n", "only cashable savings"
      ),
      (
        "ref,fund,type,price_basis,financial_year,central,start\n"
          + "A,general-fund,saving,cash,2026/27,-5,1 April\n", "column 'start'"
      ),
    ] {
      let message = SamplePlan.refusal(text)
      #expect(message.contains(words), "\(message)")
    }
  }

  @Test("A published table: sections, units and references are checked")
  func published() throws {
    func read(_ text: String) throws -> FinancialPlan {
      try PublishedPlanFile.read(bytes: Array(text.utf8), file: "t.csv")
    }
    let head = "ref,section,line,2026/27,2027/28,total,unit\n"
    let plan = try read(
      head + "a,pressure,A,1.5,,1.5,GBP million\n,result,Sum,1.5,,1.5,GBP million\n")
    #expect(plan.lines[0].amounts.map(\.central.pounds) == [1_500_000, 0])
    #expect(plan.findings().isEmpty)
    let wrong = try read(head + "a,pressure,A,1,2,3,GBP\n,result,Sum,1,4,5,GBP\n").findings()
    #expect(wrong.map(\.weight) == [.fail, .fail])
    #expect(wrong.map(\.subject) == ["Sum, 2027/28", "Sum, total"])
    for (row, words) in [
      ("a,guess,A,1,2,3,GBP", "'guess' is no section"),
      ("a,pressure,A,1,2,3,EUR", "no unit of money"),
      (",pressure,A,1,2,3,GBP", "column 'ref'"), ("a,pressure,A,x,2,3,GBP", "is not a number"),
    ] {
      let error = #expect(throws: BudgetPlanError.self) { try read(head + row + "\n") }
      let message = error?.description ?? ""
      #expect(message.contains(words), "\(message)")
    }
    #expect(throws: BudgetPlanError.self) {
      try read(head + "a,pressure,A,1,2,3,GBP\nb,pressure,B,1,2,3,GBP million\n")
    }
    #expect(throws: BudgetPlanError.self) { try read(head) }
  }
}
