import Foundation

/// What a method gains over a baseline on the same values, in words.
public struct BaselineComparison: Equatable, Sendable, CustomStringConvertible {
  /// The method.
  public let method: String

  /// The baseline.
  public let baseline: String

  /// The number of forecasts.
  public let count: Int

  /// The mean absolute error of the method over all rows.
  public let methodError: Double

  /// The mean absolute error of the baseline over all rows.
  public let baselineError: Double

  /// The horizons at which the method's mean absolute error is lower.
  public let betterHorizons: [Int]

  /// The horizons at which it is not.
  public let otherHorizons: [Int]

  /// Compares the back-tests of a method and a baseline.
  ///
  /// Throws `designMismatch` where they do not have the same rows, and `tooShort` without any.
  public init(
    _ method: String, _ test: BackTest, baseline: String, _ baselineTest: BackTest
  ) throws(ForecastingError) {
    let comparison = try MethodComparison([(method, test), (baseline, baselineTest)])
    guard let scores = test.scores, let other = baselineTest.scores else {
      throw .tooShort(method: "a comparison with a baseline", length: 0, needed: 1)
    }
    self.method = method
    self.baseline = baseline
    count = scores.count
    methodError = scores.meanAbsoluteError
    baselineError = other.meanAbsoluteError
    let table = comparison.table()
    betterHorizons = table.filter { $0.lossDifference < 0 }.map(\.horizon)
    otherHorizons = table.filter { $0.lossDifference >= 0 }.map(\.horizon)
  }

  /// The share by which the error is lower than the baseline's, negative where it is higher; `nil`
  /// where the baseline is without error.
  public var gain: Double? { baselineError > 0 ? 1 - methodError / baselineError : nil }

  /// The comparison in a sentence.
  public var description: String {
    let number = { (value: Double) in String(format: "%.4g", value) }
    let verdict: String
    if let gain {
      let share = String(format: "%.0f%%", abs(gain) * 100)
      verdict = gain == 0 ? "the same" : "\(share) \(gain > 0 ? "lower" : "higher")"
    } else {
      verdict = methodError == 0 ? "the same" : "higher"
    }
    let list = { (steps: [Int]) in steps.map(String.init).joined(separator: ", ") }
    var text =
      "\(method): mean absolute error \(number(methodError)) against \(number(baselineError)) of "
      + "\(baseline), \(verdict), over \(count) forecasts"
    if !betterHorizons.isEmpty { text += "; better at steps \(list(betterHorizons))" }
    if !otherHorizons.isEmpty { text += "; not better at steps \(list(otherHorizons))" }
    return text
  }
}
