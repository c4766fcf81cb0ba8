import Cohorts
import Testing

private func homes(_ places: [Int], entries: Double = 10, start: Int = 0) throws -> CapacityModel {
  let space = try StateSpace(
    dimensions: [.init(name: "place", levels: ["block", "agency", "spot"])],
    clocks: [
      CohortClock(
        name: "stay", bands: ["new", "old"], starts: [0, 1], ticks: 2, restartsOnMove: true)
    ])
  let law = try CohortLaw(
    name: "leave", leaving: .share(0.2), destinations: [(.exit(reason: "home"), 1)])
  let model = try CohortModel(
    name: "homes", space: space, laws: [law], lawOfCell: [0, 0, 0, 0, 0, 0],
    start: [CohortGroup(state: 0, ticks: [1], count: start)],
    entries: [
      CohortEntries(
        name: "in", means: [Double](repeating: entries, count: places.count),
        places: [.init(state: 0, ticks: [0], share: 1)])
    ], stepLengths: [Double](repeating: 1, count: places.count))
  return try CapacityModel(
    model,
    limits: [
      CapacityLimit(
        name: "block", states: [0], places: places,
        overflow: [["place": "agency"], ["place": "spot"]]),
      CapacityLimit(
        name: "agency", states: [1], places: [Int](repeating: 6, count: places.count),
        overflow: [["place": "spot"]]),
    ])
}

@Suite("Limits on places")
struct CapacityModelTests {
  @Test("no limit is ever exceeded, in random models with limits that change")
  func neverExceeded() throws {
    var checked = 0
    for number in 0..<Campaign.size(full: 4000, slice: 300) {
      guard let limited = try RandomModels.limited(number) else { continue }
      var options = CohortSimulation.Options(seed: 4)
      options.stocks = [try .by("place", of: limited.model.space)]
      let futures = try CohortSimulation(limited, options: options).futures(of: 0..<10)
      for replicate in 0..<10 {
        for step in 0..<futures.steps {
          for limit in 0..<2 {
            let stock = futures.stock(replicate: replicate, step: step, group: limit)
            #expect(stock <= limited.limits[limit].places[step])
            checked += 1
          }
        }
      }
    }
    #expect(checked > 1000)
  }

  @Test("children overflow in order, and every overflow is booked where it left and arrived")
  func order() throws {
    let limited = try homes([Int](repeating: 12, count: 30))
    var options = CohortSimulation.Options(seed: 6)
    options.stocks = [try .by("place", of: limited.model.space)]
    options.flows = options.stocks
    let futures = try CohortSimulation(limited, options: options).futures(of: 0..<50)
    var spot = 0
    for replicate in 0..<50 {
      for step in 0..<30 {
        let flow = { (kind: CohortFlow, group: Int) in
          futures.flow(kind, replicate: replicate, step: step, group: group)
        }
        let stock = (0..<3).map { futures.stock(replicate: replicate, step: step, group: $0) }
        #expect(flow(.overflowOut, 0) == flow(.overflowIn, 1) + flow(.overflowIn, 2))
        // Nobody goes further than they must.
        if flow(.overflowOut, 0) > 0 { #expect(stock[0] == 12) }
        if flow(.overflowIn, 2) > 0 { #expect(stock[1] == 6) }
        spot += flow(.overflowIn, 2)
      }
    }
    #expect(spot > 0)
  }

  @Test("when places close, those who stayed move on and begin a new stay")
  func closing() throws {
    let limited = try homes([50, 4, 4], entries: 0, start: 40)
    var options = CohortSimulation.Options(seed: 6)
    options.stocks = [.cells(of: limited.model.space)]
    let futures = try CohortSimulation(limited, options: options).futures(of: 0..<20)
    for replicate in 0..<20 {
      let before = futures.stock(replicate: replicate, step: 0, group: 1)
      let cells = (0..<6).map { futures.stock(replicate: replicate, step: 1, group: $0) }
      #expect(cells[1] == 4 && cells[0] == 0)
      #expect(cells[2] == 6 && cells[3] == 0)
      #expect(cells[4] > 0 && cells[4] <= before - 10)
    }
  }

  @Test("who gets a place is left to chance alone")
  func fairness() throws {
    // Ages of equal number ask for places; each gets them as often as the others.
    let space = try StateSpace(
      dimensions: [.init(name: "place", levels: ["block", "spot"])],
      clocks: [CohortClock(name: "age", steps: ["1", "2", "3"], end: .holds)])
    let still = try CohortLaw(name: "still", leaving: .rate(0), destinations: [])
    let model = try CohortModel(
      name: "fair", space: space, laws: [still], lawOfCell: [0, 0, 0, 0, 0, 0], start: [],
      entries: [
        CohortEntries(
          name: "in", means: [30], count: .fixed,
          places: (0..<3).map { .init(state: 0, ticks: [$0], share: 1.0 / 3) })
      ], stepLengths: [1])
    let limited = try CapacityModel(
      model,
      limits: [
        CapacityLimit(name: "block", states: [0], places: [10], overflow: [["place": "spot"]])
      ])
    let futures = try CohortSimulation(limited, options: .init(seed: 3)).futures(of: 0..<3000)
    for age in 0..<3 {
      let mean = futures.stocks(step: 0, group: age).reduce(0, +) / 3000
      #expect(abs(mean - 10.0 / 3) < 0.12)
    }
  }

  @Test("limits that cannot be are refused")
  func refused() throws {
    let model = try homes([1]).model
    func limit(
      _ states: [Int], _ places: [Int], _ overflow: [[String: String]]
    ) throws -> CapacityModel {
      try CapacityModel(
        model,
        limits: [
          CapacityLimit(name: "x", states: states, places: places, overflow: overflow)
        ])
    }
    #expect(throws: CohortError.self) { try limit([], [1], [["place": "spot"]]) }
    #expect(throws: CohortError.self) { try limit([0], [1], []) }
    #expect(throws: CohortError.self) { try limit([0], [1, 2], [["place": "spot"]]) }
    #expect(throws: CohortError.self) { try limit([0], [-1], [["place": "spot"]]) }
    #expect(throws: CohortError.self) { try limit([7], [1], [["place": "spot"]]) }
    #expect(throws: CohortError.self) { try limit([0, 0], [1], [["place": "spot"]]) }
    #expect(throws: CohortError.self) { try limit([0], [1], [["place": "moon"]]) }
    #expect(throws: CohortError.self) { try limit([0], [1], [["place": "block"]]) }
    #expect(throws: Never.self) { try limit([0], [1], [["place": "spot"]]) }
  }
}
