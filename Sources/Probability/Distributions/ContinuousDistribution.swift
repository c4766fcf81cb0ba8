/// A distribution on the real line with a density.
public protocol ContinuousDistribution: Sendable {
  /// Natural logarithm of the density at x; −∞ outside the support.
  func logPDF(_ x: Double) -> Double

  /// P(X ≤ x).
  func cdf(_ x: Double) -> Double

  /// P(X > x), computed directly so that small tails keep their digits.
  func upperTail(_ x: Double) -> Double

  /// log P(X ≤ x), which says more than ``cdf(_:)`` where that underflows.
  func logCDF(_ x: Double) -> Double

  /// log P(X > x), which says more than ``upperTail(_:)`` where that underflows.
  func logUpperTail(_ x: Double) -> Double

  /// The x with P(X ≤ x) = p, for p in 0...1; applied to a uniform it is a draw.
  func quantile(_ p: Double) -> Double

  /// The x with P(X > x) = q, for q in 0...1: the far upper tail, where 1 − q would round to 1.
  func upperQuantile(_ q: Double) -> Double
}

extension ContinuousDistribution {
  /// The density at x.
  @inlinable
  public func pdf(_ x: Double) -> Double { Libm.exp(logPDF(x)) }

  /// log P(X ≤ x), from the smaller of the two tails.
  @inlinable
  public func logCDF(_ x: Double) -> Double {
    let lower = cdf(x)
    return lower < 0.5 ? Libm.log(lower) : Libm.log1p(-upperTail(x))
  }

  /// log P(X > x), from the smaller of the two tails.
  @inlinable
  public func logUpperTail(_ x: Double) -> Double {
    let upper = upperTail(x)
    return upper < 0.5 ? Libm.log(upper) : Libm.log1p(-cdf(x))
  }
}
