import Foundation
import Probability

/// One cell whose retention is uncertain: what drawing it once, every year, or never does to the sd.
///
/// Retention p ~ Beta(a, b); entries are Poisson and exposed from the step after they arrive.
public struct RetentionMoments: Hashable, Sendable {
  /// The mean and standard deviation of the final stock.
  public struct Moments: Hashable, Sendable {
    /// The mean stock.
    public let mean: Double

    /// The standard deviation of the stock.
    public let standardDeviation: Double
  }

  /// One draw of the retention for the whole horizon.
  public let persistent: Moments

  /// The process part of the persistent standard deviation.
  public let processStandardDeviation: Double

  /// The parameter part of the persistent standard deviation.
  public let parameterStandardDeviation: Double

  /// A new draw every step.
  public let fresh: Moments

  /// Retention fixed at its mean.
  public let fixed: Moments

  /// The final stock after `steps` steps from `initial` people.
  ///
  /// Throws ``CohortError`` where a and b are not above 0, or another number is negative.
  public init(
    initial: Double, a: Double, b: Double, entriesPerStep e: Double, steps: Int
  ) throws(CohortError) {
    guard initial >= 0, initial.isFinite else {
      throw CohortError("initial", "is \(initial); it must be finite and at least 0")
    }
    guard a > 0, a.isFinite else { throw CohortError("a", "is \(a); it must be above 0") }
    guard b > 0, b.isFinite else { throw CohortError("b", "is \(b); it must be above 0") }
    guard e >= 0, e.isFinite else {
      throw CohortError("entriesPerStep", "is \(e); it must be finite and at least 0")
    }
    guard steps >= 0 else { throw CohortError("steps", "is \(steps); it must be at least 0") }

    // E pʳ = Π (a+i)/(a+b+i); the stock given p is Poisson-binomial around Σ cₖ pᵏ.
    var power = [1.0]
    for i in 0..<(2 * steps) {
      power.append(power[i] * (a + Double(i)) / (a + b + Double(i)))
    }
    var coefficients = [Double](repeating: e, count: steps)
    coefficients.append(initial)
    var mean = CompensatedSum()
    var process = CompensatedSum()
    var parameter = CompensatedSum()
    for (j, c) in coefficients.enumerated() {
      mean.add(c * power[j])
      process.add(j == steps ? c * (power[j] - power[2 * j]) : c * power[j])
      for (k, d) in coefficients.enumerated() where j > 0 && k > 0 {
        // E pʲ⁺ᵏ / (E pʲ E pᵏ) − 1 without cancellation.
        var log = CompensatedSum()
        for i in 0..<k {
          log.add(log1p(Double(j) * b / ((a + b + Double(j + i)) * (a + Double(i)))))
        }
        parameter.add(c * d * power[j] * power[k] * expm1(log.value))
      }
    }
    processStandardDeviation = max(0, process.value).squareRoot()
    parameterStandardDeviation = max(0, parameter.value).squareRoot()
    persistent = Moments(
      mean: mean.value,
      standardDeviation: max(0, process.value + parameter.value).squareRoot())
    let variance = a / (a + b) * (b / (a + b)) / (a + b + 1)
    fresh = Self.yearly(initial, a / (a + b), variance, e, steps)
    fixed = Self.yearly(initial, a / (a + b), 0, e, steps)
  }

  /// Var′ = mμ(1−μ) + (E N² − m)s² + μ²Var + e.
  private static func yearly(
    _ initial: Double, _ retention: Double, _ spread: Double, _ e: Double, _ steps: Int
  ) -> Moments {
    var mean = initial
    var variance = 0.0
    for _ in 0..<steps {
      let second = variance + mean * mean
      variance =
        mean * retention * (1 - retention) + (second - mean) * spread
        + retention * retention * variance + e
      mean = mean * retention + e
    }
    return Moments(mean: mean, standardDeviation: max(0, variance).squareRoot())
  }
}
