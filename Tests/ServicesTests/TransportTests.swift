import Services
import Testing

@Suite("Transport cost")
struct TransportCostTests {
  private let taxi = TransportMode(
    name: "taxi",
    kind: .vehicle(occupancy: 2, routeDay: 100, assistantShare: 0.5, assistantDay: 60))
  private let budget = TransportMode(name: "budget", kind: .personalBudget)
  private let walk = TransportMode(name: "walk", kind: .unpaid)
  private let terms = TransportTerms(days: 190, journeysPerDay: 4, ratePerMile: 0.45)

  private func group(_ share: [String: Double]) -> TransportGroup {
    TransportGroup(name: "special", plans: 100, eligible: 0.5, miles: 5, share: share)
  }

  @Test("Passengers, routes and costs by mode add up")
  func cost() throws {
    let cost = try TransportCost(
      groups: [group(["taxi": 0.6, "budget": 0.2, "walk": 0.2])], modes: [taxi, budget, walk],
      terms: terms)
    #expect(abs((cost.passengersByMode["taxi"] ?? 0) - 30) < 1e-12)
    #expect(abs((cost.routesByMode["taxi"] ?? 0) - 15) < 1e-12)
    #expect(cost.routesByMode["budget"] == nil)
    #expect(abs((cost.costByMode["taxi"] ?? 0) - 15 * 130 * 190) < 1e-6)
    #expect(abs((cost.costByMode["budget"] ?? 0) - 10 * 5 * 4 * 190 * 0.45) < 1e-6)
    #expect(cost.costByMode["walk"] == 0)
    #expect(abs(cost.costByMode.values.reduce(0, +) - cost.total) < 1e-6)
    #expect(abs((cost.costPerPassenger ?? 0) * 50 - cost.total) < 1e-6)
    let nobody = try TransportCost(groups: [], modes: [], terms: terms)
    #expect(nobody.costPerPassenger == nil && nobody.standardDeviation == 0)
  }

  @Test("With one mode and everybody travelling nothing varies")
  func certain() throws {
    var all = group(["taxi": 1])
    all.eligible = 1
    let cost = try TransportCost(groups: [all], modes: [taxi], terms: terms)
    #expect(cost.standardDeviation == 0)
  }

  @Test("Families' contributions come off the passengers who pay")
  func contribution() throws {
    var post16 = group(["taxi": 1])
    let before = try TransportCost(groups: [post16], modes: [taxi], terms: terms)
    post16.contribution = 700
    post16.payShare = 0.5
    let after = try TransportCost(groups: [post16], modes: [taxi], terms: terms)
    #expect(abs(before.total - after.total - 50 * 350) < 1e-6)
  }

  @Test("Wrong inputs are refused by name")
  func refused() throws {
    var eligible = group(["taxi": 1])
    eligible.eligible = 1.1
    var negative = group(["taxi": 1])
    negative.plans = -1
    let wrong = [
      group(["taxi": 0.7]), group(["bus": 1]), group(["taxi": 1.5, "walk": -0.5]), eligible,
      negative,
    ]
    for group in wrong {
      let error = #expect(throws: TransportError.self) {
        try TransportCost(groups: [group], modes: [taxi, walk], terms: terms)
      }
      #expect(error?.description.contains("group special") == true)
    }
    #expect(throws: TransportError.self) {
      try TransportCost(groups: [], modes: [taxi, taxi], terms: terms)
    }
    let empty = TransportMode(
      name: "taxi", kind: .vehicle(occupancy: 0, routeDay: 1, assistantShare: 0, assistantDay: 0))
    let paid = TransportMode(name: "pass", kind: .pass(year: -1))
    for mode in [empty, paid] {
      #expect(throws: TransportError.self) {
        try TransportCost(groups: [], modes: [mode], terms: terms)
      }
    }
    #expect(throws: TransportError.self) {
      try TransportCost(
        groups: [], modes: [],
        terms: TransportTerms(days: -1, journeysPerDay: 4, ratePerMile: 0.45))
    }
  }
}

@Suite("Transport routes, prices and travel training")
struct TransportPriceTests {
  @Test("Whole vehicles: one seat needs a vehicle a child, and no school none")
  func routes() throws {
    #expect(try TransportRoutes.expected(travellers: 0, capacity: 8) == 0)
    #expect(abs(try TransportRoutes.expected(travellers: 12, capacity: 1) - 12) < 1e-10)
    let large = try TransportRoutes.expected(travellers: 4000, capacity: 8)
    #expect(abs(large - (500 + 7.0 / 16)) < 1e-6)
    #expect(throws: TransportError.self) {
      try TransportRoutes.expected(travellers: -1, capacity: 8)
    }
    #expect(throws: TransportError.self) {
      try TransportRoutes.expected(travellers: 1, capacity: 0)
    }
  }

  @Test("An index compounds, and weights that do not add to 1 are refused")
  func index() throws {
    let weights = TransportPriceIndex.Weights(wage: 0.5, fuel: 0.2, other: 0.3)
    let index = try TransportPriceIndex(
      weights: weights, wage: [0.1, 0.1], fuel: [0.1, 0.1], cpi: [0.1, 0.1])
    #expect(abs(index.levels[1] - 1.21) < 1e-12)
    #expect(throws: TransportError.self) {
      try TransportPriceIndex(weights: weights, wage: [0.1], fuel: [], cpi: [0.1])
    }
    #expect(throws: TransportError.self) {
      try TransportPriceIndex(weights: weights, wage: [-2], fuel: [-2], cpi: [-2])
    }
    #expect(throws: TransportError.self) {
      try TransportPriceIndex(
        weights: .init(wage: 0.5, fuel: 0.2, other: 0.4), wage: [], fuel: [], cpi: [])
    }
    #expect(throws: TransportError.self) {
      try TransportPriceIndex(
        weights: .init(wage: 1.5, fuel: -0.5, other: 0), wage: [], fuel: [], cpi: [])
    }
  }

  @Test("Training that never sticks never pays back; shares outside 0 to 1 are refused")
  func training() throws {
    func train(_ success: Double, _ sustain: Double, _ cost: Double) throws -> TravelTraining {
      try TravelTraining(
        trained: [10, 0], success: success, sustain: sustain, unitFrom: 7000, unitTo: 500,
        trainingCost: cost)
    }
    #expect(try train(0, 1, 1000).paybackYear == nil)
    #expect(try train(1, 1, 1000).moved == [0, 10])
    #expect(throws: TransportError.self) { try train(1.1, 1, 1) }
    #expect(throws: TransportError.self) { try train(1, -0.1, 1) }
    #expect(throws: TransportError.self) { try train(1, 1, -1) }
    #expect(throws: TransportError.self) {
      try TravelTraining(
        trained: [-1], success: 1, sustain: 1, unitFrom: 1, unitTo: 1, trainingCost: 1)
    }
  }
}
