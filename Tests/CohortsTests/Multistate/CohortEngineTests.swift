import Cohorts
import Foundation
import Probability
import Testing

@Suite("Cohort engine")
struct CohortEngineTests {
  @Test("children are conserved in every cell, step and replicate of random models")
  func conservation() throws {
    var steps = 0
    var number = 0
    let wanted = Campaign.size(full: 1_000_000, slice: 30_000)
    var violations = 0
    while steps < wanted {
      let limited = try RandomModels.limited(number)
      let model = try limited?.model ?? RandomModels.model(number)
      var options = CohortSimulation.Options(seed: UInt64(number))
      options.flows = [.cells(of: model.space)]
      let simulation =
        try limited.map { try CohortSimulation($0, options: options) }
        ?? CohortSimulation(model, options: options)
      let futures = try simulation.futures(of: 0..<20)
      violations += imbalances(model, futures)
      steps += 20 * model.steps
      number += 1
    }
    #expect(violations == 0)
  }

  /// Cells whose opening and flows are not their closing.
  private func imbalances(_ model: CohortModel, _ futures: CohortFutures) -> Int {
    let space = model.space
    var opening = [Int](repeating: 0, count: space.cellCount)
    for group in model.start {
      if let cell = try? space.cell(state: group.state, ticks: group.ticks) {
        opening[cell] += group.count
      }
    }
    var result = 0
    for replicate in 0..<futures.replicates {
      for cell in 0..<space.cellCount {
        var stock = opening[cell]
        for step in 0..<futures.steps {
          let flow = { (kind: CohortFlow) in
            futures.flow(kind, replicate: replicate, step: step, group: cell)
          }
          stock += flow(.entries) + flow(.transfersIn) + flow(.bandsIn) + flow(.overflowIn)
          stock -= flow(.transfersOut) + flow(.bandsOut) + flow(.overflowOut)
          for reason in model.exitReasons.indices { stock -= flow(.exits(reason: reason)) }
          let closing = futures.stock(replicate: replicate, step: step, group: cell)
          if stock != closing || stock < 0 { result += 1 }
          stock = closing
        }
      }
    }
    return result
  }

