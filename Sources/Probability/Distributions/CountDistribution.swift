/// A distribution on the whole numbers 0, 1, 2 …
public protocol CountDistribution: Sendable {
  /// The expected count.
  var mean: Double { get }

  /// The variance of the count.
  var variance: Double { get }

  /// The largest possible count, or nil where there is none.
  var largest: Int? { get }

  /// Natural logarithm of P(Y = y); −∞ where that is impossible.
  func logPMF(_ y: Int) -> Double

  /// P(Y ≤ y).
  func cdf(_ y: Int) -> Double

  /// P(Y > y), computed directly so that small tails keep their digits.
  func upperTail(_ y: Int) -> Double

  /// log P(Y ≤ y), which says more than ``cdf(_:)`` where that underflows.
  func logCDF(_ y: Int) -> Double

  /// log P(Y > y), which says more than ``upperTail(_:)`` where that underflows.
  func logUpperTail(_ y: Int) -> Double

  /// P(Y = y + 1) / P(Y = y) for y ≥ 0 inside the support.
  func stepRatio(_ y: Int) -> Double

  /// The smallest y with P(Y ≤ y) ≥ p, for p in 0...1; applied to a uniform it is a draw.
  ///
  /// Where the law is unbounded p = 1 gives `Int.max`.
  func quantile(_ p: Double) -> Int
}

extension CountDistribution {
  /// P(Y = y).
  @inlinable
  public func pmf(_ y: Int) -> Double { Libm.exp(logPMF(y)) }

  /// log P(Y ≤ y), from the smaller of the two tails.
  @inlinable
  public func logCDF(_ y: Int) -> Double {
    let lower = cdf(y)
    return lower < 0.5 ? Libm.log(lower) : Libm.log1p(-upperTail(y))
  }

  /// log P(Y > y), from the smaller of the two tails.
  @inlinable
  public func logUpperTail(_ y: Int) -> Double {
    let upper = upperTail(y)
    return upper < 0.5 ? Libm.log(upper) : Libm.log1p(-cdf(y))
  }

  /// The smallest y with P(Y ≤ y) ≥ p by adding up from 0; right for small means.
  @inlinable
  func quantileFromZero(_ p: Double) -> Int {
    // Close to 1 the rounding of the sum exceeds the tail that is left.
    if p > 0.999_999 { return quantile(p, near: mean + 6 * variance.squareRoot()) }
    var y = 0
    var term = pmf(0)
    var sum = term
    while sum < p {
      term *= stepRatio(y)
      y += 1
      if y == largest { return y }
      let next = sum + term
      if next == sum && Double(y) > mean { return quantile(p, near: Double(y)) }
      sum = next
    }
    return y
  }

  /// The smallest y with P(Y ≤ y) ≥ p, searched from a Cornish–Fisher start.
  @inlinable
  func quantileFromNormal(_ p: Double, skewness: Double) -> Int {
    let z = SpecialFunctions.normalQuantile(p)
    return quantile(p, near: mean + variance.squareRoot() * (z + skewness * (z * z - 1) / 6))
  }

  /// The smallest y with P(Y ≤ y) ≥ p: a walk from `start` on the nearer tail, or a bisection where
  /// the start is far off.
  @inlinable
  func quantile(_ p: Double, near start: Double) -> Int {
    let top = largest ?? Int.max
    if p <= 0 { return 0 }
    if p >= 1 { return top }
    var y = start > 0 ? min(top, Int(min(start, 4e18))) : 0
    let walk = 48
    if p <= 0.5 {
      var sum = cdf(y)
      var term = pmf(y)
      // Below these the steps have lost digits: to underflow, or to the difference of near equals.
      var digits = sum * 1e-3
      if sum < 1e-290 || term < 1e-290 { return quantileByBisection(p, near: y) }
      for _ in 0..<walk {
        if sum >= p {
          if y == 0 { return y }
          sum -= term
          y -= 1
          if sum < digits {
            sum = cdf(y)
            digits = sum * 1e-3
          }
          if sum < p { return y + 1 }
          term /= stepRatio(y)
        } else {
          term *= stepRatio(y)
          y += 1
          sum += term
          if sum >= p { return y }
        }
      }
    } else {
      let q = 1 - p
      var tail = upperTail(y)
      var term = pmf(y)
      var digits = tail * 1e-3
      for _ in 0..<walk {
        if tail <= q {
          if y == 0 || tail + term > q { return y }
          tail += term
          y -= 1
          term /= stepRatio(y)
        } else {
          if y == top { return y }
          term *= stepRatio(y)
          y += 1
          tail -= term
          if tail < digits {
            tail = upperTail(y)
            digits = tail * 1e-3
          }
          if tail <= q { return y }
        }
      }
    }
    return quantileByBisection(p, near: y)
  }

  /// The smallest y with P(Y ≤ y) ≥ p by doubling steps and halving the bracket.
  @inlinable
  func quantileByBisection(_ p: Double, near start: Int) -> Int {
    let top = largest ?? Int.max
    let reaches = { (y: Int) in p <= 0.5 ? cdf(y) >= p : upperTail(y) <= 1 - p }
    var low = -1
    var high = start
    var stride = 64
    if reaches(start) {
      while true {
        let candidate = high - stride
        if candidate < 0 { break }
        guard reaches(candidate) else {
          low = candidate
          break
        }
        high = candidate
        stride *= 2
      }
    } else {
      low = start
      while true {
        let (sum, overflow) = low.addingReportingOverflow(stride)
        high = overflow ? top : min(top, sum)
        if high == top || reaches(high) { break }
        low = high
        stride *= 2
      }
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if reaches(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
