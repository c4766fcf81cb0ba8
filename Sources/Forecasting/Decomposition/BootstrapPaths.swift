import Foundation
public import Probability

/// Series that might have been observed: the remainder of a decomposition is drawn anew in blocks
/// (Bergmeir, Hyndman, Benítez 2016).
///
/// The series is taken in logarithms where all values are positive. Its trend and season are those
/// of ``STL`` (of a local line through seven values without a season or with two seasons or fewer).
/// Blocks of the remainder, of two seasons or eight values and at most half the series, are drawn
/// with replacement, joined, cut at a random place to the length of the series (Künsch 1989) and put
/// back. Every number comes from one address of the stream, so that the same stream gives the same
/// series on any number of threads.
public struct BootstrapPaths: Equatable, Sendable {
  /// The most replicates and the longest series and horizon.
  public static let limit = 60_000

  /// The series, the observed one first.
  public let replicates: [[Double]]

  private let stream: RandomStream

  /// Draws `count` − 1 series beside the observed one.
  ///
  /// Throws `invalidParameter` for a season below 1 or a count outside 1…60,000, `tooShort` for an
  /// empty series, and `invalidValue` for missing values.
  public init(
    _ series: [Double], season: Int = 1, count: Int, stream: RandomStream
  ) throws(ForecastingError) {
    guard season >= 1 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "1 or more")
    }
    try requireRange("count", Double(count), 1, Double(BootstrapPaths.limit))
    try requireSeries(series, method: "the bootstrap", atLeast: 1)
    try requireRange("length", Double(series.count), 1, Double(BootstrapPaths.limit))
    self.stream = stream
    let logarithms = series.allSatisfy { $0 > 0 }
    let drawn = try BlockBootstrap.series(
      like: logarithms ? series.map { log($0) } : series, season: season, replicates: 1..<count,
      stream: stream)
    replicates =
      [series]
      + (logarithms ? drawn.map { $0.map { PowerOfTwo.finite(exp($0)) } } : drawn)
  }

  /// The laws of steps 1 to `horizon` over all replicates: each is fitted, and one value of its law
  /// of a step is drawn, so that the spread holds the errors of the parameters and of the choice of
  /// a model as well as those of the future.
  ///
  /// Throws `invalidParameter` for a horizon outside 1…60,000, and as `fit` does.
  public func forecasts(
    horizon: Int, fit: ([Double]) throws(ForecastingError) -> any SeriesModel
  ) throws(ForecastingError) -> [ForecastDistribution] {
    try requireRange("horizon", Double(horizon), 1, Double(BootstrapPaths.limit))
    var samples = [[Double]](repeating: [], count: horizon)
    for (replicate, series) in replicates.enumerated() {
      let laws = try fit(series).forecasts(horizon: horizon)
      let address = stream.at(replicate: replicate, step: 1)
      for (h, law) in laws.prefix(horizon).enumerated() {
        samples[h].append(PowerOfTwo.finite(try law.quantile(address.uniform(h))))
      }
    }
    var result: [ForecastDistribution] = []
    for sample in samples { result.append(try .sample(sample)) }
    return result
  }
}
