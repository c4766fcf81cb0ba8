import Foundation
public import Probability

/// A model fitted to many series that might have been observed, their forecasts taken together
/// (bagging; Bergmeir, Hyndman, Benítez 2016).
///
/// The series is brought to an even spread by a Box-Cox power of Guerrero's choice in 0…1 where all
/// its values are positive, and left as it is elsewhere. The remainder about its trend and season
/// (``STL``, or a local line without two full seasons and more) is drawn anew in blocks and the
/// power undone; replicates of a positive series stay at or above a tenth of its least value. Each
/// replicate is fitted, the observed series first. Fitted values are means over the models, and the
/// law of a step is the even mixture of theirs: it holds the errors of parameters and of the choice
/// of a model. Because replicates also differ in their last values, of which the observed one is
/// known, ranges lean to the wide side.
public struct BaggedModel: SeriesModel {
  /// The transformation under which the remainder was drawn.
  public let transformation: BoxCox

  /// The series, the observed one first.
  public let replicates: [[Double]]

  /// The model of each series.
  public let models: [any SeriesModel]

  /// The means over the models' one-step means.
  public let fitted: [Double]

  /// Observed minus fitted.
  public let residuals: [Double]

  private let stream: RandomStream

  /// A mixture has no likelihood.
  public let criteria: InformationCriteria? = nil

  /// `Bagged` and the name of the observed series' model.
  public var name: String { "Bagged \(models[0].name)" }

  /// The power of the transformation.
  public var parameters: [FittedParameter] {
    [FittedParameter("lambda", transformation.lambda)]
  }

  /// Draws `count` − 1 series beside the observed one and fits each.
  ///
  /// Every number comes from the address of its replicate: the same stream gives the same models,
  /// and more of them leave the first unchanged. Throws `invalidParameter` for a season below 1 or
  /// a count outside 1…10,000, `tooShort` for an empty series, `invalidValue` for missing values,
  /// and as `fit` does.
  public init(
    _ series: [Double], season: Int = 1, count: Int = 100, stream: RandomStream,
    fit: ([Double]) throws(ForecastingError) -> any SeriesModel
  ) throws(ForecastingError) {
    guard season >= 1 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "1 or more")
    }
    try requireSeries(series, method: "bagging", atLeast: 1)
    try requireRange("count", Double(count), 1, 10_000)
    try requireRange("length", Double(series.count), 1, Double(BootstrapPaths.limit))
    let least = series.min() ?? 0
    if least <= 0 {
      transformation = try BoxCox(lambda: 1)
    } else if let choice = try? BoxCox.guerrero(series, season: season, range: 0...1) {
      transformation = choice
    } else {
      // The mean of one year vanishes beside another's.
      transformation = try BoxCox(lambda: 0)
    }
    let values = least > 0 ? try transformation.transform(series) : series
    // Undoing the power of a value beyond that of the largest number would overflow.
    let top =
      least > 0 ? try transformation.transform([.greatestFiniteMagnitude / 2])[0] : .infinity
    var replicates = [series]
    var models = [try fit(series)]
    for drawn in try BlockBootstrap.series(
      like: values, season: season, replicates: 1..<count, stream: stream)
    {
      let replicate =
        least > 0
        ? try transformation.inverse(drawn.map { min(max($0, -top), top) })
          .map { max($0, least / 10) }
        : drawn
      models.append(try fit(replicate))
      replicates.append(replicate)
    }
    let share = 1 / Double(count)
    fitted = series.indices.map { t in
      PowerOfTwo.finite(models.reduce(0) { $0 + $1.fitted[t] * share })
    }
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
    self.replicates = replicates
    self.models = models
    self.stream = stream
  }

  /// The mixtures of the models' laws, as samples of some 2,000 values: each law gives equally many,
  /// one from each of as many equally likely parts.
  ///
  /// Throws `invalidParameter` for a horizon outside 1…60,000 or so long that the samples would hold
  /// more than ``ResidualPaths/limit`` values, and as the models' forecasts do.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    let each = (1999 + models.count) / models.count
    try ResidualPaths.requireSize(horizon: horizon, count: each * models.count)
    var samples = [[Double]](repeating: [], count: horizon)
    for (replicate, model) in models.enumerated() {
      for (h, law) in try model.forecasts(horizon: horizon).enumerated() {
        let address = stream.at(replicate: replicate, step: h + 3)
        for part in 0..<each {
          let p = (Double(part) + address.uniform(part)) / Double(each)
          // The last part's uniform may round up to one.
          samples[h].append(PowerOfTwo.finite(try law.quantile(min(p, 1 - 0x1p-53))))
        }
      }
    }
    var result: [ForecastDistribution] = []
    for sample in samples { result.append(try .sample(sample)) }
    return result
  }

  /// Futures of all models, one from each, with blocks of their own residuals for errors.
  ///
  /// Throws as ``ResidualPaths/init(_:horizon:count:block:stream:)``.
  public func paths(horizon: Int) throws(ForecastingError) -> ResidualPaths {
    try ResidualPaths.requireSize(horizon: horizon, count: models.count)
    var paths: [[Double]] = []
    for (replicate, model) in models.enumerated() {
      paths += try ResidualPaths.draw(
        model, horizon: horizon, replicates: replicate..<(replicate + 1), block: nil,
        stream: stream)
    }
    return ResidualPaths(paths: paths)
  }
}
