import Cohorts
import Foundation
import Probability
import Testing

@Suite("Exact moments of cohort models")
struct CohortModelMomentsTests {
  @Test("the sum over sources is the recursion over places")
  func recursion() throws {
    var checked = 0
    for number in 0..<150 {
      let model = try RandomModels.model(number, uncertain: false)
      let space = model.space
      let table = try model.transitionTable(step: 0)
      // Sources that the recursion does not know: fixed numbers, and places that share a number.
      let isPlain = model.entries.allSatisfy { $0.count == .poisson }
      guard isPlain, table.cells.count <= 120 else { continue }
      checked += 1
      let ticks = space.clocks.map(\.ticks)
      let place = { (state: Int, at: [Int]) in
        zip(ticks, at).reduce(state) { $0 * $1.0 + $1.1 }
      }
      var initial = [Double](repeating: 0, count: table.cells.count)
      for group in model.start { initial[place(group.state, group.ticks)] += Double(group.count) }
      var recursion = try CohortMoments(initial: initial)
      let sums = try model.moments(of: [.by("place", of: space), .total(of: space)])
      let exact = try model.moments()
      for step in 0..<model.steps {
        var entries = [Double](repeating: 0, count: table.cells.count)
        for source in model.entries {
          for target in source.places {
            entries[place(target.state, target.ticks)] += source.means[step] * target.share
          }
        }
        try recursion.advance(by: model.transitionTable(step: step), entries: entries)
        #expect(near(sums.mean[step].last, recursion.totalMean))
        #expect(
          near(
            sums.standardDeviation(step: step, group: sums.groups.count - 1),
            recursion.totalStandardDeviation))
        let all = try exact.weighted(
          by: [Double](repeating: 1, count: exact.groups.count), step: step)
        #expect(near(all.standardDeviation, recursion.totalStandardDeviation))
        #expect(near(all.mean, recursion.totalMean))
      }
    }
    #expect(checked >= 10)
  }

  private func near(_ a: Double?, _ b: Double) -> Bool {
    abs((a ?? .nan) - b) <= 1e-9 * max(1, abs(b))
  }

  @Test("the simulator agrees with the exact moments of random models")
  func witnesses() throws {
    var cells = 0
    var outside = 0
    for number in 0..<Campaign.size(full: 1_000, slice: 60) {
      let model = try RandomModels.model(number, uncertain: false)
      let exact = try model.moments(covariances: false)
      var options = CohortSimulation.Options(seed: UInt64(1000 + number))
      options.drawsParameters = false
      let replicates = Campaign.size(full: 2000, slice: 1000)
      let futures = try CohortSimulation(model, options: options).futures(of: 0..<replicates)
      for group in exact.groups.indices {
        for step in [0, model.steps - 1] {
          let values = futures.stocks(step: step, group: group)
          let mean = values.reduce(0, +) / Double(replicates)
          let sd = exact.standardDeviation(step: step, group: group)
          let error = abs(mean - exact.mean[step][group])
          // Rare events are far from normal: their standard error is not enough to judge by.
          guard sd * sd > 0.05 || error < 1e-9 else { continue }
          cells += 1
          if error > 4 * sd / Double(replicates).squareRoot() + 1e-9 { outside += 1 }
        }
      }
    }
    #expect(cells > 300)
    #expect(Double(outside) <= 0.001 * Double(cells) + (Campaign.isFull ? 0 : 1))
  }

  @Test("the spread of 10,000 replicates is within 3% of the exact", arguments: [3, 12, 29])
  func spread(number: Int) throws {
    let model = try RandomModels.model(number, uncertain: false)
    let exact = try model.moments(covariances: false)
    var options = CohortSimulation.Options(seed: 99)
    options.drawsParameters = false
    let futures = try CohortSimulation(model, options: options).futures(of: 0..<10_000)
    for group in exact.groups.indices {
      let sd = exact.standardDeviation(step: model.steps - 1, group: group)
      guard sd > 1 else { continue }
      let summary = try futures.summary(step: model.steps - 1, group: group, at: [])
      #expect(abs(summary.standardDeviation / sd - 1) < 0.03)
    }
  }

  @Test("weights and groups out of range are refused")
  func refused() throws {
    let model = try RandomModels.model(1, uncertain: false)
    let other = try RandomModels.model(2, uncertain: false)
    let moments = try model.moments(covariances: false)
    #expect(throws: CohortError.self) {
      try moments.weighted(by: moments.mean[0], step: 0)
    }
    let full = try model.moments()
    #expect(throws: CohortError.self) { try full.weighted(by: [], step: 0) }
    if model.space.cellCount != other.space.cellCount {
      #expect(throws: CohortError.self) { try model.moments(of: [.total(of: other.space)]) }
    }
    #expect(throws: CohortError.self) { try model.transitionTable(step: -1) }
    #expect(throws: CohortError.self) { try CohortGrouping.by("colour", of: model.space) }
    #expect(throws: CohortError.self) {
      try CohortGrouping(name: "bad", groups: ["a"], groupOfCell: [0, 1])
    }
  }
}
