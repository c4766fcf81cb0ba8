/// The Theta models of Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016): a level by
/// exponential smoothing beside a straight line.
///
/// With ω = 1 − 1/θ the one-step forecast is
/// μₜ = lₜ₋₁ + ω((1 − α)ᵗ⁻¹ Aₜ₋₁ + (1 − (1 − α)ᵗ)/α · Bₜ₋₁), lₜ = αyₜ + (1 − α)lₜ₋₁, errors being
/// normal with one variance. In the static variants Aₜ + Bₜ s is the line through the whole series;
/// in the dynamic ones it is the line through the first t values, which moves on with the forecasts.
/// α, ω and the initial level minimise the squared one-step errors: exactly for ω and the level,
/// which enter linearly, and by a search over α.
///
/// A series with a season is adjusted first (see ``SeasonalAdjustment/tested(_:season:)``).
public struct ThetaModel: SeriesModel, Equatable {
  /// Which parameters are fitted and whether the line moves.
  public enum Variant: String, Equatable, Sendable, CaseIterable {
    /// θ = 2 and one line (STM), the method of Assimakopoulos and Nikolopoulos (2000).
    case standard

    /// θ fitted, one line (OTM).
    case optimised

    /// θ = 2, a moving line (DSTM).
    case dynamicStandard

    /// θ fitted, a moving line (DOTM).
    case dynamicOptimised

    /// Whether θ is fitted.
    var isOptimised: Bool { self == .optimised || self == .dynamicOptimised }

    /// Whether the line moves.
    var isDynamic: Bool { self == .dynamicStandard || self == .dynamicOptimised }
  }

  /// The variant.
  public let variant: Variant

  /// The smoothing parameter α.
  public let alpha: Double

  /// θ ≥ 1, the curvature kept by the second line; 1 leaves plain smoothing.
  public let theta: Double

  /// ω = 1 − 1/θ, the weight of the straight line.
  public let weight: Double

  /// The level before the first value, of the series without its season.
  public let initialLevel: Double

  /// The settings of the fit.
  public let settings: Settings

  /// The season's removal.
  public let adjustment: SeasonalAdjustment

  /// The one-step means of the observed periods, on the scale of the series.
  public let fitted: [Double]

  /// Observed minus fitted.
  public let residuals: [Double]

  /// The sum of the squared one-step errors that were fitted, of the series without its season; the
  /// first ``Settings/skipped(of:)`` are left out.
  public let sumOfSquares: Double

  /// The variance of the one-step errors, ``sumOfSquares`` over the number of fitted errors minus
  /// the number of fitted parameters (at least 1).
  public let variance: Double

  /// The state after the last value, from which the forecasts go on.
  let end: ThetaState

  /// The root of ``variance`` on the scale of the lines, where it neither overflows nor vanishes.
  let scaledDeviation: Double

  /// ``sumOfSquares`` on the scale of the lines.
  let scaledSum: Double

  /// The variant in the field's notation.
  public var name: String {
    switch variant {
    case .standard: "STM"
    case .optimised: "OTM"
    case .dynamicStandard: "DSTM"
    case .dynamicOptimised: "DOTM"
    }
  }

  /// α, θ and the initial level.
  public var parameters: [FittedParameter] {
    [
      FittedParameter("alpha", alpha), FittedParameter("theta", theta),
      FittedParameter("level0", initialLevel),
    ]
  }

  /// Fits a variant to a series; without `settings` with ``Settings/standard(season:)``.
  ///
  /// Any finite series has an answer: a single value is repeated, a constant series goes on, and
  /// magnitudes up to the largest number are scaled by a power of two first.
  ///
  /// Throws `tooShort` for an empty series, `invalidValue` for missing values and
  /// `invalidParameter` for a season below 1.
  public static func fit(
    _ series: [Double], season: Int = 1, variant: Variant = .dynamicOptimised,
    settings: Settings? = nil
  ) throws(ForecastingError) -> ThetaModel {
    let adjustment = try SeasonalAdjustment.tested(series, season: season)
    return ThetaModel(series, adjustment, variant, settings ?? .standard(season: season))
  }

  init(
    _ series: [Double], _ adjustment: SeasonalAdjustment, _ variant: Variant, _ settings: Settings
  ) {
    let lines = ThetaLines(adjustment.adjusted, dynamic: variant.isDynamic)
    let n = series.count
    let skipped = settings.skipped(of: n)
    let problem = ThetaProfile.Problem(
      lines: lines, skipped: skipped, anchored: settings.anchored,
      fixed: variant.isOptimised ? nil : 0.5,
      upper: 1 - 1 / settings.largestTheta)
    let best = ThetaProfile.best(problem, alphas: settings.alphas)
    self.variant = variant
    self.settings = settings
    self.adjustment = adjustment
    alpha = best.alpha
    weight = best.weight
    theta = 1 / (1 - best.weight)
    let run = ThetaState.run(lines, best)
    end = run.end
    let unit = lines.unit
    let level = best.level + (1 - best.weight) * lines.origin
    initialLevel = PowerOfTwo.finite(level / unit)
    fitted = run.means.indices.map { t in
      adjustment.restored(PowerOfTwo.finite((run.means[t] + lines.origin) / unit), at: t)
    }
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
    var sum = 0.0
    for t in skipped..<max(n, skipped) {
      let error = lines.values[t] - run.means[t]
      sum += error * error
    }
    let estimated = 1 + (variant.isOptimised ? 1 : 0) + (settings.anchored ? 0 : 1)
    let divisor = Double(max(n - skipped - estimated, 1))
    sumOfSquares = PowerOfTwo.finite(sum / unit / unit)
    variance = PowerOfTwo.finite(sum / divisor / unit / unit)
    scaledSum = sum
    scaledDeviation = (sum / divisor).squareRoot()
  }
}
