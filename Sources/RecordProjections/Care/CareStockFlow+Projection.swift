public import Cohorts
public import CouncilReturns
import Periods
import Probability

extension CareStockFlow {
  /// The groups of a table: labels, and the states that each adds up.
  private static let groups: [(age: String, placement: String, states: [Int])] = {
    let ages = CareStays.AgeGroup.allCases
    let placements = CareStays.Placement.allCases.filter { CareFlows.Placement($0) != nil }
    return (ages.map { ($0.label, [$0]) } + [("all", ages)]).flatMap { age, members in
      (placements.map { ($0.label, [$0]) } + [("all", placements)]).map { placement, kinds in
        let states = members.flatMap { member in
          kinds.compactMap(CareFlows.Placement.init).map { CareFlows.state(member, $0) }
        }
        return (age, placement, states)
      }
    }
  }()

  /// Projects the stock of the start day by day.
  ///
  /// Means and standard deviations are exact: the spread is that of the model's own moves and
  /// entrants, with its rates taken as known. Quantiles are of whole children, from the exact mean,
  /// variance and skewness (``Cohorts/StockFlowMoments/quantile(_:)``), or with simulations from
  /// those, by linear interpolation between order statistics.
  ///
  /// Throws ``ReturnsError`` where the returns do not cover the start, ``CareProjectionError`` where
  /// the request ends before it starts.
  public func project(
    _ request: CareProjectionRequest
  ) throws -> CareProjectionTables {
    try project(request, model: model)
  }

  /// Projects with an adjusted model, for example one with ``Cohorts/StockFlowModel/adding(rate:from:to:)``.
  ///
  /// Throws as ``project(_:)``, and ``CohortError`` where the model has other states.
  public func project(
    _ request: CareProjectionRequest, model: StockFlowModel
  ) throws -> CareProjectionTables {
    try CareProjection.check(request)
    try flows.checkStart(request.start)
    return try tables(request, model)
  }

  private func tables(
    _ request: CareProjectionRequest, _ model: StockFlowModel
  ) throws(CohortError) -> CareProjectionTables {
    guard model.states == CareFlows.states else {
      throw CohortError("model", "has \(model.states) states in place of \(CareFlows.states)")
    }
    let stock = flows.stock(on: request.start)
    let day = try model.step(days: 1)
    var projection = try StockFlowProjection(start: stock)
    var futures: CareFutures?
    if request.simulations > 0 { futures = try CareFutures(stock, model, request) }
    let normal = [0.1, 0.5, 0.9].map(SpecialFunctions.normalQuantile)
    let dates = CareDurationProjection.dates(
      from: request.start, until: request.until, step: request.step)
    var rows: [CareProjectionRow] = []
    rows.reserveCapacity(dates.count * CareStockFlow.groups.count)
    var today = request.start
    for date in dates {
      let days = today.days(to: date)
      for _ in 0..<days { projection.advance(day) }
      if days > 0 { try futures?.advance(days: days) }
      today = date
      for group in CareStockFlow.groups {
        let law = projection.moments(of: group.states)
        let drawn = futures?.summary(of: group.states)
        rows.append(
          CareProjectionRow(
            date: date, ageGroup: group.age, placement: group.placement, mean: law.mean,
            standardDeviation: law.standardDeviation,
            p10: drawn?.quantile(0.1) ?? law.quantile(z: normal[0]),
            p50: drawn?.quantile(0.5) ?? law.quantile(z: normal[1]),
            p90: drawn?.quantile(0.9) ?? law.quantile(z: normal[2])))
      }
    }
    return CareProjectionTables(rows: rows, notes: notes)
  }

  private var notes: [String] {
    flows.setAside.sorted { $0.key < $1.key }.map {
      "\($0.value) episodes are in no stock: \($0.key)."
    }
  }
}

/// The simulated futures of a projection, one step from each of its dates to the next.
private struct CareFutures {
  private let model: StockFlowModel
  private var simulation: StockFlowSimulation
  private var steps: [Int: StockFlowStep] = [:]
  private var totals: [Int]

  init(
    _ stock: [Int], _ model: StockFlowModel, _ request: CareProjectionRequest
  ) throws(CohortError) {
    self.model = model
    totals = [Int](repeating: 0, count: request.simulations)
    simulation = try StockFlowSimulation(
      start: stock, replicates: request.simulations, seed: request.seed,
      name: "care|\(request.method.rawValue)")
  }

  mutating func advance(days: Int) throws(CohortError) {
    let step: StockFlowStep
    if let known = steps[days] {
      step = known
    } else {
      step = try model.path(days: days)
      steps[days] = step
    }
    simulation.advance(step)
  }

  /// Spread and quantiles of the number in a set of states.
  mutating func summary(of states: [Int]) -> CountSummary {
    for replicate in totals.indices {
      let base = replicate * simulation.states
      var total = 0
      for state in states { total += simulation.counts[base + state] }
      totals[replicate] = total
    }
    return CountSummary(totals)
  }
}
