import Finance
import Periods
import Testing

@Suite("What moved a cost, and what a saving is worth")
struct BridgeAndSavingTests {
  @Test("Volume, mix, price and duration add to the change exactly, in random years")
  func bridgeAdds() throws {
    var state: UInt64 = 7
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    for _ in 0..<200 {
      let items = ["foster", "residential", "supported"]
      func year() -> [CostDrivers] {
        items.map {
          CostDrivers(
            item: $0, children: (200 * next()).rounded(), weeks: 52 * next(), price: 8_000 * next())
        }
      }
      let before = year()
      let after = year()
      guard before.contains(where: { $0.children > 0 }), after.contains(where: { $0.children > 0 })
      else { continue }
      let bridge = try CostBridge(before: before, after: after)
      let sum = bridge.volume + bridge.mix + bridge.price + bridge.duration
      #expect(abs(sum - bridge.change) < 1e-6)
      let pence = try bridge.pence()
      let whole = try Pence(roundingPounds: bridge.after) - Pence(roundingPounds: bridge.before)
      #expect(pence.reduce(.zero, +) == whole)
      let back = try CostBridge(before: after, after: before)
      #expect(abs(back.mix + bridge.mix) < 1e-6)
    }
  }

  @Test("One driver that moves takes the whole change")
  func bridgeNames() throws {
    let before = [
      CostDrivers(item: "foster", children: 100, weeks: 40, price: 800),
      CostDrivers(item: "residential", children: 20, weeks: 30, price: 6_000),
    ]
    func bridge(_ change: (inout [CostDrivers]) -> Void) throws -> CostBridge {
      var after = before
      change(&after)
      return try CostBridge(before: before, after: after)
    }
    let dearer = try bridge { $0[1].price = 7_000 }
    #expect(abs(dearer.price - 600_000) < 1e-6)
    #expect(abs(dearer.volume) + abs(dearer.mix) + abs(dearer.duration) < 1e-6)
    let longer = try bridge { $0[0].weeks = 44 }
    #expect(abs(longer.duration - 320_000) < 1e-6)
    let more = try bridge {
      $0[0].children = 110
      $0[1].children = 22
    }
    #expect(abs(more.volume - 680_000) < 1e-6)
    #expect(abs(more.mix) < 1e-6)
    let moved = try bridge {
      $0[0].children = 90
      $0[1].children = 30
    }
    #expect(abs(moved.volume) < 1e-6)
    #expect(abs(moved.mix - (10 * 180_000 - 10 * 32_000)) < 1e-6)
    let gone = try bridge { $0[1].children = 0 }
    #expect(abs(gone.price) + abs(gone.duration) < 1e-6)
    #expect(abs(gone.volume + gone.mix + 3_600_000) < 1e-6)
  }

  @Test("Other items, no children and negative figures are refused")
  func bridgeRefuses() {
    let foster = CostDrivers(item: "foster", children: 1, weeks: 1, price: 1)
    let other = CostDrivers(item: "residential", children: 1, weeks: 1, price: 1)
    let none = CostDrivers(item: "foster", children: 0, weeks: 1, price: 1)
    let wrong = CostDrivers(item: "foster", children: 1, weeks: -1, price: 1)
    for after in [other, none, wrong] {
      #expect(throws: FinanceError.self) { try CostBridge(before: [foster], after: [after]) }
    }
  }

  @Test("Kinds of saving are kept apart")
  func kinds() throws {
    let register = try SavingsRegister([
      ClaimedSaving(ref: "A", kind: .cashable, amount: 100),
      ClaimedSaving(ref: "B", kind: .avoidance, amount: 250),
      ClaimedSaving(ref: "C", kind: .cashable, amount: 50),
    ])
    #expect(register.total(.cashable) == 150)
    #expect(register.total(.avoidance) == 250)
    #expect(register.total(.efficiency) == 0)
  }

  // 30 of 40 and 20 of 40 children: 15 of both if the two are independent, 10 for certain.
  @Test("Two savings over the same children are named with the overlap")
  func overlap() throws {
    let register = try SavingsRegister([
      ClaimedSaving(ref: "A", kind: .cashable, amount: 300_000, children: ["residential": 30]),
      ClaimedSaving(
        ref: "B", kind: .cashable, amount: 100_000, children: ["residential": 20]),
      ClaimedSaving(ref: "C", kind: .cashable, amount: 9, children: ["foster": 3]),
    ])
    let found = try register.overlaps(available: ["residential": 40, "foster": 200])
    #expect(found.count == 1)
    #expect(found[0].first == "A" && found[0].second == "B" && found[0].cell == "residential")
    #expect(found[0].expectedChildren == 15)
    #expect(found[0].certainChildren == 10)
    #expect(found[0].overstated == 75_000)
    #expect(throws: FinanceError.self) { try register.overlaps(available: ["residential": 40]) }
    #expect(throws: FinanceError.self) {
      try register.overlaps(available: ["residential": 25, "foster": 200])
    }
    #expect(throws: FinanceError.self) {
      try SavingsRegister([register.savings[0], register.savings[0]])
    }
    #expect(throws: FinanceError.self) {
      try SavingsRegister([ClaimedSaving(ref: "D", kind: .efficiency, amount: -1)])
    }
  }

  @Test("Invest to save takes the rate in force on each 1 April, and states the switching value")
  func investToSave() throws {
    let rates = try DiscountRates([
      .init(
        from: CalendarDate(iso: "2003-04-01"), rate: 0.035, source: "Green Book"),
      .init(from: CalendarDate(iso: "2028-04-01"), rate: 0.02, source: "a later review"),
    ])
    let scheme = try InvestToSave(
      from: FinancialYear(startYear: 2026), costs: [100, 20, 0],
      benefits: [.cashable: [0, 50, 60], .avoidance: [0, 30, 30]], deflator: [1, 1, 1],
      rates: rates, optimismCost: 0.1, optimismBenefit: 0.2)
    let first = 1 / 1.035
    let second = first / 1.02
    #expect(scheme.appraisal.discountFactors == [1, first, second])
    let costs = 110 + 22 * first
    let cash = 0.8 * (50 * first + 60 * second)
    let avoided = 0.8 * (30 * first + 30 * second)
    #expect(abs(scheme.appraisal.netPresentValue - (cash + avoided - costs)) < 1e-9)
    #expect(abs(scheme.cashableNetPresentValue - (cash - costs)) < 1e-9)
    #expect(abs((scheme.switchingShare ?? 0) - costs / (cash + avoided)) < 1e-12)
    #expect(scheme.appraisal.netPresentValue < 0)
    #expect(try rates.rate(on: CalendarDate(iso: "2028-03-31")) == 0.035)
  }

  @Test("No rate, two rates of a day, a rate of −100% and years that do not fit are refused")
  func ratesRefused() throws {
    let day = try CalendarDate(iso: "2026-04-01")
    let rate = DiscountRates.Dated(from: day, rate: 0.035, source: "Green Book")
    #expect(throws: FinanceError.self) { try DiscountRates([]) }
    #expect(throws: FinanceError.self) { try DiscountRates([rate, rate]) }
    #expect(throws: FinanceError.self) {
      try DiscountRates([.init(from: day, rate: -1, source: "")])
    }
    let rates = try DiscountRates([rate])
    #expect(throws: FinanceError.self) { try rates.rate(on: day.adding(days: -1)) }
    #expect(throws: FinanceError.self) {
      try InvestToSave(
        from: FinancialYear(startYear: 2026), costs: [1, 2], benefits: [.cashable: [1]],
        deflator: [1, 1], rates: rates, optimismCost: 0, optimismBenefit: 0)
    }
  }
}
