import Finance
import Periods
import Testing

@Suite("Money keeps its price base and its pence")
struct MoneyTests {
  private let year = FinancialYear(startYear: 2026)

  @Test("Real amounts add in the same prices only")
  func priceBases() throws {
    let first = RealMoney(Pence(150), inPricesOf: year)
    let same = RealMoney(Pence(50), inPricesOf: year)
    let other = RealMoney(Pence(50), inPricesOf: year.advanced(by: 1))
    #expect(try first.adding(same).amount == Pence(200))
    #expect(try first.subtracting(same).amount == Pence(100))
    #expect(first.base == .prices(year))
    #expect(first.base.label == "2026/27 prices")
    #expect(CashMoney(Pence(1)).base == .cash)
    #expect(throws: FinanceError.differentPriceBases(year, year.advanced(by: 1))) {
      try first.adding(other)
    }
    #expect(throws: FinanceError.self) { try first.subtracting(other) }
  }

  @Test("Doubles round half away from zero to the penny, or are refused")
  func rounding() throws {
    #expect(try Pence(roundingPounds: 0.125).count == 13)
    #expect(try Pence(roundingPounds: -0.125).count == -13)
    #expect(throws: FinanceError.self) { try Pence(roundingPounds: .nan) }
    #expect(throws: FinanceError.self) { try Pence(roundingPounds: 1e15) }
  }

  @Test(
    "Savings print in brackets, thousands with commas",
    arguments: [
      (123_456, MoneyUnit.pence, "£1,234.56"), (-123_456, .pence, "(£1,234.56)"),
      (5, .pence, "£0.05"), (123_456, .pounds, "£1,235"), (-149_950_000, .thousands, "(£1,500)"),
      (-40_000, .thousands, "£0"), (-50_000, .thousands, "(£1)"),
      (5_584_400_000, .millions, "£55.844"), (-700_000, .millions, "(£0.007)"),
    ] as [(Int64, MoneyUnit, String)])
  func display(count: Int64, unit: MoneyUnit, text: String) {
    #expect(Pence(count).formatted(in: unit) == text)
  }

  @Test("Largest remainder adds to the total for any lines")
  func largestRemainder() throws {
    #expect(try Pence.apportioned([0.005, 0.005, 0.005]) == [Pence(1), Pence(1), Pence(0)])
    var state: UInt64 = 7
    for _ in 0..<500 {
      let lines = (0..<9).map { _ -> Double in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(Int64(bitPattern: state) >> 20) / 1e6
      }
      let pence = try Pence.apportioned(lines)
      #expect(pence.reduce(.zero, +) == (try Pence(roundingPounds: lines.reduce(0, +))))
      for (line, amount) in zip(lines, pence) { #expect(abs(amount.pounds - line) < 0.0101) }
    }
    #expect(throws: FinanceError.self) { try Pence.apportioned([1], total: Pence(500)) }
    #expect(throws: FinanceError.self) { try Pence.apportioned([.infinity]) }
    #expect(throws: FinanceError.self) { try Pence.apportioned([], total: Pence(1)) }
    #expect(try Pence.apportioned([]).isEmpty)
  }

  @Test("A ringfenced fund never nets with another; general funds add")
  func funds() throws {
    let general = Fund(id: "general-fund", label: "General fund", isRingfenced: false)
    let health = Fund(id: "health", label: "Health contribution", isRingfenced: false)
    let schools = Fund(id: "dsg", label: "Dedicated schools grant", isRingfenced: true)
    let pound = CashMoney(Pence(100))
    #expect(try Fund.total(of: [(general, pound), (health, pound)]).amount == Pence(200))
    #expect(try Fund.total(of: [(schools, pound), (schools, pound)]).amount == Pence(200))
    #expect(throws: FinanceError.ringfencedFunds("general-fund", "dsg")) {
      try Fund.total(of: [(general, pound), (general, pound), (schools, pound)])
    }
    #expect(throws: FinanceError.ringfencedFunds("dsg", "health")) {
      try Fund.total(of: [(schools, pound), (health, pound)])
    }
  }
}

@Suite("Inflation carries prices between years")
struct InflationPathTests {
  private let base = FinancialYear(startYear: 2026)

  @Test("Factors compound forward and invert backward")
  func factors() throws {
    let path = try InflationPath(
      name: "fees", from: base.advanced(by: 1), changes: [0.1, 0.2], onwards: 0.05)
    #expect(try path.factor(from: base, to: base) == 1)
    #expect(abs(try path.factor(from: base, to: base.advanced(by: 2)) - 1.32) < 1e-12)
    #expect(abs(try path.factor(from: base, to: base.advanced(by: 4)) - 1.32 * 1.1025) < 1e-12)
    let there = try path.factor(from: base.advanced(by: 3), to: base)
    #expect(abs(there * (try path.factor(from: base, to: base.advanced(by: 3))) - 1) < 1e-15)
    let real = RealMoney(Pence(pounds: 100), inPricesOf: base)
    let cash = try path.cash(real, paidIn: base.advanced(by: 1))
    #expect(cash.amount == Pence(pounds: 110))
    #expect(try path.real(cash, paidIn: base.advanced(by: 1), inPricesOf: base) == real)
  }

  @Test("Years outside the path and prices that vanish are refused")
  func refused() throws {
    let path = try InflationPath(name: "fees", from: base, changes: [0.1])
    let later = base.advanced(by: 1)
    #expect(throws: FinanceError.noInflation(path: "fees", year: later)) {
      try path.factor(from: base, to: later)
    }
    #expect(throws: FinanceError.self) {
      try path.factor(from: base.advanced(by: -2), to: base)
    }
    #expect(throws: FinanceError.self) {
      try InflationPath(name: "fees", from: base, changes: [-1])
    }
    #expect(throws: FinanceError.self) {
      try InflationPath(name: "fees", from: base, changes: [], onwards: .nan)
    }
  }

  @Test("Errors name the input and say what to do")
  func messages() {
    let errors: [(FinanceError, String)] = [
      (.differentPriceBases(base, base.advanced(by: 1)), "2027/28"),
      (.noInflation(path: "fees", year: base), "fees"), (.ringfencedFunds("a", "b"), "ringfenced"),
      (.doesNotTie(table: "cla", year: base, difference: Pence(-5)), "(£0.05)"),
      (.notAnAmount("nan"), "nan"), (.invalid(input: "p", reason: "is 2"), "p: is 2"),
    ]
    for (error, part) in errors { #expect(error.description.contains(part)) }
  }
}
