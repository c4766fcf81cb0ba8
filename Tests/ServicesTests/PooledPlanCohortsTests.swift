import Cohorts
import Services
import Testing

@Suite("Plans at pooled rates")
struct PooledPlanCohortsTests {
  private let flows: [PooledPlanCohorts.Flow] = [
    .init(year: 2020, ncyFrom: 4, settingFrom: nil, ncyTo: 5, settingTo: "a", count: 10),
    .init(year: 2020, ncyFrom: 5, settingFrom: "a", ncyTo: 6, settingTo: "a", count: 6),
    .init(year: 2020, ncyFrom: 5, settingFrom: "a", ncyTo: 6, settingTo: "b", count: 2),
    .init(year: 2020, ncyFrom: 5, settingFrom: "a", ncyTo: 6, settingTo: nil, count: 2),
  ]

  @Test("One year ahead by hand")
  func byHand() throws {
    let projection = try PooledPlanCohorts(
      flows: flows, population: [2021: [5: 100], 2022: [5: 50]], pooledYears: 1, steps: 1)
    #expect(projection.initial == 18)
    #expect(projection.years == [2022])
    // 10 in (5, a): 60% stay in a, 20% go to b. 6 in (6, a) and 2 in (6, b): nobody was seen there
    // before, so that all stay. Joiners: 50 · 10/100 = 5.
    let a = try projection.moments(setting: "a")[0]
    #expect(abs(a.mean - (6 + 6 + 5)) < 1e-12)
    #expect(abs(a.standardDeviation - (10 * 0.6 * 0.4 + 5).squareRoot()) < 1e-12)
    let b = try projection.moments(setting: "b")[0]
    #expect(abs(b.mean - 4) < 1e-12)
    #expect(abs(projection.moments[0].totalMean - 21) < 1e-12)
  }

  @Test("What cannot be projected is refused")
  func refusals() {
    let population = [2021: [5: 100.0]]
    #expect(throws: CohortError.self) {
      try PooledPlanCohorts(flows: [], population: population, pooledYears: 1, steps: 1)
    }
    #expect(throws: CohortError.self) {
      try PooledPlanCohorts(flows: flows, population: [:], pooledYears: 1, steps: 1)
    }
    #expect(throws: CohortError.self) {
      try PooledPlanCohorts(flows: flows, population: population, pooledYears: 0, steps: 1)
    }
    #expect(throws: CohortError.self) {
      try PooledPlanCohorts(flows: flows, population: [2021: [6: 5]], pooledYears: 1, steps: 1)
    }
  }
}
