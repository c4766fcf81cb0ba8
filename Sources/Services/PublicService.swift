public import Forecasting

/// A service as public statistics see it, and the weights its forecast rests on.
public struct PublicService: Sendable, Equatable {
  /// The measure's code in the statistics.
  public let measure: String
  /// The noun counted, plural.
  public let noun: String
  /// Weights of the panel trend.
  public let trend: PanelTrend
  /// Whether a stock-and-flow projection is averaged in, with this weight on own rates and this
  /// window in years; `nil` where flows do not forecast (plans: entries chase a moving rate).
  public let flowWeight: Double?
  /// Years of flows that rates are estimated from.
  public let flowWindow: Int
  /// The half-width that ranges of a small panel lean on.
  public let typicalSpread: PanelSpread.Typical
  /// The first origin whose past errors still speak for the present.
  public let earliestOrigin: Int

  /// Education, health and care plans at the January census.
  ///
  /// Two years' growth, weighted 0.35 own to 0.65 panel, damped 0.95 a year, rates per child 0–17
  /// reverting 3% a year. The optimum is flat: own weights of 0.2 to 0.5 and damping of 0.9 to 1
  /// stay within half a point of mean |error|. Errors count from
  /// origins of January 2017: until March 2018 statements were being moved into plans.
  public static let plans = PublicService(
    measure: "plans", noun: "plans",
    trend: PanelTrend(ownWeight: 0.35, damping: 0.95, reversion: 0.03), flowWeight: nil,
    flowWindow: 3, typicalSpread: PanelSpread.Typical(oneAhead: 0.7, power: 0.8),
    earliestOrigin: 2017)

  /// Children looked after on 31 March.
  ///
  /// An authority's own past growth says nothing about its next (correlation 0.00 over 175
  /// authority-years to 2025), so the trend is the last value with its rate per child 0–17 reverting
  /// 2.5% a year to the panel's, averaged with a stock-and-flow projection from four years of starts
  /// and ceases, weighted 0.85 own.
  public static let childrenLookedAfter = PublicService(
    measure: "cla", noun: "children",
    trend: PanelTrend(ownWeight: 0, damping: 0, reversion: 0.025), flowWeight: 0.85,
    flowWindow: 4, typicalSpread: PanelSpread.Typical(oneAhead: 1.05, power: 0.55),
    earliestOrigin: 2000)

  /// The services with a public-depth forecast, by measure code.
  public static let all: [PublicService] = [plans, childrenLookedAfter]

  /// The service of a measure code.
  public static func named(_ measure: String) -> PublicService? {
    all.first { $0.measure == measure }
  }
}
