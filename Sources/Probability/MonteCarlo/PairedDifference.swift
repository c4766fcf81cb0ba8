/// The difference of two scenarios run on the same replicates.
public struct PairedDifference: Hashable, Sendable {
  /// The mean of Bᵣ − Aᵣ.
  public let difference: Double

  /// The standard error of the mean difference.
  public let standardError: Double

  /// The standard error two independent runs of the same size would have.
  public let independentStandardError: Double

  /// (var A + var B)/var(B − A): how many times more replicates independent runs would need.
  /// Infinite where the scenarios differ by a constant.
  public let varianceReduction: Double

  /// The paired difference; throws ``ParameterError`` where the lists differ in length or have fewer
  /// than two values.
  public init(_ a: [Double], to b: [Double]) throws(ParameterError) {
    guard a.count == b.count else {
      throw ParameterError("b", "\(b.count) replicates", "must have one per replicate of a")
    }
    guard a.count >= 2 else {
      throw ParameterError("a", "\(a.count) replicates", "must have at least 2")
    }
    let n = Double(a.count)
    let first = try SampleMoments(a)
    let second = try SampleMoments(b)
    let paired = try SampleMoments(zip(a, b).map { $1 - $0 })
    difference = paired.mean
    standardError = (paired.variance / n).squareRoot()
    let independent = first.variance + second.variance
    independentStandardError = (independent / n).squareRoot()
    varianceReduction = independent / paired.variance
  }
}
