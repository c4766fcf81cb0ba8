import Cohorts
import Foundation
import Periods
import Probability
import ScenarioLanguage
import Services

/// A measure whose path starts from published statistics, ready to be drawn.
///
/// Per draw, one standard normal number moves the whole path (parameters, drawn once); then entries
/// and exits are drawn as counts at every census (process). The parameter spread at each horizon is
/// what remains of the back-tested spread after the process variance, which is known exactly.
struct PublishedMeasurePlan: Sendable {
  let measure: Measure
  let census: Census
  let timeline: CensusTimeline
  /// The published history the forecast starts from.
  let source: AuthorityHistory
  let forecast: PublicForecast
  let shares: ShareTrend
  /// Ages rolled forward, where single years are published.
  let cohorts: AgeCohorts?
  /// Stocks by item at the censuses before the origin, the newest first; at least one.
  let past: [[Double]]
  /// Published counts by year and item of the split.
  let itemCounts: [Int: [String: Double]]
  /// Published counts by year and age band.
  let ageBands: [Int: [String: Double]]
  /// Share of the opening stock that leaves in a year, by horizon, 1 first.
  let exitShares: [Double]
  /// Expected entries by horizon, 1 first.
  let expectedEntries: [Double]
  /// Residual by horizon, 1 first: whole children, the same in every draw.
  let residuals: [Int]
  /// α in Var(entries) = μ + α μ².
  let overdispersion: Double
  /// Variance of the stock that comes from process, by horizon, 1 first.
  let processVariance: [Double]
  /// Standard deviation in logarithms that comes from parameters, by horizon, 1 first.
  let parameterSpread: [Double]

  private let levelStream: RandomStream
  private let entryStream: RandomStream
  private let exitStream: RandomStream
  private let shareStreams: [RandomStream]

  init(
    measure: Measure, census: Census, timeline: CensusTimeline, source: AuthorityHistory,
    forecast: PublicForecast, shares: ShareTrend, rates: StockFlowRates, cohorts: AgeCohorts?,
    itemCounts: [Int: [String: Double]], ageBands: [Int: [String: Double]],
    seed: UInt64
  ) {
    self.measure = measure
    self.census = census
    self.timeline = timeline
    self.source = source
    self.forecast = forecast
    self.shares = shares
    self.cohorts = cohorts
    self.itemCounts = itemCounts
    self.ageBands = ageBands
    past = PublishedMeasurePlan.past(source, shares, itemCounts, forecast)
    overdispersion = rates.entryOverdispersion
    var exitShares: [Double] = []
    var entries: [Double] = []
    var residuals: [Int] = []
    var variance: [Double] = []
    var spread: [Double] = []
    var before = forecast.last
    var carried = 0.0
    for (index, mean) in forecast.means.enumerated() {
      let residual = Int((rates.residualRate * (before + mean) / 2).rounded())
      var exits = min(0.95, rates.exitRate * (before + mean) / 2 / before)
      var entering = mean - before * (1 - exits) - Double(residual)
      if entering < 0 {
        exits = min(1, max(0, 1 - (mean - Double(residual)) / before))
        entering = max(0, mean - before * (1 - exits) - Double(residual))
      }
      carried =
        carried * (1 - exits) * (1 - exits) + before * exits * (1 - exits)
        + entering + rates.entryOverdispersion * entering * entering
      let total = forecast.logSpreads[index] * forecast.logSpreads[index]
      exitShares.append(exits)
      entries.append(entering)
      residuals.append(residual)
      variance.append(carried)
      spread.append(max(0, total - log(1 + carried / (mean * mean))).squareRoot())
      before = mean
    }
    self.exitShares = exitShares
    expectedEntries = entries
    self.residuals = residuals
    processVariance = variance
    parameterSpread = spread
    levelStream = RandomStream(seed: seed, name: "level|\(measure.name)")
    entryStream = RandomStream(seed: seed, name: "entries|\(measure.name)")
    exitStream = RandomStream(seed: seed, name: "exits|\(measure.name)")
    shareStreams = shares.items.map {
      RandomStream(seed: seed, name: "share|\(measure.name)|\($0)")
    }
  }

  private static func past(
    _ source: AuthorityHistory, _ shares: ShareTrend, _ counts: [Int: [String: Double]],
    _ forecast: PublicForecast
  ) -> [[Double]] {
    var known: [[Double]] = []
    for year in stride(from: forecast.origin - 1, through: forecast.origin - 10, by: -1) {
      guard let total = source.stock[year] else { break }
      let items = shares.items.map { counts[year]?[$0] ?? 0 }
      let sum = items.reduce(0, +)
      known.append(
        sum > 0 ? items.map { $0 / sum * total } : shares.shares.map { $0 * total })
    }
    return known.isEmpty ? [shares.shares.map { $0 * forecast.last }] : known
  }

