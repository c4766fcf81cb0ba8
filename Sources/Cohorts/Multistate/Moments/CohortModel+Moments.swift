import Foundation

extension CohortModel {
  /// The exact mean and covariance of grouped stocks at the end of every step.
  ///
  /// People are independent, so nothing as large as a covariance of all places is needed. The stock
  /// of a group is a sum over sources: of n people alike at the start, with f the probabilities of
  /// the groups, mean nf and covariance n(diag f − ffᵀ); of Poisson entrants with mean e, ef and
  /// e·diag f; of negative binomial entrants, e²/k·ffᵀ more. It is the recursion m′ = Pᵀm + e,
  /// C′ = PᵀCP + Σ mᵢ(diag pᵢ − pᵢpᵢᵀ) + Vₑ of ``CohortMoments``, summed in another order.
  ///
  /// - Parameters:
  ///   - groupings: what is counted; every cell by itself where none is given.
  ///   - covariances: whether covariances between groups are wanted beside variances.
  /// - Throws: ``CohortError`` where a grouping is of another space, and for covariances of more
  ///   than 2,000 groups.
  public func moments(
    of groupings: [CohortGrouping] = [], covariances: Bool = true
  ) throws(CohortError) -> CohortModelMoments {
    let chosen = groupings.isEmpty ? [.cells(of: space)] : groupings
    for grouping in chosen { try grouping.check(space) }
    var sums = MomentSums(chosen, cells: space.cellCount, steps: steps, covariances: covariances)
    guard !covariances || sums.groups.count <= 2000 else {
      throw CohortError(
        "groupings", "have \(sums.groups.count) groups; covariances of at most 2,000 are kept")
    }
    var flow = ExpectedFlow(self)
    // All means together: what is added at each step carries on.
    for (place, count) in zip(tables.startPlaces, tables.startCounts) {
      flow.add(Double(count), to: Int(place))
    }
    for step in 0..<steps {
      flow.advance(step)
      for (source, entries) in entries.enumerated() {
        for (place, share) in zip(tables.entryPlaces[source], entries.places) {
          flow.add(entries.means[step] * share.share, to: Int(place))
        }
      }
      sums.addMeans(flow, step: step)
    }
    for (place, count) in zip(tables.startPlaces, tables.startCounts) where count > 0 {
      flow.clear()
      flow.add(1, to: Int(place))
      for step in 0..<steps {
        flow.advance(step)
        sums.addProduct(flow, times: -Double(count), step: step)
      }
    }
    for (source, entries) in entries.enumerated() {
      for entry in 0..<steps {
        let extra = entries.extraVariance(entry)
        guard extra != 0 else { continue }
        flow.clear()
        for (place, share) in zip(tables.entryPlaces[source], entries.places) {
          flow.add(share.share, to: Int(place))
        }
        sums.addProduct(flow, times: extra, step: entry)
        for step in entry + 1..<max(entry + 1, steps) {
          flow.advance(step)
          sums.addProduct(flow, times: extra, step: step)
        }
      }
    }
    return sums.moments
  }

  /// The probabilities of one step as a table over places, for small models: state and ticks, named
  /// by the state's levels and the ticks. Throws ``CohortError`` above 4,096 places.
  public func transitionTable(step: Int) throws(CohortError) -> TransitionTable {
    let places = space.states.count * tables.tickCount
    guard places <= 4096, (0..<steps).contains(step) else {
      throw CohortError("step", "\(step) of a model of \(places) places (4,096 at most)")
    }
    var flow = ExpectedFlow(self)
    let names = (0..<places).map { place in
      let levels = zip(space.dimensions, space.states[place / tables.tickCount])
        .map { $0.levels[$1] }
      let ticks = space.ticks(place % tables.tickCount).map(String.init)
      return (levels + ticks).joined(separator: "|")
    }
    var transitions: [(from: String, to: String, probability: Double)] = []
    for place in 0..<places {
      flow.clear()
      flow.add(1, to: place)
      flow.advance(step)
      for target in flow.active.sorted() {
        transitions.append((names[place], names[Int(target)], min(1, flow.values[Int(target)])))
      }
    }
    return try TransitionTable(cells: names, transitions: transitions)
  }
}

extension CohortEntries {
  /// What a step's variance has beyond Poisson, for the product ffᵀ.
  fileprivate func extraVariance(_ step: Int) -> Double {
    switch count {
    case .poisson: 0
    case .negativeBinomial(let size): means[step] * means[step] / size
    case .fixed: -means[step]
    }
  }
}

