import Foundation
public import Probability

/// Futures of a fitted model, with its own residuals in blocks for errors.
///
/// A law of one step says nothing of the next; a path holds all steps together, so that totals,
/// maxima and first passages have their laws too. Path r is
///
/// yₕ = μₕ + σₕ (ψ₀eₕ + ψ₁eₕ₋₁ + … + ψₕ₋₁e₁) / (ψ₀² + … + ψₕ₋₁²)^½
///
/// with μₕ and σₕ the mean and standard deviation of the model's law of step h and e the residuals,
/// standardised and drawn in blocks (Künsch 1989; circular, Politis, Romano 1992). The weights are
/// those under which errors of one spread add up to the model's variances, ψⱼ² = (σ²ⱼ₊₁ − σ²ⱼ)/σ₁²,
/// all taken as positive: exact for exponential smoothing with additive errors, random walks and
/// autoregressions with positive coefficients; where a model's weights change sign the spread of a
/// step is still its own, the correlation of steps is not. Blocks longer than one keep what
/// correlation the model left in its residuals. Log-normal laws are followed in logarithms.
public struct ResidualPaths: Equatable, Sendable {
  /// The most values, paths times steps.
  public static let limit = 10_000_000

  /// The futures, each with one value a step.
  public let paths: [[Double]]

  /// Futures that were drawn before.
  init(paths: [[Double]]) { self.paths = paths }

  /// Draws `count` futures of `horizon` steps. Path r depends on the stream and on r alone.
  ///
  /// Residuals that do not differ from each other, or none, give normal errors. Without a `block`
  /// its length is the cube root of the number of residuals, rounded down.
  ///
  /// Throws `invalidParameter` for a horizon outside 1…60,000, a count below 1, a block below 1 or
  /// more than ``limit`` values, and as the model's forecasts do.
  public init(
    _ model: any SeriesModel, horizon: Int, count: Int, block: Int? = nil, stream: RandomStream
  ) throws(ForecastingError) {
    try Self.requireSize(horizon: horizon, count: count)
    if let block, block < 1 {
      throw .invalidParameter(name: "block", value: Double(block), range: "1 or more")
    }
    paths = try Self.draw(
      model, horizon: horizon, replicates: 0..<count, block: block, stream: stream)
  }

  /// Fits a series and draws `count` futures of the fitted model.
  ///
  /// Throws as ``init(_:horizon:count:block:stream:)`` and as `fit` does.
  public init(
    _ series: [Double], horizon: Int, count: Int, block: Int? = nil, stream: RandomStream,
    fit: ([Double]) throws(ForecastingError) -> any SeriesModel
  ) throws(ForecastingError) {
    try self.init(
      fit(series), horizon: horizon, count: count, block: block, stream: stream)
  }

  /// The laws of the steps, one sample each.
  public func forecasts() throws(ForecastingError) -> [ForecastDistribution] {
    var result: [ForecastDistribution] = []
    for h in paths[0].indices { result.append(try .sample(paths.map { $0[h] })) }
    return result
  }

  /// The law of the sum of those steps, the first being 1.
  ///
  /// Throws `invalidParameter` for steps that were not drawn.
  public func total(of steps: ClosedRange<Int>) throws(ForecastingError) -> ForecastDistribution {
    let horizon = Double(paths[0].count)
    try requireRange("first step", Double(steps.lowerBound), 1, horizon)
    try requireRange("last step", Double(steps.upperBound), 1, horizon)
    return try .sample(
      paths.map { path in
        PowerOfTwo.finite(path[(steps.lowerBound - 1)..<steps.upperBound].reduce(0, +))
      })
  }

  /// Throws unless so many paths can be drawn.
  static func requireSize(horizon: Int, count: Int) throws(ForecastingError) {
    try requireRange("horizon", Double(horizon), 1, Double(BootstrapPaths.limit))
    try requireRange("count", Double(count), 1, Double(limit / horizon))
  }

  /// The futures of those replicates.
  static func draw(
    _ model: any SeriesModel, horizon: Int, replicates: Range<Int>, block: Int?,
    stream: RandomStream
  ) throws(ForecastingError) -> [[Double]] {
    let steps = try model.forecasts(horizon: horizon).map(PathStep.init)
    let weights = PathWeights(steps.map(\.deviation))
    let logarithms = steps[min(weights.first, horizon - 1)].logarithm
    let residuals = ResidualBlocks(model, logarithms: logarithms, block: block)
    return replicates.map { replicate in
      let errors = residuals.draw(horizon, at: stream.at(replicate: replicate, step: 2))
      let deviations = weights.accumulate(errors)
      return zip(steps, deviations).map { $0.value(at: $1) }
    }
  }
}
