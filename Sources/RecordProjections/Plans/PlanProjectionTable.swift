public import Cohorts
import DelimitedText
import Probability

/// A projection of plans as a table: one row per year and figure, simulation beside exact moments.
public struct PlanProjectionTable: Hashable, Sendable {
  /// One figure of one year.
  public struct Row: Hashable, Sendable {
    /// The calendar year of the January census.
    public let year: Int

    /// What the figure is.
    public let key: PlanMeasures.Key

    /// The mean over the simulations.
    public let mean: Double

    /// The standard deviation over the simulations (divisor n − 1).
    public let standardDeviation: Double

    /// The quantiles of ``PlanProjectionTable/probabilities`` over the simulations (type 7).
    public let quantiles: [Double]

    /// The exact mean.
    public let exactMean: Double

    /// The exact standard deviation.
    public let exactStandardDeviation: Double
  }

  /// The probabilities of the quantiles.
  public static let probabilities = [0.025, 0.1, 0.5, 0.9, 0.975]

  /// The columns of the table.
  public static let columns = [
    "year", "dimension", "key", "mean", "sd", "p2_5", "p10", "p50", "p90", "p97_5", "exact_mean",
    "exact_sd",
  ]

  /// The rows, by year and figure.
  public let rows: [Row]

  /// Per projected year, the expected joiners, movers and leavers.
  public let exactFlows: [Int: CensusFlows<Double>]

  /// Per projected year, the mean simulated joiners, movers and leavers.
  public let flows: [Int: CensusFlows<Double>]

  /// The table as CSV.
  public var csv: [UInt8] {
    var writer = DelimitedTextWriter()
    writer.append(row: Self.columns)
    for row in rows {
      let numbers =
        [row.mean, row.standardDeviation] + row.quantiles + [
          row.exactMean, row.exactStandardDeviation,
        ]
      writer.append(
        row: [String(row.year), row.key.dimension.rawValue, row.key.key]
          + numbers.map(DelimitedTextWriter.significant))
    }
    return writer.bytes
  }
}

extension PlanProjectionTable.Row {
  /// A figure that is known, at the census that the projection starts from.
  init(year: Int, key: PlanMeasures.Key, known value: Double) {
    self.init(
      year: year, key: key, mean: value, standardDeviation: 0,
      quantiles: PlanProjectionTable.probabilities.map { _ in value }, exactMean: value,
      exactStandardDeviation: 0)
  }

  /// A figure from its simulated values.
  init(
    year: Int, key: PlanMeasures.Key, values: [Double], exactMean: Double,
    exactStandardDeviation: Double
  ) {
    let n = Double(values.count)
    let mean = CompensatedSum(values).value / n
    let squares = CompensatedSum(values.lazy.map { ($0 - mean) * ($0 - mean) }).value
    let sorted = values.sorted()
    self.init(
      year: year, key: key, mean: mean,
      standardDeviation: values.count > 1 ? (squares / (n - 1)).squareRoot() : .nan,
      quantiles: PlanProjectionTable.probabilities.map { Quantile.ofSorted(sorted, at: $0) },
      exactMean: exactMean, exactStandardDeviation: exactStandardDeviation)
  }
}
