/// The last value plus the mean change, which may fade: yₙ + b(φ + φ² + … + φʰ) with
/// b = (yₙ − y₁)/(n − 1).
///
/// φ = 1 is the random walk with drift (R's `rwf`). The fading drift, φ = 0.9, forecasts short
/// annual series better: a mean change of a dozen years rarely lasts. The variance of step h is
/// σ²(h + S²/(n − 1)), with S the sum of the powers and σ² the variance of the changes about their
/// mean, divisor n − 2; the second term is the uncertainty of b.
public struct DriftModel: SeriesModel, Equatable {
  /// The mean change b.
  public let drift: Double

  /// The fading factor φ.
  public let damping: Double

  /// The standard deviation σ of the changes about their mean; zero for fewer than three values.
  public let deviation: Double

  /// The previous value plus b; the first value, which has no previous one, is its own.
  public let fitted: [Double]

  /// Observed minus fitted, zero for the first value.
  public let residuals: [Double]

  private let last: Double

  /// A drift has no likelihood.
  public let criteria: InformationCriteria? = nil

  /// `Drift` or `Damped drift`.
  public var name: String { damping == 1 ? "Drift" : "Damped drift" }

  /// b, and φ where it is below 1.
  public var parameters: [FittedParameter] {
    let error = fitted.count > 2 ? deviation / Double(fitted.count - 1).squareRoot() : nil
    return [FittedParameter("drift", drift, standardError: error)]
      + (damping == 1 ? [] : [FittedParameter("phi", damping)])
  }

  /// Carries a series on with its mean change; a single value has no change and is repeated.
  ///
  /// Throws `tooShort` for an empty series, `invalidValue` for missing values and
  /// `invalidParameter` for φ outside 0…1.
  public init(_ series: [Double], damping: Double = 1) throws(ForecastingError) {
    try requireSeries(series, method: "a drift", atLeast: 1)
    try requireRange("damping", damping, 0, 1)
    let n = series.count
    let changes = Double(max(n - 1, 1))
    let whole = series[n - 1] - series[0]
    // Opposite extremes are divided first, so that they do not overflow.
    let drift =
      whole.isFinite ? whole / changes : series[n - 1] / changes - series[0] / changes
    self.drift = drift
    self.damping = damping
    fitted = series.indices.map { t in
      t == 0 ? series[0] : PowerOfTwo.finite(series[t - 1] + drift)
    }
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
    deviation = rootMeanSquare(residuals.dropFirst(), divisor: n - 2)
    last = series[n - 1]
  }

  /// Normal laws around the drift.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    var result: [ForecastDistribution] = []
    result.reserveCapacity(horizon)
    let changes = Double(max(fitted.count - 1, 1))
    var power = 1.0
    var sum = 0.0
    for h in 1...horizon {
      power *= damping
      sum += power
      let spread = (Double(h) + sum * sum / changes).squareRoot()
      result.append(
        try .normal(
          mean: PowerOfTwo.finite(last + drift * sum),
          standardDeviation: PowerOfTwo.finite(deviation * spread)))
    }
    return result
  }
}
