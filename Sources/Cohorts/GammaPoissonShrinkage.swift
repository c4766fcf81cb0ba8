import Foundation
import Probability

/// Shrinkage of rates: event counts over exposures whose rates follow a common gamma law.
public struct GammaPoissonShrinkage: Hashable, Sendable {
  /// The shape of the gamma law.
  public let shape: Double

  /// The rate of the gamma law, in units of exposure; the mean rate is shape/rate.
  public let rate: Double

  /// Whether the rates differ no more than chance, so that the shape is at its cap of 1e6 and every
  /// posterior mean is close to the pooled rate.
  public let isPooled: Bool

  /// Per cell, (shape + events)/(rate + exposure), in events per unit of exposure.
  public let posteriorMeans: [Double]

  /// Fits shape and rate by maximum marginal (negative binomial) likelihood; with two or fewer
  /// cells of positive exposure the shape is 5.
  ///
  /// Throws ``CohortError`` where lists differ in length, a number is negative or not finite, events
  /// have no exposure, or there are no events at all.
  public init(events: [Double], exposure: [Double]) throws(CohortError) {
    guard events.count == exposure.count else {
      throw CohortError("exposure", "has \(exposure.count) values for \(events.count) counts")
    }
    for index in events.indices {
      guard events[index] >= 0, events[index].isFinite else {
        throw CohortError(
          "events[\(index)]", "is \(events[index]); it must be finite and at least 0")
      }
      guard exposure[index] >= 0, exposure[index].isFinite else {
        throw CohortError(
          "exposure[\(index)]", "is \(exposure[index]); it must be finite and at least 0")
      }
      guard exposure[index] > 0 || events[index] == 0 else {
        throw CohortError(
          "exposure[\(index)]", "is 0 where there are \(events[index]) events; it must be above 0")
      }
    }
    let cells = zip(events, exposure).filter { $0.1 > 0 }.map { (y: $0.0, n: $0.1) }
    let total = CompensatedSum(cells.lazy.map(\.y)).value
    guard total > 0 else {
      throw CohortError("events", "are all 0; the rate cannot be estimated")
    }
    if cells.count <= 2 {
      shape = DirichletShrinkage.defaultConcentration
      isPooled = false
    } else {
      let maximum = LikelihoodSearch.maximise(cap: DirichletShrinkage.largestConcentration) {
        Self.logLikelihood(shape: $0, mean: Self.mean(shape: $0, cells), cells)
      } score: {
        Self.score(shape: $0, mean: Self.mean(shape: $0, cells), cells)
      }
      shape = maximum.value
      isPooled = maximum.isCapped
    }
    rate = shape / Self.mean(shape: shape, cells)
    posteriorMeans = zip(events, exposure).map { [shape, rate] in (shape + $0) / (rate + $1) }
  }

  /// The likeliest mean rate μ for a given shape a: the root of Σ (y − μn)/(1 + μn/a).
  static func mean(shape a: Double, _ cells: [(y: Double, n: Double)]) -> Double {
    var mu =
      CompensatedSum(cells.lazy.map(\.y)).value / CompensatedSum(cells.lazy.map(\.n)).value
    for _ in 0..<200 {
      var value = CompensatedSum()
      var slope = CompensatedSum()
      for (y, n) in cells {
        let weight = 1 + mu * n / a
        value.add((y - mu * n) / weight)
        slope.add(n * (1 + y / a) / (weight * weight))
      }
      let step = value.value / slope.value
      // The function is convex and decreasing in μ, so Newton only overshoots from the right.
      let next = mu + step > 0 ? mu + step : mu / 2
      if abs(next - mu) <= 1e-15 * mu { return next }
      mu = next
    }
    return mu
  }

  /// The marginal (negative binomial) log likelihood of the counts, but for what no parameter changes.
  static func logLikelihood(
    shape a: Double, mean mu: Double, _ cells: [(y: Double, n: Double)]
  ) -> Double {
    var sum = CompensatedSum()
    for (y, n) in cells {
      sum.add(LikelihoodSearch.logRising(a, y))
      sum.add(logKernel(shape: a, expected: mu * n, events: y))
    }
    return sum.value
  }

  private static func score(
    shape a: Double, mean mu: Double, _ cells: [(y: Double, n: Double)]
  ) -> Double {
    var sum = CompensatedSum()
    for (y, n) in cells {
      sum.add(LikelihoodSearch.digammaRise(a, y))
      sum.add(scoreKernel(shape: a, expected: mu * n, events: y))
    }
    return sum.value
  }

  /// a log(a/(a+E)) + y log(E/(a+E)), the part of the log likelihood beside the gamma functions.
  static func logKernel(shape a: Double, expected e: Double, events y: Double) -> Double {
    -a * log1p(e / a) + (y > 0 ? y * log(e / (a + e)) : 0)
  }

  /// The derivative by the shape of ``logKernel(shape:expected:events:)``.
  static func scoreKernel(shape a: Double, expected e: Double, events y: Double) -> Double {
    (e - y) / (a + e) - log1p(e / a)
  }
}
