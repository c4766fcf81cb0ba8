/// The gamma distribution by shape and scale: mean shape·scale.
@frozen
public struct Gamma: ContinuousDistribution, Hashable {
  /// The shape, above 0.
  public let shape: Double

  /// The scale, above 0, in the units of the variable.
  public let scale: Double

  /// The law of that shape and scale; throws ``ParameterError`` where one is out of range.
  @inlinable
  public init(shape: Double, scale: Double = 1) throws(ParameterError) {
    try ParameterError.positive("shape", shape)
    try ParameterError.positive("scale", scale)
    self.shape = shape
    self.scale = scale
  }

  /// The law of parameters known to be in range, for inner loops.
  @inlinable
  public init(unchecked shape: Double, scale: Double = 1) {
    self.shape = shape
    self.scale = scale
  }

  /// The expected value.
  @inlinable public var mean: Double { shape * scale }

  /// The variance.
  @inlinable public var variance: Double { shape * scale * scale }

  /// Natural logarithm of the density at x; −∞ below 0.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    if x < 0 { return -.infinity }
    let z = x / scale
    if z == 0 {
      return shape < 1 ? .infinity : shape == 1 ? -Libm.log(scale) : -.infinity
    }
    return SpecialFunctions.logPoissonTerm(shape, z) + Libm.log(shape) - Libm.log(z)
      - Libm.log(scale)
  }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double {
    x <= 0 ? 0 : SpecialFunctions.gammaP(shape, x / scale)
  }

  /// P(X > x), computed directly.
  @inlinable
  public func upperTail(_ x: Double) -> Double {
    x <= 0 ? 1 : SpecialFunctions.gammaQ(shape, x / scale)
  }

  /// log P(X ≤ x), finite where P(X ≤ x) underflows.
  @inlinable
  public func logCDF(_ x: Double) -> Double {
    x <= 0 ? -.infinity : SpecialFunctions.logGammaP(shape, x / scale)
  }

  /// log P(X > x), finite where P(X > x) underflows.
  @inlinable
  public func logUpperTail(_ x: Double) -> Double {
    x <= 0 ? 0 : SpecialFunctions.logGammaQ(shape, x / scale)
  }

  /// The x with P(X ≤ x) = p, for p in 0...1; applied to a uniform it is a draw.
  ///
  /// Newton on the logarithm of the nearer tail as a function of log x. Below about 1e-304 scales the
  /// answer is 0.
  @inlinable
  public func quantile(_ p: Double) -> Double {
    if p <= 0 { return 0 }
    if p >= 1 { return .infinity }
    return scale
      * (p <= 0.5 ? standardQuantile(lower: p) : standardQuantile(upper: 1 - p, lower: p))
  }

  /// The x with P(X > x) = q, for q in 0...1.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double {
    if q <= 0 { return .infinity }
    if q >= 1 { return 0 }
    return scale
      * (q <= 0.5 ? standardQuantile(upper: q, lower: 1 - q) : standardQuantile(lower: 1 - q))
  }

  /// The quantile at unit scale of a lower tail of at most a half.
  @inlinable
  func standardQuantile(lower p: Double) -> Double {
    let start = logStart(z: SpecialFunctions.normalQuantile(p), lower: p, upper: 1 - p)
    if start < -700 { return 0 }
    let w = solveLogConcaveTail(from: start, centre: Libm.log(shape), target: p) { w in
      let x = Libm.exp(w)
      return (
        SpecialFunctions.gammaP(shape, x),
        shape * Libm.exp(SpecialFunctions.logPoissonTerm(shape, x))
      )
    }
    return Libm.exp(w)
  }

  /// The quantile at unit scale of an upper tail of at most a half.
  @inlinable
  func standardQuantile(upper q: Double, lower p: Double) -> Double {
    let start = logStart(z: -SpecialFunctions.normalQuantile(q), lower: p, upper: q)
    if start < -700 { return 0 }
    let w = solveLogConcaveTail(from: start, centre: Libm.log(shape), target: q) { w in
      let x = Libm.exp(w)
      return (
        SpecialFunctions.gammaQ(shape, x),
        -shape * Libm.exp(SpecialFunctions.logPoissonTerm(shape, x))
      )
    }
    return Libm.exp(w)
  }

  /// Where the search for the logarithm of a quantile starts (Wilson and Hilferty 1931).
  @inlinable
  func logStart(z: Double, lower p: Double, upper q: Double) -> Double {
    let cube = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    if shape >= 0.5 && cube > 0.3 { return Libm.log(shape) + 3 * Libm.log(cube) }
    // The first term of the power series, exact as x tends to 0.
    let lead = (Libm.log(p) + SpecialFunctions.logGamma(shape + 1)) / shape
    return min(lead, Libm.log(shape + 1 - Libm.log(q)))
  }
}
