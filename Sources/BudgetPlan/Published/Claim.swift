import Foundation

/// How a published figure follows from others.
public enum ClaimOperation: String, Hashable, Sendable, CaseIterable {
  /// a + b + …
  case sum
  /// a − b − …
  case difference
  /// a × b × …
  case product
  /// a ÷ b
  case quotient
  /// 100 (b ÷ a − 1): the change from a to b.
  case percentChange = "percent-change"
  /// 100 (a ÷ b − 1): how far the forecast a missed the actual b.
  case percentError = "percent-error"
  /// 100 ((b ÷ a)^(1 ÷ n) − 1): a yearly rate over n years.
  case yearlyRate = "yearly-rate"
  /// c + n (c − a) ÷ k: the change over the k years from a to c, carried on for n years.
  case linear
  /// c (c ÷ a)^(n ÷ k): the growth over the k years from a to c, carried on for n years.
  case constantGrowth = "constant-growth"

  /// Numbers it takes; `nil` for two or more.
  var operandCount: Int? {
    switch self {
    case .sum, .difference, .product: nil
    case .quotient, .percentChange, .percentError: 2
    case .yearlyRate: 3
    case .linear, .constantGrowth: 4
    }
  }

  /// The result.
  func apply(_ x: [Double]) -> Double {
    switch self {
    case .sum: x.reduce(0, +)
    case .difference: x.dropFirst().reduce(x[0], -)
    case .product: x.reduce(1, *)
    case .quotient: x[0] / x[1]
    case .percentChange: 100 * (x[1] / x[0] - 1)
    case .percentError: 100 * (x[0] / x[1] - 1)
    case .yearlyRate: 100 * (pow(x[1] / x[0], 1 / x[2]) - 1)
    case .linear: x[1] + x[3] * (x[1] - x[0]) / x[2]
    case .constantGrowth: x[1] * pow(x[1] / x[0], x[3] / x[2])
    }
  }

  /// The arithmetic as a reader checks it.
  func text(_ x: [String]) -> String {
    switch self {
    case .sum: x.joined(separator: " + ")
    case .difference: x.joined(separator: " − ")
    case .product: x.joined(separator: " × ")
    case .quotient: "\(x[0]) ÷ \(x[1])"
    case .percentChange: "\(x[0]) to \(x[1])"
    case .percentError: "\(x[0]) forecast, \(x[1]) actual"
    case .yearlyRate: "\(x[0]) to \(x[1]) in \(x[2]) years"
    case .linear: "\(x[1]) + \(x[3]) × (\(x[1]) − \(x[0])) ÷ \(x[2])"
    case .constantGrowth: "\(x[1]) × (\(x[1]) ÷ \(x[0]))^(\(x[3]) ÷ \(x[2]))"
    }
  }
}

/// A published figure, the arithmetic that should give it, and how the two compare.
public struct Claim: Hashable, Sendable {
  /// How the arithmetic compares with what was published.
  public enum Verdict: String, Hashable, Sendable {
    /// The same to the last published digit or beyond.
    case ties
    /// Apart, by no more than the rounding of the published figures explains.
    case rounding = "ties within rounding"
    /// Further apart.
    case apart = "does not tie"
    /// Further apart, and known to be: the published figures themselves do not add.
    case knownApart = "does not tie, as is known"
    /// Nothing was published: the figure is derived here.
    case derived
  }

  /// What is claimed.
  public let name: String
  /// The arithmetic.
  public let arithmetic: String
  /// Its result.
  public let result: Double
  /// What was published.
  public let published: Double?
  /// One unit of the last published digit.
  public let step: Double
  /// The unit of the figures.
  public let unit: String
  /// Why the published figures do not add, where it is known that they do not; or empty.
  public let knownDifference: String
  /// How far rounding alone can take the result.
  public let tolerance: Double

  /// Published less computed.
  public var difference: Double? { published.map { $0 - result } }

  /// How they compare.
  public var verdict: Verdict {
    guard let difference else { return .derived }
    if abs(difference) <= step * 1e-6 { return .ties }
    if abs(difference) <= tolerance * (1 + 1e-9) { return .rounding }
    return knownDifference.isEmpty ? .apart : .knownApart
  }
}
