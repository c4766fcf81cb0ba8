import Foundation
import Probability
import Testing

@Suite("Exact intervals")
struct IntervalTests {
  @Test("of a rate are Garwood's")
  func rates() throws {
    // R: poisson.test(11, 250, conf.level = 0.8)
    let rate = try PoissonRate(events: 11, exposure: 250, coverage: 0.8)
    #expect(rate.rate == 0.044)
    #expect(relativeError(rate.interval.lowerBound, 0.02808298637884393) < 1e-12)
    #expect(relativeError(rate.interval.upperBound, 0.06639248857725635) < 1e-12)
    // No events: the upper limit is −log(α/2)/exposure.
    let none = try PoissonRate(events: 0, exposure: 4_200)
    #expect(none.rate == 0)
    #expect(none.interval.lowerBound == 0)
    #expect(relativeError(none.interval.upperBound, -log(0.025) / 4_200) < 1e-13)
  }

  @Test("of a rate have tails of just α/2 at their ends")
  func rateTails() throws {
    for u in points(200, stream: "rates") {
      let events = 1 + Int(spread(u[0], 1, 1e5))
      let coverage = u[1]
      let interval = try PoissonRate(events: events, exposure: 7, coverage: coverage).interval
      let tail = (1 - coverage) / 2
      let low = try Poisson(mean: 7 * interval.lowerBound).upperTail(events - 1)
      let high = try Poisson(mean: 7 * interval.upperBound).cdf(events)
      #expect(relativeError(low, tail) < 1e-10)
      #expect(relativeError(high, tail) < 1e-10)
    }
  }

  @Test("of a ratio of rates are R's and go over into each other when the rates change places")
  func ratios() throws {
    // R: poisson.test(c(22, 11), c(3100, 2900))
    let ratio = try PoissonRateRatio(
      events: 22, exposure: 3_100, baseEvents: 11, baseExposure: 2_900)
    #expect(relativeError(ratio.ratio ?? 0, 22.0 / 11 * 2_900 / 3_100) < 1e-14)
    #expect(relativeError(ratio.lower, 0.8695375139893402) < 1e-12)
    #expect(relativeError(ratio.upper ?? 0, 4.2730747335454664) < 1e-12)
    #expect(relativeError(ratio.pValue, 0.11911292905716955) < 1e-12)
    let other = try PoissonRateRatio(
      events: 11, exposure: 2_900, baseEvents: 22, baseExposure: 3_100)
    #expect(relativeError(1 / other.lower, ratio.upper ?? 0) < 1e-12)
    #expect(relativeError(1 / (other.upper ?? 0), ratio.lower) < 1e-12)
    #expect(relativeError(other.pValue, ratio.pValue) < 1e-12)
  }

  @Test("of a ratio are open where a rate has no events")
  func openRatios() throws {
    let open = try PoissonRateRatio(events: 5, exposure: 800, baseEvents: 0, baseExposure: 700)
    #expect(open.ratio == nil)
    #expect(open.upper == nil)
    // The lower limit of 5 of 5 is the fifth root of α/2.
    let share = pow(0.025, 0.2)
    #expect(relativeError(open.lower, share / (1 - share) * 700 / 800) < 1e-12)
    #expect(relativeError(open.pValue, 2 * pow(800.0 / 1_500, 5)) < 1e-12)
    let none = try PoissonRateRatio(events: 0, exposure: 800, baseEvents: 5, baseExposure: 700)
    #expect(none.ratio == 0)
    #expect(none.lower == 0)
    #expect(relativeError(none.upper ?? 0, (1 - share) / share * 700 / 800) < 1e-12)
    let equal = try PoissonRateRatio(events: 4, exposure: 10, baseEvents: 4, baseExposure: 10)
    #expect(equal.pValue == 1)
  }

  @Test("of a share are those of Clopper and Pearson, and of Wilson")
  func shares() throws {
    // R: binom.test(3, 17, conf.level = 0.9); prop.test(…, correct = FALSE)
    let exact = try ProportionInterval.exact(successes: 3, trials: 17, coverage: 0.9)
    #expect(relativeError(exact.lowerBound, 0.04989815455742294) < 1e-12)
    #expect(relativeError(exact.upperBound, 0.39564143344482094) < 1e-12)
    let wilson = try ProportionInterval.wilson(successes: 3, trials: 17, coverage: 0.9)
    #expect(relativeError(wilson.lowerBound, 0.07281446654706449) < 1e-12)
    #expect(relativeError(wilson.upperBound, 0.36896697806902579) < 1e-12)
    let none = try ProportionInterval.exact(successes: 0, trials: 20)
    #expect(none.lowerBound == 0)
    #expect(relativeError(none.upperBound, 1 - pow(0.025, 1.0 / 20)) < 1e-12)
    let all = try ProportionInterval.exact(successes: 20, trials: 20)
    #expect(all.upperBound == 1)
    #expect(relativeError(all.lowerBound, pow(0.025, 1.0 / 20)) < 1e-12)
    #expect(try ProportionInterval.wilson(successes: 0, trials: 20).lowerBound == 0)
    #expect(try ProportionInterval.wilson(successes: 20, trials: 20).upperBound == 1)
  }

