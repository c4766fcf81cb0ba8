import Foundation
public import Probability

/// A mixture of Weibull laws of a stay: S(d) = Σ w exp(−(d/θ)^k).
public struct StayMixture: Hashable, Sendable {
  /// One law of the mixture.
  public struct Component: Hashable, Sendable {
    /// Its share of new stays.
    public let weight: Double

    /// Its law, in the unit of time of the mixture.
    public let law: Weibull

    /// A component of that share and law.
    public init(weight: Double, law: Weibull) {
      self.weight = weight
      self.law = law
    }
  }

  /// The components.
  public let components: [Component]

  /// A mixture of those components; throws ``CohortError`` unless weights are above 0 and sum to 1
  /// within 1e-9.
  public init(_ components: [Component]) throws(CohortError) {
    guard !components.isEmpty else {
      throw CohortError("stayMixture", "is empty; it must have at least one component")
    }
    for (index, component) in components.enumerated() where !(component.weight > 0) {
      throw CohortError(
        "stayMixture[\(index)].weight", "is \(component.weight); it must be above 0")
    }
    let total = CompensatedSum(components.lazy.map(\.weight)).value
    guard abs(total - 1) <= 1e-9 else {
      throw CohortError("stayMixture", "has weights that sum to \(total); they must sum to 1")
    }
    self.components = components
  }

  /// log S(d), exact far out in the tail; 0 for d ≤ 0.
  public func logSurvival(_ d: Double) -> Double {
    SpecialFunctions.logSumExp(components.map { log($0.weight) + $0.law.logUpperTail(d) })
  }

  /// S(d), the chance of staying longer than d.
  public func survival(_ d: Double) -> Double {
    d <= 0 ? 1 : CompensatedSum(components.lazy.map { $0.weight * $0.law.upperTail(d) }).value
  }

  /// S(d + t)/S(d), the chance that a stay of elapsed time d lasts t longer.
  public func survival(beyond t: Double, elapsed d: Double) -> Double {
    t <= 0 ? 1 : min(1, exp(logSurvival(d + t) - logSurvival(d)))
  }

  /// ∫₀ˣ S = Σ w (θ/k) γ(1/k, (x/θ)^k), by the regularised incomplete gamma function.
  public func integral(to x: Double) -> Double {
    guard x > 0 else { return 0 }
    return CompensatedSum(
      components.lazy.map { component in
        let k = component.law.shape
        return component.weight * component.law.mean
          * SpecialFunctions.gammaP(1 / k, pow(x / component.law.scale, k))
      }
    ).value
  }

  /// The mean stay E L = ∫₀^∞ S.
  public var mean: Double {
    CompensatedSum(components.lazy.map { $0.weight * $0.law.mean }).value
  }

  /// E L² = Σ w θ² Γ(1 + 2/k).
  public var secondMoment: Double {
    CompensatedSum(
      components.lazy.map { component in
        component.weight * component.law.scale * component.law.scale
          * exp(SpecialFunctions.logGamma(1 + 2 / component.law.shape))
      }
    ).value
  }

  /// The stay that a share p of stays do not outlast, for p inside (0, 1).
  public func quantile(_ p: Double) throws(CohortError) -> Double {
    guard p > 0, p < 1 else {
      throw CohortError("p", "is \(p); it must be inside (0, 1)")
    }
    let ends = components.map { $0.law.quantile(p) }
    var low = ends.min() ?? 0
    var high = ends.max() ?? 0
    for _ in 0..<200 where high - low > 1e-15 * high {
      let middle = 0.5 * (low + high)
      if survival(middle) > 1 - p { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}
