import Probability
import Testing

@Suite("Back-test scores")
struct ScoreTests {
  @Test("of an ensemble equal the double sum of their definition")
  func ensemble() throws {
    for u in points(100) {
      let x = points(7, stream: "crps \(u[0])").map { 50 * $0[0] }
      let y = 50 * u[1]
      var spread = 0.0
      for a in x { for b in x { spread += abs(a - b) } }
      let error = x.reduce(0) { $0 + abs($1 - y) } / 7
      let score = try EnsembleScore.crps(members: x, outcome: y)
      #expect(abs(score.crps - (error - spread / 98)) < 1e-12)
      #expect(abs((score.fair ?? .nan) - (error - spread / 84)) < 1e-12)
    }
    #expect(try EnsembleScore.crps(members: [5], outcome: 7).fair == nil)
  }

  @Test("Diebold-Mariano as R's dm.test, one and two steps ahead")
  func dieboldMariano() throws {
    let one = [1.2, 0.4, 2.2, 1.9, 0.7, 3.1, 0.2, 1.1, 2.4, 0.9]
    let two = [1.0, 0.9, 1.2, 2.4, 0.1, 2.0, 0.8, 1.6, 1.7, 1.4]
    // forecast 8.20: dm.test(sqrt(one), sqrt(two), h, power = 2).
    for (h, adjusted, p) in [
      (1, 0.45433689961153695, 0.6603454154364054), (2, 1.2247448713915909, 0.25175947606701193),
    ] {
      let test = try DieboldMariano(losses: one, against: two, horizon: h)
      #expect(abs(test.adjusted - adjusted) < 1e-12)
      #expect(abs(test.pValue - p) < 1e-12)
    }
    // Three steps ahead the long-run variance of these is negative.
    #expect(throws: ParameterError.self) {
      try DieboldMariano(losses: one, against: two, horizon: 3)
    }
  }

  @Test("of a count equal the sum of their definition")
  func count() throws {
    let laws: [any CountDistribution] = [
      try Poisson(mean: 0.3), try Poisson(mean: 24.5), try NegativeBinomial(mean: 60, size: 9),
      try Binomial(trials: 30, probability: 0.4), try NegativeBinomial(mean: 2, size: 0.3),
    ]
    for law in laws {
      for y in [0, 3, 20, 30] {
        let score = try CountScore(law, observed: y)
        let direct = CompensatedSum(
          (0..<3_000).lazy.map { k in
            let gap = y <= k ? law.upperTail(k) : law.cdf(k)
            return gap * gap
          }
        ).value
        #expect(relativeError(score.crps, direct) < 1e-11, "\(law) at \(y)")
        #expect(score.logScore == -law.logPMF(y))
        #expect(abs(score.pitHigh - score.pitLow - law.pmf(y)) < 1e-13)
      }
    }
    #expect(throws: ParameterError.self) { try CountScore(Poisson(mean: 1), observed: -1) }
  }

  @Test("of an outcome far below the mean keep their digits")
  func farBelow() throws {
    let score = try CountScore(Poisson(mean: 5_000), observed: 10)
    // E|X − y| − ½E|X − X′| with X certain to exceed y, so 4,990 less half the mean difference.
    #expect(relativeError(score.crps, 4_990 - 5_000.0.squareRoot() / Double.pi.squareRoot()) < 1e-5)
  }

  @Test("of intervals follow their formulas")
  func intervals() throws {
    #expect(IntervalScore.score(lower: 310, upper: 340, alpha: 0.5, outcome: 350) == 70)
    #expect(IntervalScore.score(lower: 310, upper: 340, alpha: 0.5, outcome: 300) == 70)
    #expect(IntervalScore.pinball(quantile: 5, probability: 0.1, outcome: 4) == 0.9)
    let wis = try IntervalScore.weighted(
      lower: [310, 290], upper: [340, 360], alpha: [0.5, 0.2], median: 325, outcome: 350)
    #expect(abs(wis - 14.8) < 1e-12)
    #expect(throws: ParameterError.self) {
      try IntervalScore.weighted(lower: [1], upper: [], alpha: [0.5], median: 1, outcome: 1)
    }
    #expect(throws: ParameterError.self) {
      try IntervalScore.weighted(lower: [1], upper: [2], alpha: [], median: 1, outcome: 1)
    }
    #expect(throws: ParameterError.self) {
      try IntervalScore.weighted(lower: [1], upper: [2], alpha: [1.5], median: 1, outcome: 1)
    }
    #expect(throws: ParameterError.self) {
      try IntervalScore.weighted(lower: [3], upper: [2], alpha: [0.5], median: 1, outcome: 1)
    }
  }

  @Test("scaled by a naive forecast follow their formula")
  func scaled() throws {
    let mase = try ScaledError.mase(
      training: [120, 125, 131, 128, 140, 139], season: 1, outcomes: [143, 150],
      forecasts: [140, 141])
    #expect(abs(mase - 1.111111111111111) < 1e-12)
    #expect(throws: ParameterError.self) {
      try ScaledError.mase(training: [1, 2], season: 2, outcomes: [1], forecasts: [1])
    }
    #expect(throws: ParameterError.self) {
      try ScaledError.mase(training: [1, 2], season: 1, outcomes: [1], forecasts: [])
    }
    #expect(throws: ParameterError.self) {
      try ScaledError.mase(training: [2, 2], season: 1, outcomes: [1], forecasts: [1])
    }
  }

  @Test("refuse ensembles without members")
  func refusals() {
    #expect(throws: ParameterError.self) { try EnsembleScore.crps(members: [], outcome: 1) }
    #expect(throws: ParameterError.self) { try EnsembleScore.crps(members: [.nan], outcome: 1) }
    #expect(throws: ParameterError.self) { try EnsembleScore.crps(members: [1], outcome: .nan) }
  }
}