  @Test("of a funnel interpolate between counts")
  func funnel() throws {
    // P(Y = 0) = e⁻⁵; at p the ratio is 0 until p exceeds it.
    #expect(try FunnelLimits.ratio(expected: 5, probability: 0.001) == 0)
    let low = try FunnelLimits.ratio(expected: 5, probability: 0.025)
    let high = try FunnelLimits.ratio(expected: 40, probability: 0.975)
    #expect(relativeError(low, 0.10841315910257662) < 1e-12)
    #expect(relativeError(high, 1.3094796315726684) < 1e-12)
    #expect(throws: ParameterError.self) { try FunnelLimits.ratio(expected: 0, probability: 0.5) }
    #expect(throws: ParameterError.self) { try FunnelLimits.ratio(expected: 1, probability: 1) }
  }

  @Test("refuse counts, exposures and coverages out of range by name")
  func refusals() {
    #expect(throws: ParameterError("events", -1, "must be a count of at least 0")) {
      try PoissonRate(events: -1, exposure: 1)
    }
    #expect(throws: ParameterError.self) { try PoissonRate(events: 1, exposure: 0) }
    #expect(throws: ParameterError.self) { try PoissonRate(events: 1, exposure: .infinity) }
    #expect(throws: ParameterError("coverage", 1.0, "must lie strictly between 0 and 1")) {
      try PoissonRate(events: 1, exposure: 1, coverage: 1)
    }
    #expect(throws: ParameterError.self) { try PoissonRate(events: 1, exposure: 1, coverage: 0) }
    for (a, b) in [(-1, 1), (1, -1), (0, 0)] {
      #expect(throws: ParameterError.self) {
        try PoissonRateRatio(events: a, exposure: 1, baseEvents: b, baseExposure: 1)
      }
    }
    for (a, b) in [(0.0, 1.0), (1.0, 0.0), (.nan, 1.0)] {
      #expect(throws: ParameterError.self) {
        try PoissonRateRatio(events: 1, exposure: a, baseEvents: 1, baseExposure: b)
      }
    }
    #expect(throws: ParameterError.self) {
      try PoissonRateRatio(
        events: 1, exposure: 1, baseEvents: 1, baseExposure: 1, coverage: 2)
    }
    for (k, n) in [(0, 0), (-1, 5), (6, 5)] {
      #expect(throws: ParameterError.self) {
        try ProportionInterval.exact(successes: k, trials: n)
      }
      #expect(throws: ParameterError.self) {
        try ProportionInterval.wilson(successes: k, trials: n)
      }
    }
    #expect(throws: ParameterError.self) {
      try ProportionInterval.exact(successes: 1, trials: 5, coverage: 0)
    }
  }

  @Test("leave the tail of a cost to its worst outcomes")
  func tailRisk() throws {
    let values = [5.6, 4.1, 6.8, 4.4, 4.9]
    let shares = [0.15, 0.2, 0.05, 0.35, 0.25]
    let risk = try TailRisk(values: values, probabilities: shares, level: 0.9)
    #expect(relativeError(risk.mean, 4.765) < 1e-14)
    #expect(risk.valueAtRisk == 5.6)
    #expect(relativeError(risk.expectedShortfall, 6.2) < 1e-13)
    // A level that a cumulative probability meets: the smallest such value.
    let met = try TailRisk(values: values, probabilities: shares, level: 0.55)
    #expect(met.valueAtRisk == 4.9)
    let low = try TailRisk(values: [1, 2, 3], probabilities: [0.5, 0, 0.5], level: 0.25)
    #expect(low.valueAtRisk == 1)
    #expect(relativeError(low.expectedShortfall, (0.5 * 3 + 0.25 * 1) / 0.75) < 1e-14)
    let single = try TailRisk(values: [7], probabilities: [1], level: 0.99)
    #expect(single.valueAtRisk == 7)
    #expect(relativeError(single.expectedShortfall, 7) < 1e-12)
    for (x, p, level) in [
      ([1.0, 2], [0.5, 0.6], 0.9), ([], [], 0.9), ([1], [0.5, 0.5], 0.9), ([1], [1], 1.0),
      ([1], [1], 0.0), ([.nan], [1], 0.5), ([1, 2], [1.5, -0.5], 0.5),
    ] {
      #expect(throws: ParameterError.self) {
        try TailRisk(values: x, probabilities: p, level: level)
      }
    }
  }
}
