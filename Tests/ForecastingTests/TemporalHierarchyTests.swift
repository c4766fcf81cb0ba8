import Forecasting
import LinearAlgebra
import Testing

@Suite("Temporal hierarchies")
struct TemporalHierarchyTests {
  private let forecasts: [Int: [Double]] = [4: [100], 2: [44, 60], 1: [20, 25, 27, 31]]

  /// Six years of invented errors.
  private let residuals: [Int: [Double]] = [
    4: [3, -5, 4, 1, -2, 6], 2: [2, 1, -3, -1, 2, 1, 0, 2, -2, -1, 3, 2],
    1: [1, 0, 2, -1, -1, -2, 0, 1, 1, 1, -1, 2, 0, 1, 1, -2, -1, 0, 2, 1, 1, -1, 1, 2],
  ]

  /// Values from numpy by the closed form with explicit inverses.
  @Test func scalings() throws {
    let quarters = try TemporalHierarchy(period: 4)
    #expect(quarters.factors == [4, 2, 1])
    #expect(quarters.hierarchy.names == ["4.1", "2.1", "2.2", "1.1", "1.2", "1.3", "1.4"])
    let cases: [(TemporalHierarchy.Scaling, Double, [Double])] = [
      (.structural, 102.33333333, [19.45833333, 24.45833333, 27.20833333, 31.20833333]),
      (.seriesVariance, 102.85015773, [19.60628943, 24.60628943, 27.31878943, 31.31878943]),
      (.hierarchyVariance, 103.44701779, [19.74566911, 24.64393675, 27.44736659, 31.61004534]),
      (.autocovariance, 103.14312306, [19.57524991, 24.11761462, 27.54981041, 31.90044812]),
      (.shrunk, 103.8016539, [19.93287179, 24.50852522, 27.43553525, 31.92472163]),
    ]
    for (scaling, year, expected) in cases {
      let reconciliation = try quarters.reconciliation(scaling, residuals: residuals)
      let result = try quarters.reconcile(forecasts, with: reconciliation)
      #expect(agree(result[4] ?? [], [year], relative: 1e-9), "\(scaling)")
      #expect(agree(result[1] ?? [], expected, relative: 1e-8), "\(scaling)")
      let halves = result[2] ?? []
      #expect(agree([halves.reduce(0, +)], [year], relative: 1e-9))
    }
  }

  @Test func yearTermsAndMonths() throws {
    let year = try TemporalHierarchy(period: 12, factors: [4])
    #expect(year.factors == [12, 4, 1] && year.hierarchy.count == 16)
    #expect(try TemporalHierarchy(period: 12).factors == [12, 6, 4, 3, 2, 1])
    let reconciliation = try year.reconciliation(.structural)
    let result = try year.reconcile(
      [12: [130, 240], 4: [40, 40, 40, 80, 80, 80], 1: (0..<24).map { $0 < 12 ? 10 : 20 }],
      with: reconciliation)
    // The second year agrees already.
    #expect(result[12]?[1] == 240 && result[1]?[12...].allSatisfy { $0 == 20 } == true)
    // A surplus of 10 over three levels of equal weight: the months rise by a third of it.
    #expect(agree(result[12] ?? [], [120 + 10.0 / 3, 240], relative: 1e-14))
    let months = Array((result[1] ?? []).prefix(12))
    let expected = [Double](repeating: 10 + 10.0 / 36, count: 12)
    #expect(agree(months, expected))
  }

  @Test func stocksAreAveraged() throws {
    let stock = try TemporalHierarchy(period: 4, aggregation: .mean)
    let flow = try TemporalHierarchy(period: 4)
    let series = [9.0, 1, 2, 3, 6, 5, 5, 7, 7]
    #expect(
      try stock.aggregate(series) == [4: [3, 6], 2: [1.5, 4.5, 5, 7], 1: Array(series[1...])])
    #expect(try flow.aggregate(series)[4] == [12, 24])
    let asMeans: [Int: [Double]] = [4: [25], 2: [22, 30], 1: [20, 25, 27, 31]]
    let means = try stock.reconcile(asMeans, with: stock.reconciliation(.structural))
    let sums = try flow.reconcile(forecasts, with: flow.reconciliation(.structural))
    #expect(agree((means[4] ?? []).map { $0 * 4 }, sums[4] ?? []))
    #expect(agree(means[1] ?? [], sums[1] ?? []))
  }

  @Test func nonNegativePeriods() throws {
    let quarters = try TemporalHierarchy(period: 4, factors: [])
    #expect(quarters.factors == [4, 1])
    let structural = try quarters.reconciliation(.structural)
    let base: [Int: [Double]] = [4: [6], 1: [5, 4, 1, -2]]
    let free = try quarters.reconcile(base, with: structural)
    #expect((free[1] ?? []).contains { $0 < 0 })
    let positive = try quarters.reconcile(base, with: structural, nonNegative: true)
    #expect(positive[1]?.last == 0 && positive[1]?.allSatisfy { $0 >= 0 } == true)
  }

  @Test func refusals() throws {
    let quarters = try TemporalHierarchy(period: 4)
    func message(_ body: () throws -> Void) -> String {
      do {
        try body()
        return ""
      } catch { return "\(error)" }
    }
    #expect(message { _ = try TemporalHierarchy(period: 1) }.contains("period 1"))
    for factor in [0, 3, 8] {
      #expect(
        message { _ = try TemporalHierarchy(period: 4, factors: [factor]) }
          .contains("factor \(factor)"))
    }
    #expect(message { _ = try quarters.aggregate([1, 2, 3]) }.contains("series: 3 where 4"))
    #expect(
      message { _ = try quarters.aggregate([1, 2, .nan, 3]) }.contains("series of series[2]"))
    #expect(
      message { _ = try quarters.reconciliation(.shrunk) }
        .contains("residuals of factor 4: 0 where 1"))
    var ragged = residuals
    ragged[2]?.removeLast()
    #expect(
      message { _ = try quarters.reconciliation(.seriesVariance, residuals: ragged) }
        .contains("factor 2: 11 where 12"))
    var missing = residuals
    missing[1]?[5] = .nan
    #expect(
      message { _ = try quarters.reconciliation(.seriesVariance, residuals: missing) }
        .contains("residuals of factor 1[5]"))
    let months = try TemporalHierarchy(period: 12)
    #expect(
      message {
        _ = try quarters.reconcile(forecasts, with: months.reconciliation(.structural))
      }.contains("reconciliation: 28 where 7"))
    #expect(
      message {
        _ = try quarters.reconcile(
          [4: [1], 2: [1, 2]], with: quarters.reconciliation(.structural))
      }.contains("forecasts of factor 1: 0 where 4"))
  }
}
