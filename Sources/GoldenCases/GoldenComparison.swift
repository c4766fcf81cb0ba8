import Foundation

/// The leaf-by-leaf comparison of a result with what a golden case expects.
public struct GoldenComparison: Equatable, Sendable {
  /// How far two numbers may differ.
  public enum Tolerance: Equatable, Sendable {
    /// Every leaf must be equal.
    case exact
    /// Numbers pass if |a − b| ≤ absolute + relative·|b|; other leaves must be equal.
    case within(relative: Double, absolute: Double)
  }

  /// Whether every expected leaf was met.
  public private(set) var passes = true

  /// The lowest log relative error −log10(|a − b|/|b|) of the numbers, between 0 and 15; nil where
  /// no number was compared.
  public private(set) var worstLRE: Double?

  /// The path of the first leaf that failed, for example `mean[2][0]`; nil where all passed.
  public private(set) var firstFailure: String?

  private let tolerance: Tolerance

  /// Compares a result with the expected value; keys the expected value lacks are ignored.
  public init(result: GoldenValue, expected: GoldenValue, tolerance: Tolerance) {
    self.tolerance = tolerance
    compare(result, expected, "")
  }

  private mutating func compare(_ result: GoldenValue, _ expected: GoldenValue, _ path: String) {
    switch (result, expected) {
    case (.number(let a), .number(let b)):
      let lre = Self.logRelativeError(a, b)
      worstLRE = min(worstLRE ?? 15, lre)
      if !isClose(a, b) { fail(path) }
    case (.array(let a), .array(let b)):
      guard a.count == b.count else { return fail(path) }
      for (index, pair) in zip(a, b).enumerated() {
        compare(pair.0, pair.1, "\(path)[\(index)]")
      }
    case (.object(let a), .object(let b)):
      for key in b.keys.sorted() {
        let inner = path.isEmpty ? key : "\(path).\(key)"
        guard let mine = a[key], let theirs = b[key] else {
          fail(inner)
          continue
        }
        compare(mine, theirs, inner)
      }
    default:
      if result != expected { fail(path) }
    }
  }

  private mutating func fail(_ path: String) {
    passes = false
    if firstFailure == nil { firstFailure = path.isEmpty ? "result" : path }
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    switch tolerance {
    case .exact: a == b
    case .within(let relative, let absolute):
      a == b || abs(a - b) <= absolute + relative * abs(b)
    }
  }

  /// −log10(|a − b|/|b|) between 0 and 15; where b is 0 the absolute difference counts.
  public static func logRelativeError(_ a: Double, _ b: Double) -> Double {
    if a == b { return 15 }
    let error = b == 0 ? abs(a) : abs(a - b) / abs(b)
    guard error.isFinite else { return 0 }
    return min(15, max(0, -log10(error)))
  }
}
