/// The gamma distribution by shape and scale: mean shape·scale.
@frozen
public struct Gamma: Hashable, Sendable {
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

  /// The x with P(X ≤ x) = p, for p in 0...1; applied to a uniform it is a draw.
  ///
  /// Newton on the logarithm of the nearer tail as a function of log x.
  @inlinable
  public func quantile(_ p: Double) -> Double {
    if p <= 0 { return 0 }
    if p >= 1 { return .infinity }
    let z = SpecialFunctions.normalQuantile(p)
    let cube = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    let start: Double
    if shape >= 0.5 && cube > 0.3 {
      start = Libm.log(shape) + 3 * Libm.log(cube)
    } else {
      // The first term of the power series, exact as x tends to 0.
      let lead = (Libm.log(p) + SpecialFunctions.logGamma(shape + 1)) / shape
      if lead < -700 { return 0 }
      start = min(lead, Libm.log(shape + 1 - Libm.log1p(-p)))
    }
    let w =
      p <= 0.5
      ? solveLogConcaveTail(from: start, centre: Libm.log(shape), target: p) { w in
        let x = Libm.exp(w)
        return (
          SpecialFunctions.gammaP(shape, x),
          shape * Libm.exp(SpecialFunctions.logPoissonTerm(shape, x))
        )
      }
      : solveLogConcaveTail(from: start, centre: Libm.log(shape), target: 1 - p) { w in
        let x = Libm.exp(w)
        return (
          SpecialFunctions.gammaQ(shape, x),
          -shape * Libm.exp(SpecialFunctions.logPoissonTerm(shape, x))
        )
      }
    return Libm.exp(w) * scale
  }
}
