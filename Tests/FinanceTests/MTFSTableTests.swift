import Finance
import Periods
import Testing

@Suite("MTFS lines add to net to the penny")
struct MTFSTableTests {
  private let fund = Fund(id: "general-fund", label: "General fund", isRingfenced: false)
  private let first = FinancialYear(startYear: 2026)

  private func path(_ seed: UInt64, years: Int) -> MTFSPath {
    var state = seed
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    return MTFSPath(
      openingBase: 30e6 * next(),
      movements: (0..<years).map { _ in
        MTFSMovements(
          demography: 1e5 * next(), demand: 3e6 * next() - 5e5, mix: 4e5 * next() - 2e5,
          inflation: 7e5 * next(), price: 3e5 * next(), fullYearEffect: 5e5 * next(),
          savings: -1e6 * next(), investment: 2e5 * next())
      })
  }

  @Test("Every year and quantile ties, bases roll forward, sums run")
  func ties() throws {
    for seed in 1...200 as ClosedRange<UInt64> {
      let paths = [
        MTFSQuantile.low: path(seed, years: 5), .central: path(seed + 1000, years: 5),
        .high: path(seed + 2000, years: 5),
      ]
      let table = try MTFSTable(fund: fund, service: "cla", firstYear: first, paths: paths)
      #expect(table.years.map(\.label).last == "2030/31")
      #expect(table.quantiles == [.low, .central, .high])
      for quantile in table.quantiles {
        let rows = table.incremental(quantile)
        let sums = table.cumulative(quantile)
        for (row, sum) in zip(rows, sums) {
          let lines = MTFSLineType.allCases.dropLast().map { row[$0] }
          #expect(lines.reduce(.zero, +) == row[.net])
          #expect(row[.net] == sum[.net])
          #expect(sum[.base] == rows[0][.base])
          #expect(row.change == row[.net] - row[.base])
          let shown = MTFSLineType.allCases.dropLast().map { row[$0].rounded(to: .thousands) }
          #expect(
            shown.reduce(.zero, +) + row.roundingDifference(in: .thousands)
              == row[.net].rounded(to: .thousands))
          #expect(abs(row.roundingDifference(in: .thousands).count) <= 350_000)
        }
        for (earlier, later) in zip(rows, rows.dropFirst()) {
          #expect(earlier[.net] == later[.base])
        }
        let exact = paths[quantile].map { $0.movements.map(\.total).reduce($0.openingBase, +) }
        #expect(abs((rows.last?[.net].pounds ?? 0) - (exact ?? .nan)) < 0.0051)
      }
    }
  }

  @Test("Tables of different ringfenced funds have no common total")
  func totals() throws {
    let schools = Fund(id: "dsg", label: "Dedicated schools grant", isRingfenced: true)
    let paths = [MTFSQuantile.central: MTFSPath(openingBase: 10, movements: [.init(demand: 1)])]
    let cla = try MTFSTable(fund: fund, service: "cla", firstYear: first, paths: paths)
    let transport = try MTFSTable(fund: fund, service: "transport", firstYear: first, paths: paths)
    let plans = try MTFSTable(fund: schools, service: "plans", firstYear: first, paths: paths)
    let later = try MTFSTable(
      fund: fund, service: "later", firstYear: first.advanced(by: 1), paths: paths)
    #expect(try MTFSTable.netCentral(of: [cla, transport]) == [Pence(pounds: 22)])
    #expect(try MTFSTable.netCentral(of: []).isEmpty)
    #expect(throws: FinanceError.ringfencedFunds("general-fund", "dsg")) {
      try MTFSTable.netCentral(of: [cla, plans])
    }
    #expect(throws: FinanceError.self) { try MTFSTable.netCentral(of: [cla, later]) }
    #expect(cla.incremental(.low).isEmpty)
    #expect(cla.cumulative(.high).isEmpty)
  }

  @Test("A table without a central path, or with ragged years, is refused")
  func refused() {
    let one = MTFSPath(openingBase: 1, movements: [.init()])
    let none = MTFSPath(openingBase: 1, movements: [])
    let infinite = MTFSPath(openingBase: .infinity, movements: [.init()])
    for paths in [
      [.low: one], [.central: none], [.central: one, .low: none], [.central: infinite],
    ]
      as [[MTFSQuantile: MTFSPath]]
    {
      #expect(throws: FinanceError.self) {
        try MTFSTable(fund: fund, service: "cla", firstYear: first, paths: paths)
      }
    }
  }

  @Test("Lines come in the printed order")
  func order() {
    #expect(MTFSLineType.allCases.sorted() == MTFSLineType.allCases)
    #expect(MTFSLineType.movements == Array(MTFSLineType.allCases.dropFirst().dropLast()))
    #expect(Set(MTFSLineType.allCases.map(\.label)).count == 10)
  }
}

