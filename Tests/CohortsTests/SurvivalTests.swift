import Cohorts
import Foundation
import Probability
import Testing

@Suite("Survival with delayed entry")
struct SurvivalTests {
  /// Eight stays counted by hand: two seen late, two censored, two kinds of exit.
  static func few() throws -> ObservedStays {
    try ObservedStays(
      start: [0, 0, 0, 3, 0, 5, 0, 0], stop: [2, 4, 4, 6, 7, 9, 9, 10],
      event: [1, 2, 0, 1, 1, 0, 2, 1])
  }

  @Test("a stay is at risk only from the day it is first seen")
  func delayed() throws {
    let fit = try KaplanMeier(Self.few())
    #expect(fit.time == [2, 4, 6, 7, 9, 10])
    #expect(fit.atRisk == [6, 6, 5, 4, 3, 1])
    #expect(fit.events == [1, 1, 1, 1, 1, 1])
    let third: Double = 5.0 / 6 * 5 / 6 * 4 / 5
    #expect(abs(fit.survival[2] - third) < 1e-15)
    #expect(fit.value(at: 1.9) == 1 && fit.value(at: 2) == 5.0 / 6 && fit.value(at: 99) == 0)
    #expect(fit.median == 7)
    #expect(fit.lower.last == .some(nil))
    // 2 + 2·5/6 + 2·25/36 up to 6.
    #expect(abs(try fit.restrictedMean(to: 6) - (2 + 10.0 / 6 + 50.0 / 36)) < 1e-14)
  }

  @Test("incidences of competing exits and survival add up to one")
  func competing() throws {
    let fit = CumulativeIncidence(try Self.few())
    for index in fit.time.indices {
      let total = fit.incidence.values.reduce(fit.survival[index]) { $0 + $1[index] }
      #expect(abs(total - 1) < 1e-14)
    }
    // The second kind of exit: first at 4 with S = 5/6 and 6 at risk, then at 9.
    let before9: Double = 5.0 / 6 * 5 / 6 * 4 / 5 * 3 / 4
    #expect(abs(fit.incidence[2]![4] - (5.0 / 36 + before9 / 3)) < 1e-14)
  }

  @Test("piecewise hazards split the time at risk at band edges")
  func bands() throws {
    let fit = try PiecewiseExponential(Self.few(), bandStart: [0, 4, 8])
    // (0,4]: 2+4+4+1+4+0+4+4; (4,8]: 2+3+3+4+4; above: 1+1+2.
    #expect(fit.time == [23, 16, 4])
    #expect(fit.events == [2, 2, 2])
    #expect(try fit.rates()[0]?.rate == 2.0 / 23)
    let empty = try PiecewiseExponential(Self.few(), bandStart: [0, 50])
    #expect(try empty.rates()[1] == nil)
    #expect(empty.posteriorMeans.isEmpty)
  }

