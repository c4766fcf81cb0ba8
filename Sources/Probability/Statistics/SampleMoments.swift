/// Mean, spread and lag-1 autocorrelation of a sample.
public struct SampleMoments: Hashable, Sendable {
  /// The number of values.
  public let count: Int

  /// The arithmetic mean.
  public let mean: Double

  /// The variance with divisor n − 1; NaN for a single value.
  public let variance: Double

  /// Σ(xᵢ−m)(xᵢ₋₁−m) / Σ(xᵢ−m)², the NIST definition; NaN where all values are equal.
  public let lag1Autocorrelation: Double

  /// The standard deviation with divisor n − 1.
  public var standardDeviation: Double { variance.squareRoot() }

  /// sd/√n.
  public var standardError: Double { standardDeviation / Double(count).squareRoot() }

  /// The moments of those values in their order; throws ``ParameterError`` where there are none or
  /// one is not finite.
  ///
  /// Two passes with compensated sums; the second pass also carries the rounding of the mean, so
  /// data with many leading digits in common lose none.
  public init(_ values: [Double]) throws(ParameterError) {
    guard !values.isEmpty else {
      throw ParameterError("x", "an empty sample", "must have at least one value")
    }
    for (index, value) in values.enumerated() {
      try ParameterError.finite("x[\(index)]", value)
    }
    count = values.count
    let n = Double(values.count)
    let centre = CompensatedSum(values).value / n
    let remainder = CompensatedSum(values.lazy.map { $0 - centre }).value / n
    mean = centre + remainder
    var squares = CompensatedSum()
    var products = CompensatedSum()
    var previous = 0.0
    for (index, value) in values.enumerated() {
      let deviation = (value - centre) - remainder
      squares.add(deviation * deviation)
      if index > 0 { products.add(deviation * previous) }
      previous = deviation
    }
    variance = values.count > 1 ? squares.value / (n - 1) : .nan
    lag1Autocorrelation = products.value / squares.value
  }
}
