/// The exact mean and standard deviation of the measures of a census model after one step.
public struct CensusMoments: Hashable, Sendable {
  /// The mean of each measure.
  public let mean: [Double]

  /// The standard deviation of each measure.
  public let standardDeviation: [Double]

  /// The mean number of people in each cell.
  public let cellMean: [Double]

  /// The standard deviation of the number of people in each cell; empty where it is not worked out.
  public let cellStandardDeviation: [Double]

  /// The mean flows of the step.
  public let flows: CensusFlows<Double>
}
