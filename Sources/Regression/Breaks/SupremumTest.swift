import Foundation
import Probability

/// The test of one break at an unknown row: the largest Chow statistic over the middle of the rows
/// (Andrews 1993).
public struct SupremumTest: Equatable, Sendable {
  /// The Chow statistics (RSS − RSS₁ − RSS₂)/((RSS₁ + RSS₂)/(n − 2p)) of a break after each row
  /// from ``firstRow`` on.
  public let statistics: [Double]

  /// The row, counted from one, of the first statistic.
  public let firstRow: Int

  /// The largest statistic.
  public let statistic: Double

  /// The row, counted from one, after which the break is placed.
  public let row: Int

  /// The probability of a statistic at least as large without a break.
  ///
  /// The tail approximation of James, James and Siegmund (1987) for the supremum of the squared
  /// tied-down Bessel process over the middle of the rows,
  /// x^(p/2) e^(−x/2) / (2^(p/2) Γ(p/2)) · ((1 − p/x) log((1 − π)²/π²) + 2/x) with π the share
  /// trimmed, which agrees with Andrews's (2003) 10% and 5% points to about 0.002.
  public let pValue: Double

  /// Tests for one break.
  ///
  /// - Parameters:
  ///   - design: n rows in time order and p terms.
  ///   - response: n values.
  ///   - trim: the share of rows left out at either end, above 0 and below ½.
  ///
  /// Throws `lengthMismatch`, `invalidValue` and `tooFewRows`.
  public init(
    _ design: DesignMatrix, response: [Double], trim: Double = 0.15
  ) throws(RegressionError) {
    try check(response, "response", count: design.rows) {
      $0.isFinite
    } reason: {
      "a response must be a finite number"
    }
    guard trim > 0, trim < 0.5 else {
      throw .invalidValue(
        input: "trim", row: 0, value: trim, reason: "a trimmed share is between 0 and 0.5")
    }
    let p = design.columns
    let n = design.rows
    let first = Swift.max(Int((trim * Double(n)).rounded(.down)), p + 1)
    guard n - first >= first else { throw .tooFewRows(rows: n, needed: 2 * first) }
    let scale = Swift.max(
      response.reduce(0) { Swift.max($0, abs($1)) }.binade, Double.leastNormalMagnitude)
    let costs = SegmentCosts(design, response: response.map { $0 / scale }, minimum: first)
    let whole = costs.cost(0, n)
    // What is left of an exact fit is rounding error, which no break explains.
    let floor = 1e-24 * Double(n)
    statistics = (first...(n - first)).map { row in
      let parts = costs.cost(0, row) + costs.cost(row, n)
      guard whole > floor else { return 0 }
      return (whole - parts) / (Swift.max(parts, whole * 1e-15) / Double(n - 2 * p))
    }
    firstRow = first
    var place = 0
    for (i, value) in statistics.enumerated() where value > statistics[place] { place = i }
    statistic = statistics[place]
    row = first + place
    pValue = SupremumTest.tail(
      statistic, order: Double(p), trim: Swift.max(trim, Double(first) / Double(n)))
  }

  /// The approximate tail; below p + 2, where the approximation does not hold, the line from
  /// certainty at zero.
  static func tail(_ x: Double, order p: Double, trim: Double) -> Double {
    let span = 2 * log((1 - trim) / trim)
    let at = Swift.max(x, p + 2)
    let density = exp(p / 2 * log(at / 2) - at / 2 - SpecialFunctions.logGamma(p / 2))
    let value = Swift.min(1, density * ((1 - p / at) * span + 2 / at))
    return x < at ? 1 - Swift.max(0, x) / at * (1 - value) : value
  }
}
