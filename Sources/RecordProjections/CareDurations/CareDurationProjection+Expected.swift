public import Cohorts
import CouncilReturns
import Periods

extension CareDurationProjection {
  /// The exact expected stock of every day, at the estimated rates.
  ///
  /// Throws ``CohortError`` where the rates make no model.
  public func expected() throws(CohortError) -> SojournMean {
    let (halves, empty) = (halves(), SojournMean(model: try rates.model(), horizon: horizon))
    var mean = empty
    mean.add(halves.0)
    var other = empty
    other.add(halves.1)
    mean.add(other)
    return mean
  }

  /// The same, the two halves of the cohorts at once where there are threads for it; the result is
  /// the same to the last digit.
  func expected(threads: Int) async throws(CohortError) -> SojournMean {
    guard threads > 1 else { return try expected() }
    let (halves, empty) = (halves(), SojournMean(model: try rates.model(), horizon: horizon))
    async let first = empty.adding(halves.0)
    async let second = empty.adding(halves.1)
    var mean = await first
    mean.add(await second)
    return mean
  }

  /// The cohorts in two parts that take about as long as each other.
  private func halves() -> ([SojournCohort], [SojournCohort]) {
    let cohorts = cohorts()
    func every(second start: Int) -> [SojournCohort] {
      stride(from: start, to: cohorts.count, by: 2).map { cohorts[$0] }
    }
    return (every(second: 0), every(second: 1))
  }

  /// The exact variance of the stock of every day, group of age and placement, and of the total,
  /// given the rates: entries are Poisson, each child of the starting stock there or not.
  ///
  /// Throws ``CohortError`` where the rates make no model.
  public func processVariance() throws(CohortError) -> (cells: [Double], total: [Double]) {
    let model = try rates.model()
    let cells = Self.ages * Self.placements
    let all = try expected()
    var variance = all.stock
    var total = (0...horizon).map { day in
      all.stock[day * cells..<(day + 1) * cells].reduce(0, +)
    }
    let empty = SojournMean(model: model, horizon: horizon)
    for cohort in startingCohorts() {
      for part in cohort.start {
        var one = empty
        one.add(
          SojournCohort(
            ageEnd: cohort.ageEnd,
            start: [.init(state: part.state, elapsed: part.elapsed, count: 1)],
            entries: []))
        for day in 0...horizon {
          var present = 0.0
          for index in day * cells..<(day + 1) * cells where one.stock[index] > 0 {
            variance[index] -= Double(part.count) * one.stock[index] * one.stock[index]
            present += one.stock[index]
          }
          total[day] -= Double(part.count) * present * present
        }
      }
    }
    return (variance.map { max(0, $0) }, total.map { max(0, $0) })
  }

  /// The starting stock by what ends groups of age, in order of first appearance.
  func startingCohorts() -> [SojournCohort] {
    var order: [[Int]] = []
    var parts: [[Int]: [SojournCohort.Start]] = [:]
    for group in stock.groups {
      let ends = clipped(ageEnds(group.birthMonth, in: group.age))
      if parts[ends] == nil { order.append(ends) }
      parts[ends, default: []].append(
        .init(
          state: group.placement.rawValue, elapsed: Self.elapsed(group), count: group.count))
    }
    return order.map { SojournCohort(ageEnd: $0, start: parts[$0] ?? [], entries: []) }
  }

  /// Starting stock and expected entries; birth months that age alike within the horizon are one.
  func cohorts() -> [SojournCohort] {
    let states = Self.placements
    var order: [[Int]] = []
    var places: [[Int]: Int] = [:]
    var starts: [[SojournCohort.Start]] = []
    var flows: [[Double]] = []
    func place(_ ends: [Int]) -> Int {
      if let place = places[ends] { return place }
      places[ends] = order.count
      order.append(ends)
      starts.append([])
      flows.append([])
      return order.count - 1
    }
    for cohort in startingCohorts() {
      starts[place(cohort.ageEnd)] += cohort.start
    }
    for (month, days) in months {
      let nightly = entries.nightly(in: month)
      for age in 0..<18 {
        let rates = nightly[age * states..<(age + 1) * states]
        guard rates.contains(where: { $0 > 0 }) else { continue }
        for offset in 0..<12 {
          let ends = clipped(ageEnds(month.advanced(by: -12 * age - offset)))
          let index = place(ends)
          if flows[index].isEmpty {
            flows[index] = [Double](repeating: 0, count: (horizon + 1) * states)
          }
          let shares = rates.map { $0 / 12 }
          flows[index].withUnsafeMutableBufferPointer { flow in
            for day in days {
              for state in 0..<states { flow[day * states + state] += shares[state] }
            }
          }
        }
      }
    }
    return order.indices.map {
      SojournCohort(ageEnd: order[$0], start: starts[$0], entries: flows[$0])
    }
  }

  /// Ends beyond the horizon, and past ones, differ in nothing that is seen.
  private func clipped(_ ends: [Int]) -> [Int] { ends.map { max(0, min($0, horizon + 1)) } }
}
