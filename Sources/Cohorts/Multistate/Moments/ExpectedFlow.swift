import Foundation

/// Expected numbers by place moved along a model, places without anybody left out.
struct ExpectedFlow {
  let model: CohortModel
  private(set) var values: [Double]
  private(set) var active: [Int32] = []
  private var next: [Double]
  private var nextActive: [Int32] = []

  /// The share that leaves, by step and law.
  private let leaving: [[Double]]

  init(_ model: CohortModel) {
    self.model = model
    let places = model.space.states.count * model.tables.tickCount
    values = [Double](repeating: 0, count: places)
    next = values
    let hazards = model.laws.map(\.hazard)
    leaving = model.stepLengths.map { length in
      zip(model.laws, hazards).map { $0.leavingShare($1, length: length) }
    }
  }

  mutating func add(_ value: Double, to place: Int) {
    guard value > 0 else { return }
    if values[place] == 0 { active.append(Int32(place)) }
    values[place] += value
  }

  mutating func clear() {
    for place in active { values[Int(place)] = 0 }
    active.removeAll(keepingCapacity: true)
  }

  /// The cell of a place.
  func cell(_ place: Int32) -> Int {
    let (state, tick) = Int(place).quotientAndRemainder(dividingBy: model.tables.tickCount)
    return state * model.tables.bandCount + Int(model.tables.bandOfTick[tick])
  }

  /// Moves everyone one step on.
  mutating func advance(_ step: Int) {
    let tables = model.tables
    let shares = leaving[step]
    for place in active {
      let value = values[Int(place)]
      values[Int(place)] = 0
      let (state, tick) = Int(place).quotientAndRemainder(dividingBy: tables.tickCount)
      let cell = state * tables.bandCount + Int(tables.bandOfTick[tick])
      let law = Int(tables.lawOfCell[cell])
      let share = shares[law]
      let stay = tables.tickAfterStay[tick]
      if stay >= 0 { push(value * (1 - share), state * tables.tickCount + Int(stay)) }
      let moved = tables.tickAfterMove[tick]
      guard share > 0, moved >= 0 else { continue }
      let first = Int(tables.sumsOfLaw[law])
      let total = tables.sums[first + Int(tables.widthOfLaw[law])]
      for index in 0..<Int(tables.widthOfLaw[law]) {
        let target = tables.targets[Int(tables.targetsOfCell[cell]) + index]
        guard target >= 0 else { continue }
        let part = (tables.sums[first + index + 1] - tables.sums[first + index]) / total
        push(value * share * part, Int(target) * tables.tickCount + Int(moved))
      }
    }
    active.removeAll(keepingCapacity: true)
    swap(&values, &next)
    swap(&active, &nextActive)
  }

  private mutating func push(_ value: Double, _ place: Int) {
    guard value > 0 else { return }
    if next[place] == 0 { nextActive.append(Int32(place)) }
    next[place] += value
  }
}

extension CohortLaw {
  /// The share that leaves in a step of that length under a hazard.
  func leavingShare(_ hazard: Double, length: Double) -> Double {
    if case .rate = leaving { return -expm1(-hazard * length) }
    return -expm1(-hazard)
  }
}
