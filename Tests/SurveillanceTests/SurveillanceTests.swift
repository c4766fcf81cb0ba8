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

  @Test("stays that are open go on by the curve, and months that vary widen the range")
  func openStays() throws {
    // Nobody new on average (half an event in 100 months); ten stays of 2 nights so far, all of 4.
    let open = try EmergencyNights(
      events: 0, months: 100, stillThere: [1, 1, 1, 1, 0], ahead: 1, open: [(nights: 2, count: 10)],
      replicates: 500, seed: 2)
    #expect(open.median == 20)
    let even = try EmergencyNights(
      events: 240, months: 24, stillThere: [1, 0], ahead: 12, replicates: 2000, seed: 2)
    let varied = try EmergencyNights(
      events: 240, months: 24, stillThere: [1, 0], ahead: 12, dispersion: 2, replicates: 2000,
      seed: 2)
    #expect(varied.p90 - varied.p10 > 1.5 * (even.p90 - even.p10))
    #expect(abs(varied.mean / even.mean - 1) < 0.03)
    #expect(throws: ParameterError.self) {
      try EmergencyNights(
        events: 1, months: 1, stillThere: [1], ahead: 1, dispersion: 0, replicates: 2, seed: 1)
    }
    #expect(throws: ParameterError.self) {
      try EmergencyNights(
        events: 1, months: 1, stillThere: [1], ahead: 1, open: [(nights: -1, count: 1)],
        replicates: 2, seed: 1)
    }
  }

  @Test("dispersion: the sum of squares over the mean is chi-squared")
  func dispersion() throws {
    // Mean 5, squares 16 + 16 + 0 + 0: D = 6.4 with 3 degrees of freedom, p = 0.09369.
    let even = try CountDispersion([1, 9, 5, 5])
    #expect(abs(even.p - 0.0936907904) < 1e-9)
    #expect(abs(even.ratio - 32.0 / 3 / 5) < 1e-12)
    #expect(even.size == nil)
    // Mean 5, squares 100: D = 20, p = 0.00017; s² = 100/3, size 25 / (100/3 − 5).
    let varied = try CountDispersion([0, 10, 0, 10])
    #expect(abs(varied.p - 0.000169742) < 1e-9)
    let size = try #require(varied.size)
    #expect(abs(size - 25 / (100.0 / 3 - 5)) < 1e-12)
    for counts in [[], [1], [0, 0], [1, -1]] {
      #expect(throws: ParameterError.self) { try CountDispersion(counts) }
    }
  }

  @Test("a funnel sets each against the common rate")
  func funnel() throws {
    let funnel = try RateFunnel(events: [10, 10, 40, 0], exposures: [100, 100, 100, 100])
    #expect(abs(funnel.rate - 0.15) < 1e-12)
    #expect(funnel.points.map(\.expected) == [15, 15, 15, 15])
    #expect(funnel.points.map(\.position) == ["within", "within", "above", "below"])
    for point in funnel.points {
      #expect(point.wide.lowerBound < point.usual.lowerBound)
      #expect(point.wide.upperBound > point.usual.upperBound)
    }
    #expect(throws: ParameterError.self) { try RateFunnel(events: [1], exposures: [0]) }
    #expect(throws: ParameterError.self) { try RateFunnel(events: [0, 0], exposures: [1, 1]) }
    #expect(throws: ParameterError.self) { try RateFunnel(events: [1], exposures: [1, 1]) }
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
