import Foundation
import LinearAlgebra
import Probability

/// A regression in time order that changes its coefficients at unknown rows.
public struct BreakAnalysis: Sendable {
  /// The best segmentation for one number of breaks.
  public struct Segmentation: Equatable, Sendable {
    /// The last row (counted from one) of every segment but the last, ascending: a break at 28
    /// means that row 29 is the first of the new regime.
    public let breaks: [Int]

    /// The residual sum of squares over all segments.
    public let residualSumOfSquares: Double

    /// Schwarz's criterion of the Gaussian likelihood, with p coefficients and a date for each
    /// break and a variance counted as (p + 1)(m + 1) parameters; −∞ for an exact fit.
    public let bic: Double
  }

  /// The best segmentations for none, one, two … breaks.
  public let segmentations: [Segmentation]

  /// The fewest rows in a segment.
  public let minimumLength: Int

  /// The segmentation of the smallest BIC.
  public let best: Segmentation

  /// Finds the best dates for every number of breaks up to a limit by dynamic programming
  /// (Bai and Perron 2003, Computation and analysis of multiple structural change models).
  ///
  /// - Parameters:
  ///   - design: n rows in time order and p terms.
  ///   - response: n values.
  ///   - minimumLength: the fewest rows in a segment, more than p; 15% of the rows where `nil`, but
  ///     at least p + 1.
  ///   - limit: the largest number of breaks; as many as fit where `nil`, at most 5.
  ///
  /// Throws `lengthMismatch`, `invalidValue` and `tooFewRows`.
  public init(
    _ design: DesignMatrix, response: [Double], minimumLength: Int? = nil, limit: Int? = nil
  ) throws(RegressionError) {
    try check(response, "response", count: design.rows) {
      $0.isFinite
    } reason: {
      "a response must be a finite number"
    }
    let length = try BreakAnalysis.length(design, minimumLength)
    let scale = Swift.max(
      response.reduce(0) { Swift.max($0, abs($1)) }.binade, Double.leastNormalMagnitude)
    let costs = SegmentCosts(design, response: response.map { $0 / scale }, minimum: length)
    let most = Swift.min(limit ?? 5, design.rows / length - 1)
    guard most >= 0 else {
      throw .invalidValue(
        input: "limit", row: 0, value: Double(most), reason: "a number of breaks is not negative")
    }
    let found = BreakAnalysis.search(costs, most: most)
    let n = Double(design.rows)
    segmentations = found.enumerated().map { m, item in
      let parameters = Double((design.columns + 1) * (m + 1))
      let bic =
        n * (log(item.cost / n) + 2 * log(scale) + 1 + log(2 * Double.pi)) + log(n) * parameters
      return Segmentation(
        breaks: item.breaks, residualSumOfSquares: item.cost * scale * scale, bic: bic)
    }
    self.minimumLength = length
    var best = segmentations[0]
    for item in segmentations where item.bic < best.bic { best = item }
    self.best = best
  }

  private static func length(
    _ design: DesignMatrix, _ asked: Int?
  ) throws(RegressionError) -> Int {
    let least = design.columns + 1
    let length = asked ?? Swift.max(least, Int((0.15 * Double(design.rows)).rounded(.down)))
    guard length >= least else {
      throw .invalidValue(
        input: "minimum length", row: 0, value: Double(length),
        reason: "a segment needs more rows than terms, at least \(least)")
    }
    guard design.rows >= 2 * length else {
      throw .tooFewRows(rows: design.rows, needed: 2 * length)
    }
    return length
  }

  /// The cheapest division of the rows into one, two … segments.
  private static func search(
    _ costs: SegmentCosts, most: Int
  ) -> [(breaks: [Int], cost: Double)] {
    let n = costs.rows
    let h = costs.minimum
    var totals = Array(repeating: Double.infinity, count: n + 1)
    for end in h...n { totals[end] = costs.cost(0, end) }
    var origins: [[Int]] = []
    var result: [(breaks: [Int], cost: Double)] = [([], totals[n])]
    var m = 1
    while m <= most {
      var next = Array(repeating: Double.infinity, count: n + 1)
      var origin = Array(repeating: 0, count: n + 1)
      for end in ((m + 1) * h)...n {
        for middle in (m * h)...(end - h) {
          let total = totals[middle] + costs.cost(middle, end)
          if total < next[end] {
            next[end] = total
            origin[end] = middle
          }
        }
      }
      totals = next
      origins.append(origin)
      var breaks: [Int] = []
      var end = n
      for origin in origins.reversed() {
        end = origin[end]
        breaks.append(end)
      }
      result.append((breaks.reversed(), totals[n]))
      m += 1
    }
    return result
  }
}
