import Foundation

/// The expected stock of a model of stays on every day, exactly, with what flows in and out.
///
/// The stay in a band is memoryless, so that the stock of a band is one number; what enters a band
/// on a day leaves it for the next band a fixed number of nights later, less those who went before.
/// No matrix is built and no step is longer than a night.
public struct SojournMean: Hashable, Sendable {
  /// Expected stock by day (0 to the horizon), age group and state.
  public private(set) var stock: [Double]

  /// Expected entries on each day, from day 1.
  public private(set) var entries: [Double]

  /// Expected departures in the night before each day, from day 1.
  public private(set) var exits: [Double]

  /// Expected departures at the end of the last age group, on each day from day 1.
  public private(set) var agedOut: [Double]

  private let model: SojournModel
  private let horizon: Int
  /// Bands are kept eight to a vector.
  private let chunks: Int
  /// Who stays a whole band, by cell.
  private let wholeBand: [Double]
  private let ending: [Double]
  /// The chances of a night by age group and state, eight bands at a time.
  private let stay: [SIMD8<Double>]
  private let exit: [SIMD8<Double>]
  /// The same of moves, by age group, state left and state entered.
  private let move: [SIMD8<Double>]
  /// The states that may be entered, for each age group and state left after the other.
  private let destinations: [Int]
  private let firstDestination: [Int]
  /// Masses that reach the end of their band, by day, state and band; zeros between cohorts.
  private var due: [Double]
  private var level: [SIMD8<Double>]

  /// An empty population over a number of nights.
  public init(model: SojournModel, horizon: Int) {
    self.model = model
    self.horizon = horizon
    stock = [Double](repeating: 0, count: (horizon + 1) * model.ageGroups * model.states)
    entries = [Double](repeating: 0, count: horizon + 1)
    exits = entries
    agedOut = entries
    let bands = model.bands
    let states = model.states
    let chunks = (bands + 7) / 8
    let ending = model.exit.indices.map { model.ending($0) }
    wholeBand = model.exit.indices.map { cell in
      let band = cell % bands
      guard band + 1 < bands else { return 0 }
      return pow(1 - ending[cell], Double(model.bandStart[band + 1] - model.bandStart[band]))
    }
    /// The values of a group's bands as vectors, zeros behind the last band.
    func vectors(_ group: Int, _ value: (Int) -> Double) -> [SIMD8<Double>] {
      var result = [SIMD8<Double>](repeating: .zero, count: chunks)
      for band in 0..<bands { result[band / 8][band % 8] = value(group * bands + band) }
      return result
    }
    let groups = 0..<model.ageGroups * states
    stay = groups.flatMap { group in vectors(group) { 1 - ending[$0] } }
    exit = groups.flatMap { group in vectors(group) { model.exit[$0] } }
    move = groups.flatMap { group in
      (0..<states).flatMap { state in vectors(group) { model.move[$0 * states + state] } }
    }
    let entered = groups.map { group in
      (0..<states).filter { state in
        (group * bands..<(group + 1) * bands).contains { model.move[$0 * states + state] > 0 }
      }
    }
    destinations = Array(entered.joined())
    firstDestination = entered.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    self.chunks = chunks
    self.ending = ending
    due = [Double](repeating: 0, count: (horizon + 1) * states * bands)
    level = [SIMD8<Double>](repeating: .zero, count: states * chunks)
  }

