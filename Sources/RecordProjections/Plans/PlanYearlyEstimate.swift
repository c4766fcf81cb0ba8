import Cohorts
import CouncilReturns

/// Estimates the laws of ``PlanYearlyLaws`` from counts.
struct PlanYearlyEstimate {
  let counts: PlanCounts
  let routes: PlanRoutes
  private let stock: [Int]
  private let leavers: [Int]
  private let movers: [Int]
  /// Per age, moves by the setting they lead to.
  private let moves: [[Int: Int]]

  init(_ counts: PlanCounts, routes: PlanRoutes) {
    self.counts = counts
    self.routes = routes
    let space = routes.space
    let ranges = (0..<space.ncy.count).map { $0 * space.states..<($0 + 1) * space.states }
    stock = ranges.map { counts.stock[$0].reduce(0, +) }
    leavers = ranges.map { counts.leavers[$0].reduce(0, +) }
    movers = ranges.map { counts.movers[$0].reduce(0, +) }
    moves = ranges.map { range in
      counts.destinations[range].reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    }
  }

  /// The rows of all cells.
  func rows() -> [CensusModel.Row?] {
    let space = routes.space
    return (0..<space.cells).map { cell in
      routes.isValid[cell] ? row(cell, age: cell / space.states, state: cell % space.states) : nil
    }
  }

  private func row(_ cell: Int, age: Int, state: Int) -> CensusModel.Row {
    let n = Double(counts.stock[cell])
    let left = Double(counts.leavers[cell])
    let moved = Double(counts.movers[cell])
    let leave = (Double(leavers[age]) + 0.5) / (Double(stock[age]) + 1)
    let staying = stock[age] - leavers[age]
    let move = (Double(movers[age]) + 0.5) / (Double(staying) + 1)
    let setting = routes.space.setting(ofState: state)
    return CensusModel.Row(
      leave: .init(a: left + leave, b: n - left + 1 - leave),
      move: staying > 0
        ? .init(a: moved + move, b: n - left - moved + 1 - move)
        : .init(a: moved + 1, b: n - left - moved + 1),
      ways: routes.canMove(age: age, setting: setting) ? ways(cell, age: age, state: state) : [])
  }

  /// The settings a child may move to, with the need it has.
  private func ways(_ cell: Int, age: Int, state: Int) -> [CensusModel.Way] {
    let space = routes.space
    let own = space.setting(ofState: state)
    let pooled = moves[stride(from: age, through: 0, by: -1).first { movers[$0] > 0 } ?? age]
    let targets = routes.targets[own]
    let here = routes.settingsAtAge[age]
    let uniform = 1 / Double(max(1, here.count { targets.contains($0) }))
    let weights = targets.sorted().compactMap { setting -> (setting: Int, weight: Double)? in
      let isHere = here.contains(setting)
      guard setting != own, isHere || pooled[setting] != nil else { return nil }
      return (setting, Double(pooled[setting] ?? 0) + (isHere ? uniform : 0))
    }
    let total = weights.reduce(0) { $0 + $1.weight }
    return weights.map { setting, weight in
      CensusModel.Way(
        state: space.state(need: space.need(ofState: state), setting: setting),
        weight: Double(counts.destinations[cell][setting] ?? 0) + weight / total)
    }
  }

  /// The entrances of all ages.
  func entrances(
    joiners: PlanCounts, population: ChildPopulation
  ) throws(PlanProjectionError) -> [CensusModel.Entrance?] {
    var entrances: [CensusModel.Entrance?] = []
    for (age, ncy) in routes.space.ncy.enumerated() {
      let states = routes.states(age: age)
      let years = Double(joiners.years.count)
      let total = joiners.joiners.reduce(0) { $0 + $1[age] }
      let empty = joiners.joiners.count { $0[age] == 0 }
      let exposed = joiners.years.compactMap { population.children(year: $0, ncy: ncy) }
      guard !states.isEmpty, total > 0 else {
        entrances.append(nil)
        continue
      }
      guard Double(exposed.count) == years else {
        throw PlanProjectionError(
          "the population has no row for NCY \(ncy) in one of the calendar years "
            + "\(joiners.years.map(String.init).joined(separator: ", ")), so the share of children "
            + "who join cannot be known; add those rows")
      }
      let children = exposed.reduce(0, +) / years
      let joining = Double(total) / years
      guard children > joining else {
        throw PlanProjectionError(
          "NCY \(ncy) has \(total) joiners from a population of \(children) a year; correct the "
            + "population")
      }
      let first = age * routes.space.states
      entrances.append(
        CensusModel.Entrance(
          rate: .init(a: joining + 0.001 * Double(empty), b: children - joining),
          ways: states.map {
            .init(state: $0, weight: Double(counts.arrivals[first + $0]) + 1 / Double(states.count))
          }))
    }
    return entrances
  }
}
