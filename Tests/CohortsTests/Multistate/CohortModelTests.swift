import Cohorts
import Testing

/// One place of care with an age in months and a stay in months.
private func care(
  leaving: CohortLaw.Leaving, destinations: [(to: CohortLaw.Destination, share: Double)],
  start: [CohortGroup], entries: [CohortEntries] = [], steps: Int = 12
) throws -> CohortModel {
  let space = try StateSpace(
    dimensions: [.init(name: "place", levels: ["fostering", "residential"])],
    clocks: [
      CohortClock(
        name: "age", bands: ["10-15", "16-17"], starts: [0, 72], ticks: 96,
        end: .leaves(reason: "18th birthday")),
      CohortClock(
        name: "stay", bands: ["0-2", "3-5", "6+"], starts: [0, 3, 6], ticks: 7,
        restartsOnMove: true),
    ])
  let still = try CohortLaw(name: "still", leaving: .rate(0), destinations: [])
  let law = try CohortLaw(name: "leave", leaving: leaving, destinations: destinations)
  return try CohortModel(
    name: "care", space: space, laws: [law, still],
    lawOfCell: (0..<space.cellCount).map { space.state(ofCell: $0) }, start: start,
    entries: entries, stepLengths: [Double](repeating: 1, count: steps))
}

@Suite("Cohort models")
struct CohortModelTests {
  @Test("known children leave at their 18th birthday, whatever else happens")
  func birthdays() throws {
    // Ages in months above ten years: five are 18 after 3 months, seven after 12.
    let model = try care(
      leaving: .share(0), destinations: [],
      start: [
        CohortGroup(state: 0, ticks: [93, 6], count: 5),
        CohortGroup(state: 1, ticks: [84, 0], count: 7),
        CohortGroup(state: 0, ticks: [70, 0], count: 2),
      ])
    var options = CohortSimulation.Options(seed: 1)
    options.stocks = [
      .total(of: model.space), try .by("age", of: model.space), try .by("stay", of: model.space),
    ]
    options.flows = [.total(of: model.space)]
    let futures = try CohortSimulation(model, options: options).futures(of: 0..<3)
    let totals = (0..<12).map { futures.stock(replicate: 2, step: $0, group: 0) }
    #expect(totals == [14, 14, 9, 9, 9, 9, 9, 9, 9, 9, 9, 2])
    // The two come of age 16 after two months.
    #expect(futures.stock(replicate: 0, step: 0, group: 1) == 2)
    #expect(futures.stock(replicate: 0, step: 1, group: 1) == 0)
    // Stays of seven and two go on to their second and third bands after three and six months.
    #expect(
      (0..<12).map { futures.stock(replicate: 1, step: $0, group: 4) }
        == [0, 0, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0])
    #expect(model.exitReasons == ["18th birthday"])
    #expect(futures.flow(.exits(reason: 0), replicate: 0, step: 2, group: 0) == 5)
    #expect(futures.flow(.exits(reason: 0), replicate: 0, step: 11, group: 0) == 7)
    let exact = try model.moments(of: [.total(of: model.space)])
    #expect(exact.mean.map(\.[0]) == totals.map(Double.init))
    #expect(exact.variance.allSatisfy { $0[0] == 0 })
  }

  @Test("a transfer starts a new stay and keeps the age")
  func transfers() throws {
    let model = try care(
      leaving: .share(1), destinations: [(.move(["place": "residential"]), 1)],
      start: [
        CohortGroup(state: 0, ticks: [71, 6], count: 4),
        CohortGroup(state: 0, ticks: [95, 0], count: 1),
      ], steps: 2)
    var options = CohortSimulation.Options(seed: 1)
    options.flows = [.cells(of: model.space)]
    let futures = try CohortSimulation(model, options: options).futures(of: 0..<1)
    let from = try model.space.cell(state: 0, ticks: [71, 6])
    let to = try model.space.cell(state: 1, ticks: [72, 0])
    #expect(futures.stock(replicate: 0, step: 0, group: to) == 4)
    #expect(futures.flow(.transfersOut, replicate: 0, step: 0, group: from) == 4)
    #expect(futures.flow(.transfersIn, replicate: 0, step: 0, group: to) == 4)
    // One turned 18 in the month of the move and left for that.
    let last = try model.space.cell(state: 0, ticks: [95, 0])
    #expect(futures.flow(.exits(reason: 0), replicate: 0, step: 0, group: last) == 1)
  }

  @Test("rates follow the length of the step, shares do not")
  func lengths() throws {
    let space = try StateSpace(dimensions: [.init(name: "place", levels: ["a", "b"])])
    let out: [(to: CohortLaw.Destination, share: Double)] = [(.exit(reason: "out"), 1)]
    let model = try CohortModel(
      name: "lengths", space: space,
      laws: [
        CohortLaw(name: "rate", leaving: .rate(0.01), destinations: out),
        CohortLaw(name: "share", leaving: .share(0.1), destinations: out),
      ], lawOfCell: [0, 1],
      start: [CohortGroup(state: 0, count: 100), CohortGroup(state: 1, count: 100)], entries: [],
      stepLengths: [31, 28])
    let exact = try model.moments()
    #expect(abs(exact.mean[1][0] - 100 * 0.554327284734507) < 1e-9)
    #expect(abs(exact.mean[1][1] - 81) < 1e-12)
  }

  @Test("entries that are fixed are exactly so, and shared places are exact in the moments")
  func fixedEntries() throws {
    let model = try care(
      leaving: .share(0), destinations: [], start: [],
      entries: [
        CohortEntries(
          name: "fixed", means: [3, 0, 40], count: .fixed,
          places: [
            .init(state: 0, ticks: [0, 0], share: 0.5), .init(state: 1, ticks: [0, 0], share: 0.5),
          ])
      ], steps: 3)
    var options = CohortSimulation.Options(seed: 1)
    options.stocks = [.total(of: model.space), try .by("place", of: model.space)]
    let futures = try CohortSimulation(model, options: options).futures(of: 0..<2000)
    #expect(futures.stocks(step: 2, group: 0).allSatisfy { $0 == 43 })
    let exact = try model.moments(of: options.stocks)
    #expect(abs(exact.variance[2][0]) < 1e-12 && abs(exact.variance[2][1] - 43.0 / 4) < 1e-12)
    #expect(abs((exact.covariance?[2][1 * 3 + 2] ?? 0) + 43.0 / 4) < 1e-12)
    let summary = try futures.summary(step: 2, group: 1, at: [])
    #expect(abs(summary.standardDeviation / 3.2787 - 1) < 0.06)
  }

  @Test("what does not fit is refused by name")
  func refused() throws {
    let group = [CohortGroup(state: 0, ticks: [0, 0], count: 1)]
    let out: [(to: CohortLaw.Destination, share: Double)] = [(.exit(reason: "out"), 1)]
    func message(_ work: () throws -> CohortModel) -> String {
      do {
        _ = try work()
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      message { try care(leaving: .share(2), destinations: out, start: group) }
        == "leave: has share 2.0; it must lie between 0 and 1")
    #expect(
      message { try care(leaving: .rate(-1), destinations: out, start: group) }
        .hasPrefix("leave: has rate"))
    #expect(
      message { try care(leaving: .rate(1), destinations: [], start: group) }
        .contains("sum to 0.0"))
    #expect(
      message {
        try care(leaving: .rate(1), destinations: [(.move(["x": "y"]), 1)], start: group)
      } == "leave: changes \"x\", which is not a dimension")
    #expect(
      message {
        try care(leaving: .rate(1), destinations: [(.move(["place": "y"]), 1)], start: group)
      } == "leave: leads to \"y\", which is not a level of place")
    #expect(
      message { try care(leaving: .rate(1), destinations: out, start: [.init(state: 2, count: 1)]) }
        .contains("there are 2 states"))
    #expect(
      message {
        try care(
          leaving: .rate(1), destinations: out, start: [.init(state: 0, ticks: [96, 0], count: 1)])
      } == "start, age: shows 96; it runs from 0 to 95")
    #expect(
      message {
        try care(
          leaving: .rate(1), destinations: out, start: [.init(state: 0, ticks: [0, 0], count: -1)])
      }.contains("counted from 0"))
    #expect(
      message { try care(leaving: .rate(1), destinations: out, start: group, steps: 0) }
        .contains("number 0"))
  }

  @Test("entries and uncertainties out of range are refused")
  func refusedParts() throws {
    let place = [CohortEntries.Place(state: 0, share: 1)]
    #expect(throws: CohortError.self) {
      try CohortEntries(name: "e", means: [-1], places: place)
    }
    #expect(throws: CohortError.self) {
      try CohortEntries(name: "e", means: [1], count: .negativeBinomial(size: 0), places: place)
    }
    #expect(throws: CohortError.self) {
      try CohortEntries(name: "e", means: [1.5], count: .fixed, places: place)
    }
    #expect(throws: CohortError.self) {
      try CohortEntries(
        name: "e", means: [1], count: .fixed, places: place, uncertainty: .gamma(shape: 2))
    }
    #expect(throws: CohortError.self) {
      try CohortEntries(
        name: "e", means: [1], places: place, uncertainty: .beta(concentration: 2))
    }
    #expect(throws: CohortError.self) { try CohortEntries(name: "e", means: [1], places: []) }
    #expect(throws: CohortError.self) {
      try CohortEntries(name: "e", means: [1], places: place, splitConcentration: 0)
    }
    for uncertainty in [
      ParameterUncertainty.gamma(shape: 0), .logNormal(logStandardDeviation: .nan),
      .beta(concentration: 2),
    ] {
      #expect(throws: CohortError.self) {
        try CohortLaw(
          name: "l", leaving: .rate(1), destinations: [(.exit(reason: "x"), 1)],
          uncertainty: uncertainty)
      }
    }
    #expect(throws: CohortError.self) {
      try CohortEffect(name: "year", logStandardDeviation: -1)
    }
    let space = try StateSpace(dimensions: [.init(name: "place", levels: ["a"])])
    let law = try CohortLaw(
      name: "l", leaving: .rate(1), destinations: [(.exit(reason: "x"), 1)], effect: "year")
    func model(_ laws: [CohortLaw], _ ofCell: [Int], _ means: [Double], _ lengths: [Double]) throws
    {
      _ = try CohortModel(
        name: "m", space: space, laws: laws, lawOfCell: ofCell, start: [],
        entries: [CohortEntries(name: "e", means: means, places: place)], stepLengths: lengths)
    }
    #expect(throws: CohortError.self) { try model([law], [0], [1], [1]) }
    let plain = try CohortLaw(
      name: "l", leaving: .rate(1), destinations: [(.exit(reason: "x"), 1)])
    #expect(throws: CohortError.self) { try model([plain, plain], [0], [1], [1]) }
    #expect(throws: CohortError.self) { try model([plain], [1], [1], [1]) }
    #expect(throws: CohortError.self) { try model([plain], [], [1], [1]) }
    #expect(throws: CohortError.self) { try model([plain], [0], [1, 2], [1]) }
    #expect(throws: CohortError.self) { try model([plain], [0], [1], [0]) }
    #expect(throws: Never.self) { try model([plain], [0], [1], [1]) }
  }

  @Test("a model that explodes, and runs that cannot be, are refused")
  func refusedRuns() throws {
    let space = try StateSpace(dimensions: [.init(name: "place", levels: ["a"])])
    let still = try CohortLaw(name: "still", leaving: .rate(0), destinations: [])
    let model = try CohortModel(
      name: "m", space: space, laws: [still], lawOfCell: [0], start: [],
      entries: [
        CohortEntries(
          name: "e", means: [Double](repeating: 1e7, count: 12), count: .fixed,
          places: [.init(state: 0, share: 1)])
      ], stepLengths: [Double](repeating: 1, count: 12))
    let simulation = try CohortSimulation(model, options: .init(seed: 1))
    #expect(throws: CohortError.self) { try simulation.futures(of: 0..<1) }
    #expect(throws: CohortError.self) { try simulation.futures(of: -1..<1) }
    var options = CohortSimulation.Options(seed: 1)
    options.replicatesPerDraw = 0
    #expect(throws: CohortError.self) { try CohortSimulation(model, options: options) }
  }

  @Test("clocks in weeks have numbers enough, and each place has its own")
  func weeks() throws {
    let space = try StateSpace(
      dimensions: [.init(name: "place", levels: ["a"])],
      clocks: [
        CohortClock(name: "age", bands: ["all"], starts: [0], ticks: 300, end: .holds),
        CohortClock(
          name: "stay", bands: ["all"], starts: [0], ticks: 150, restartsOnMove: true),
      ])
    let law = try CohortLaw(
      name: "law", leaving: .share(0.5), destinations: [(.exit(reason: "x"), 1)])
    // One child in each of 40,000 places: were numbers shared, the spread would be larger.
    let model = try CohortModel(
      name: "weeks", space: space, laws: [law], lawOfCell: [0],
      start: (0..<40_000).map { CohortGroup(state: 0, ticks: [$0 / 150, $0 % 150], count: 1) },
      entries: [], stepLengths: [1])
    let futures = try CohortSimulation(model, options: .init(seed: 1)).futures(of: 0..<300)
    let summary = try futures.summary(step: 0, group: 0, at: [])
    #expect(abs(summary.mean - 20_000) < 4 * 100 / 300.0.squareRoot())
    #expect(abs(summary.standardDeviation / 100 - 1) < 0.17)
  }
}
