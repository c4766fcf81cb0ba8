import Foundation
public import Probability

/// A chart that adds up how far counts are above what they should be, and gives an alarm when that is too
/// much for chance.
///
/// `S_t = max(0, S_{t−1} + y_t − k)` with `k = (μ₁ − μ₀) / (log μ₁ − log μ₀)`; an alarm where `S_t > h`,
/// after which it starts again from 0. Source: J. M. Lucas, 1985.
public struct PoissonCUSUM: Sendable {
  /// What is taken off in each step.
  public let reference: Double
  /// The sum after each count; the step of an alarm keeps its sum.
  public let path: [Double]
  /// Steps with an alarm, from 0.
  public let alarms: [Int]

  /// The chart of counts with a usual mean, a mean to be found out, and a limit.
  ///
  /// Throws for means that are not above 0 or not in that order, a limit below 0 and negative counts.
  public init(
    counts: [Int], usualMean: Double, raisedMean: Double, limit: Double
  ) throws(ParameterError) {
    guard counts.allSatisfy({ $0 >= 0 }) else {
      throw ParameterError("counts", "\(counts)", "must not be negative")
    }
    reference = try Self.reference(usualMean, raisedMean)
    guard limit >= 0, limit.isFinite else {
      throw ParameterError("limit", limit, "must be at least 0")
    }
    var sum = 0.0
    var path: [Double] = []
    var alarms: [Int] = []
    for (step, count) in counts.enumerated() {
      sum = max(0, sum + Double(count) - reference)
      path.append(sum)
      if sum > limit {
        alarms.append(step)
        sum = 0
      }
    }
    self.path = path
    self.alarms = alarms
  }

  /// The limit with about so many steps between false alarms, by simulation of `replicates` runs.
  ///
  /// Halves an interval until it is narrower than a hundredth. Throws as the chart does, and where
  /// `runLength` is not above 1.
  public static func limit(
    usualMean: Double, raisedMean: Double, runLength: Double, replicates: Int = 400,
    seed: UInt64 = 1
  ) throws(ParameterError) -> Double {
    let reference = try reference(usualMean, raisedMean)
    guard runLength > 1, runLength <= 10_000 else {
      throw ParameterError("run length", runLength, "must be above 1 and at most 10,000")
    }
    let law = try Poisson(mean: usualMean)
    let stream = RandomStream(seed: seed, name: "cusum")
    let longest = min(RandomAddress.stepLimit - 1, Int(runLength * 8))
    func meanRun(_ limit: Double) -> Double {
      var steps = 0
      for replicate in 0..<replicates {
        var sum = 0.0
        for step in 0..<longest {
          steps += 1
          sum = max(
            0,
            sum + Double(law.quantile(stream.uniform(replicate: replicate, step: step)))
              - reference)
          if sum > limit { break }
        }
      }
      return Double(steps) / Double(replicates)
    }
    var low = 0.0
    var high = 4 * max(1, usualMean)
    while meanRun(high) < runLength, high < 1_000 * max(1, usualMean) { high *= 2 }
    while high - low > 0.01 {
      let middle = (low + high) / 2
      if meanRun(middle) < runLength { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func reference(
    _ usual: Double, _ raised: Double
  ) throws(ParameterError) -> Double {
    guard usual > 0, usual.isFinite else {
      throw ParameterError("usual mean", usual, "must be above 0")
    }
    guard raised > usual, raised.isFinite else {
      throw ParameterError("raised mean", raised, "must be above the usual mean")
    }
    return (raised - usual) / (log(raised) - log(usual))
  }
}
