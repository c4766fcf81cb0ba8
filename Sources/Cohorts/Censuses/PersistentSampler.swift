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
  /// Per cell, its law of destinations.
  private let law: [Int]
  private let cellOfWay: [Int]

  init(model: CensusRateModel, course: CensusCourse, streams: CensusStreams) {
    self.model = model
    exposures = course.exposures
    rates = CensusRates(model, streams: streams, steps: course.steps)
    kept = [Double](repeating: 1, count: model.leaving.leaves)
    unmoved = [Double](repeating: 1, count: model.moving.leaves)
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

  func depart(_ departures: inout [CensusDeparture], count: Int) {
    departures.withUnsafeMutableBufferPointer { departures in
      kept.withUnsafeBufferPointer { kept in
        unmoved.withUnsafeBufferPointer { unmoved in
          let (leaveLeaf, moveLeaf) = (model.leaveLeaf, model.moveLeaf)
          for index in 0..<count {
            let cell = departures[index].cell
            let people = departures[index].people
            let left = Self.binomial(
              people, sparing: kept[leaveLeaf[cell]], departures[index].leaving)
            departures[index].left = left
            departures[index].moved =
              departures[index].canMove && people > left
              ? Self.binomial(
                people - left, sparing: unmoved[moveLeaf[cell]], departures[index].moving) : 0
          }
        }
      }
    }
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
    // Mostly it happens to nobody, which needs no odds.
    if uniform <= term, term > 1e-200 { return 0 }
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

  /// qⁿ by repeated squaring; without branches below 16.
  @inline(__always)
  private static func power(_ q: Double, _ n: Int) -> Double {
    let q2 = q * q
    let q4 = q2 * q2
    let q8 = q4 * q4
    var result = n & 1 == 0 ? 1 : q
    result *= n & 2 == 0 ? 1 : q2
    result *= n & 4 == 0 ? 1 : q4
    result *= n & 8 == 0 ? 1 : q8
    guard n >= 16 else { return result }
    var square = q8
    var rest = n >> 4
    while rest > 0 {
      square *= square
      if rest & 1 == 1 { result *= square }
      rest >>= 1
    }
    return result
  }
}
