import Probability
import Sufficiency
import Testing

@Suite("Overflow from one kind of place to the next")
struct CascadeTests {
  static func stage(
    _ name: String, _ capacity: Int?, _ share: Double = 1, price: Double = 1000
  ) throws -> OverflowCascade.Stage {
    try .init(name: name, capacity: capacity, suitedShare: share, weeklyPrice: price)
  }

  @Test("children are conserved at every stage, for any loads and places")
  func conservation() throws {
    for load in [0, 0.2, 5.0, 60, 300] {
      for capacity in [0, 1, 7, 50, 280] {
        for share in [0, 0.3, 0.75, 1] {
          let cascade = try OverflowCascade(
            load: load,
            stages: [
              Self.stage("a", capacity, share), Self.stage("b", capacity / 2, 0.8),
              Self.stage("c", nil, 0.9),
            ])
          let carried = cascade.outcomes.reduce(0) { $0 + $1.carried }
          #expect(abs(carried + cascade.unplaced - load) <= 1e-9 * max(1, load))
          for outcome in cascade.outcomes {
            #expect(outcome.carried >= -1e-12 && outcome.overflow >= -1e-12)
            #expect(outcome.occupancy ?? 0 <= 1 + 1e-9)
          }
        }
      }
    }
  }

  @Test("a first stage that suits all is Erlang's formula")
  func erlang() throws {
    let cascade = try OverflowCascade(
      load: 11.55, stages: [Self.stage("block", 8), Self.stage("spot", nil)])
    #expect(
      try abs(cascade.outcomes[0].blocking - ErlangB.blocking(beds: 8, load: 11.55)) < 1e-12)
    #expect(cascade.unplaced == 0)
  }

  @Test("missing prices, negative places and shares above 1 are refused")
  func refusals() {
    #expect(throws: ParameterError.self) { try Self.stage("a", -1) }
    #expect(throws: ParameterError.self) { try Self.stage("a", 3, 1.1) }
    #expect(throws: ParameterError.self) { try Self.stage("a", 3, 1, price: 0) }
    #expect(throws: ParameterError.self) {
      try OverflowCascade(load: -1, stages: [Self.stage("a", 3)])
    }
    #expect(throws: ParameterError.self) { try OverflowCascade(load: 1, stages: []) }
  }
}

@Suite("Who could go where")
struct AllocationTests {
  /// The cheapest of all allocations, by trying each.
  static func cheapest(
    _ demand: [Int], _ capacity: [Int], _ cost: [[Double?]], _ penalty: Double
  ) -> Double {
    var children: [Int] = []
    for (group, count) in demand.enumerated() {
      children += Array(repeating: group, count: count)
    }
    func best(_ index: Int, _ free: [Int]) -> Double {
      guard index < children.count else { return 0 }
      var lowest = penalty + best(index + 1, free)
      for kind in free.indices where free[kind] > 0 {
        guard let price = cost[children[index]][kind] else { continue }
        var left = free
        left[kind] -= 1
        lowest = min(lowest, price + best(index + 1, left))
      }
      return lowest
    }
    return best(0, capacity)
  }