  /// Positions of the censuses that lie within the horizon, the origin left out. One later census is
  /// drawn as well, to interpolate up to the end.
  func knotsWithin(_ settings: RunSettings) -> [Int] {
    timeline.years.indices.dropFirst().filter {
      CensusTimeline.day(census, year: timeline.years[$0]).month <= settings.lastMonth
    }
  }

  /// The stock of an item at a census of a draw; at a census before the origin, the published one
  /// (or the oldest that is published), with the origin's shares where items are not.
  func stock(_ drawn: PublishedDraw, _ knot: Int, _ item: Int) -> Double {
    if knot >= 0 { return Double(drawn.stocks[knot * drawn.items + item]) }
    return past[min(past.count, -knot) - 1][item]
  }

  /// Years from the origin's census day to the middle of a financial year.
  func yearsFromOrigin(toMiddleOf year: FinancialYear) -> Double {
    let start = CensusTimeline.day(census, year: forecast.origin)
    let days = Double(start.days(to: year.firstDay)) + Double(year.days) / 2
    return days / 365.25
  }

  /// Published stock by census year.
  var history: [Int: Double] { source.stock }

  /// Standard deviation of the stock at a horizon, both parts together: the exact witness of the
  /// simulation.
  func standardDeviation(horizon: Int) -> Double {
    let mean = forecast.means[horizon - 1]
    let spread = parameterSpread[horizon - 1]
    let parameter = mean * mean * (exp(spread * spread) - 1)
    return (parameter + processVariance[horizon - 1]).squareRoot()
  }

  /// One draw: stocks by knot and item (whole children), and the flows between knots.
  func draw(_ replicate: Int) -> PublishedDraw {
    let z = SpecialFunctions.normalQuantile(levelStream.uniform(replicate: replicate, step: 0))
    let normals = shareStreams.map {
      SpecialFunctions.normalQuantile($0.uniform(replicate: replicate, step: 0))
    }
    var stock = Int(forecast.last.rounded())
    var result = PublishedDraw(items: shares.items.count)
    result.append(total: stock, shares: shares.shares, entries: 0, exits: 0, residual: 0)
    var before = forecast.last
    for horizon in 1...forecast.means.count {
      let spread = parameterSpread[horizon - 1]
      let target = forecast.means[horizon - 1] * exp(spread * z - spread * spread / 2)
      var exitShare = exitShares[horizon - 1]
      let residual = residuals[horizon - 1]
      var mean = target - before * (1 - exitShare) - Double(residual)
      if mean < 0 {
        exitShare = min(1, max(0, 1 - (target - Double(residual)) / before))
        mean = 0
      }
      let leaving = Binomial(unchecked: stock, exitShare).quantile(
        exitStream.uniform(replicate: replicate, step: horizon))
      let uniform = entryStream.uniform(replicate: replicate, step: horizon)
      let entering = entries(mean: mean, uniform: uniform)
      let kept = max(residual, leaving - stock - entering)
      stock = stock - leaving + entering + kept
      result.append(
        total: stock, shares: shares.shares(horizon: Double(horizon), normals: normals),
        entries: entering, exits: leaving, residual: kept)
      before = target
    }
    return result
  }

  private func entries(mean: Double, uniform: Double) -> Int {
    guard mean > 0 else { return 0 }
    guard overdispersion > 1e-9 else { return Poisson(unchecked: mean).quantile(uniform) }
    return NegativeBinomial(unchecked: mean, 1 / overdispersion).quantile(uniform)
  }
}

/// One draw of a published measure.
struct PublishedDraw: Sendable {
  let items: Int
  /// Totals by knot.
  var totals: [Int] = []
  /// Stocks by knot, then item.
  var stocks: [Int] = []
  var entries: [Int] = []
  var exits: [Int] = []
  var residuals: [Int] = []

  init(items: Int) {
    self.items = items
  }

  /// Adds a knot. Items are whole children that sum to the total, by largest remainder.
  mutating func append(
    total: Int, shares: [Double], entries: Int, exits: Int, residual: Int
  ) {
    totals.append(total)
    self.entries.append(entries)
    self.exits.append(exits)
    residuals.append(residual)
    var allotted = 0
    var remainders: [(remainder: Double, item: Int)] = []
    for (item, share) in shares.enumerated() {
      let exact = share * Double(total)
      let whole = Int(exact)
      stocks.append(whole)
      allotted += whole
      remainders.append((exact - Double(whole), item))
    }
    remainders.sort { ($1.remainder, $0.item) < ($0.remainder, $1.item) }
    let start = stocks.count - items
    for place in 0..<max(0, min(items, total - allotted)) {
      stocks[start + remainders[place].item] += 1
    }
  }

  /// Whether children are conserved at every knot: by census, and by item.
  var isConserved: Bool {
    for knot in 1..<totals.count {
      guard totals[knot - 1] + entries[knot] - exits[knot] + residuals[knot] == totals[knot]
      else { return false }
      let start = knot * items
      guard stocks[start..<start + items].reduce(0, +) == totals[knot] else { return false }
    }
    return true
  }
}