  /// Adds a cohort, which moves independently of all others.
  public mutating func add(_ cohort: SojournCohort) {
    let states = model.states
    let bands = model.bands
    let limit = min(horizon, (cohort.ageEnd.last ?? 0) - 1)
    guard limit >= 0 else { return }
    for index in level.indices { level[index] = .zero }
    var age = model.ageGroups - 1
    while age > 0, cohort.ageEnd[age - 1] > 0 { age -= 1 }
    for part in cohort.start {
      let band = model.band(part.elapsed)
      let rest =
        band + 1 < bands ? model.bandStart[band + 1] - part.elapsed : Int.max
      enter(part.state, band, day: 0, rest: rest, Double(part.count), age, cohort, limit)
    }
    record(0, age)
    var moved = [Double](repeating: 0, count: states)
    // States that nobody has been in yet cost nothing.
    var isActive = (0..<states).map { state in
      level[state * chunks..<(state + 1) * chunks].contains { $0.max() > 0 }
    }
    var day = 0
    while day < limit {
      var left = 0.0
      for state in 0..<states { moved[state] = 0 }
      for state in 0..<states where isActive[state] {
        left += night(from: state, group: age * states + state, into: &moved)
      }
      day += 1
      exits[day] += left
      while age + 1 < model.ageGroups, day >= cohort.ageEnd[age] { age += 1 }
      for state in 0..<states {
        var new = moved[state]
        if !cohort.entries.isEmpty {
          let came = cohort.entries[day * states + state]
          entries[day] += came
          new += came
        }
        guard isActive[state] || new > 0 else { continue }
        isActive[state] = true
        let place = (day * states + state) * bands
        for band in 0..<(bands - 1) {
          let mass = due[place + band]
          guard mass > 0 else { continue }
          due[place + band] = 0
          level[state * chunks + band / 8][band % 8] -= mass
          let rest =
            band + 2 < bands ? model.bandStart[band + 2] - model.bandStart[band + 1] : Int.max
          enter(state, band + 1, day: day, rest: rest, mass, age, cohort, limit)
        }
        guard new > 0 else { continue }
        let rest = bands > 1 ? model.bandStart[1] : Int.max
        enter(state, 0, day: day, rest: rest, new, age, cohort, limit)
      }
      record(day, age)
    }
    if limit < horizon { departAtLimit(limit, age) }
  }

  /// One night of a state: who leaves is returned, who moves is added to `moved`, who stays remains.
  private mutating func night(from state: Int, group: Int, into moved: inout [Double]) -> Double {
    var left = 0.0
    for chunk in 0..<chunks {
      let present = level[state * chunks + chunk]
      left += (present * exit[group * chunks + chunk]).sum()
      for index in firstDestination[group]..<firstDestination[group + 1] {
        let destination = destinations[index]
        let chances = move[(group * model.states + destination) * chunks + chunk]
        moved[destination] += (present * chances).sum()
      }
      level[state * chunks + chunk] = present * stay[group * chunks + chunk]
    }
    return left
  }

  /// On the day after `limit` all are gone: the last night's departures, then the rest by age.
  private mutating func departAtLimit(_ limit: Int, _ age: Int) {
    let bands = model.bands
    for state in 0..<model.states {
      for band in 0..<bands {
        let present = level[state * chunks + band / 8][band % 8]
        let left = present * model.exit[(age * model.states + state) * bands + band]
        exits[limit + 1] += left
        agedOut[limit + 1] += present - left
      }
    }
  }

  private mutating func record(_ day: Int, _ age: Int) {
    for state in 0..<model.states {
      var sum = 0.0
      for chunk in 0..<chunks { sum += level[state * chunks + chunk].sum() }
      stock[(day * model.ageGroups + age) * model.states + state] += sum
    }
  }

  /// A mass enters a band with that many nights to go in it, and is booked to leave it.
  private mutating func enter(
    _ state: Int, _ band: Int, day: Int, rest: Int, _ mass: Double, _ age: Int,
    _ cohort: SojournCohort, _ limit: Int
  ) {
    let bands = model.bands
    level[state * chunks + band / 8][band % 8] += mass
    guard band + 1 < bands, rest <= limit - day else { return }
    let end = day + rest
    var kept = mass
    if cohort.ageEnd[age] >= end || age == model.ageGroups - 1 {
      let cell = (age * model.states + state) * bands + band
      kept *=
        rest == model.bandStart[band + 1] - model.bandStart[band]
        ? wholeBand[cell] : pow(1 - ending[cell], Double(rest))
    } else {
      var from = day
      var group = age
      while from < end {
        let to = group + 1 < model.ageGroups ? min(end, cohort.ageEnd[group]) : end
        let cell = (group * model.states + state) * bands + band
        kept *= pow(1 - ending[cell], Double(to - from))
        from = to
        group += 1
      }
    }
    due[(end * model.states + state) * bands + band] += kept
  }
}
