/// The beta-binomial distribution: binomial trials whose probability is Beta(a, b).
@frozen
public struct BetaBinomial: CountDistribution, Hashable {
  /// The number of trials, at least 0.
  public let trials: Int

  /// The first beta parameter, above 0.
  public let a: Double

  /// The second beta parameter, above 0.
  public let b: Double

  /// The law of those parameters; throws ``ParameterError`` where one is out of range.
  public init(trials: Int, a: Double, b: Double) throws(ParameterError) {
    guard trials >= 0 else {
      throw ParameterError("trials", trials, "must be at least 0")
    }
    try ParameterError.positive("a", a)
    try ParameterError.positive("b", b)
    self.trials = trials
    self.a = a
    self.b = b
  }

  /// The expected count.
  @inlinable public var mean: Double { Double(trials) * a / (a + b) }

  /// The variance of the count.
  @inlinable public var variance: Double {
    let n = Double(trials)
    let sum = a + b
    return n * (a / sum) * (b / sum) * (sum + n) / (sum + 1)
  }

  /// The largest possible count, or nil where there is none.
  @inlinable public var largest: Int? { trials }

  /// Natural logarithm of P(Y = y); −∞ where that is impossible.
  @inlinable
  public func logPMF(_ y: Int) -> Double {
    guard y >= 0, y <= trials else { return -.infinity }
    let count = Double(y)
    let n = Double(trials)
    return SpecialFunctions.logChoose(n, count)
      + (SpecialFunctions.logBeta(count + a, n - count + b) - SpecialFunctions.logBeta(a, b))
  }

  /// P(Y ≤ y) by summation; O(trials).
  @inlinable
  public func cdf(_ y: Int) -> Double {
    if y < 0 { return 0 }
    if y >= trials { return 1 }
    return Double(y) <= mean ? sumDown(from: y) : 1 - sumUp(from: y + 1)
  }

  /// P(Y > y) by summation; O(trials).
  @inlinable
  public func upperTail(_ y: Int) -> Double {
    if y < 0 { return 1 }
    if y >= trials { return 0 }
    return Double(y) <= mean ? 1 - sumDown(from: y) : sumUp(from: y + 1)
  }

  @inlinable
  func sumDown(from y: Int) -> Double {
    var term = pmf(y)
    var sum = CompensatedSum()
    sum.add(term)
    for lower in stride(from: y - 1, through: 0, by: -1) {
      term /= stepRatio(lower)
      sum.add(term)
    }
    return sum.value
  }

  @inlinable
  func sumUp(from y: Int) -> Double {
    var term = pmf(y)
    var sum = CompensatedSum()
    sum.add(term)
    for lower in y..<trials {
      term *= stepRatio(lower)
      sum.add(term)
    }
    return sum.value
  }

  /// P(Y = y + 1) / P(Y = y) for y ≥ 0 inside the support.
  @inlinable
  public func stepRatio(_ y: Int) -> Double {
    let count = Double(y)
    let rest = Double(trials) - count
    return rest * (count + a) / ((count + 1) * (rest - 1 + b))
  }

  /// The smallest y with P(Y ≤ y) ≥ p, for p in 0...1; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Int {
    if trials == 0 { return 0 }
    if p >= 1 { return trials }
    return logPMF(0) > -600 ? quantileFromZero(p) : quantile(p, near: mean)
  }
}
