public import Cohorts
public import Forecasting
import Foundation

/// Forecasts a service for any authority of a panel from what was published at an origin, and keeps
/// the estimates so that a back-test over a whole panel costs one fit an origin.
public struct PublicForecaster: Sendable {
  /// The service.
  public let service: PublicService
  /// The authorities, which are also the panel that trends are shrunk towards.
  public let histories: [AuthorityHistory]
  private let series: [PanelSeries]
  private let flows: [StockFlowSeries]
  private let position: [String: Int]

  /// A forecaster over a panel. `histories` may hold any number of authorities, in any order.
  public init(service: PublicService, histories: [AuthorityHistory]) {
    self.service = service
    self.histories = histories
    series = histories.map {
      PanelSeries(id: $0.area, levels: $0.stock, exposure: $0.population)
    }
    flows = histories.map {
      StockFlowSeries(
        stock: $0.stock, entries: $0.entries, exits: $0.exits, population: $0.population)
    }
    position = Dictionary(
      histories.enumerated().map { ($1.area, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Everything estimated at one origin, from figures up to that origin alone.
  struct Estimates: Sendable {
    let trend: PanelTrend.Fit
    let rates: [StockFlowRates?]
  }

  func estimates(origin: Int) -> Estimates {
    let trend = service.trend.fit(series, origin: origin)
    guard let weight = service.flowWeight else {
      return Estimates(trend: trend, rates: Array(repeating: nil, count: series.count))
    }
    let own = flows.map { StockFlowRates($0, origin: origin, window: service.flowWindow) }
    let panel = own.compactMap { $0 }
    return Estimates(
      trend: trend, rates: own.map { $0?.shrunk(towards: panel, ownWeight: weight) })
  }

  func members(_ index: Int, _ estimates: Estimates, horizons: Int) -> [ForecastMember] {
    let origin = estimates.trend.origin
    var result: [ForecastMember] = []
    let trend = (1...horizons).compactMap {
      estimates.trend.forecast(series[index], horizon: $0)
    }
    if trend.count == horizons { result.append(ForecastMember(name: "panel trend", means: trend)) }
    if let rates = estimates.rates[index], let stock = series[index].levels[origin] {
      let people =
        flows[index].population[origin - 1] ?? flows[index].population[origin - 2]
      let path = (1...horizons).map {
        rates.project(stock: stock, population: people, years: $0)
      }
      result.append(ForecastMember(name: "stock and flow", means: path))
    }
    return result
  }

  /// Equal weights: the geometric mean of the members, which is the average of their quantile
  /// functions in logarithms.
  static func combine(_ members: [ForecastMember], horizon: Int) -> Double? {
    guard !members.isEmpty else { return nil }
    let sum = members.reduce(0) { $0 + log(max($1.means[horizon - 1], 1e-9)) }
    return exp(sum / Double(members.count))
  }

  /// A forecaster with its estimates at an origin and at the earlier origins whose errors give the
  /// spread.
  public func prepared(origin: Int, horizons: Int) -> Prepared {
    var byOrigin: [Int: [[Double]]] = [:]
    let oldest = max(
      service.earliestOrigin, origin - horizons - PanelSpread.oldestYears)
    for past in oldest..<max(oldest, origin) {
      let reach = min(horizons, origin - past)
      let estimates = estimates(origin: past)
      byOrigin[past] = series.indices.map { index in
        let members = members(index, estimates, horizons: reach)
        return (1...reach).compactMap { PublicForecaster.combine(members, horizon: $0) }
      }
    }
    let spread = PanelSpread(
      members: series.count, origin: origin, horizons: horizons,
      typical: service.typicalSpread,
      level: { series[$0].levels[$1] },
      forecast: { member, past, horizon in
        guard let path = byOrigin[past]?[member], path.count >= horizon else { return nil }
        return path[horizon - 1]
      })
    return Prepared(
      forecaster: self, estimates: estimates(origin: origin), spread: spread,
      horizons: horizons)
  }

  /// A forecaster at one origin.
  public struct Prepared: Sendable {
    let forecaster: PublicForecaster
    let estimates: Estimates
    /// The spread of past errors.
    public let spread: PanelSpread
    /// The longest horizon, in years.
    public let horizons: Int

    /// Median growth of the panel per year, in logarithms.
    public var panelGrowth: Double { estimates.trend.panelGrowth }

    /// Entry, exit and residual rates of an area, shrunk towards the panel's; `nil` where no year
    /// has stock and both flows, or the service is forecast without them.
    public func rates(of area: String) -> StockFlowRates? {
      forecaster.position[area].flatMap { estimates.rates[$0] }
    }

    /// Root mean square distance of the members from their average, in logarithms.
    private static func disagreement(_ members: [ForecastMember], horizon: Int) -> Double {
      let logs = members.map { log(max($0.means[horizon - 1], 1e-9)) }
      let mean = logs.reduce(0, +) / Double(logs.count)
      return (logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(logs.count)).squareRoot()
    }

    /// The forecast of an area. Throws where the area, or its stock at the origin, is not known.
    ///
    /// - Parameters:
    ///   - area: the area's code.
    ///   - further: members from evidence that the panel does not have, averaged in with equal
    ///     weights; each reaches at least as far as the forecast. They cannot be back-tested, so
    ///     the spread is widened by how far the members lie apart.
    public func forecast(
      area: String, further: [ForecastMember] = []
    ) throws(PublicForecastError) -> PublicForecast {
      guard let index = forecaster.position[area] else { throw .unknownArea(area) }
      let origin = estimates.trend.origin
      let history = forecaster.histories[index]
      let members =
        forecaster.members(index, estimates, horizons: horizons)
        + further.filter { $0.means.count >= horizons }
      let means = (1...horizons).compactMap {
        PublicForecaster.combine(members, horizon: $0)
      }
      guard let last = history.stock[origin], last > 0, means.count == horizons else {
        throw .noStock(
          area: area, measure: forecaster.service.measure, origin: origin,
          known: history.stock.keys.sorted())
      }
      return PublicForecast(
        area: area, origin: origin, last: last, means: means,
        logSpreads: (1...horizons).map { horizon in
          let tested = spread.standardDeviation(level: last, horizon: horizon)
          let apart = further.isEmpty ? 0 : Prepared.disagreement(members, horizon: horizon)
          return (tested * tested + apart * apart).squareRoot()
        }, members: members)
    }
  }
}
