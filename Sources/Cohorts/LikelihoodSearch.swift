import Foundation
import Probability

/// The maximum of a likelihood over one positive parameter.
enum LikelihoodSearch {
  /// What the search found.
  struct Maximum {
    let value: Double
    let isCapped: Bool
  }

  /// The parameter in 1e-6...`cap` with the highest likelihood: best of a logarithmic grid, then the
  /// root of the score beside it. `isCapped` where the likelihood still rises at the cap.
  static func maximise(
    cap: Double, logLikelihood: (Double) -> Double, score: (Double) -> Double
  ) -> Maximum {
    let lowest = log(1e-6)
    let highest = log(cap)
    let points = 70
    let grid = (0...points).map { lowest + (highest - lowest) * Double($0) / Double(points) }
    var best = 0
    var bestValue = -Double.infinity
    for (index, w) in grid.enumerated() {
      let value = logLikelihood(exp(w))
      if value > bestValue {
        best = index
        bestValue = value
      }
    }
    if best == points && score(cap) >= 0 { return Maximum(value: cap, isCapped: true) }
    if best == 0 && score(exp(lowest)) <= 0 {
      return Maximum(value: exp(lowest), isCapped: false)
    }
    var low = grid[max(0, best - 1)]
    var high = grid[min(points, best + 1)]
    for _ in 0..<100 where high - low > 1e-15 * abs(high) {
      let middle = 0.5 * (low + high)
      if score(exp(middle)) > 0 { low = middle } else { high = middle }
    }
    return Maximum(value: exp(0.5 * (low + high)), isCapped: false)
  }

  /// log Γ(x + n) − log Γ(x) for n ≥ 0, without cancellation for large x.
  static func logRising(_ x: Double, _ n: Double) -> Double {
    n == 0 ? 0 : SpecialFunctions.logGamma(n) - SpecialFunctions.logBeta(x, n)
  }

  /// ψ(x + n) − ψ(x) for n ≥ 0; a plain sum where n is a small whole number.
  static func digammaRise(_ x: Double, _ n: Double) -> Double {
    guard n <= 400, n == n.rounded() else {
      return SpecialFunctions.digamma(x + n) - SpecialFunctions.digamma(x)
    }
    var sum = CompensatedSum()
    for j in 0..<Int(n) { sum.add(1 / (x + Double(j))) }
    return sum.value
  }

  /// ψ′(x + n) − ψ′(x) for n ≥ 0.
  static func trigammaRise(_ x: Double, _ n: Double) -> Double {
    guard n <= 400, n == n.rounded() else {
      return SpecialFunctions.trigamma(x + n) - SpecialFunctions.trigamma(x)
    }
    var sum = CompensatedSum()
    for j in 0..<Int(n) {
      let term = 1 / (x + Double(j))
      sum.add(-term * term)
    }
    return sum.value
  }
}
