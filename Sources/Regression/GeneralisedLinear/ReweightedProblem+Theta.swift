import Foundation
import LinearAlgebra
import Probability

extension ReweightedProblem {
  /// θ beyond which the negative binomial cannot be told from the Poisson law.
  static let largestTheta = 1e8

  /// The Pearson dispersion Σ w (y − μ)²/V(μ) over the residual degrees of freedom.
  func dispersion(_ state: State, law: MeanLaw) -> Double {
    var sum = CompensatedSum()
    for i in response.indices {
      let mu = state.mean[i]
      let complement = law == .binomial ? link.value(state.eta[i]).complement : 0
      let rest = response[i] - mu
      sum.add(weight(i) * (rest * (rest / law.variance(mu, complement: complement))))
    }
    return sum.value / Double(design.rows - design.columns)
  }

  /// The joint maximum of coefficients and θ from the Poisson fit; θ is `nil` where it is infinite.
  func negativeBinomial(
    from poisson: State
  ) throws(RegressionError) -> (State, theta: Double?) {
    guard dispersion(poisson, law: .poisson) > 1 else { return (poisson, nil) }
    var spread = CompensatedSum()
    for (y, mu) in zip(response, poisson.mean) { spread.add((y / mu - 1) * (y / mu - 1)) }
    guard var theta = maximisedTheta(poisson.mean, from: Double(design.rows) / spread.value)
    else { return (poisson, nil) }
    var current = poisson
    var previousChange = Double.infinity
    for _ in 0..<Swift.max(iterationLimit, 1) {
      let iterations = current.iterations
      let law = MeanLaw.negativeBinomial(theta: theta)
      current = try reweighted(
        from: state(current.coefficients, eta: current.eta, law: law), law: law)
      current.iterations += iterations
      guard let next = maximisedTheta(current.mean, from: theta) else { return (poisson, nil) }
      let change = abs(log(next / theta))
      theta = next
      if change < 1e-14 || (change < 1e-10 && change > previousChange / 2) {
        let law = MeanLaw.negativeBinomial(theta: theta)
        current.factor = nil
        current.deviance = state(current.coefficients, eta: current.eta, law: law).deviance
        return (current, theta)
      }
      previousChange = change
    }
    throw .noConvergence(method: "negative binomial θ", iterations: iterationLimit)
  }

  /// The maximum of the likelihood in θ at fixed means by Newton's method on log θ, `nil` where
  /// the likelihood keeps growing beyond ``largestTheta``.
  func maximisedTheta(_ mean: [Double], from start: Double) -> Double? {
    let limit = ReweightedProblem.largestTheta
    var position = log(Swift.min(Swift.max(start, 1e-6), limit))
    var previous = Double.infinity
    for _ in 0..<200 {
      let theta = exp(position)
      if theta > limit { return nil }
      let (score, curvature) = thetaDerivatives(mean, theta)
      let slope = score * theta
      let bend = curvature * theta * theta + slope
      var step = bend < 0 ? -slope / bend : (slope > 0 ? 1 : -1)
      step = Swift.min(Swift.max(step, -1), 1)
      position += step
      let size = abs(step)
      if size < 1e-15 || (size < 1e-9 && size >= previous / 2) { break }
      previous = size
    }
    let theta = exp(position)
    return theta > limit ? nil : theta
  }

  /// First and second derivative of the log-likelihood in θ.
  func thetaDerivatives(_ mean: [Double], _ theta: Double) -> (Double, Double) {
    var score = CompensatedSum()
    var curvature = CompensatedSum()
    for (i, mu) in mean.enumerated() {
      let y = response[i]
      let w = weight(i)
      let (rise, bend) = ReweightedProblem.polygammaRise(theta, y)
      let total = mu + theta
      score.add(w * rise)
      score.add(-w * log1p(mu / theta))
      score.add(w * (mu - y) / total)
      curvature.add(-w * bend)
      curvature.add(w * mu / (theta * total))
      curvature.add(-w * (mu - y) / (total * total))
    }
    return (score.value, curvature.value)
  }

  /// ψ(θ + y) − ψ(θ) and ψ′(θ) − ψ′(θ + y), as sums for moderate y because differences cancel.
  private static func polygammaRise(_ theta: Double, _ y: Double) -> (Double, Double) {
    guard y <= 10_000 else {
      return (
        SpecialFunctions.digamma(theta + y) - SpecialFunctions.digamma(theta),
        SpecialFunctions.trigamma(theta) - SpecialFunctions.trigamma(theta + y)
      )
    }
    var rise = CompensatedSum()
    var bend = CompensatedSum()
    var j = 0.0
    while j < y {
      let inverse = 1 / (theta + j)
      rise.add(inverse)
      bend.add(inverse * inverse)
      j += 1
    }
    return (rise.value, bend.value)
  }
}
