import Foundation

extension ThetaModel {
  /// The likelihood of the scored errors with their concentrated variance, and its penalties;
  /// `nil` where no error is left to be scored or all are zero.
  ///
  /// The parameters are α, the variance, θ and the initial level where they are fitted, and for a
  /// static variant the two of its line, which has seen the whole series.
  public var criteria: InformationCriteria? {
    let scored = fitted.count - settings.skipped(of: fitted.count)
    guard scored > 0 && scaledSum > 0 else { return nil }
    let n = Double(scored)
    let scale = log(scaledSum / n) - 2 * log(end.unit)
    return InformationCriteria(
      logLikelihood: -n / 2 * (log(2 * Double.pi) + 1 + scale),
      parameters: 2 + (variant.isOptimised ? 1 : 0) + (settings.anchored ? 0 : 1)
        + (variant.isDynamic ? 0 : 2),
      observations: scored)
  }

  /// Fits all four variants and keeps the one of the smallest AICc, a dynamic one where it is
  /// defined for none.
  ///
  /// Throws as ``fit(_:season:variant:settings:)``.
  public static func automatic(
    _ series: [Double], season: Int = 1, settings: Settings? = nil
  ) throws(ForecastingError) -> ThetaModel {
    let adjustment = try SeasonalAdjustment.tested(series, season: season)
    let settings = settings ?? .standard(season: season)
    var best = ThetaModel(series, adjustment, .dynamicOptimised, settings)
    for variant in [Variant.optimised, .dynamicStandard, .standard] {
      let next = ThetaModel(series, adjustment, variant, settings)
      let limit = best.criteria?.aicc ?? -.infinity
      if let criteria = next.criteria, criteria.aicc < limit { best = next }
    }
    return best
  }
}
