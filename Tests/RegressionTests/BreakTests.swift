import Foundation
import ReferenceCases
import Regression
import Testing

@Suite("Structural breaks")
struct BreakTests {
  @Test(.enabled(if: SharedReference.isPresent), arguments: ["nile_mean", "nile_trend"])
  func agreesWithR(id: String) throws {
    // strucchange 1.5-3 on the flow of the Nile 1871 to 1970.
    let all = try SharedReference.object("benchmarks/golden/structural_breaks.json")
    let expected = try #require(all[id] as? [String: Any])
    let data = try SharedReference.columns("benchmarks/golden/data/nile_step.csv")
    let times = try #require(data["t"])
    let design = try DesignMatrix(rows: times.map { id == "nile_mean" ? [1] : [1, $0] })
    let analysis = try BreakAnalysis(design, response: try #require(data["y"]))
    let sums = ReferenceCase.vector(expected["rss_by_breaks"])
    let criteria = ReferenceCase.vector(expected["bic_by_breaks"])
    #expect(correctDigits(analysis.segmentations.map(\.residualSumOfSquares), sums) > 10)
    #expect(correctDigits(analysis.segmentations.map(\.bic), criteria) > 12)
    let dates = try #require(expected["breaks_for_m"] as? [[Int]])
    #expect(analysis.segmentations.dropFirst().map(\.breaks) == dates)
    #expect(analysis.best.breaks == expected["optimal_index"] as? [Int])
    #expect(analysis.minimumLength == 15)
  }

  @Test(.enabled(if: SharedReference.isPresent))
  func supremumAgreesWithR() throws {
    let all = try SharedReference.object("benchmarks/golden/structural_breaks.json")
    let expected = try #require(all["supF_nile"] as? [String: Any])
    let data = try SharedReference.columns("benchmarks/golden/data/nile_step.csv")
    let response = try #require(data["y"])
    let test = try SupremumTest(DesignMatrix(rows: response.map { _ in [1] }), response: response)
    let first = ReferenceCase.vector(expected["first_Fstats"])
    #expect(correctDigits(Array(test.statistics.prefix(5)), first) > 10)
    #expect(
      correctDigits(test.statistic, (expected["statistic"] as? NSNumber)?.doubleValue ?? .nan) > 10)
    #expect(test.row == 28 && test.firstRow == 15)
    #expect(test.pValue < 1e-14)
  }

  @Test func theTailAgreesWithPublishedPoints() throws {
    // Andrews (2003), table I, one parameter and 15% trimmed: 7.12 (10%), 8.68 (5%), 12.16 (1%).
    // Here a step of a size that gives each statistic exactly.
    for (x, p) in [(7.12, 0.10), (8.68, 0.05), (12.16, 0.01)] {
      #expect(abs(try tail(x) - p) < 0.003)
    }
    #expect(try tail(0.5) > 0.5)
    #expect(try tail(3) > (try tail(4)))
  }

  /// The p-value of a series of 200 whose largest statistic is nearly x.
  private func tail(_ x: Double) throws -> Double {
    let count = 200
    let noise = (0..<count).map { $0.isMultiple(of: 2) ? 1.0 : -1 }
    // RSS₀ − RSS₁ = n d²/4 and RSS₁ = n for a step d half way.
    let step = (4 * x / Double(count - 2)).squareRoot()
    let series = noise.enumerated().map { $0.offset < 100 ? $0.element : $0.element + step }
    let test = try SupremumTest(DesignMatrix(rows: series.map { _ in [1] }), response: series)
    if x > 2 { #expect(abs(test.statistic / x - 1) < 0.02) }
    return test.pValue
  }

  @Test func aStepIsDatedAndScaleDoesNotMatter() throws {
    for scale in [1e-300, 1e-100, 1, 1e100, 1e150] {
      let series = (0..<12).map { i -> Double in
        let noise = [0.3, -0.2, 0.1, 0.25, -0.3, -0.1][i % 6]
        return (i < 7 ? 10 + noise : 20 + noise) * scale
      }
      let design = try DesignMatrix(rows: series.map { _ in [1] })
      let analysis = try BreakAnalysis(design, response: series, minimumLength: 3)
      #expect(analysis.best.breaks == [7])
      #expect(analysis.segmentations.count == 4)
      let test = try SupremumTest(design, response: series)
      #expect(test.row == 7 && test.pValue < 1e-6)
    }
  }

  @Test func constantsHaveNoBreak() throws {
    let series = Array(repeating: 5.0, count: 12)
    let design = try DesignMatrix(rows: series.map { _ in [1] })
    #expect(try SupremumTest(design, response: series).statistic == 0)
    let zero = try BreakAnalysis(design, response: series.map { _ in 0 })
    #expect(zero.best.breaks.isEmpty)
  }

  @Test func refusals() throws {
    let design = try DesignMatrix(rows: (0..<6).map { [1, Double($0)] })
    let y: [Double] = [1, 2, 3, 4, 5, 7]
    #expect(throws: RegressionError.tooFewRows(rows: 6, needed: 8)) {
      try BreakAnalysis(design, response: y, minimumLength: 4)
    }
    #expect(throws: RegressionError.self) {
      try BreakAnalysis(design, response: y, minimumLength: 2)
    }
    #expect(throws: RegressionError.self) { try BreakAnalysis(design, response: [1]) }
    #expect(throws: RegressionError.self) { try BreakAnalysis(design, response: y, limit: -1) }
    #expect(throws: RegressionError.self) {
      try BreakAnalysis(design, response: [1, 2, .nan, 4, 5, 6])
    }
    #expect(throws: RegressionError.self) { try SupremumTest(design, response: y, trim: 0.5) }
    #expect(throws: RegressionError.self) { try SupremumTest(design, response: [1]) }
    #expect(throws: RegressionError.self) {
      try SupremumTest(DesignMatrix(rows: [[1], [1], [1]]), response: [1, 2, 3])
    }
    #expect(try BreakAnalysis(design, response: y, limit: 0).segmentations.count == 1)
  }
}
