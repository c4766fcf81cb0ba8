/// The binomial distribution: successes in `trials` independent trials.
@frozen
public struct Binomial: CountDistribution, Hashable {
  /// The number of trials, at least 0.
  public let trials: Int

  /// The probability of success, in 0...1.
  public let probability: Double

  /// The law of those trials; throws ``ParameterError`` where a parameter is out of range.
  @inlinable
  public init(trials: Int, probability: Double) throws(ParameterError) {
    guard trials >= 0 else {
      throw ParameterError("trials", trials, "must be at least 0")
    }
    try ParameterError.probability("probability", probability)
    self.trials = trials
    self.probability = probability
  }

  /// The law of parameters known to be in range, for inner loops.
  @inlinable
  public init(unchecked trials: Int, _ probability: Double) {
    self.trials = trials
    self.probability = probability
  }

  /// The expected count.
  @inlinable public var mean: Double { Double(trials) * probability }

  /// The variance of the count.
  @inlinable public var variance: Double { mean * (1 - probability) }

  /// The largest possible count, or nil where there is none.
  @inlinable public var largest: Int? { trials }

  /// Natural logarithm of P(Y = y); −∞ where that is impossible.
  @inlinable
  public func logPMF(_ y: Int) -> Double {
    guard y >= 0, y <= trials else { return -.infinity }
    return SpecialFunctions.logBinomialTerm(
      Double(y), Double(trials), p: probability, q: 1 - probability)
  }

  /// P(Y ≤ y).
  @inlinable
  public func cdf(_ y: Int) -> Double {
    if y < 0 { return 0 }
    if y >= trials { return 1 }
    return SpecialFunctions.betaI(
      Double(trials - y), Double(y) + 1, 1 - probability, complement: probability)
  }

  /// P(Y > y), computed directly so that small tails keep their digits.
  @inlinable
  public func upperTail(_ y: Int) -> Double {
    if y < 0 { return 1 }
    if y >= trials { return 0 }
    return SpecialFunctions.betaI(
      Double(y) + 1, Double(trials - y), probability, complement: 1 - probability)
  }

  /// log P(Y ≤ y), finite where P(Y ≤ y) underflows.
  @inlinable
  public func logCDF(_ y: Int) -> Double {
    if y < 0 { return -.infinity }
    if y >= trials { return 0 }
    return SpecialFunctions.logBetaI(
      Double(trials - y), Double(y) + 1, 1 - probability, complement: probability)
  }

  /// log P(Y > y), finite where P(Y > y) underflows.
  @inlinable
  public func logUpperTail(_ y: Int) -> Double {
    if y < 0 { return 0 }
    if y >= trials { return -.infinity }
    return SpecialFunctions.logBetaI(
      Double(y) + 1, Double(trials - y), probability, complement: 1 - probability)
  }

  /// P(Y = y + 1) / P(Y = y) for y ≥ 0 inside the support.
  @inlinable
  public func stepRatio(_ y: Int) -> Double {
    Double(trials - y) / (Double(y) + 1) * (probability / (1 - probability))
  }

  /// The smallest y with P(Y ≤ y) ≥ p, for p in 0...1; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Int {
    if trials == 0 || probability == 0 { return 0 }
    if probability == 1 || p >= 1 { return trials }
    let expected = mean
    if probability <= 0.5 {
      if expected < 30 { return quantileFromZero(p) }
    } else if Double(trials) - expected < 30 {
      return quantileFromTop(p)
    }
    let sd = (expected * (1 - probability)).squareRoot()
    return quantileFromNormal(p, skewness: (1 - 2 * probability) / sd)
  }

  /// The quantile by adding up the failures from 0; right when few trials fail.
  @inlinable
  func quantileFromTop(_ p: Double) -> Int {
    // Close to 0 the rounding of the sum exceeds the tail that is left.
    if p < 1e-6 { return quantile(p, near: mean - 6 * variance.squareRoot()) }
    let failure = 1 - probability
    let odds = failure / probability
    let tail = 1 - p
    var failures = 0
    var term = Libm.exp(Double(trials) * Libm.log1p(-failure))
    var sum = term
    while sum <= tail && failures < trials {
      term *= Double(trials - failures) / (Double(failures) + 1) * odds
      failures += 1
      let next = sum + term
      if next == sum && Double(failures) > Double(trials) * failure {
        return quantile(p, near: Double(trials - failures))
      }
      sum = next
    }
    return trials - failures
  }
}
