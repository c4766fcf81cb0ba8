import Foundation
import Probability

/// Counts of a census model whose rates are drawn once per replicate: binomial and Poisson given the
/// rates, one uniform each.
struct PersistentSampler: CensusSampler {
  private let model: CensusRateModel
  private let exposures: [[Int]]
  private var rates: CensusRates
  private var step = 0
  /// Per leaf in the step: log(1 − p) and p.
  private var leave: [(log: Double, share: Double)]
  private var move: [(log: Double, share: Double)]
  /// Per cell, its leaves and its law.
  private let leaveLeaf: [Int]
  private let moveLeaf: [Int]
  private let law: [Int]
  private let cellOfWay: [Int]

  init(model: CensusRateModel, course: CensusCourse, streams: CensusStreams) {
    self.model = model
    exposures = course.exposures
    rates = CensusRates(model, streams: streams, steps: course.steps)
    leave = [(log: Double, share: Double)](repeating: (0, 0), count: model.leaving.leaves)
    move = [(log: Double, share: Double)](repeating: (0, 0), count: model.moving.leaves)
    leaveLeaf = model.rows.map { $0?.leave ?? 0 }
    moveLeaf = model.rows.map { $0?.move ?? 0 }
    law = model.rows.map { $0?.destinations ?? 0 }
    cellOfWay = model.rows.enumerated().flatMap { cell, row in
      [Int](repeating: cell, count: row?.ways.count ?? 0)
    }
  }

  mutating func begin(replicate: Int) { rates.draw(replicate: replicate) }

  mutating func begin(step: Int) {
    self.step = step
    let effects = rates.effects[step]
    for leaf in leave.indices {
      let log = rates.leave[leaf] * effects.leave
      leave[leaf] = (log, -expm1(log))
    }
    for leaf in move.indices {
      let log = rates.move[leaf] * effects.move
      move[leaf] = (log, -expm1(log))
    }
  }

  func leavers(cell: Int, people: Int, uniform: Double) -> Int {
    let rate = leave[leaveLeaf[cell]]
    return Self.binomial(people, rate.log, rate.share, uniform)
  }

  func movers(cell: Int, people: Int, uniform: Double) -> Int {
    let rate = move[moveLeaf[cell]]
    return Self.binomial(people, rate.log, rate.share, uniform)
  }

  func travellers(way: Int, end: Int, people: Int, uniform: Double) -> Int {
    let first = law[cellOfWay[way]] * rates.width
    var rest = 0.0
    for index in way..<end { rest += rates.way[first + model.wayComponent[index]] }
    let share = rates.way[first + model.wayComponent[way]] / rest
    return Self.binomial(people, log1p(-share), share, uniform)
  }

  func entrants(age: Int, uniform: Double) -> Int {
    let mean = rates.entrants(age: age, step: step, exposed: Double(exposures[step][age]))
    return mean > 0 ? Poisson(unchecked: mean).quantile(uniform) : 0
  }

  func arrivals(way: Int, people: Int, uniform: Double) -> Int {
    let share = rates.entryWay[way] / rates.entryRest[way]
    return Self.binomial(people, log1p(-share), share, uniform)
  }

  /// A binomial count by inversion, given log(1 − p) and p.
  @inline(__always)
  private static func binomial(
    _ people: Int, _ log: Double, _ share: Double, _ uniform: Double
  ) -> Int {
    guard share < 1 else { return people }
    var term = exp(Double(people) * log)
    guard term > 1e-200 else { return Binomial(unchecked: people, share).quantile(uniform) }
    let odds = share / (1 - share)
    var sum = term
    var count = 0
    var rest = Double(people)
    var y = 0.0
    while sum < uniform, count < people {
      y += 1
      term *= rest / y * odds
      rest -= 1
      count += 1
      sum += term
    }
    return count
  }
}
