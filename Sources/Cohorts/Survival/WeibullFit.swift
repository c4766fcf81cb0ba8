import Foundation
import Probability

/// A Weibull law of stays fitted with delayed entry and censoring by maximum likelihood.
///
/// Maximises Σ [event log h(stop) − H(stop) + H(start)] with H(t) = (t/θ)^k; standard errors come
/// from the observed information in (log k, log θ).
public struct WeibullFit: Hashable, Sendable {
  /// The shape k; below 1 the hazard falls with elapsed time.
  public let shape: Double

  /// The scale θ, in the unit of time.
  public let scale: Double

  /// The logarithm of the likelihood at the maximum.
  public let logLikelihood: Double

  /// The standard error of log k.
  public let standardErrorOfLogShape: Double

  /// The standard error of log θ.
  public let standardErrorOfLogScale: Double

  /// The expected stay θ Γ(1 + 1/k).
  public var meanStay: Double { scale * exp(SpecialFunctions.logGamma(1 + 1 / shape)) }

  /// Fits those stays, all types of exit together.
  ///
  /// Throws ``CohortError`` where no stay ends, or where the likelihood has no maximum at a finite
  /// shape, as when all stays end after the same time.
  public init(_ stays: ObservedStays) throws(CohortError) {
    let exits = (0..<stays.count).filter { stays.event[$0] > 0 }
    guard !exits.isEmpty else {
      throw CohortError("event", "holds no exit; a law of stays needs at least one")
    }
    // Times relative to the longest keep every power inside (0, 1].
    let unit = stays.stop.max() ?? 1
    let logStop = stays.stop.map { log($0 / unit) }
    let logStart = stays.start.map { $0 > 0 ? log($0 / unit) : -.infinity }
    let logExits = CompensatedSum(exits.lazy.map { logStop[$0] }).value
    let d = Double(exits.count)

    /// Σ (stop^k − start^k) and its derivative by k.
    func exposure(_ k: Double) -> (value: Double, slope: Double) {
      var value = CompensatedSum()
      var slope = CompensatedSum()
      for index in logStop.indices {
        let end = exp(k * logStop[index])
        value.add(end)
        slope.add(end * logStop[index])
        guard logStart[index] > -.infinity else { continue }
        let begin = exp(k * logStart[index])
        value.add(-begin)
        slope.add(-begin * logStart[index])
      }
      return (value.value, slope.value)
    }
    let maximum = LikelihoodSearch.maximise(cap: Self.largestShape) { k in
      d * log(k) - d * log(exposure(k).value) + (k - 1) * logExits
    } score: { k in
      let sum = exposure(k)
      return d / k + logExits - d * sum.slope / sum.value
    }
    guard !maximum.isCapped, maximum.value > 1e-5 else {
      throw CohortError(
        "stop", "gives a likelihood without a maximum; stays must end after different times")
    }
    let k = maximum.value
    shape = k
    scale = unit * exp((log(exposure(k).value) - log(d)) / k)

    let a = log(scale)
    var likelihood = CompensatedSum()
    var information = (shape: CompensatedSum(), cross: CompensatedSum(), scale: CompensatedSum())
    func add(_ t: Double, sign: Double) {
      let u = k * (log(t) - a)
      let hazard = sign * exp(u)
      likelihood.add(-hazard)
      information.shape.add(hazard * u * (1 + u))
      information.cross.add(-k * hazard * (1 + u))
      information.scale.add(k * k * hazard)
    }
    for index in 0..<stays.count {
      add(stays.stop[index], sign: 1)
      if stays.start[index] > 0 { add(stays.start[index], sign: -1) }
    }
    for index in exits {
      let u = k * (log(stays.stop[index]) - a)
      likelihood.add(log(k) - log(stays.stop[index]) + u)
      information.shape.add(-u)
      information.cross.add(k)
    }
    logLikelihood = likelihood.value
    let (kk, ka, aa) = (
      information.shape.value, information.cross.value, information.scale.value
    )
    let determinant = kk * aa - ka * ka
    guard determinant > 0 else {
      throw CohortError("stop", "says too little of the shape; more stays that end are needed")
    }
    standardErrorOfLogShape = (aa / determinant).squareRoot()
    standardErrorOfLogScale = (kk / determinant).squareRoot()
  }

  /// The largest shape looked for; stays that need a larger one all end together.
  static let largestShape = 1e3
}