  @Test("is as cheap as the best of all allocations, on a thousand small problems")
  func optimal() throws {
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<1000 {
      let groups = 1 + next(3)
      let kinds = 1 + next(3)
      let demand = (0..<groups).map { _ in next(3) }
      let capacity = (0..<kinds).map { _ in next(4) }
      let cost: [[Double?]] = (0..<groups).map { _ in
        (0..<kinds).map { _ in next(5) == 0 ? nil : Double(1 + next(20)) }
      }
      let penalty = Double(5 + next(25))
      let found = try PlaceAllocation(
        demand: demand, capacity: capacity, cost: cost, unmetPenalty: penalty)
      #expect(
        abs(found.cost - Self.cheapest(demand, capacity, cost, penalty)) < 1e-9,
        "\(demand) \(capacity) \(cost) \(penalty)")
      for group in 0..<groups {
        #expect(found.placed[group].reduce(0, +) + found.unmet[group] == demand[group])
        #expect(found.placed[group].allSatisfy { $0 >= 0 } && found.unmet[group] >= 0)
      }
      for kind in 0..<kinds {
        #expect(found.placed.reduce(0) { $0 + $1[kind] } <= capacity[kind])
      }
      #expect(found.valueOfOneMorePlace.allSatisfy { $0 >= -1e-9 })
    }
  }

  @Test(
    "where answers cost the same, low groups go to low kinds, also with costs that are not whole")
  func ties() throws {
    let equal = try PlaceAllocation(
      demand: [2, 2, 2], capacity: [2, 2, 1],
      cost: Array(repeating: [0.1 + 0.2, 0.3, 0.3], count: 3), unmetPenalty: 5)
    let expected = [[2, 0, 0], [0, 2, 0], [0, 0, 1]]
    #expect(equal.placed == expected)
    #expect(equal.unmet == [0, 0, 1])
    // The last group may only go to the first kind, so the first makes room for it.
    let aside = try PlaceAllocation(
      demand: [1, 1], capacity: [1, 1], cost: [[7, 7], [7, nil]], unmetPenalty: 50)
    let moved = [[0, 1], [1, 0]]
    #expect(aside.placed == moved && aside.unmet == [0, 0])
  }

  @Test("negative numbers and tables of other sizes are refused")
  func refusals() {
    #expect(throws: ParameterError.self) {
      try PlaceAllocation(demand: [-1], capacity: [1], cost: [[1]], unmetPenalty: 1)
    }
    #expect(throws: ParameterError.self) {
      try PlaceAllocation(demand: [1], capacity: [-1], cost: [[1]], unmetPenalty: 1)
    }
    #expect(throws: ParameterError.self) {
      try PlaceAllocation(demand: [1], capacity: [1, 2], cost: [[1]], unmetPenalty: 1)
    }
    #expect(throws: ParameterError.self) {
      try PlaceAllocation(demand: [1], capacity: [1], cost: [[.nan]], unmetPenalty: 1)
    }
  }
}

@Suite("Carers and step-down")
struct CarerAndStepDownTests {
  @Test("carers in balance stay as they are")
  func balance() throws {
    let pipeline = try CarerPipeline(
      enquiries: Array(repeating: 20, count: 24), conversion: 0.06, lag: [1], carers: 100,
      monthlyLeave: 0.012, placesPerCarer: 1.6, unavailable: 0.25)
    #expect(pipeline.carers.allSatisfy { abs($0 - 100) < 1e-9 })
    #expect(pipeline.places.allSatisfy { abs($0 - 120) < 1e-9 })
  }

  @Test("nobody who comes back saves no more, and preparation is spent on all")
  func stepDown() throws {
    let back = try StepDown(
      children: 6, successShare: 0.5, moveMonth: 1, returnHazard: 1, monthlyCostFrom: 30_000,
      monthlyCostTo: 5_000, monthlySupport: 1_000, preparationCost: 4_000, months: 4)
    // Three of six save £24,000, and preparing six costs as much as one of them saves.
    let expected: [Double] = [0, 48_000, 0, 0]
    #expect(back.monthlySaving == expected)
    #expect(back.total == 48_000)
  }

  @Test("what is out of range is refused")
  func refusals() {
    #expect(throws: ParameterError.self) {
      try CarerPipeline(
        enquiries: [20], conversion: 0.06, lag: [0.5], carers: 100, monthlyLeave: 0.012,
        placesPerCarer: 1.6, unavailable: 0.25)
    }
    #expect(throws: ParameterError.self) {
      try CarerPipeline(
        enquiries: [-20], conversion: 0.06, lag: [1], carers: 100, monthlyLeave: 0.012,
        placesPerCarer: 1.6, unavailable: 0.25)
    }
    #expect(throws: ParameterError.self) {
      try StepDown(
        children: 6, successShare: 0.5, moveMonth: 1, returnHazard: 0, monthlyCostFrom: 0,
        monthlyCostTo: 5_000, monthlySupport: 0, preparationCost: 0, months: 4)
    }
    #expect(throws: ParameterError.self) {
      try StepDown(
        children: 6, successShare: 1.5, moveMonth: 1, returnHazard: 0, monthlyCostFrom: 1,
        monthlyCostTo: 5_000, monthlySupport: 0, preparationCost: 0, months: 4)
    }
  }
}
