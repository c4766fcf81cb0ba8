import Foundation
import Probability

/// A mixture of Weibull laws of stays fitted with delayed entry and censoring.
///
/// Maximises Σ [log g(stop) − log S(start)], where g is the density of an exit and the survival of a
/// censored stay, by quasi-Newton steps from several spreads of the scale of one Weibull law. Shapes
/// stay inside 1/20...20: without limits the likelihood grows for ever around a single exit.
public struct WeibullMixtureFit: Hashable, Sendable {
  /// The fitted law, components in ascending order of scale.
  public let mixture: StayMixture

  /// The logarithm of the likelihood at the maximum.
  public let logLikelihood: Double

  /// Fits that many components, all types of exit together.
  ///
  /// Throws ``CohortError`` where the number of components is outside 1...4, or where one Weibull
  /// law cannot be fitted.
  public init(_ stays: ObservedStays, components: Int) throws(CohortError) {
    guard (1...4).contains(components) else {
      throw CohortError("components", "is \(components); it must be inside 1...4")
    }
    let single = try WeibullFit(stays)
    let likelihood = MixtureLikelihood(stays, components: components)
    var best: (point: [Double], value: Double)?
    for spread in components == 1 ? [0] : [1.0, 2, 3] {
      let middle = Double(components - 1) / 2
      let weights = [Double](repeating: 0, count: components - 1)
      let scales = (0..<components).map { log(single.scale) + spread * (Double($0) - middle) }
      let shapes = [Double](
        repeating: log(min(19, max(1 / 19.0, single.shape))), count: components)
      let found = QuasiNewton.maximise(from: weights + shapes + scales, likelihood.value)
      if found.value > best?.value ?? -.infinity { best = found }
    }
    guard let best, best.value.isFinite else {
      throw CohortError("stop", "gives a likelihood without a maximum")
    }
    let shares = likelihood.weights(best.point)
    var parts: [StayMixture.Component] = []
    do {
      for index in 0..<components {
        let law = try Weibull(
          shape: exp(best.point[components - 1 + index]),
          scale: exp(best.point[2 * components - 1 + index]))
        parts.append(StayMixture.Component(weight: shares[index], law: law))
      }
    } catch {
      throw CohortError("stop", "leads to a law out of range: \(error)")
    }
    mixture = try StayMixture(parts.sorted { $0.law.scale < $1.law.scale })
    logLikelihood = best.value
  }
}

/// The likelihood of a mixture and its gradient, over softmax weights, log shapes and log scales.
private struct MixtureLikelihood {
  let stays: ObservedStays
  let components: Int
  let logStart: [Double]
  let logStop: [Double]

  init(_ stays: ObservedStays, components: Int) {
    self.stays = stays
    self.components = components
    logStart = stays.start.map { $0 > 0 ? log($0) : -.infinity }
    logStop = stays.stop.map { log($0) }
  }

  /// The shares of the components; the last one's logit is 0.
  func weights(_ point: [Double]) -> [Double] {
    let logits = point[0..<(components - 1)] + [0]
    let total = SpecialFunctions.logSumExp(Array(logits))
    return logits.map { exp($0 - total) }
  }

  /// The log likelihood and its gradient; −∞ beyond the limits of shapes.
  func value(_ point: [Double]) -> (value: Double, gradient: [Double]) {
    let c = components
    var gradient = [Double](repeating: 0, count: point.count)
    let logShapes = point[(c - 1)..<(2 * c - 1)].map { $0 }
    guard logShapes.allSatisfy({ abs($0) <= log(20) }) else { return (-.infinity, gradient) }
    let shapes = logShapes.map { exp($0) }
    let logScales = Array(point[(2 * c - 1)...])
    let logWeights = weights(point).map { log($0) }
    var terms = [Double](repeating: 0, count: c)
    var slopes = [(shape: Double, scale: Double)](repeating: (0, 0), count: c)
    var sum = CompensatedSum()

    func add(_ logTime: Double, isExit: Bool, sign: Double) {
      for index in 0..<c {
        let u = shapes[index] * (logTime - logScales[index])
        let hazard = exp(u)
        terms[index] = logWeights[index] - hazard
        slopes[index] = (-hazard * u, shapes[index] * hazard)
        if isExit {
          terms[index] += logShapes[index] + u - logTime
          slopes[index].shape += 1 + u
          slopes[index].scale -= shapes[index]
        }
      }
      let total = SpecialFunctions.logSumExp(terms)
      sum.add(sign * total)
      for index in 0..<c {
        let posterior = sign * exp(terms[index] - total)
        guard posterior != 0 else { continue }
        if index < c - 1 { gradient[index] += posterior - sign * exp(logWeights[index]) }
        gradient[c - 1 + index] += posterior * slopes[index].shape
        gradient[2 * c - 1 + index] += posterior * slopes[index].scale
      }
    }
    for index in 0..<stays.count {
      add(logStop[index], isExit: stays.event[index] > 0, sign: 1)
      if logStart[index] > -.infinity { add(logStart[index], isExit: false, sign: -1) }
    }
    let value = sum.value
    return (value.isFinite ? value : -.infinity, gradient)
  }
}
