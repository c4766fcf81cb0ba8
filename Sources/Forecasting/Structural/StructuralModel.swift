import Foundation
import Probability

/// A structural time series model run over a series by the Kalman filter (Harvey 1989), as R's
/// `StructTS`.
///
/// Missing values are NaN and are skipped exactly: the filter predicts through them.
public struct StructuralModel: SeriesModel, Equatable {
  /// The components.
  public let kind: StructuralKind

  /// The season length; 1 where the model has no season.
  public let season: Int

  /// The variances of the disturbances.
  public let variances: StructuralVariances

  /// What was assumed of the states before the first value.
  public let start: StructuralStart

  /// The series, NaN where missing.
  public let series: [Double]

  /// The one-step means of the periods, those of missing values included.
  public let fitted: [Double]

  /// The variances of the one-step errors, observation noise included.
  public let oneStepVariances: [Double]

  /// The states given the values so far (filtered), one for each period.
  public let filtered: [StructuralComponents]

  /// The logarithm of the likelihood, R's `loglik` for a series without missing values; `nil` for a
  /// series without spread under variances that make it certain.
  public let logLikelihood: Double?

  /// The first observed value, about which the filter runs.
  let origin: Double
  let startVariance: Double
  let state: [Double]
  let covariance: [Double]

  /// Evaluates the model at given variances, in squared units of the series.
  ///
  /// `season` is read by the seasonal kind only. A constant series starts known, with variance 0.
  /// Throws `tooShort` for fewer than two observed values, or one year of the seasonal kind;
  /// `invalidValue` for infinite values and for series whose variance is outside 10⁻²⁸⁰...10²⁸⁰;
  /// `invalidParameter` for a season below 2 of the seasonal kind, negative variances, and
  /// variances so small beside that of the series that it is impossible or beyond the filter's arithmetic,
  /// such as all zero; a sum from 10⁻⁸·var(y) is safe.
  public init(
    _ series: [Double], kind: StructuralKind, variances: StructuralVariances, season: Int = 1,
    start: StructuralStart = .common
  ) throws(ForecastingError) {
    let data = try StructuralData(series, kind: kind, season: season)
    for (name, value) in zip(kind.varianceNames, kind.list(variances)) {
      guard value >= 0 && value <= 1e290 else {
        throw .invalidParameter(name: "variance of \(name)", value: value, range: "0...1e290")
      }
    }
    var filter = data.filter(variances, start: start)
    var fitted: [Double] = []
    var spreads: [Double] = []
    var filtered: [StructuralComponents] = []
    var sum = CompensatedSum()
    var certain = false
    for value in data.centred {
      filter.predict()
      let variance = filter.predictedVariance()
      fitted.append(data.origin + filter.mean)
      spreads.append(max(variance, 0))
      if !value.isNaN {
        let error = value - filter.mean
        if variance > 0 {
          sum.add(log(2 * .pi * variance) + error * error / variance)
          filter.update(error: error, variance: variance)
        } else if error == 0 {
          certain = true
        } else {
          throw .invalidParameter(
            name: "variances", value: 0,
            range: "variances whose sum is 1e-8 or more of the variance of the series")
        }
      }
      filtered.append(
        StructuralComponents(
          filter.state, origin: data.origin, levelVariance: filter.covariance[0]))
    }
    guard sum.value.isFinite && fitted.allSatisfy(\.isFinite) else {
      throw .invalidParameter(
        name: "variances", value: 0, range: "variances near the variance of the series")
    }
    self.kind = kind
    self.season = data.season
    self.variances = variances
    self.start = start
    self.series = series
    self.fitted = fitted
    self.filtered = filtered
    oneStepVariances = spreads
    logLikelihood = certain ? nil : -0.5 * sum.value
    origin = data.origin
    startVariance = data.startVariance
    state = filter.state
    covariance = filter.covariance
  }

  /// The field's name of the model.
  public var name: String {
    switch kind {
    case .level: "local level"
    case .trend: "local linear trend"
    case .seasonal: "basic structural model"
    }
  }

  /// The variances in R's order: level, slope, seas, epsilon.
  public var parameters: [FittedParameter] {
    zip(kind.varianceNames, kind.list(variances)).map { FittedParameter($0, $1) }
  }

  /// Observed minus fitted; NaN where the observation is missing.
  public var residuals: [Double] { zip(series, fitted).map { $0 - $1 } }

  /// Residuals over their standard deviations, as R's `residuals`; 0 where the value was certain
  /// and NaN where it is missing.
  public var standardisedResiduals: [Double] {
    zip(residuals, oneStepVariances).map { error, variance in
      variance > 0 || error.isNaN ? error / variance.squareRoot() : 0
    }
  }

  /// The likelihood with the number of variances as that of parameters.
  public var criteria: InformationCriteria? {
    logLikelihood.map {
      InformationCriteria(
        logLikelihood: $0, parameters: kind.varianceNames.count,
        observations: series.count { !$0.isNaN })
    }
  }
}

extension StructuralModel {
  /// Equal where the series, the model and its variances are; missing values are equal.
  public static func == (left: StructuralModel, right: StructuralModel) -> Bool {
    left.kind == right.kind && left.season == right.season && left.start == right.start
      && left.variances == right.variances && left.series.count == right.series.count
      && zip(left.series, right.series).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
  }
}

/// The parts of a series at one period.
public struct StructuralComponents: Equatable, Sendable {
  /// The level, in units of the series.
  public let level: Double

  /// The slope per period; 0 for the local level.
  public let slope: Double

  /// The seasonal effect of the period; 0 without a season.
  public let seasonal: Double

  /// The variance of the level about its estimate.
  public let levelVariance: Double

  init(_ state: [Double], origin: Double, levelVariance: Double) {
    level = origin + state[0]
    slope = state.count > 1 ? state[1] : 0
    seasonal = state.count > 2 ? state[2] : 0
    self.levelVariance = max(levelVariance, 0)
  }
}