  @Test("exposure in bands adds up to the time seen, for any edges")
  func conservation() throws {
    for seed in 0..<50 {
      let u = RandomStream(seed: UInt64(seed), name: "bands").at(replicate: 0, step: 0)
      let start = (0..<40).map { floor(300 * u.uniform($0)) }
      let stop = (0..<40).map { start[$0] + 1 + floor(500 * u.uniform(100 + $0)) }
      let event = (0..<40).map { u.uniform(200 + $0) < 0.7 ? 1 : 0 }
      let stays = try ObservedStays(start: start, stop: stop, event: event)
      let edges = [0.0] + Set((0..<6).map { 1 + floor(700 * u.uniform(300 + $0)) }).sorted()
      let fit = try PiecewiseExponential(stays, bandStart: edges)
      #expect(
        fit.time.reduce(0, +) == zip(start, stop).reduce(0) { $0 + $1.1 - $1.0 })
      #expect(fit.events.reduce(0, +) == event.reduce(0, +))
    }
  }

  /// Stays drawn from a law, seen late where the window opens after they began, and censored.
  static func drawn(_ law: StayMixture, count: Int, seed: UInt64) throws -> ObservedStays {
    var (start, stop, event): ([Double], [Double], [Int]) = ([], [], [])
    let stream = RandomStream(seed: seed, name: "stays")
    for child in 0..<count {
      let u = stream.at(replicate: child, step: 0)
      var rest = u.uniform(0)
      var index = 0
      while index < law.components.count - 1, rest > law.components[index].weight {
        rest -= law.components[index].weight
        index += 1
      }
      let stay = law.components[index].law.quantile(u.uniform(1))
      let late = u.uniform(2) < 0.5 ? 0 : 400 * u.uniform(3)
      let seen = 600 + 900 * u.uniform(4)
      guard stay > late else { continue }
      start.append(late)
      stop.append(min(stay, seen))
      event.append(stay <= seen ? 1 : 0)
    }
    return try ObservedStays(start: start, stop: stop, event: event)
  }

  static func mixture() throws -> StayMixture {
    try StayMixture([
      .init(weight: 0.4, law: try Weibull(shape: 1, scale: 30)),
      .init(weight: 0.6, law: try Weibull(shape: 1.4, scale: 700)),
    ])
  }

  @Test("one Weibull law is found again from truncated and censored stays")
  func weibull() throws {
    let law = try StayMixture([.init(weight: 1, law: try Weibull(shape: 0.8, scale: 250))])
    let stays = try Self.drawn(law, count: 6_000, seed: 3)
    let fit = try WeibullFit(stays)
    #expect(abs(log(fit.shape / 0.8)) < 4 * fit.standardErrorOfLogShape)
    #expect(abs(log(fit.scale / 250)) < 4 * fit.standardErrorOfLogScale)
    let same = try WeibullMixtureFit(stays, components: 1)
    #expect(abs(same.logLikelihood - fit.logLikelihood) < 1e-6)
    #expect(abs(same.mixture.mean / fit.meanStay - 1) < 1e-4)
  }

  @Test("a mixture of two laws is found again, and the likelihood beats one law")
  func weibullMixture() throws {
    let stays = try Self.drawn(Self.mixture(), count: 6_000, seed: 5)
    let fit = try WeibullMixtureFit(stays, components: 2)
    let parts = fit.mixture.components
    #expect(fit.logLikelihood > (try WeibullFit(stays)).logLikelihood + 100)
    #expect(abs(parts[0].weight - 0.4) < 0.04)
    #expect(abs(parts[0].law.scale / 30 - 1) < 0.15)
    #expect(abs(parts[1].law.scale / 700 - 1) < 0.08)
    #expect(abs(parts[1].law.shape - 1.4) < 0.15)
  }

  @Test("bad stays are refused by name")
  func refused() throws {
    func input(_ body: () throws -> Void) -> String? {
      do { try body() } catch { return (error as? CohortError)?.input }
      return nil
    }
    let stays = try Self.few()
    #expect(input { _ = try ObservedStays(start: [], stop: [], event: []) } == "start")
    #expect(input { _ = try ObservedStays(start: [0], stop: [], event: [1]) } == "stop")
    #expect(input { _ = try ObservedStays(start: [0], stop: [1], event: []) } == "event")
    #expect(input { _ = try ObservedStays(start: [-1], stop: [1], event: [1]) } == "start[0]")
    #expect(input { _ = try ObservedStays(start: [5], stop: [5], event: [1]) } == "stop[0]")
    #expect(input { _ = try ObservedStays(start: [0], stop: [.nan], event: [1]) } == "stop[0]")
    #expect(input { _ = try ObservedStays(start: [0], stop: [1], event: [-1]) } == "event[0]")
    #expect(input { _ = try KaplanMeier(stays, coverage: 1) } == "coverage")
    #expect(input { _ = try KaplanMeier(stays).restrictedMean(to: 0) } == "tau")
    #expect(input { _ = try LogRank(stays, group: [1]) } == "group")
    #expect(input { _ = try LogRank(stays, group: [2, 0, 0, 0, 0, 0, 0, 0]) } == "group[0]")
    #expect(input { _ = try LogRank(stays, group: [1, 1, 1, 1, 1, 1, 1, 1]) } == "group")
    #expect(input { _ = try PiecewiseExponential(stays, bandStart: []) } == "bandStart")
    #expect(input { _ = try PiecewiseExponential(stays, bandStart: [0, 0]) } == "bandStart[1]")
    #expect(input { _ = try PiecewiseExponential(stays, bandStart: [1, 2]) } == "start[0]")
    #expect(
      input {
        _ = try PiecewiseExponential(stays, bandStart: [0], prior: .init(shape: 0, rate: 1))
      } == "priorShape")
    #expect(
      input {
        _ = try PiecewiseExponential(stays, bandStart: [0], prior: .init(shape: 1, rate: -1))
      } == "priorRate")
    let none = try ObservedStays(start: [0], stop: [1], event: [0])
    #expect(input { _ = try WeibullFit(none) } == "event")
    let together = try ObservedStays(start: [0, 0], stop: [9, 9], event: [1, 1])
    #expect(input { _ = try WeibullFit(together) } == "stop")
    #expect(input { _ = try WeibullMixtureFit(stays, components: 0) } == "components")
  }
}
