import Foundation

/// Mean and variance of the stocks of a ``CensusRateModel`` given its rates.
struct CensusExpectation {
  private let model: CensusRateModel
  private let course: CensusCourse
  private let measures: CensusMeasures
  private let blends: CensusBlends
  /// By blend and state from its first, the share of the movers.
  private var shares: [Double]
  /// The leaves of the two ladders.
  private let leaves: Int
  private let movers: Int
  /// By blend.
  private var hasWays: [Bool]
  /// By step and leaf, the share that does not leave, and the share that does not move.
  private var kept: [Double]
  private var unmoved: [Double]
  private var stock: [Double]
  private var next: [Double]
  /// By step and measure.
  private(set) var means: [Double]
  /// By step and measure; only filled where it is asked for.
  private(set) var variances: [Double]
  /// By step.
  private(set) var flows: [CensusFlows<Double>]
  /// By step and cell.
  private(set) var cellMeans: [Double]

  init(
    _ model: CensusRateModel, blends: CensusBlends, course: CensusCourse, measures: CensusMeasures
  ) {
    self.model = model
    self.course = course
    self.measures = measures
    let cells = model.shape.cells
    self.blends = blends
    leaves = model.leaving.leaves
    movers = model.moving.leaves
    shares = [Double](repeating: 0, count: blends.component.count)
    hasWays = [Bool](repeating: false, count: blends.law.count)
    kept = [Double](repeating: 1, count: course.steps * leaves)
    unmoved = [Double](repeating: 1, count: course.steps * movers)
    stock = [Double](repeating: 0, count: cells)
    next = stock
    means = [Double](repeating: 0, count: course.steps * measures.count)
    variances = means
    flows = [CensusFlows<Double>](repeating: CensusFlows(), count: course.steps)
    cellMeans = [Double](repeating: 0, count: course.steps * cells)
  }

  /// Works out the means, and the variances where they are wanted.
  mutating func evaluate(_ rates: CensusRates, variance: Bool) {
    share(rates)
    for cell in stock.indices { stock[cell] = Double(course.initial[cell]) }
    for step in 0..<course.steps { advance(rates, step) }
    if variance { spread() }
  }

  private mutating func share(_ rates: CensusRates) {
    for step in 0..<course.steps {
      let effects = rates.effects[step]
      for leaf in 0..<leaves {
        kept[step * leaves + leaf] = exp(rates.leave[leaf] * effects.leave)
      }
      for leaf in 0..<movers {
        unmoved[step * movers + leaf] = exp(rates.move[leaf] * effects.move)
      }
    }
    blends.share(rates, into: &shares, hasWays: &hasWays)
  }

  /// The chances that somebody in a cell with a place stays there, and moves, in a step.
  @inline(__always)
  private func chances(_ step: Int, _ cell: Int) -> (stay: Double, go: Double) {
    let kept = kept[step * leaves + model.leaveLeaf[cell]]
    let unmoved =
      hasWays[blends.ofCell[cell]]
      ? unmoved[step * movers + model.moveLeaf[cell]] : 1
    return (kept * unmoved, kept * (1 - unmoved))
  }

  private mutating func advance(_ rates: CensusRates, _ step: Int) {
    let frame = model.frame
    var flow = CensusFlows<Double>()
    carry(step, from: stock, into: &next, &flow)
    let states = frame.states
    for age in 0..<frame.ages where frame.entryStart[age] < frame.entryStart[age + 1] {
      let entrants = rates.entrants(
        age: age, step: step, exposed: Double(course.exposures[step][age]))
      flow.entered += entrants
      let first = frame.entryStart[age]
      let each = entrants / rates.entryRest[first]
      for way in first..<frame.entryStart[age + 1] {
        next[age * states + frame.entryState[way]] += each * rates.entryWay[way]
      }
    }
    swap(&stock, &next)
    flows[step] = flow
    let cells = frame.cells
    let (measures, stock) = (measures, stock)
    means.withUnsafeMutableBufferPointer { means in
      let values = UnsafeMutableBufferPointer(
        rebasing: means[step * measures.count..<(step + 1) * measures.count])
      values.update(repeating: 0)
      stock.withUnsafeBufferPointer { measures.add($0, to: values) }
    }
    cellMeans.withUnsafeMutableBufferPointer { cellMeans in
      for cell in 0..<cells { cellMeans[step * cells + cell] = stock[cell] }
    }
  }

