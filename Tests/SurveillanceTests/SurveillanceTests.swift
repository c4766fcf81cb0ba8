import Probability
import Surveillance
import Testing

@Suite("Clusters and alarms")
struct SurveillanceTests {
  @Test("a cluster that is there is found, and its chance is small")
  func cluster() throws {
    let scan = try PoissonScan(
      cases: [4, 3, 30, 28, 2], population: [5_000, 5_000, 5_000, 5_000, 5_000],
      zones: [[0], [1], [2], [3], [4], [2, 3], [0, 1]], replicates: 199, seed: 5)
    #expect(scan.likeliest == 5)
    #expect(scan.p == 1.0 / 200)
    #expect((scan.relativeRisk ?? 0) > 5)
  }

  @Test("without clusters the chance is uniform: no more than 5 in 100 are below 0.05")
  func uniform() throws {
    let law = try Poisson(mean: 12)
    let stream = RandomStream(seed: 9, name: "uniform")
    var low = 0
    for replicate in 0..<300 {
      let cases = (0..<6).map { law.quantile(stream.uniform(replicate: replicate, step: 0, k: $0)) }
      let scan = try PoissonScan(
        cases: cases, population: Array(repeating: 100, count: 6),
        zones: (0..<6).map { [$0] } + (0..<5).map { [$0, $0 + 1] }, replicates: 99,
        seed: UInt64(replicate))
      if scan.p <= 0.05 { low += 1 }
    }
    // 15 expected; 27 is three standard deviations above.
    #expect((4...27).contains(low), "\(low)")
  }

  @Test("a raised level gives an alarm, after which the sum starts again")
  func cusum() throws {
    let chart = try PoissonCUSUM(
      counts: [1, 1, 2, 1, 6, 7, 6, 1, 1], usualMean: 1.5, raisedMean: 3, limit: 5)
    #expect(chart.alarms == [5])
    #expect(chart.path[6] < 5)
  }

  @Test("the limit for three years between false alarms gives about that many months")
  func limit() throws {
    let limit = try PoissonCUSUM.limit(usualMean: 4, raisedMean: 6, runLength: 36, seed: 3)
    let law = try Poisson(mean: 4)
    let stream = RandomStream(seed: 77, name: "check")
    var steps = 0
    for replicate in 0..<400 {
      let counts = (0..<600).map { law.quantile(stream.uniform(replicate: replicate, step: $0)) }
      let chart = try PoissonCUSUM(counts: counts, usualMean: 4, raisedMean: 6, limit: limit)
      steps += (chart.alarms.first ?? 599) + 1
    }
    let mean = Double(steps) / 400
    #expect((30...43).contains(mean), "\(mean)")
  }

  @Test("nights to come have the mean that rate and stay give, less what is cut off at the end")
  func nights() throws {
    // Every stay is four nights: 24 in 24 months make a rate of 24.5 / 24.
    let nights = try EmergencyNights(
      events: 24, months: 24, stillThere: [1, 1, 1, 1, 0], ahead: 12, replicates: 4000, seed: 2)
    let expected = 24.5 / 24 * 12 * 4
    #expect(abs(nights.mean / expected - 1) < 0.03, "\(nights.mean)")
    #expect(nights.p10 < nights.median && nights.median < nights.p90)
    #expect(throws: ParameterError.self) {
      try EmergencyNights(
        events: -1, months: 24, stillThere: [1], ahead: 12, replicates: 10, seed: 2)
    }
    #expect(throws: ParameterError.self) {
      try EmergencyNights(
        events: 1, months: 24, stillThere: [], ahead: 12, replicates: 10, seed: 2)
    }
  }

  @Test("what makes no sense is refused")
  func refusals() {
    #expect(throws: ParameterError.self) {
      try PoissonScan(cases: [1], population: [1, 2], zones: [[0]], replicates: 9, seed: 1)
    }
    #expect(throws: ParameterError.self) {
      try PoissonScan(cases: [1], population: [0], zones: [[0]], replicates: 9, seed: 1)
    }
    #expect(throws: ParameterError.self) {
      try PoissonScan(cases: [1], population: [1], zones: [[1]], replicates: 9, seed: 1)
    }
    #expect(throws: ParameterError.self) {
      try PoissonScan(cases: [-1], population: [1], zones: [[0]], replicates: 9, seed: 1)
    }
    #expect(throws: ParameterError.self) {
      try PoissonCUSUM(counts: [1], usualMean: 3, raisedMean: 2, limit: 5)
    }
    #expect(throws: ParameterError.self) {
      try PoissonCUSUM(counts: [-1], usualMean: 1, raisedMean: 2, limit: 5)
    }
    #expect(throws: ParameterError.self) {
      try PoissonCUSUM.limit(usualMean: 1, raisedMean: 2, runLength: 1)
    }
  }
}
