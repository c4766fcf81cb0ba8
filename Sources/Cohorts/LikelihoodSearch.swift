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
    return Maximum(
      value: exp(root(grid[max(0, best - 1)], grid[min(points, best + 1)]) { score(exp($0)) }),
      isCapped: false)
  }

  /// Where a function that falls from above 0 to below it between two points crosses 0, to the last
  /// digits: false position, a value that has stood twice halved (the Illinois rule; Dowell and Jarratt
  /// 1971), an end where it does not cross.
  private static func root(_ low: Double, _ high: Double, _ value: (Double) -> Double) -> Double {
    var (low, high) = (low, high)
    var below = value(low)
    var above = value(high)
    guard below > 0 else { return low }
    guard above <= 0 else { return high }
    var last = 0
    var previous = low
    for _ in 0..<100 where high - low > 1e-15 * abs(high) {
      var point = (low * above - high * below) / (above - below)
      if !(point > low && point < high) { point = 0.5 * (low + high) }
      if abs(point - previous) <= 1e-15 * max(1, abs(point)) { return point }
      previous = point
      let here = value(point)
      if here == 0 { return point }
      if here > 0 {
        low = point
        below = here
        if last == 1 { above /= 2 }
        last = 1
      } else {
        high = point
        above = here
        if last == -1 { below /= 2 }
        last = -1
      }
    }
    return 0.5 * (low + high)
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