  /// Carries everybody one age on.
  private func carry(
    _ step: Int, from stock: [Double], into next: inout [Double], _ flow: inout CensusFlows<Double>
  ) {
    let frame = model.frame
    let states = frame.states
    let lastAge = (frame.ages - 1) * states
    next.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    for cell in lastAge..<frame.cells { flow.agedOut += stock[cell] }
    var moved = 0.0
    var left = 0.0
    var withoutPlace = 0.0
    next.withUnsafeMutableBufferPointer { next in
      for age in 0..<(frame.ages - 1) {
        for cell in age * states..<(age + 1) * states where stock[cell] > 0 {
          let people = stock[cell]
          guard frame.hasPlace[cell] else {
            withoutPlace += people
            continue
          }
          let chances = chances(step, cell)
          let staying = people * chances.stay
          let going = people * chances.go
          moved += going
          left += people - staying - going
          next[cell + states] += staying
          scatter(going, cell, into: next, from: (age + 1) * states)
        }
      }
    }
    flow.moved += moved
    flow.left += left
    flow.withoutPlace += withoutPlace
  }

  /// Spreads those who move out of a cell over the states that they go to, of which `first` is the
  /// place of state 0.
  @inline(__always)
  private func scatter(
    _ going: Double, _ cell: Int, into next: UnsafeMutableBufferPointer<Double>, from first: Int
  ) {
    let blend = blends.ofCell[cell]
    let begin = blends.start[blend]
    let width = blends.start[blend + 1] - begin
    let place = first + blends.firstState[cell]
    shares.withUnsafeBufferPointer { shares in
      guard let next = next.baseAddress, let shares = shares.baseAddress else { return }
      let target = next + place
      let source = shares + begin
      for offset in 0..<width { target[offset] += going * source[offset] }
    }
  }

  /// Entrants are Poisson and so are their later stocks; of n people at the start in one cell each is
  /// somewhere on its own: Var Σ wX = Σ w² E X − Σ n (Σ q w)², q one person's probabilities.
  private mutating func spread() {
    for step in 0..<course.steps {
      for measure in 0..<measures.count { variances[step * measures.count + measure] = 0 }
      for cell in 0..<model.frame.cells {
        let people = cellMeans[step * model.frame.cells + cell]
        guard people > 0 else { continue }
        for index in measures.start[cell]..<measures.start[cell + 1] {
          let part = measures.parts[index]
          variances[step * measures.count + part.measure] += part.weight * part.weight * people
        }
      }
    }
    for cell in 0..<model.frame.cells where course.initial[cell] > 0 {
      subtractStarters(Double(course.initial[cell]), cell)
    }
  }

  /// Takes Σ n (Σ q w)² of the people who start in a cell off the variances.
  private mutating func subtractStarters(_ people: Double, _ cell: Int) {
    let frame = model.frame
    let states = frame.states
    var here = [Double](repeating: 0, count: states)
    var there = here
    var sums = [Double](repeating: 0, count: measures.count)
    here[cell % states] = 1
    // The states that they may have reached.
    var reached = cell % states..<cell % states + 1
    var age = cell / states
    for step in 0..<course.steps where age + 1 < frame.ages {
      var reach = reached
      there.withUnsafeMutableBufferPointer { there in
        there.update(repeating: 0)
        for state in reached where here[state] > 0 {
          let place = age * states + state
          guard frame.hasPlace[place] else { continue }
          let chances = chances(step, place)
          there[state] += here[state] * chances.stay
          scatter(here[state] * chances.go, place, into: there, from: 0)
          let states = blends.states(ofCell: place)
          guard !states.isEmpty else { continue }
          reach =
            min(
              reach.lowerBound, states.lowerBound)..<max(
              reach.upperBound, states.upperBound)
        }
      }
      reached = reach
      swap(&here, &there)
      age += 1
      for measure in sums.indices { sums[measure] = 0 }
      for state in reached where here[state] > 0 {
        let place = age * states + state
        for index in measures.start[place]..<measures.start[place + 1] {
          sums[measures.parts[index].measure] += measures.parts[index].weight * here[state]
        }
      }
      for measure in sums.indices {
        variances[step * measures.count + measure] -= people * sums[measure] * sums[measure]
      }
    }
  }
}
