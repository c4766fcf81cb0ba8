import Foundation

/// Complex exponential smoothing (Svetunkov, Kourentzes, Ord 2022): a level lₜ with an information
/// potential cₜ, the real and imaginary parts of one complex smoothing.
///
/// yₜ = lₜ₋₁ + εₜ, lₜ = lₜ₋₁ − (1 − α₁)cₜ₋₁ + (α₀ − α₁)εₜ, cₜ = lₜ₋₁ + (1 − α₀)cₜ₋₁ + (α₀ + α₁)εₜ.
/// α₁ near 1 follows a level; further away the same two states draw a trend, without one being
/// chosen. The seasonal forms keep states per period of the season. The gains minimise the squared
/// one-step errors times 1 + 5(α₁ − 1)², within 0.01…1.8 and 0.01…1.9 where the model is stable; the
/// starting state is found by backcasting. The errors of the first season (the first one without a
/// season) are left out, because the start is taken from there.
public struct ComplexSmoothing: SeriesModel, Equatable {
  /// The seasonal form.
  public enum Form: String, Equatable, Sendable, CaseIterable {
    /// No season (N).
    case none = "N"

    /// Level and potential of the same period a season before (S).
    case simple = "S"

    /// A level and potential, and additive seasonal terms with a real gain β (P).
    case partial = "P"

    /// A level and potential without, and another pair with the season (F).
    case full = "F"

    /// The number of states.
    func states(season: Int) -> Int {
      switch self {
      case .none: 2
      case .simple: 2 * season
      case .partial: 2 + season
      case .full: 2 + 2 * season
      }
    }
  }

  /// The seasonal form.
  public let form: Form

  /// The number of periods of a season, 1 without one.
  public let season: Int

  /// The gains: α₀, α₁, then β (partial) or β₀, β₁ (full).
  public let gains: [Double]

  /// The one-step means of the observed periods.
  public let fitted: [Double]

  /// Observed minus fitted.
  public let residuals: [Double]

  /// The variance of the one-step errors: the sum of the scored squares over their number minus that
  /// of the gains (at least 1).
  public let variance: Double

  /// The likelihood of the scored errors, with the gains and the variance as parameters; `nil` for a
  /// series followed exactly.
  public let criteria: InformationCriteria?

  private let filter: ComplexFilter
  private let end: [Double]
  private let unit: Double
  private let scaledDeviation: Double

  /// `CES(N)` and so on.
  public var name: String { "CES(\(form.rawValue))" }

  /// The gains.
  public var parameters: [FittedParameter] {
    let names = ["alpha0", "alpha1"] + (form == .partial ? ["beta"] : ["beta0", "beta1"])
    return zip(names, gains).map { FittedParameter($0, $1) }
  }

  /// Fits one form.
  ///
  /// A series of fewer than four values, or of two seasons or fewer for a seasonal form, has the
  /// gains α₀ = 1.3, α₁ = 1 and starts at its first value, without a season.
  ///
  /// Throws `invalidParameter` for a season below 1 or a seasonal form without a season,
  /// `tooShort` for an empty series, and `invalidValue` for missing values.
  public static func fit(
    _ series: [Double], season: Int = 1, form: Form = .none
  ) throws(ForecastingError) -> ComplexSmoothing {
    guard season >= 1 && (form == .none || season >= 2) else {
      throw .invalidParameter(
        name: "season", value: Double(season), range: form == .none ? "1 or more" : "2 or more")
    }
    try requireSeries(series, method: "complex smoothing", atLeast: 1)
    let unit = PowerOfTwo.scale(of: series)
    let scaled = series.map { $0 * unit }
    let skipped = season > 1 && series.count > 2 * season ? season : 1
    let enough = form == .none ? series.count >= 4 : series.count > 2 * season
    let solution =
      enough ? solve(scaled, form, season: form == .none ? 1 : season, skipped: skipped) : nil
    return ComplexSmoothing(series, scaled, unit, solution ?? resting(scaled), skipped)
  }

  /// The form of the least AICc; the form without a season where the series is too short for more.
  ///
  /// Throws as ``fit(_:season:form:)``.
  public static func automatic(
    _ series: [Double], season: Int = 1
  ) throws(ForecastingError) -> ComplexSmoothing {
    var best = try fit(series, season: season)
    guard season > 1 else { return best }
    for form in [Form.simple, .partial, .full] {
      guard series.count > 2 * season else { continue }
      let next = try fit(series, season: season, form: form)
      guard let limit = best.criteria?.aicc else { break }
      if next.criteria?.aicc ?? -.infinity < limit { best = next }
    }
    return best
  }

  /// The filter that stays at the first value until told otherwise.
  private static func resting(_ scaled: [Double]) -> Solution {
    let filter = ComplexFilter(form: .none, season: 1, gains: [1.3, 1])
    let start = [scaled[0], scaled[0] / 1.3]
    let means = filter.run(scaled, from: start).means
    let sum = zip(scaled, means).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return Solution(filter: filter, start: start, sumOfSquares: sum)
  }

  private init(
    _ series: [Double], _ scaled: [Double], _ unit: Double, _ solution: Solution, _ skipped: Int
  ) {
    let n = series.count
    let run = solution.filter.run(scaled, from: solution.start)
    filter = solution.filter
    form = solution.filter.form
    season = solution.filter.season
    gains = solution.filter.gains
    end = run.end
    self.unit = unit
    fitted = run.means.map { PowerOfTwo.finite($0 / unit) }
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
    let estimated = solution.filter.gains.count
    // Rounding of the recursion is no spread.
    let floor = 1e-26 * scaled.reduce(0) { $0 + $1 * $1 }
    let sum = solution.sumOfSquares > floor ? solution.sumOfSquares : 0
    let meanSquare = sum / Double(max(n - skipped - estimated, 1))
    scaledDeviation = meanSquare.squareRoot()
    variance = PowerOfTwo.finite(meanSquare / unit / unit)
    criteria =
      sum > 0
      ? InformationCriteria(
        logLikelihood: -Double(n - skipped) / 2
          * (log(2 * Double.pi) + 1 + log(sum / Double(n - skipped)) - 2 * log(unit)),
        parameters: estimated + 1, observations: n - skipped) : nil
  }

  /// The predictive distributions of steps 1 to `horizon`, normal with variance
  /// σ²(1 + Σ c²), c being the effect on the step of a unit error in each earlier one.
  ///
  /// Throws `invalidParameter` for a horizon below 1.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    let n = fitted.count
    var state = end
    // The effect of an error depends on the time passed and, by phase, on nothing else.
    var effect = [Double](repeating: 0, count: end.count)
    filter.update(&effect, n, error: 1)
    var variance = 1.0
    var result: [ForecastDistribution] = []
    result.reserveCapacity(horizon)
    for h in 0..<horizon {
      let mean = filter.mean(state, n + h)
      filter.update(&state, n + h, error: 0)
      result.append(
        try .normal(
          mean: PowerOfTwo.finite(mean / unit),
          standardDeviation: PowerOfTwo.finite(scaledDeviation * variance.squareRoot() / unit)))
      let next = filter.mean(effect, n + h + 1)
      filter.update(&effect, n + h + 1, error: 0)
      variance += next * next
    }
    return result
  }
}
