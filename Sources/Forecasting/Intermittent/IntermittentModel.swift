/// Forecasts of series that are mostly zero, from the sizes of demands and the time between them.
public struct IntermittentModel: SeriesModel, Equatable {
  /// How sizes and times make a rate.
  public enum Method: String, Equatable, Sendable, CaseIterable {
    /// Smoothed size over smoothed interval (Croston 1972).
    case croston = "Croston"

    /// Croston's rate times 1 − α/2, which removes its bias (Syntetos, Boylan 2005).
    case syntetosBoylan = "SBA"

    /// Smoothed size times the probability of a demand, smoothed in every period, so that the rate
    /// falls when demand stops (Teunter, Syntetos, Babai 2011).
    case teunterSyntetosBabai = "TSB"
  }

  /// The method.
  public let method: Method

  /// The smoothing parameter α of sizes, intervals and probability.
  public let alpha: Double

  /// The expected demand of a future period.
  public let rate: Double

  /// The probability that a future period has a demand.
  public let probability: Double

  /// The demands above zero, ascending.
  public let sizes: [Double]

  /// The one-step rates; zero up to the first demand.
  public let fitted: [Double]

  /// Observed minus fitted.
  public let residuals: [Double]

  /// The method's short name.
  public var name: String { method.rawValue }

  /// α, the rate and the probability of a demand.
  public var parameters: [FittedParameter] {
    [
      FittedParameter("alpha", alpha), FittedParameter("rate", rate),
      FittedParameter("probability", probability),
    ]
  }

  /// These methods have no likelihood.
  public var criteria: InformationCriteria? { nil }

  /// Smooths a series without negative values.
  ///
  /// Size and interval start at the first demand and the time up to it, the probability at the
  /// share of periods with a demand. Without `alpha` the best of 0.05, 0.1, …, 0.5 by squared
  /// one-step errors after the first demand is taken. A series of zeros is forecast as zero.
  ///
  /// Throws `tooShort` for an empty series, `invalidValue` for missing or negative values, and
  /// `invalidParameter` for α outside 0…1.
  public static func fit(
    _ series: [Double], method: Method = .syntetosBoylan, alpha: Double? = nil
  ) throws(ForecastingError) -> IntermittentModel {
    try requireDemands(series)
    if let alpha {
      try requireRange("alpha", alpha, 0, 1)
      return IntermittentModel(series, method, alpha)
    }
    let unit = PowerOfTwo.scale(of: series)
    let first = series.firstIndex { $0 > 0 } ?? 0
    var best = IntermittentModel(series, method, 0.1)
    var least = Double.infinity
    for step in 1...10 {
      let next = IntermittentModel(series, method, Double(step) / 20)
      let sum = next.residuals[(first + 1)...].reduce(0) { $0 + ($1 * unit) * ($1 * unit) }
      if sum < least * (1 - 1e-12) { (best, least) = (next, sum) }
    }
    return best
  }

  private init(_ series: [Double], _ method: Method, _ alpha: Double) {
    self.method = method
    self.alpha = alpha
    sizes = series.filter { $0 > 0 }.sorted()
    var size = 0.0
    var interval = 1.0
    var waited = 0.0
    var chance = Double(sizes.count) / Double(series.count)
    var started = false
    func rate() -> Double {
      guard started else { return 0 }
      switch method {
      case .croston: return size / interval
      case .syntetosBoylan: return (1 - alpha / 2) * size / interval
      case .teunterSyntetosBabai: return size * chance
      }
    }
    var rates: [Double] = []
    rates.reserveCapacity(series.count)
    for value in series {
      rates.append(rate())
      waited += 1
      if value > 0 {
        size = started ? size + alpha * (value - size) : value
        interval = started ? interval + alpha * (waited - interval) : waited
        waited = 0
        started = true
      }
      chance += alpha * ((value > 0 ? 1 : 0) - chance)
    }
    fitted = rates
    residuals = zip(series, rates).map { $0 - $1 }
    self.rate = rate()
    probability = started ? (method == .teunterSyntetosBabai ? chance : 1 / interval) : 0
  }

  /// The same law for every step: zero, or one of the observed sizes scaled to the expected demand.
  ///
  /// The law is a sample of 1,000 equally likely values, of which the share of
  /// ``probability`` (at least one) are sizes at evenly spaced quantiles; its mean is ``rate``. The
  /// uncertainty of the rate itself is not included.
  ///
  /// Throws `invalidParameter` for a horizon below 1.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    let law = rate > 0 ? try ForecastDistribution.sample(futureDemands()) : try .point(0)
    return [ForecastDistribution](repeating: law, count: horizon)
  }

  private func futureDemands() -> [Double] {
    let count = 1000
    let demands = min(max(Int((probability * Double(count)).rounded()), 1), count)
    let unit = PowerOfTwo.scale(of: sizes)
    let drawn = (0..<demands).map { i in
      sizes[min(i * sizes.count / demands, sizes.count - 1)] * unit
    }
    let factor = rate * unit * Double(count) / drawn.reduce(0, +)
    return [Double](repeating: 0, count: count - demands)
      + drawn.map { PowerOfTwo.finite($0 * factor / unit) }
  }
}