  @Test("the same bytes come from any number of threads")
  func threads() async throws {
    let limited = try #require(try (0..<100).lazy.compactMap { try RandomModels.limited($0) }.first)
    var options = CohortSimulation.Options(seed: 5)
    options.flows = [.total(of: limited.model.space)]
    let simulation = try CohortSimulation(limited, options: options)
    let alone = try simulation.futures(of: 0..<700)
    for threads in [1, 2, 3, 8] {
      #expect(try await simulation.futures(of: 0..<700, threads: threads) == alone)
    }
    let middle = try simulation.futures(of: 300..<301)
    #expect(
      middle.stock(replicate: 0, step: 2, group: 0)
        == alone.stock(replicate: 300, step: 2, group: 0))
  }

  @Test("a lever touches only the cells that it can reach")
  func pairing() throws {
    let space = try StateSpace(dimensions: [
      .init(name: "place", levels: ["fostering", "residential", "kinship"])
    ])
    func model(entries: Double, leaving: Double) throws -> CohortModel {
      let exit: [(to: CohortLaw.Destination, share: Double)] = [
        (.exit(reason: "home"), 0.6), (.move(["place": "residential"]), 0.4),
      ]
      return try CohortModel(
        name: "care", space: space,
        laws: [
          CohortLaw(
            name: "fostering", leaving: .rate(leaving), destinations: exit,
            uncertainty: .gamma(shape: 30), splitConcentration: 50),
          CohortLaw(
            name: "residential", leaving: .rate(0.1),
            destinations: [(.exit(reason: "home"), 1)], uncertainty: .gamma(shape: 30)),
          CohortLaw(
            name: "kinship", leaving: .rate(0.05),
            destinations: [(.exit(reason: "order"), 1)], uncertainty: .gamma(shape: 30)),
        ], lawOfCell: [0, 1, 2],
        start: [CohortGroup(state: 0, count: 200), CohortGroup(state: 2, count: 80)],
        entries: [
          CohortEntries(
            name: "fostering", means: [Double](repeating: entries, count: 24),
            count: .negativeBinomial(size: 8), places: [.init(state: 0, share: 1)]),
          CohortEntries(
            name: "kinship", means: [Double](repeating: 4, count: 24),
            places: [.init(state: 2, share: 1)]),
        ], stepLengths: [Double](repeating: 1, count: 24))
    }
    let run = { (model: CohortModel) in
      try CohortSimulation(model, options: .init(seed: 3)).futures(of: 0..<400)
    }
    let base = try run(model(entries: 8, leaving: 0.06))
    let lever = try run(model(entries: 8, leaving: 0.066))
    for replicate in 0..<400 {
      for step in 0..<24 {
        #expect(
          base.stock(replicate: replicate, step: step, group: 2)
            == lever.stock(replicate: replicate, step: step, group: 2))
      }
    }
    let paired = try PairedDifference(
      base.stocks(step: 23, group: 0), to: lever.stocks(step: 23, group: 0))
    #expect(paired.difference < 0)
    #expect(paired.varianceReduction > 8)
  }

  @Test("the number of replicates doubles until the figures are known")
  func stopRule() async throws {
    let model = try RandomModels.model(4)
    var options = CohortSimulation.Options(seed: 2)
    options.stocks = [.total(of: model.space)]
    let simulation = try CohortSimulation(model, options: options)
    var loose = CohortSimulation.Tolerance()
    (loose.mean, loose.quantile) = (0.05, 0.2)
    let rule = try StopRule(first: 100, largest: 800)
    let short = try await simulation.futures(until: loose, rule: rule, threads: 2)
    #expect(short.met)
    (loose.mean, loose.quantile) = (1e-9, 1e-9)
    let long = try await simulation.futures(until: loose, rule: rule, threads: 2)
    #expect(!long.met && long.futures.replicates == 800)
    #expect(try long.futures == simulation.futures(of: 0..<800))
  }

  @Test("replicates that share a draw differ by the process alone")
  func twoStages() throws {
    // The end of everyone is certain, so what differs is the drawn number of entrants.
    let space = try StateSpace(dimensions: [.init(name: "all", levels: ["in"])])
    let model = try CohortModel(
      name: "two stages", space: space,
      laws: [
        CohortLaw(
          name: "law", leaving: .share(0.3), destinations: [(.exit(reason: "out"), 1)],
          uncertainty: .beta(concentration: 20))
      ], lawOfCell: [0], start: [CohortGroup(state: 0, count: 400)], entries: [],
      stepLengths: [1, 1, 1])
    var options = CohortSimulation.Options(seed: 8)
    options.replicatesPerDraw = 20
    let futures = try CohortSimulation(model, options: options).futures(of: 0..<4000)
    let values = futures.stocks(step: 2, group: 0)
    let split = try TwoStageVariance(
      groups: stride(from: 0, to: 4000, by: 20).map { Array(values[$0..<$0 + 20]) })
    // Given p: 400 p³(1 − p³); p has variance 0.21/21.
    #expect(split.parameterShare > 0.95)
    options.drawsParameters = false
    options.replicatesPerDraw = 1
    let fixed = try CohortSimulation(model, options: options).futures(of: 0..<4000)
    let summary = try fixed.summary(step: 2, group: 0, at: [0.1, 0.5, 0.9])
    #expect(abs(summary.standardDeviation / (400 * 0.343 * 0.657).squareRoot() - 1) < 0.05)
    #expect(abs(split.process / (400 * 0.343 * 0.657) - 1) < 0.25)
    #expect(summary.quantiles == summary.quantiles.sorted())
  }

  @Test("retention drawn once has the exact persistent spread")
  func persistent() throws {
    let space = try StateSpace(dimensions: [.init(name: "all", levels: ["in"])])
    let model = try CohortModel(
      name: "retention", space: space,
      laws: [
        CohortLaw(
          name: "law", leaving: .share(0.1), destinations: [(.exit(reason: "out"), 1)],
          uncertainty: .beta(concentration: 200))
      ], lawOfCell: [0], start: [CohortGroup(state: 0, count: 2000)],
      entries: [
        CohortEntries(
          name: "in", means: [200, 200, 200, 200, 200], places: [.init(state: 0, share: 1)])
      ], stepLengths: [1, 1, 1, 1, 1])
    let exact = try RetentionMoments(initial: 2000, a: 180, b: 20, entriesPerStep: 200, steps: 5)
    let futures = try CohortSimulation(model, options: .init(seed: 1)).futures(of: 0..<10_000)
    let summary = try futures.summary(step: 4, group: 0, at: [])
    let error = exact.persistent.standardDeviation / 100
    #expect(abs(summary.mean - exact.persistent.mean) < 4 * error)
    #expect(abs(summary.standardDeviation / exact.persistent.standardDeviation - 1) < 0.03)
  }
}
