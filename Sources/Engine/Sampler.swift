import Foundation
import Probability
import ScenarioLanguage

/// The quantile function of a value as written in a scenario: one uniform in, one value out.
///
/// A central range of coverage c is matched at its ends: a normal, log-normal or logit-normal has
/// exactly (1 − c)/2 below the low end and above the high end.
struct Sampler: Sendable {
  enum Law: Sendable {
    case fixed(Double)
    case normal(Normal)
    case logNormal(LogNormal)
    case logitNormal(LogitNormal)
    case uniform(Uniform)
    case triangular(Triangular)
    case pert(Pert)
    case choice([WeightedValue])
  }

  let law: Law

  /// The sampler of a value that is not a reference.
  init(_ value: ValueSpec) throws(EngineError) {
    do {
      law = try Sampler.law(value)
    } catch let error as ParameterError {
      throw EngineError("I can't draw from this value: \(error)")
    } catch {
      throw EngineError("I can't draw from this value: \(error)")
    }
  }

  private static func law(_ value: ValueSpec) throws -> Law {
    switch value.form {
    case .fixed(let figure):
      return .fixed(figure)
    case .choice(let choices):
      return .choice(choices)
    case .limits(let low, let high, let mode):
      switch value.shape {
      case .triangular:
        return .triangular(try Triangular(low: low, mode: mode ?? (low + high) / 2, high: high))
      case .pert:
        return .pert(try Pert(low: low, mode: mode ?? (low + high) / 2, high: high))
      default:
        guard let mode else { return .uniform(try Uniform(low: low, high: high)) }
        return .pert(try Pert(low: low, mode: mode, high: high))
      }
    case .interval(let low, let high, let coverage):
      return try interval(low, high, coverage, value.shape)
    case .reference(let name):
      throw EngineError("`\(name)` is a name, not a figure.")
    }
  }

  private static func interval(
    _ low: Double, _ high: Double, _ coverage: Double, _ shape: ValueSpec.Shape
  ) throws -> Law {
    guard high > low else { return .fixed(low) }
    let reach = 2 * SpecialFunctions.normalQuantile(0.5 + coverage / 2)
    let middle = (low + high) / 2
    let half = (high - low) / 2
    switch shape {
    case .logNormal:
      return .logNormal(
        try LogNormal(
          logMean: (log(low) + log(high)) / 2,
          logStandardDeviation: (log(high) - log(low)) / reach))
    case .logitNormal:
      let bottom = log(low / (1 - low))
      let top = log(high / (1 - high))
      return .logitNormal(
        try LogitNormal(
          logitMean: (bottom + top) / 2, logitStandardDeviation: (top - bottom) / reach))
    case .uniform:
      let width = half / coverage
      return .uniform(try Uniform(low: middle - width, high: middle + width))
    case .triangular, .pert:
      let width = half / (1 - (1 - coverage).squareRoot())
      return .triangular(
        try Triangular(low: middle - width, mode: middle, high: middle + width))
    default:
      return .normal(try Normal(mean: middle, standardDeviation: (high - low) / reach))
    }
  }

  /// The value at a uniform strictly inside (0, 1).
  func value(_ uniform: Double) -> Double {
    switch law {
    case .fixed(let figure): return figure
    case .normal(let law): return law.quantile(uniform)
    case .logNormal(let law): return law.quantile(uniform)
    case .logitNormal(let law): return law.quantile(uniform)
    case .uniform(let law): return law.quantile(uniform)
    case .triangular(let law): return law.quantile(uniform)
    case .pert(let law): return law.quantile(uniform)
    case .choice(let choices):
      var sum = 0.0
      for choice in choices {
        sum += choice.chance
        if uniform <= sum { return choice.value }
      }
      return choices.last?.value ?? 0
    }
  }
}
