import CouncilReturns

/// The steps of a table of transitions counted over the cells of a space.
struct PlanCounts {
  /// The census years that the steps start from.
  let years: [Int]
  /// Per year (in order) and age, the joiners who arrive at that age.
  private(set) var joiners: [[Int]]
  /// Per cell, the joiners who arrive in it.
  private(set) var arrivals: [Int]
  /// Per cell, the children who start a step from it.
  private(set) var stock: [Int]
  /// Per cell, those of them who leave.
  private(set) var leavers: [Int]
  /// Per cell, those of them who change the setting.
  private(set) var movers: [Int]
  /// Per cell, those movers by the setting they go to.
  private(set) var destinations: [[Int: Int]]
  /// Children whose need changes, which the projection does not follow.
  private(set) var needChanges = 0

  init(_ transitions: PlanTransitions, space: PlanSpace) {
    years = transitions.years
    joiners = years.map { _ in [Int](repeating: 0, count: space.ncy.count) }
    let none = [Int](repeating: 0, count: space.cells)
    arrivals = none
    stock = none
    leavers = none
    movers = none
    destinations = [[Int: Int]](repeating: [:], count: space.cells)
    let position = Dictionary(uniqueKeysWithValues: zip(years, 0...))
    for flow in transitions.flows {
      guard let from = flow.from else {
        if let to = flow.to, let year = position[flow.year] {
          joiners[year][to.ncy - space.ncy.lowerBound] += flow.count
          arrivals[space.cell(to)] += flow.count
        }
        continue
      }
      let cell = space.cell(from)
      stock[cell] += flow.count
      guard let to = flow.to else {
        leavers[cell] += flow.count
        continue
      }
      if to.need != from.need { needChanges += flow.count }
      if to.setting != from.setting {
        movers[cell] += flow.count
        destinations[cell][space.index(ofSetting: to.setting), default: 0] += flow.count
      }
    }
  }
}