@Suite("Movements explain a change of cost exactly")
struct MovementTests {
  @Test("Full-year effect, price and demand add to the change")
  func exact() throws {
    let before = AnnualCost(
      averageVolume: 40, closingVolume: 46, unitsInYear: 365.0 / 7, price: 1000)
    let after = AnnualCost(
      averageVolume: 49, closingVolume: 51, unitsInYear: 366.0 / 7, price: 1040)
    let parts = try MTFSMovements(from: [before], to: [after])
    #expect(abs(parts.total - (after.cost - before.cost)) < 1e-6)
    #expect(abs(parts.price - 46 * 366.0 / 7 * 40) < 1e-6)
    #expect(abs(parts.demand - 3 * 366.0 / 7 * 1040) < 1e-6)
    let both = try MTFSMovements(from: [before, before], to: [after, after])
    #expect(abs(both.total - 2 * parts.total) < 1e-6)
    #expect((parts + parts).total == both.total)
    #expect(abs(both.mix) < 1e-6)
    #expect(throws: FinanceError.self) { try MTFSMovements(from: [before], to: []) }
  }

  /// Worked by hand: 30 children at £1,000 a week (index 1) and 10 at £5,000 close the year; next year
  /// 33 and 12 on average, prices 3% up by the index and the dearer kind £150 more on top; 50 weeks.
  /// Average price at closing: (30 × 1,030 + 10 × 5,300) ÷ 40 = 2,097.50 a week.
  @Test("Population, rates, mix, index and price are told apart")
  func apart() throws {
    let before = [
      AnnualCost(averageVolume: 30, closingVolume: 30, unitsInYear: 50, price: 1_000),
      AnnualCost(averageVolume: 9, closingVolume: 10, unitsInYear: 50, price: 5_000),
    ]
    let after = [
      AnnualCost(
        averageVolume: 33, closingVolume: 34, unitsInYear: 50, price: 1_030, priceIndex: 1.03),
      AnnualCost(
        averageVolume: 12, closingVolume: 13, unitsInYear: 50, price: 5_300, priceIndex: 1.03),
    ]
    let parts = try MTFSMovements(from: before, to: after, populationGrowth: 0.0404)
    let expected: [MTFSLineType: Double] = [
      .fullYearEffect: 250_000, .inflation: 120_000, .price: 75_000, .demography: 83_900,
      .demand: 440_475, .mix: 160_125,
    ]
    for (line, amount) in zip(MTFSLineType.movements, parts.amounts) {
      let wanted = expected[line] ?? 0
      #expect(abs(amount - wanted) < 1e-6, "\(line)")
    }
    let change = after.reduce(0) { $0 + $1.cost } - before.reduce(0) { $0 + $1.cost }
    #expect(abs(parts.total - change) < 1e-6)
  }

  @Test("Twelve children from 1 October at £3,000 a week: full-year effect is next year's step")
  func halfYear() throws {
    let date = try #require(CalendarDate(year: 2025, month: 10, day: 1))
    let effect = PartYearEffect(weeklyChange: 36_000, from: date)
    #expect(abs(effect.partYear - 936_000) < 1e-6)
    #expect(abs(effect.fullYear - 36_000 * 365 / 7) < 1e-6)
    let growth = AnnualCost(
      averageVolume: 12 * 182.0 / 365, closingVolume: 12, unitsInYear: 365.0 / 7, price: 3000)
    let settled = AnnualCost(
      averageVolume: 12, closingVolume: 12, unitsInYear: 365.0 / 7, price: 3000)
    let step = try MTFSMovements(from: [growth], to: [settled])
    #expect(abs(step.fullYearEffect - effect.nextYearStep) < 1e-6)
    #expect(step.demand == 0)
    #expect(step.price == 0)
  }

  @Test("Lines allocated to a quantile add to it and keep their order of risk")
  func allocation() throws {
    let lines = [[1.0, 2, 3, 4], [10, 30, 20, 60], [5, 5, 5, 5]]
    let amounts = try ReplicateMovements.allocate(lines: lines, target: 60)
    #expect(abs(amounts.reduce(0, +) - 60) < 1e-12)
    #expect(amounts[2] == 5)
    let still = try ReplicateMovements.allocate(lines: [[1, 1], [2, 2]], target: 5)
    #expect(still == [2, 3])
    #expect(throws: FinanceError.self) { try ReplicateMovements.allocate(lines: [], target: 1) }
    #expect(throws: FinanceError.self) {
      try ReplicateMovements.allocate(lines: [[1], [1, 2]], target: 1)
    }
  }
}