@Suite("Calibration and comparison")
struct CalibrationTests {
  @Test("PIT histograms sum to 1")
  func pit() throws {
    let low = points(50).map { $0[0] * 0.8 }
    let high = zip(low, points(50)).map { $0 + 0.2 * $1[1] }
    let histogram = try Calibration.pitHistogram(low: low, high: high, bins: 7)
    #expect(histogram.count == 7)
    #expect(abs(histogram.reduce(0, +) - 1) < 1e-12)
    #expect(throws: ParameterError.self) {
      try Calibration.pitHistogram(low: [], high: [], bins: 2)
    }
    #expect(throws: ParameterError.self) {
      try Calibration.pitHistogram(low: [0.2], high: [0.1], bins: 2)
    }
    #expect(throws: ParameterError.self) {
      try Calibration.pitHistogram(low: [0.2], high: [0.3], bins: 0)
    }
  }

  @Test("coverage intervals hold the observed share")
  func coverage() throws {
    for n in 1...60 {
      for k in 0...n {
        let coverage = try Calibration.Coverage(inside: k, of: n)
        #expect(coverage.exact.contains(coverage.share))
        #expect(coverage.wilson.lowerBound <= coverage.share + 1e-12)
        #expect(coverage.wilson.upperBound >= coverage.share - 1e-12)
      }
    }
    let coverage = try Calibration.Coverage(inside: 151, of: 192)
    #expect(relativeError(coverage.wilson.lowerBound, 0.7231699067245106) < 1e-12)
    #expect(relativeError(coverage.exact.upperBound, 0.8421867860546749) < 1e-12)
    #expect(coverage.isCalibrated(nominal: 0.8))
    #expect(throws: ParameterError.self) { try Calibration.Coverage(inside: 1, of: 0) }
    #expect(throws: ParameterError.self) { try Calibration.Coverage(inside: 5, of: 4) }
  }

  @Test("Diebold–Mariano changes sign with the order of the forecasts")
  func dieboldMariano() throws {
    let a = points(30).map { $0[0] }
    let b = points(30).map { $0[1] }
    for h in 1...3 {
      let forward = try DieboldMariano(losses: a, against: b, horizon: h)
      let backward = try DieboldMariano(losses: b, against: a, horizon: h)
      #expect(abs(forward.statistic + backward.statistic) < 1e-12)
      #expect(abs(forward.pValue - backward.pValue) < 1e-12)
      #expect(abs(forward.adjusted) < abs(forward.statistic))
    }
    #expect(throws: ParameterError.self) {
      try DieboldMariano(losses: [1, 2], against: [1], horizon: 1)
    }
    #expect(throws: ParameterError.self) {
      try DieboldMariano(losses: [1, 2], against: [0, 1], horizon: 1)
    }
    #expect(throws: ParameterError.self) {
      try DieboldMariano(losses: [1, 2], against: [0, 1], horizon: 2)
    }
    #expect(throws: ParameterError.self) {
      try DieboldMariano(losses: [1, 2], against: [0, 1], horizon: 0)
    }
  }
}
