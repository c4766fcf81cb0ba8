import Cohorts
import Foundation
import Probability

/// Models with everything in them, made from one address each.
enum RandomModels {
  /// One to three placements and needs, an age that ends or holds, a duration that restarts, laws
  /// by rate and by share, entries of every kind.
  static func model(_ number: Int, steps: Int? = nil, uncertain: Bool = true) throws -> CohortModel
  {
    var u = Numbers(RandomStream(seed: 77, name: "random model").at(replicate: number, step: 0))
    let places = (0..<u.int(1...3)).map { "place \($0)" }
    let needs = (0..<u.int(1...2)).map { "need \($0)" }
    var clocks: [CohortClock] = []
    if u.next() < 0.7 {
      clocks.append(
        try CohortClock(
          name: "age", bands: ["young", "old"], starts: [0, u.int(1...4)], ticks: u.int(5...9),
          end: u.next() < 0.7 ? .leaves(reason: "birthday") : .holds))
    }
    if u.next() < 0.6 {
      clocks.append(
        try CohortClock(
          name: "duration", bands: ["new", "settled"], starts: [0, u.int(1...2)], ticks: 4,
          restartsOnMove: true))
    }
    let isWhole = u.next() < 0.7
    let space = try StateSpace(
      dimensions: [
        StateSpace.Dimension(name: "place", levels: places),
        StateSpace.Dimension(name: "need", levels: needs),
      ], clocks: clocks, isValid: { isWhole || $0[0] == 0 || $0[1] == 0 })
    var laws: [CohortLaw] = []
    for cell in 0..<space.cellCount {
      laws.append(try law(cell, space, places, needs, isWhole, &u, uncertain: uncertain))
    }
    let count = steps ?? u.int(3...8)
    let entries = try (0..<u.int(1...3)).map { number in
      try source(number, space, steps: count, &u, uncertain: uncertain)
    }
    var start: [CohortGroup] = []
    for state in space.states.indices {
      for _ in 0..<u.int(0...3) {
        start.append(
          CohortGroup(
            state: state, ticks: clocks.map { u.int(0...$0.ticks - 1) }, count: u.int(0...12)))
      }
    }
    return try CohortModel(
      name: "random", space: space, laws: laws, lawOfCell: Array(laws.indices), start: start,
      entries: entries, stepLengths: (0..<count).map { _ in u.next() < 0.8 ? 1 : 1.5 },
      periods: (0..<count).map { $0 / 3 },
      effects: uncertain ? [try CohortEffect(name: "year", logStandardDeviation: 0.1)] : [])
  }

  private static func law(
    _ cell: Int, _ space: StateSpace, _ places: [String], _ needs: [String], _ isWhole: Bool,
    _ u: inout Numbers, uncertain: Bool
  ) throws -> CohortLaw {
    var weights: [(to: CohortLaw.Destination, share: Double)] = [
      (.exit(reason: "home"), u.next()), (.exit(reason: "adoption"), u.next() < 0.5 ? 0 : u.next()),
      (.move([:]), u.next() < 0.7 ? 0 : u.next()),
    ]
    let labels = space.labels(ofCell: cell)
    for place in places where place != labels[0] {
      let isValid = space.state([place, labels[1]]) != nil
      weights.append((.move(["place": place]), isValid ? u.next() : 0))
    }
    for need in needs where need != labels[1] {
      let isValid = space.state([labels[0], need]) != nil
      weights.append((.move(["need": need]), isValid ? u.next() : 0))
    }
    let total = weights.reduce(0) { $0 + $1.share }
    let share = u.next() < 0.1 ? (u.next() < 0.5 ? 0 : 1) : u.next() * 0.6
    let isRate = u.next() < 0.5
    return try CohortLaw(
      name: space.name(ofCell: cell), leaving: isRate ? .rate(share) : .share(share),
      destinations: weights.map { ($0.to, $0.share / total) },
      uncertainty: uncertain
        ? (isRate ? .gamma(shape: 20) : .beta(concentration: 30)) : .none,
      splitConcentration: uncertain ? 25 : nil, effect: uncertain ? "year" : nil)
  }

  private static func source(
    _ number: Int, _ space: StateSpace, steps: Int, _ u: inout Numbers, uncertain: Bool
  ) throws -> CohortEntries {
    var places: [CohortEntries.Place] = []
    for state in space.states.indices {
      places.append(
        .init(
          state: state, ticks: space.clocks.map { u.int(0...$0.ticks - 1) },
          share: u.next() + (state == 0 ? 0.1 : -0.3)))
    }
    places = places.filter { $0.share > 0 }
    let total = places.reduce(0) { $0 + $1.share }
    places = places.map { .init(state: $0.state, ticks: $0.ticks, share: $0.share / total) }
    let kind = u.int(0...2)
    let means = (0..<steps).map { _ in kind == 2 ? Double(u.int(0...6)) : u.next() * 8 }
    return try CohortEntries(
      name: "source \(number)", means: means,
      count: [.poisson, .negativeBinomial(size: 3), .fixed][kind], places: places,
      uncertainty: uncertain && kind != 2 ? .logNormal(logStandardDeviation: 0.1) : .none,
      splitConcentration: uncertain ? 40 : nil, effect: uncertain && kind != 2 ? "year" : nil)
  }

  /// Limits on the first place, overflowing to the second and then the last.
  static func limited(_ number: Int) throws -> CapacityModel? {
    let model = try model(number)
    let space = model.space
    guard space.dimensions[0].levels.count == 3, space.states.count % 3 == 0 else { return nil }
    var u = Numbers(RandomStream(seed: 78, name: "random limits").at(replicate: number, step: 0))
    let states = { (level: Int) in space.states.indices.filter { space.states[$0][0] == level } }
    let limits = (0..<2).map { level in
      CapacityLimit(
        name: "limit \(level)", states: states(level),
        places: (0..<model.steps).map { _ in u.int(0...12) },
        overflow: level == 0
          ? [["place": "place 1"], ["place": "place 2"]] : [["place": "place 2"]])
    }
    return try CapacityModel(model, limits: limits)
  }
}

/// Uniform numbers one after another.
struct Numbers {
  private let address: RandomAddress
  private var k = 0

  init(_ address: RandomAddress) { self.address = address }

  mutating func next() -> Double {
    k += 1
    return address.uniform(k)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() * Double(range.count))
  }
}
