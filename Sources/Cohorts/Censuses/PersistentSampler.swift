import Foundation
import Probability

/// Counts of a census model whose rates are drawn once per replicate: binomial and Poisson given the
/// rates, one uniform each.
struct PersistentSampler: CensusSampler {
  private let model: CensusRateModel
  private let exposures: [[Int]]
  private var rates: CensusRates
  private var step = 0
  /// Per leaf in the step, the share that does not leave, and the share that does not move.
  private var kept: [Double]
  private var unmoved: [Double]
  /// Per cell, its leaves and its law.
  private let leaveLeaf: [Int]
  private let moveLeaf: [Int]
  private let law: [Int]
  private let cellOfWay: [Int]

  init(model: CensusRateModel, course: CensusCourse, streams: CensusStreams) {
    self.model = model
    exposures = course.exposures
    rates = CensusRates(model, streams: streams, steps: course.steps)
    kept = [Double](repeating: 1, count: model.leaving.leaves)
    unmoved = [Double](repeating: 1, count: model.moving.leaves)
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
    for leaf in kept.indices { kept[leaf] = exp(rates.leave[leaf] * effects.leave) }
    for leaf in unmoved.indices { unmoved[leaf] = exp(rates.move[leaf] * effects.move) }
  }

  func leavers(cell: Int, people: Int, uniform: Double) -> Int {
    Self.binomial(people, sparing: kept[leaveLeaf[cell]], uniform)
  }

  func movers(cell: Int, people: Int, uniform: Double) -> Int {
    Self.binomial(people, sparing: unmoved[moveLeaf[cell]], uniform)
  }

  func travellers(way: Int, end: Int, people: Int, uniform: Double) -> Int {
    let first = law[cellOfWay[way]] * rates.width
    var rest = 0.0
    for index in way..<end { rest += rates.way[first + model.wayComponent[index]] }
    let share = rates.way[first + model.wayComponent[way]] / rest
    return Self.binomial(people, sparing: 1 - share, uniform)
  }

  func entrants(age: Int, uniform: Double) -> Int {
    let mean = rates.entrants(age: age, step: step, exposed: Double(exposures[step][age]))
    return mean > 0 ? Poisson(unchecked: mean).quantile(uniform) : 0
  }

  func arrivals(way: Int, people: Int, uniform: Double) -> Int {
    let share = rates.entryWay[way] / rates.entryRest[way]
    return Self.binomial(people, sparing: 1 - share, uniform)
  }

  /// A binomial count by inversion, given the share that it does not happen to.
  @inline(__always)
  private static func binomial(_ people: Int, sparing q: Double, _ uniform: Double) -> Int {
    guard q > 0 else { return people }
    var term = power(q, people)
    guard term > 1e-200 else { return Binomial(unchecked: people, 1 - q).quantile(uniform) }
    let odds = (1 - q) / q
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

  /// qⁿ by repeated squaring.
  @inline(__always)
  private static func power(_ q: Double, _ n: Int) -> Double {
    var result = 1.0
    var square = q
    var rest = n
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
