import Probability

extension ARIMA {
  /// How models are searched for.
  public enum Search: String, Sendable, CaseIterable {
    /// From four starts to the best neighbour, until none is better.
    case stepwise
    /// Every model with at most five lag coefficients.
    case exhaustive
  }

  /// What an automatic choice came from.
  public struct Selection: Sendable {
    /// The chosen model.
    public let model: ARIMA
    /// The models tried with their AICc, in order; `nil` for one that could not be fitted or lies at
    /// the edge of the stationary or invertible ones.
    public let candidates: [(specification: Specification, aicc: Double?)]
  }

  /// Chooses a model by AICc (Hyndman, Khandakar, Journal of Statistical Software 27(3), 2008).
  ///
  /// Differences follow ``Differencing``; a constant is tried where they leave room for one. A model
  /// with a root inside 1.01 of the unit circle is not a candidate. Every candidate is fitted by
  /// exact likelihood. A constant series has a mean and no error.
  ///
  /// - Parameters:
  ///   - series: the values, oldest first, NaN for a gap.
  ///   - season: the number of periods of a season; 1 for none.
  ///   - search: how to search.
  /// - Throws: `tooShort` for a series without a value, `invalidValue` for an infinity and
  ///   `invalidParameter` for a season below 1.
  public static func select(
    _ series: [Double], season: Int = 1, search: Search = .stepwise
  ) throws(ForecastingError) -> Selection {
    var chooser = try ARIMAChooser(series, season: season)
    return try chooser.run(search)
  }

  /// The model that ``select(_:season:search:)`` chooses.
  public static func automatic(
    _ series: [Double], season: Int = 1, search: Search = .stepwise
  ) throws(ForecastingError) -> ARIMA {
    try select(series, season: season, search: search).model
  }
}

/// The state of a search.
private struct ARIMAChooser {
  private let series: [Double]
  private let season: Int
  private let d: Int
  private let seasonalD: Int
  private let limits: (lags: Int, seasonal: Int)
  private let known: Int
  private var best: (model: ARIMA, aicc: Double)?
  private var tried: [(specification: ARIMA.Specification, aicc: Double?)] = []
  private var seen: Set<ARIMA.Specification> = []

  init(_ series: [Double], season: Int) throws(ForecastingError) {
    let gaps = try SeriesGaps(series, season: season)
    // Gaps at the end stay, so that forecasts start after them.
    self.series = Array(series.dropFirst(gaps.leading))
    known = gaps.observed.count { !$0.isNaN }
    let m = season > 60 || known <= 2 * season ? 1 : season
    self.season = m
    seasonalD = try Differencing.seasonalDifferences(gaps.observed, season: m)
    let adjusted = LagPolynomial.differenced(
      gaps.observed, LagPolynomial.differencing(0, seasonal: seasonalD, season: m))
    d = try Differencing.differences(adjusted)
    limits = (min(5, known / 3), m > 1 ? min(2, known / 3 / m) : 0)
  }

  private var constant: ARIMA.Specification.Constant {
    switch d + seasonalD {
    case 0: .mean
    case 1: .drift
    default: .none
    }
  }

  mutating func run(_ search: ARIMA.Search) throws(ForecastingError) -> ARIMA.Selection {
    if !Differencing.isConstant(series.filter { !$0.isNaN }) {
      switch search {
      case .stepwise: walk()
      case .exhaustive: searchAll()
      }
    }
    if let best { return ARIMA.Selection(model: best.model, candidates: tried) }
    let simplest = try ARIMA.Specification(
      0, min(d, 1), 0, constant: d == 0 ? .mean : .none)
    let model = try ARIMA.fit(series, simplest)
    return ARIMA.Selection(model: model, candidates: tried + [(simplest, nil)])
  }

  private mutating func walk() {
    let (p, q) = (min(2, limits.lags), min(2, limits.lags))
    let s = min(1, limits.seasonal)
    attempt(p, q, s, s, constant)
    attempt(0, 0, 0, 0, constant)
    if constant != .none { attempt(0, 0, 0, 0, .none) }
    attempt(min(1, p), 0, s, 0, constant)
    attempt(0, min(1, q), 0, s, constant)
    while let centre = best?.model.specification {
      let before = best?.aicc
      for step in steps {
        attempt(
          centre.p + step.p, centre.q + step.q, centre.seasonalP + step.seasonalP,
          centre.seasonalQ + step.seasonalQ, centre.constant)
        if best?.aicc != before { break }
      }
      if best?.aicc == before, constant != .none {
        attempt(
          centre.p, centre.q, centre.seasonalP, centre.seasonalQ,
          centre.constant == .none ? constant : .none)
      }
      if best?.aicc == before { return }
    }
  }

  private typealias Step = (p: Int, q: Int, seasonalP: Int, seasonalQ: Int)

  private var steps: [Step] {
    let plain: [Step] = [
      (-1, 0, 0, 0), (0, -1, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (-1, -1, 0, 0), (-1, 1, 0, 0),
      (1, -1, 0, 0), (1, 1, 0, 0),
    ]
    guard limits.seasonal > 0 else { return plain }
    return plain.map { (0, 0, $0.p, $0.q) } + plain
  }

  private mutating func searchAll() {
    for p in 0...limits.lags {
      for q in 0...limits.lags {
        for seasonalP in 0...limits.seasonal {
          for seasonalQ in 0...limits.seasonal where p + q + seasonalP + seasonalQ <= 5 {
            for constant in Set([constant, .none]).sorted(by: { $0.rawValue < $1.rawValue }) {
              attempt(p, q, seasonalP, seasonalQ, constant)
            }
          }
        }
      }
    }
  }

  private mutating func attempt(
    _ p: Int, _ q: Int, _ seasonalP: Int, _ seasonalQ: Int,
    _ constant: ARIMA.Specification.Constant
  ) {
    // On four values or fewer AICc has no figure for a mean, and would prefer none unseen.
    if constant == .none && self.constant == .mean && known < 5 { return }
    guard (0...limits.lags).contains(p), (0...limits.lags).contains(q),
      (0...limits.seasonal).contains(seasonalP), (0...limits.seasonal).contains(seasonalQ),
      let specification = try? ARIMA.Specification(
        p, d, q, seasonal: (seasonalP, seasonalD, seasonalQ), season: season,
        constant: constant),
      seen.insert(specification).inserted
    else { return }
    let model = try? ARIMA.fitForChoice(series, specification)
    let aicc = model?.criteria?.aicc
    let value = aicc.flatMap { $0.isFinite ? $0 : nil }
    tried.append((specification, value))
    if let model, let value, best.map({ value < $0.aicc }) ?? true { best = (model, value) }
  }
}

extension ARIMA {
  /// A fit without standard errors; `nil` for a model with a root near the unit circle.
  fileprivate static func fitForChoice(
    _ series: [Double], _ specification: Specification
  ) throws(ForecastingError) -> ARIMA? {
    let problem = try ARIMAProblem(series, specification, .none)
    let coefficients = try problem.best(.likelihood)
    let lags = problem.lags(coefficients)
    guard LagPolynomial.rootsExceed(1.01, lags.phi),
      LagPolynomial.rootsExceed(1.01, lags.theta.map { -$0 })
    else { return nil }
    return try ARIMA(problem, coefficients: coefficients, objective: .likelihood)
  }
}
