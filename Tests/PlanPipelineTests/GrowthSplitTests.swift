import PlanPipeline
import Testing

@Suite("Growth of plans split into population, rate and duration")
struct GrowthSplitTests {
  /// The Shapley value by its definition: the mean over the six orders of change.
  private func shapley(_ old: [Double], _ new: [Double]) -> [Double] {
    var effects = [0.0, 0.0, 0.0]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      var now = old
      for factor in order {
        let before = now[0] * now[1] * now[2]
        now[factor] = new[factor]
        effects[factor] += (now[0] * now[1] * now[2] - before) / 6
      }
    }
    return effects
  }

  @Test("Effects are the mean over the orders of change, and add to the growth")
  func orders() throws {
    var state: UInt64 = 9
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 1 + Double(state >> 40) / 1000
    }
    for _ in 0..<500 {
      let before = GrowthSplit.Group(population: next() * 50, newPlans: next(), plans: next() * 5)
      let after = GrowthSplit.Group(population: next() * 50, newPlans: next(), plans: next() * 5)
      let split = try GrowthSplit(from: before, to: after)
      let wanted = shapley(
        [
          before.population, before.newPlans / before.population, before.plans / before.newPlans,
        ],
        [after.population, after.newPlans / after.population, after.plans / after.newPlans])
      let scale = before.plans + after.plans
      for (found, expected) in zip([split.population, split.rate, split.duration], wanted) {
        #expect(abs(found - expected) < 1e-9 * scale)
      }
      #expect(abs(split.total - (after.plans - before.plans)) < 1e-9 * scale)
    }
  }

  @Test("What does not change has no effect")
  func still() throws {
    let before = GrowthSplit.Group(population: 1000, newPlans: 20, plans: 100)
    let more = GrowthSplit.Group(population: 1100, newPlans: 22, plans: 110)
    let split = try GrowthSplit(from: before, to: more)
    #expect(abs(split.population - 10) < 1e-9)
    #expect(abs(split.rate) < 1e-9)
    #expect(abs(split.duration) < 1e-9)
  }

  @Test("A table of groups adds up, and names what is missing")
  func table() throws {
    let text = """
      year,group,population,new_plans,plans
      2020,under 5,1000,20,60
      2020,5 and over,5000,40,300
      2025,under 5,900,40,90
      2025,5 and over,5200,80,500
      2024,under 5,900,40,90

      """
    let table = try GrowthTable(bytes: Array(text.utf8), file: "g.csv")
    let found = try table.split(from: 2020, to: 2025)
    #expect(found.groups.map(\.name) == ["under 5", "5 and over"])
    #expect(abs(found.total.total - 230) < 1e-9)
    let error = #expect(throws: PipelineError.self) { try table.split(from: 2020, to: 2024) }
    #expect(error?.description.contains("'5 and over' has no figures of 2024") == true)
    #expect(throws: PipelineError.self) { try table.split(from: 2025, to: 2020) }
    for (bad, part) in [
      ("2020,a,1,1,1\n2020,a,1,1,1", "is there already"), ("2020,,1,1,1", "is empty"),
      ("20,a,1,1,1", "whole number from 1990"), ("2020,a,x,1,1", "'x' is not a number"),
    ] {
      let bytes = Array("year,group,population,new_plans,plans\n\(bad)\n".utf8)
      let error = #expect(throws: PipelineError.self) {
        try GrowthTable(bytes: bytes, file: "g.csv")
      }
      #expect(error?.description.contains(part) == true)
      #expect(error?.description.hasPrefix("g.csv:") == true)
    }
    let none = GrowthSplit.Group(population: 10, newPlans: 0, plans: 4)
    #expect(throws: PipelineError.self) { try GrowthSplit(from: none, to: none) }
  }
}
