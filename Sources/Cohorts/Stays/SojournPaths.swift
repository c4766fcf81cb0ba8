import Foundation
public import Probability

/// The stays of one replicate of a model of stays, drawn person by person in whole nights.
///
/// How long a stay lasts is drawn at once, by inversion of its survival over the bands, ages and
/// years it passes; what ends it with a second uniform. All counts are whole, and children are
/// conserved.
public struct SojournPaths: Sendable {
  /// Changes of stock by day (0 to the horizon), age group and state; summed over days they are the
  /// stock.
  public private(set) var change: [Int32]

  /// Entries during the horizon by state.
  public private(set) var entries: [Int]

  /// Departures by state, before the last age ends.
  public private(set) var exits: [Int]

  /// Departures at the end of the last age group by state.
  public private(set) var agedOut: [Int]

  /// Moves, by state left and state entered.
  public private(set) var moves: [Int]

  private let horizon: Int
  private let yearLength: Int
  /// One model a year of the horizon.
  private var models: [SojournModel]
  private var logStay: [Double] = []

  /// An empty replicate over a number of nights, with one model for each span of `yearLength`
  /// nights; the last one holds on.
  public init(models: [SojournModel], horizon: Int, yearLength: Int = 365) {
    precondition(!models.isEmpty, "one model at least is needed")
    self.horizon = horizon
    self.yearLength = yearLength
    self.models = models
    let states = models[0].states
    change = [Int32](repeating: 0, count: (horizon + 1) * models[0].ageGroups * states)
    entries = [Int](repeating: 0, count: states)
    exits = entries
    agedOut = entries
    moves = [Int](repeating: 0, count: states * states)
    index()
  }

  /// Empties the replicate for the next one, with other models of the same shape.
  public mutating func restart(models: [SojournModel]) {
    self.models = models
    for place in change.indices { change[place] = 0 }
    for state in entries.indices {
      entries[state] = 0
      exits[state] = 0
      agedOut[state] = 0
    }
    for place in moves.indices { moves[place] = 0 }
    index()
  }

  private mutating func index() {
    logStay = models.flatMap { model in
      model.exit.indices.map { log1p(-model.ending($0)) }
    }
  }

  /// Adds one person, who is in a state from a day on with nights already spent there.
  ///
  /// - Parameters:
  ///   - ageEnd: the day on which each group of age ends; on the last the person leaves.
  ///   - day: the day from which the person is there; 0 for the starting stock.
  ///   - isEntry: whether the person enters on that day.
  ///   - address: where the uniforms are, from number `k` on.
  public mutating func add(
    ageEnd: [Int], state: Int, elapsed: Int, day: Int, isEntry: Bool, address: RandomAddress,
    k: Int
  ) {
    let model = models[0]
    let states = model.states
    let cells = model.exit.count
    let last = ageEnd[ageEnd.count - 1]
    guard day <= horizon, day < last else { return }
    if isEntry { entries[state] += 1 }
    var state = state
    var began = day - elapsed
    var now = day
    var k = k
    var age = 0
    while age < ageEnd.count - 1, ageEnd[age] <= now { age += 1 }
    var band = model.band(elapsed)
    book(now, age, state, 1)
    while true {
      // The stay ends where the sum of log chances of staying falls below this.
      var budget = log(address.uniform(k))
      var cell = 0
      var year = 0
      while true {
        year = min(models.count - 1, now / yearLength)
        cell = (age * states + state) * model.bands + band
        let stay = logStay[year * cells + cell]
        var edge = min(last, horizon)
        if age < ageEnd.count - 1 { edge = min(edge, ageEnd[age]) }
        if band + 1 < model.bands { edge = min(edge, began + model.bandStart[band + 1]) }
        if year + 1 < models.count { edge = min(edge, (year + 1) * yearLength) }
        let nights = edge - now
        // Survives the first j nights where j·stay > budget.
        let whole = stay < 0 ? budget / stay : .infinity
        if whole < Double(nights) {
          now += Int(whole) + 1
          break
        }
        budget -= Double(nights) * stay
        now = edge
        if now >= last {
          book(now, age, state, -1)
          agedOut[state] += 1
          return
        }
        if now >= horizon { return }
        while age < ageEnd.count - 1, ageEnd[age] <= now {
          book(now, age, state, -1)
          age += 1
          book(now, age, state, 1)
        }
        while band + 1 < model.bands, now - began >= model.bandStart[band + 1] { band += 1 }
      }
      // The night before `now` ended the stay, in the cell it was spent in.
      book(now, age, state, -1)
      let source = models[year]
      var rest = address.uniform(k + 1) * source.ending(cell)
      k += 2
      var destination = 0
      while destination < states {
        rest -= source.move[cell * states + destination]
        if rest < 0 { break }
        destination += 1
      }
      guard destination < states else {
        exits[state] += 1
        return
      }
      moves[state * states + destination] += 1
      if now >= last {
        agedOut[destination] += 1
        return
      }
      while age < ageEnd.count - 1, ageEnd[age] <= now { age += 1 }
      state = destination
      began = now
      band = 0
      book(now, age, state, 1)
      if now >= horizon { return }
    }
  }

  private mutating func book(_ day: Int, _ age: Int, _ state: Int, _ number: Int32) {
    guard day <= horizon else { return }
    change[(day * models[0].ageGroups + age) * models[0].states + state] += number
  }
}
