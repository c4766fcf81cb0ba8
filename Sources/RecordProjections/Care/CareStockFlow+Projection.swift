public import Cohorts
public import CouncilReturns
import Periods
import Probability

extension CareStockFlow {
  /// The states that each cell of a projection's table adds up.
  static let members: [[Int]] = CareProjectionTable.cells.map { cell in
    let ages = cell.age.map { [$0] } ?? CareStays.AgeGroup.allCases
    let placements = cell.placement.map { [$0] } ?? CareProjectionTable.placements
    return ages.flatMap { age in
      placements.compactMap(CareFlows.Placement.init).map { CareFlows.state(age, $0) }
    }
  }

  /// Projects the stock of the start day by day.
  ///
  /// Means and standard deviations are exact: the spread is that of the model's own moves and
  /// entrants, with its rates taken as known. Quantiles are of whole children, from the exact mean,
  /// variance and skewness (``Cohorts/StockFlowMoments/quantile(_:)``), or with simulations from
  /// those, by linear interpolation between order statistics.
  ///
  /// Throws ``ReturnsError`` where the returns do not cover the start.
  public func project(
    _ request: CareProjectionRequest
  ) throws(ReturnsError) -> CareProjectionTable {
    try project(request, model: model)
  }

  /// Projects with an adjusted model, for example one with ``Cohorts/StockFlowModel/adding(rate:from:to:)``.
  ///
  /// Throws ``ReturnsError`` where the returns do not cover the start or the model has other states.
  public func project(
    _ request: CareProjectionRequest, model: StockFlowModel
  ) throws(ReturnsError) -> CareProjectionTable {
    try CareProjection.check(request)
    try flows.checkStart(request.start)
    do {
      return try table(request, model)
    } catch {
      throw ReturnsError(file: "--start", reason: "\(error)")
    }
  }

  private func table(
    _ request: CareProjectionRequest, _ model: StockFlowModel
  ) throws(CohortError) -> CareProjectionTable {
    guard model.states == CareFlows.states else {
      throw CohortError("model", "has \(model.states) states in place of \(CareFlows.states)")
    }
    let stock = flows.stock(on: request.start)
    let day = try model.step(days: 1)
    var projection = try StockFlowProjection(start: stock)
    var futures: CareFutures?
    if request.simulations > 0 { futures = try CareFutures(stock, model, request) }
    let normal = [0.1, 0.5, 0.9].map(SpecialFunctions.normalQuantile)
    var table = CareProjectionTable()
    table.notes = flows.setAside.sorted { $0.key < $1.key }.map {
      "\($0.value) episodes are in no stock: \($0.key)."
    }
    var today = request.start
    for date in request.dates {
      let days = today.days(to: date)
      for _ in 0..<days { projection.advance(day) }
      if days > 0 { try futures?.advance(days: days) }
      today = date
      let row = CareStockFlow.members.map { members in
        let moments = projection.moments(of: members)
        let quantiles = futures?.quantiles(of: members) ?? normal.map(moments.quantile(z:))
        return CareProjectionTable.Value(
          mean: moments.mean, standardDeviation: moments.standardDeviation, p10: quantiles[0],
          p50: quantiles[1], p90: quantiles[2])
      }
      table.append(date, row)
    }
    return table
  }
}

/// The simulated futures of a projection, one step from each of its dates to the next.
private struct CareFutures {
  private let model: StockFlowModel
  private var simulation: StockFlowSimulation
  private var steps: [Int: StockFlowStep] = [:]
  private var histogram: [Int] = []

  init(
    _ stock: [Int], _ model: StockFlowModel, _ request: CareProjectionRequest
  ) throws(CohortError) {
    self.model = model
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

  /// The type 7 quantiles 0.1, 0.5 and 0.9 of the number in a set of states.
  mutating func quantiles(of members: [Int]) -> [Double] {
    for value in histogram.indices { histogram[value] = 0 }
    for replicate in 0..<simulation.replicates {
      let base = replicate * simulation.states
      var total = 0
      for state in members { total += simulation.counts[base + state] }
      while histogram.count <= total { histogram.append(0) }
      histogram[total] += 1
    }
    return [0.1, 0.5, 0.9].map { p in
      let place = Double(simulation.replicates - 1) * p
      let below = Int(place)
      let low = order(below)
      let high = place > Double(below) ? order(below + 1) : low
      return Double(low) + (place - Double(below)) * Double(high - low)
    }
  }

  /// The number with `rank` replicates before it.
  private func order(_ rank: Int) -> Int {
    var seen = 0
    for (value, count) in histogram.enumerated() {
      seen += count
      if seen > rank { return value }
    }
    return max(0, histogram.count - 1)
  }
}
