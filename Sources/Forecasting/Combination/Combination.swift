import Probability

/// The default forecast: the median of five simple methods that err in different ways.
///
/// No method is best for every short series and a dozen values cannot tell which one is; the median
/// of several is better than the best of them on average and is not moved by the one that is far
/// off. Without a season the members are
///
/// 1. the last value,
/// 2. the dynamic optimised Theta model (Fiorucci et al. 2016),
/// 3. complex exponential smoothing (Svetunkov, Kourentzes, Ord 2022),
/// 4. growth by a rate that fades by a tenth a year,
/// 5. the median change of square roots, fading by a twentieth a year;
///
/// with a season
///
/// 1. the optimised Theta model,
/// 2. the Theta model,
/// 3. exponential smoothing chosen by AICc,
/// 4. complex exponential smoothing,
/// 5. the same of the square roots.
///
/// The choice was made on development halves of the M1, M3, M4 and tourism competitions
/// (Makridakis et al. 2020; Athanasopoulos et al. 2011); `BENCHMARKS.md` has the figures. The law
/// of each step is Student's with the pooled spread of ``CombinationSpread`` about the median. Where
/// the series has no value below zero the forecast is not below zero either.
public struct Combination: SeriesModel {
  /// The members, in the order above; one that could not be fitted is left out.
  public let members: [any SeriesModel]

  /// The members that could not be fitted, with the reason.
  public let refusals: [String]

  /// The medians of the members' fitted values.
  public let fitted: [Double]

  /// Observed minus fitted.
  public let residuals: [Double]

  /// The law of errors about the forecast.
  public let spread: CombinationSpread

  /// The movement of the seasonally adjusted series, in the units of the series.
  public let movement: Double

  /// Whether forecasts are kept from falling below zero.
  public let isNonNegative: Bool

  /// A median of models has no likelihood.
  public let criteria: InformationCriteria? = nil

  /// `Combination of` and the number of members.
  public var name: String { "Combination of \(members.count)" }

  /// The movement of the series; the members have parameters of their own.
  public var parameters: [FittedParameter] { [FittedParameter("movement", movement)] }

  private let adjustment: SeasonalAdjustment

  /// Fits the members to a series.
  ///
  /// - Parameters:
  ///   - series: the values, oldest first, none missing.
  ///   - season: the number of periods of a season; 1 for none.
  ///   - spread: the law of errors; the pooled one unless said.
  /// - Throws: `invalidParameter` for a season below 1, `tooShort` for an empty series and
  ///   `invalidValue` for missing values.
  public static func fit(
    _ series: [Double], season: Int = 1, spread: CombinationSpread? = nil
  ) throws(ForecastingError) -> Combination {
    guard season >= 1 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "1 or more")
    }
    try requireSeries(series, method: "the combination", atLeast: 1)
    var members: [any SeriesModel] = []
    var refusals: [String] = []
    // A season is told from two of it and a value; before that the series is taken as it is.
    let fitted = series.count > 2 * season ? season : 1
    for recipe in fitted == 1 ? annualRecipes : seasonalRecipes {
      do throws(ForecastingError) {
        if let model = try recipe.fit(series, fitted) { members.append(model) }
      } catch {
        refusals.append("\(recipe.name): \(error)")
      }
    }
    return Combination(
      series, members: members, refusals: refusals,
      spread: spread ?? .pooled(season: season),
      adjustment: try SeasonalAdjustment.tested(series, season: fitted))
  }

  private init(
    _ series: [Double], members: [any SeriesModel], refusals: [String],
    spread: CombinationSpread, adjustment: SeasonalAdjustment
  ) {
    self.members = members
    self.refusals = refusals
    self.spread = spread
    self.adjustment = adjustment
    movement = CombinationSpread.movement(adjustment.adjusted)
    isNonNegative = series.allSatisfy { $0 >= 0 }
    let fits = members.map(\.fitted)
    fitted = series.indices.map { t in Quantile.median(fits.map { $0[t] }) ?? series[t] }
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
  }

  /// Student's laws about the medians of the members' forecasts.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    let points = try members.map { member throws(ForecastingError) in
      try member.forecasts(horizon: horizon).map(\.median)
    }
    var result: [ForecastDistribution] = []
    result.reserveCapacity(horizon)
    for h in 0..<horizon {
      let middle = Quantile.median(points.map { $0[h] }) ?? 0
      let factor = abs(adjustment.factor(at: fitted.count + h))
      result.append(
        try .studentT(
          mean: isNonNegative ? max(middle, 0) : middle,
          scale: PowerOfTwo.finite(spread.scale(movement: movement, step: h + 1) * factor),
          degreesOfFreedom: spread.degreesOfFreedom))
    }
    return result
  }
}

extension Combination {
  private struct Recipe: Sendable {
    let name: String
    /// `nil` for a series that the member is not meant for.
    let fit: @Sendable ([Double], Int) throws(ForecastingError) -> (any SeriesModel)?
  }

  private static let annualRecipes = [
    Recipe(name: "last value") { (y, _) throws(ForecastingError) in try NaiveModel(y) },
    Recipe(name: "dynamic optimised Theta") { (y, _) throws(ForecastingError) in
      try ThetaModel.fit(y, variant: .dynamicOptimised)
    },
    Recipe(name: "complex smoothing") { (y, _) throws(ForecastingError) in
      try ComplexSmoothing.fit(y)
    },
    Recipe(name: "fading growth by a rate") { (y, _) throws(ForecastingError) in
      try FadingGrowth(y, scale: .logarithm, average: .mean, damping: 0.9)
    },
    Recipe(name: "fading change of roots") { (y, _) throws(ForecastingError) in
      try FadingGrowth(y, scale: .squareRoot, average: .median, damping: 0.95)
    },
  ]

  private static let seasonalRecipes = [
    Recipe(name: "optimised Theta") { (y, m) throws(ForecastingError) in
      try ThetaModel.fit(y, season: m, variant: .optimised)
    },
    Recipe(name: "Theta") { (y, m) throws(ForecastingError) in
      try ThetaModel.fit(y, season: m, variant: .standard)
    },
    Recipe(name: "exponential smoothing") { (y, m) throws(ForecastingError) in
      try ExponentialSmoothing.automatic(y, season: m)
    },
    Recipe(name: "complex smoothing") { (y, m) throws(ForecastingError) in
      try ComplexSmoothing.automatic(y, season: m)
    },
    Recipe(name: "complex smoothing of square roots") { (y, m) throws(ForecastingError) in
      try RootScaleModel(y) { (roots) throws(ForecastingError) in
        try ComplexSmoothing.automatic(roots, season: m)
      }
    },
  ]
}
