import Foundation

/// Mean and variance of the stocks of a ``CensusRateModel`` given its rates.
struct CensusExpectation {
  private let model: CensusRateModel
  private let course: CensusCourse
  private let measures: CensusMeasures
  /// Per way, its share of the movers of its cell.
  private var wayShare: [Double]
  /// Per cell, the probability of staying put in the step.
  private var stay: [Double]
  /// Per cell, the probability of moving in the step.
  private var go: [Double]
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

  init(_ model: CensusRateModel, course: CensusCourse, measures: CensusMeasures) {
    self.model = model
    self.course = course
    self.measures = measures
    let cells = model.shape.cells
    wayShare = [Double](repeating: 0, count: model.frame.wayState.count)
    stay = [Double](repeating: 0, count: course.steps * cells)
    go = stay
    kept = [Double](repeating: 1, count: course.steps * model.leaving.leaves)
    unmoved = [Double](repeating: 1, count: course.steps * model.moving.leaves)
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
    let frame = model.frame
    let cells = frame.cells
    let leaves = rates.leave.count
    let movers = rates.move.count
    for step in 0..<course.steps {
      let effects = rates.effects[step]
      for leaf in 0..<leaves {
        kept[step * leaves + leaf] = exp(rates.leave[leaf] * effects.leave)
      }
      for leaf in 0..<movers {
        unmoved[step * movers + leaf] = exp(rates.move[leaf] * effects.move)
      }
    }
    for cell in 0..<cells {
      guard let row = model.rows[cell] else { continue }
      let first = row.destinations * rates.width
      var total = 0.0
      for way in frame.wayStart[cell]..<frame.wayStart[cell + 1] {
        wayShare[way] = rates.way[first + model.wayComponent[way]]
        total += wayShare[way]
      }
      for way in frame.wayStart[cell]..<frame.wayStart[cell + 1] { wayShare[way] /= total }
      let hasWays = total > 0
      for step in 0..<course.steps {
        let kept = kept[step * leaves + row.leave]
        let unmoved = hasWays ? unmoved[step * movers + row.move] : 1
        stay[step * cells + cell] = kept * unmoved
        go[step * cells + cell] = kept * (1 - unmoved)
      }
    }
  }

  private mutating func advance(_ rates: CensusRates, _ step: Int) {
    let frame = model.frame
    let states = frame.states
    let lastAge = (frame.ages - 1) * states
    var flow = CensusFlows<Double>()
    for cell in next.indices { next[cell] = 0 }
    for cell in 0..<frame.cells where stock[cell] > 0 {
      let people = stock[cell]
      guard cell < lastAge else {
        flow.agedOut += people
        continue
      }
      guard frame.hasPlace[cell] else {
        flow.withoutPlace += people
        continue
      }
      let staying = people * stay[step * frame.cells + cell]
      let going = people * go[step * frame.cells + cell]
      flow.moved += going
      flow.left += people - staying - going
      next[cell + states] += staying
      let nextAge = cell - cell % states + states
      for way in frame.wayStart[cell]..<frame.wayStart[cell + 1] {
        next[nextAge + frame.wayState[way]] += going * wayShare[way]
      }
    }
    for age in 0..<frame.ages where frame.entryStart[age] < frame.entryStart[age + 1] {
      let entrants = rates.entrants(
        age: age, step: step, exposed: Double(course.exposures[step][age]))
      flow.entered += entrants
      let first = frame.entryStart[age]
      for way in first..<frame.entryStart[age + 1] {
        next[age * states + frame.entryState[way]] +=
          entrants * rates.entryWay[way] / rates.entryRest[first]
      }
    }
    swap(&stock, &next)
    flows[step] = flow
    let values = measures.values(of: stock)
    for (measure, value) in values.enumerated() { means[step * measures.count + measure] = value }
    for cell in stock.indices { cellMeans[step * frame.cells + cell] = stock[cell] }
  }

  /// Entrants are Poisson and so are their later stocks; of n people at the start in one cell each is
  /// somewhere on its own: Var Σ wX = Σ w² E X − Σ n (Σ q w)², q one person's probabilities.
  private mutating func spread() {
    let frame = model.frame
    let states = frame.states
    for step in 0..<course.steps {
      for measure in 0..<measures.count { variances[step * measures.count + measure] = 0 }
      for cell in 0..<frame.cells {
        let people = cellMeans[step * frame.cells + cell]
        guard people > 0 else { continue }
        for index in measures.start[cell]..<measures.start[cell + 1] {
          let part = measures.parts[index]
          variances[step * measures.count + part.measure] += part.weight * part.weight * people
        }
      }
    }
    var here = [Double](repeating: 0, count: states)
    var there = here
    var sums = [Double](repeating: 0, count: measures.count)
    for cell in 0..<frame.cells where course.initial[cell] > 0 {
      let people = Double(course.initial[cell])
      for state in 0..<states { here[state] = 0 }
      here[cell % states] = 1
      var age = cell / states
      for step in 0..<course.steps where age + 1 < frame.ages {
        for state in 0..<states { there[state] = 0 }
        for state in 0..<states where here[state] > 0 {
          let place = age * states + state
          guard frame.hasPlace[place] else { continue }
          there[state] += here[state] * stay[step * frame.cells + place]
          let going = here[state] * go[step * frame.cells + place]
          for way in frame.wayStart[place]..<frame.wayStart[place + 1] {
            there[frame.wayState[way]] += going * wayShare[way]
          }
        }
        swap(&here, &there)
        age += 1
        for measure in sums.indices { sums[measure] = 0 }
        for state in 0..<states where here[state] > 0 {
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
}
