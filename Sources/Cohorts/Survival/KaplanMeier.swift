import Foundation
import Probability

/// The product-limit estimate of staying beyond t, with delayed entry (Kaplan and Meier 1958).
///
/// S(t) = Π(tᵢ ≤ t) (1 − dᵢ/rᵢ); the standard error is Greenwood's, the interval is on the log(−log)
/// scale.
public struct KaplanMeier: Hashable, Sendable {
  /// The distinct times of exits, ascending.
  public let time: [Double]

  /// Stays at risk at each time.
  public let atRisk: [Int]

  /// Exits at each time.
  public let events: [Int]

  /// S just after each time.
  public let survival: [Double]

  /// Greenwood's standard error of S; 0 where S is 0.
  public let standardError: [Double]

  /// Lower limit of S; `nil` where S is 0 and the scale has no limits.
  public let lower: [Double?]

  /// Upper limit of S; `nil` where S is 0.
  public let upper: [Double?]

  /// The estimate of those stays, all types of exit together, with intervals of that coverage.
  ///
  /// Throws ``CohortError`` unless coverage is inside (0, 1).
  public init(_ stays: ObservedStays, coverage: Double = 0.95) throws(CohortError) {
    guard coverage > 0, coverage < 1 else {
      throw CohortError("coverage", "is \(coverage); it must be inside (0, 1)")
    }
    let table = RiskTable(stays)
    let z = SpecialFunctions.normalQuantile(0.5 + coverage / 2)
    var survival: [Double] = []
    var errors: [Double] = []
    var lower: [Double?] = []
    var upper: [Double?] = []
    var level = 1.0
    var sum = CompensatedSum()
    for (r, d) in zip(table.atRisk, table.events) {
      level *= Double(r - d) / Double(r)
      guard r > d, level > 0 else {
        level = 0
        survival.append(0)
        errors.append(0)
        lower.append(nil)
        upper.append(nil)
        continue
      }
      sum.add(Double(d) / (Double(r) * Double(r - d)))
      let error = level * sum.value.squareRoot()
      let width = z * error / (level * log(level))
      survival.append(level)
      errors.append(error)
      // log S is negative, so the larger power is the lower limit.
      lower.append(exp(log(level) * exp(-width)))
      upper.append(exp(log(level) * exp(width)))
    }
    time = table.time
    atRisk = table.atRisk
    events = table.events
    self.survival = survival
    standardError = errors
    self.lower = lower
    self.upper = upper
  }

  /// The first time at which S is at most one half; `nil` where it stays above.
  public var median: Double? {
    zip(time, survival).first { $0.1 <= 0.5 }?.0
  }

  /// S at t, a step function that is 1 before the first exit and keeps its last level.
  public func value(at t: Double) -> Double {
    var level = 1.0
    for (end, survival) in zip(time, survival) {
      guard end <= t else { break }
      level = survival
    }
    return level
  }

  /// The restricted mean stay ∫₀^τ S, in the unit of time; throws ``CohortError`` unless τ > 0.
  public func restrictedMean(to tau: Double) throws(CohortError) -> Double {
    guard tau > 0, tau.isFinite else {
      throw CohortError("tau", "is \(tau); it must be finite and above 0")
    }
    var area = CompensatedSum()
    var from = 0.0
    var level = 1.0
    for (end, survival) in zip(time, survival) where end < tau {
      area.add(level * (end - from))
      from = end
      level = survival
    }
    area.add(level * (tau - from))
    return area.value
  }
}
