import Probability

extension BackTest {
  /// Scores over the rows of a back-test.
  public struct Summary: Equatable, Sendable {
    /// The number of forecasts.
    public let count: Int

    /// The mean absolute error.
    public let meanAbsoluteError: Double

    /// The mean error, forecast minus actual: positive where forecasts were too high.
    public let bias: Double

    /// The mean of |error|/|actual| over rows whose actual value is not zero; `nil` where none is.
    public let meanRelativeError: Double?

    /// The mean continuous ranked probability score.
    public let crps: Double

    /// The share of actual values inside their interval.
    public let coverage: Double
  }

  /// The scores over all rows; `nil` where there is none.
  public var summary: Summary? { BackTest.summarise(rows) }

  /// The scores at one horizon; `nil` where no forecast was made for it.
  public func summary(horizon: Int) -> Summary? {
    BackTest.summarise(rows.filter { $0.horizon == horizon })
  }

  private static func summarise(_ rows: [Row]) -> Summary? {
    guard !rows.isEmpty else { return nil }
    let mean = { (values: [Double]) in CompensatedSum(values).value / Double(values.count) }
    let relative = rows.filter { $0.actual != 0 }.map { abs($0.error) / abs($0.actual) }
    return Summary(
      count: rows.count, meanAbsoluteError: mean(rows.map { abs($0.error) }),
      bias: mean(rows.map(\.error)),
      meanRelativeError: relative.isEmpty ? nil : mean(relative), crps: mean(rows.map(\.crps)),
      coverage: Double(rows.filter(\.isCovered).count) / Double(rows.count))
  }
}