/// Expected numbers by place moved along a model, places without anybody left out.
struct ExpectedFlow {
  let model: CohortModel
  private(set) var values: [Double]
  private(set) var active: [Int32] = []
  private var next: [Double]
  private var nextActive: [Int32] = []
  private let hazards: [Double]

  init(_ model: CohortModel) {
    self.model = model
    let places = model.space.states.count * model.tables.tickCount
    values = [Double](repeating: 0, count: places)
    next = values
    hazards = model.laws.map(\.hazard)
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
    for place in active {
      let value = values[Int(place)]
      values[Int(place)] = 0
      let (state, tick) = Int(place).quotientAndRemainder(dividingBy: tables.tickCount)
      let cell = state * tables.bandCount + Int(tables.bandOfTick[tick])
      let law = Int(tables.lawOfCell[cell])
      let leaving = model.laws[law].leavingShare(hazards[law], length: model.stepLengths[step])
      let stay = tables.tickAfterStay[tick]
      if stay >= 0 { push(value * (1 - leaving), state * tables.tickCount + Int(stay)) }
      let moved = tables.tickAfterMove[tick]
      guard leaving > 0, moved >= 0 else { continue }
      let first = Int(tables.sumsOfLaw[law])
      let total = tables.sums[first + Int(tables.widthOfLaw[law])]
      for index in 0..<Int(tables.widthOfLaw[law]) {
        let target = tables.targets[Int(tables.targetsOfCell[cell]) + index]
        let share = (tables.sums[first + index + 1] - tables.sums[first + index]) / total
        guard target >= 0 else { continue }
        push(value * leaving * share, Int(target) * tables.tickCount + Int(moved))
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

/// Sums of means and covariances by step and group.
private struct MomentSums {
  let groups: [String]
  private let groupsOfCell: [[Int32]]
  private var mean: [[Double]]
  private var variance: [[Double]]
  private var covariance: [[Double]]?
  private var shares: [Double]
  private var touched: [Int32] = []

  init(_ groupings: [CohortGrouping], cells: Int, steps: Int, covariances: Bool) {
    var names: [String] = []
    var groupsOfCell = [[Int32]](repeating: [], count: cells)
    for grouping in groupings {
      for cell in 0..<cells where grouping.groupOfCell[cell] >= 0 {
        groupsOfCell[cell].append(Int32(names.count + grouping.groupOfCell[cell]))
      }
      names += grouping.groups
    }
    groups = names
    self.groupsOfCell = groupsOfCell
    mean = [[Double]](repeating: [Double](repeating: 0, count: names.count), count: steps)
    variance = mean
    if covariances, names.count <= 2000 {
      covariance = [[Double]](
        repeating: [Double](repeating: 0, count: names.count * names.count), count: steps)
    }
    shares = [Double](repeating: 0, count: names.count)
  }

  /// Adds means, and the variance they would have were everyone a Poisson entrant.
  mutating func addMeans(_ flow: ExpectedFlow, step: Int) {
    let size = groups.count
    for place in flow.active {
      let value = flow.values[Int(place)]
      let members = groupsOfCell[flow.cell(place)]
      for group in members {
        mean[step][Int(group)] += value
        variance[step][Int(group)] += value
        guard covariance != nil else { continue }
        for other in members { covariance?[step][Int(group) * size + Int(other)] += value }
      }
    }
  }

  /// Adds factor · ffᵀ for the groups' sums f.
  mutating func addProduct(_ flow: ExpectedFlow, times factor: Double, step: Int) {
    let size = groups.count
    for place in flow.active {
      for group in groupsOfCell[flow.cell(place)] {
        if shares[Int(group)] == 0 { touched.append(group) }
        shares[Int(group)] += flow.values[Int(place)]
      }
    }
    for group in touched {
      let weight = factor * shares[Int(group)]
      variance[step][Int(group)] += weight * shares[Int(group)]
      guard covariance != nil else { continue }
      for other in touched {
        covariance?[step][Int(group) * size + Int(other)] += weight * shares[Int(other)]
      }
    }
    for group in touched { shares[Int(group)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }

  var moments: CohortModelMoments {
    CohortModelMoments(
      groups: groups, steps: mean.count, mean: mean, variance: variance, covariance: covariance)
  }
}
