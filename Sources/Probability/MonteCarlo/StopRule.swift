/// The doubling rule that decides how many replicates a run needs.
///
/// Looking only at fixed sizes keeps the result free of optional stopping.
public struct StopRule: Hashable, Sendable {
  /// The first size looked at.
  public let first: Int

  /// The largest size, at which the run stops in any case.
  public let largest: Int

  /// The rule that looks at `first`, twice that, and so on up to `largest`.
  public init(first: Int = 500, largest: Int = 32_000) throws(ParameterError) {
    guard first >= 1, largest >= first else {
      throw ParameterError("first", first, "must lie between 1 and largest = \(largest)")
    }
    self.first = first
    self.largest = largest
  }

  /// The sizes looked at, in order.
  public var sizes: [Int] {
    Array(sequence(first: first) { $0 * 2 <= largest ? $0 * 2 : nil })
  }

  /// Whether a mean is known well enough: 1.96·sd/√n ≤ tolerance·|mean|.
  public static func isMet(
    mean: Double, standardDeviation: Double, count: Int, tolerance: Double
  ) -> Bool {
    1.96 * standardDeviation / Double(count).squareRoot() <= tolerance * abs(mean)
  }

  /// The first size at which every mean is known well enough, and whether one was found.
  ///
  /// Throws ``ParameterError`` where lists differ in length or are empty, an sd is negative or the
  /// tolerance is not above 0.
  public func replicates(
    means: [Double], standardDeviations: [Double], tolerance: Double
  ) throws(ParameterError) -> (count: Int, met: Bool) {
    guard !means.isEmpty, means.count == standardDeviations.count else {
      throw ParameterError(
        "sd", "\(standardDeviations.count) values", "must have one value per mean, at least one")
    }
    for (index, sd) in standardDeviations.enumerated() {
      try ParameterError.nonNegative("sd[\(index)]", sd)
      try ParameterError.finite("mean[\(index)]", means[index])
    }
    try ParameterError.positive("tolerance", tolerance)
    var last = first
    for size in sizes {
      last = size
      let met = means.indices.allSatisfy {
        Self.isMet(
          mean: means[$0], standardDeviation: standardDeviations[$0], count: size,
          tolerance: tolerance)
      }
      if met { return (size, true) }
    }
    return (last, false)
  }
}
