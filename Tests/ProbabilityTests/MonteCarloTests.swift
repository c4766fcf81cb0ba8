import Probability
import Testing

@Suite("Monte-Carlo error and sensitivity")
struct MonteCarloTests {
  @Test("quantile intervals keep their promise of 2.5% on each side")
  func quantileIntervals() throws {
    for n in [1, 7, 20, 500, 10_000] {
      for p in [0.01, 0.5, 0.8, 0.99] {
        let law = try Binomial(trials: n, probability: p)
        let ranks = try QuantileInterval(count: n, probability: p)
        if ranks.lower > 0 { #expect(law.cdf(ranks.lower - 1) <= 0.025) }
        #expect(law.cdf(ranks.lower) > 0.025)
        #expect(law.cdf(ranks.upper - 1) >= 0.975)
        #expect(law.cdf(ranks.upper - 2) < 0.975)
      }
    }
    #expect(throws: ParameterError.self) { try QuantileInterval(count: 0, probability: 0.5) }
    #expect(throws: ParameterError.self) { try QuantileInterval(count: 9, probability: 1) }
  }

  @Test("the stop rule looks only at doublings and stops at its cap")
  func stopRule() throws {
    let rule = try StopRule()
    #expect(rule.sizes == [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000])
    let stop = try rule.replicates(
      means: [31.4e6, 360], standardDeviations: [1.6e6, 41], tolerance: 0.002)
    #expect(stop.count == 16_000 && stop.met)
    let never = try rule.replicates(means: [0], standardDeviations: [1], tolerance: 0.01)
    #expect(never.count == 32_000 && !never.met)
    #expect(throws: ParameterError.self) { try StopRule(first: 0) }
    #expect(throws: ParameterError.self) {
      try rule.replicates(means: [], standardDeviations: [], tolerance: 0.1)
    }
    #expect(throws: ParameterError.self) {
      try rule.replicates(means: [1], standardDeviations: [-1], tolerance: 0.1)
    }
    #expect(throws: ParameterError.self) {
      try rule.replicates(means: [1], standardDeviations: [1], tolerance: 0)
    }
  }

  @Test("paired differences beat independent runs where replicates share numbers")
  func paired() throws {
    let a = points(200).map { 100 * $0[0] }
    let b = zip(a, points(200)).map { $0 - 4 + $1[1] }
    let paired = try PairedDifference(a, to: b)
    #expect(abs(paired.difference + 3.5) < 0.1)
    #expect(paired.standardError < paired.independentStandardError / 20)
    let ratio = paired.independentStandardError / paired.standardError
    #expect(relativeError(paired.varianceReduction, ratio * ratio) < 1e-12)
    #expect(throws: ParameterError.self) { try PairedDifference([1, 2], to: [1]) }
    #expect(throws: ParameterError.self) { try PairedDifference([1], to: [1]) }
  }

  @Test("two-stage variance has no parameter part where groups only differ by chance")
  func twoStage() throws {
    let split = try TwoStageVariance(groups: [[1, 2, 3], [3, 2, 1], [2, 1, 3]])
    #expect(split.parameter == 0 && split.process == 1 && split.parameterShare == 0)
    #expect(try TwoStageVariance(groups: [[1, 1], [1, 1]]).parameterShare == 0)
    #expect(throws: ParameterError.self) { try TwoStageVariance(groups: [[1, 2]]) }
    #expect(throws: ParameterError.self) { try TwoStageVariance(groups: [[1], [2]]) }
    #expect(throws: ParameterError.self) { try TwoStageVariance(groups: [[1, 2], [2]]) }
  }

  @Test("Jansen shares of a linear model are its squared coefficients")
  func jansen() throws {
    let shares = try JansenIndices(inputs: 3, baseRows: 4_096) { 3 * $0[0] + 2 * $0[1] + $0[2] }
    for (share, expected) in zip(shares.first, [9 / 14.0, 4 / 14.0, 1 / 14.0]) {
      #expect(abs(share - expected) < 0.01)
    }
    for (first, total) in zip(shares.first, shares.total) { #expect(abs(first - total) < 0.01) }
    #expect(throws: ParameterError.self) { try JansenIndices(inputs: 21, baseRows: 8) { $0[0] } }
    #expect(throws: ParameterError.self) { try JansenIndices(inputs: 2, baseRows: 1) { $0[0] } }
    #expect(throws: ParameterError.self) { try JansenIndices(inputs: 2, baseRows: 8) { _ in 1 } }
    #expect(throws: ParameterError.self) { try JansenIndices(a: [1, 2], b: [1], ab: []) }
    #expect(throws: ParameterError.self) { try JansenIndices(a: [1, 2], b: [1, 3], ab: [[1]]) }
  }

  @Test("shares of a product agree with its closed form")
  func product() throws {
    let product = try ProductVariance(means: [360, 52.18, 1350], standardDeviations: [18, 0, 54])
    #expect(relativeError(product.standardDeviation, 1624590.914344938) < 1e-12)
    #expect(product.first[1] == 0 && product.total[1] == 0)
    #expect(throws: ParameterError.self) { try ProductVariance(means: [1], standardDeviations: []) }
    #expect(throws: ParameterError.self) {
      try ProductVariance(means: [0], standardDeviations: [1])
    }
    #expect(throws: ParameterError.self) {
      try ProductVariance(means: [1], standardDeviations: [0])
    }
  }

  @Test("tornado bars are sorted by swing, ties by name")
  func tornado() throws {
    let tornado = try Tornado(
      base: 1,
      bars: [
        Tornado.Bar(name: "b", low: 0, high: 2), Tornado.Bar(name: "a", low: 2, high: 0),
        Tornado.Bar(name: "c", low: 0, high: 3),
      ])
    #expect(tornado.bars.map(\.name) == ["c", "a", "b"])
    #expect(throws: ParameterError.self) { try Tornado(base: .nan, bars: []) }
    #expect(throws: ParameterError.self) {
      try Tornado(base: 1, bars: [Tornado.Bar(name: "a", low: .nan, high: 1)])
    }
  }
}
