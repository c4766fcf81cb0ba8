import Cohorts
import Foundation
import Probability
import Testing

@Suite("Rates up a ladder of groups")
struct RateLadderTests {
  /// 6 groups of 5 cells whose true rates differ by group and by cell.
  static func truth(_ seed: UInt64 = 9) -> (rates: [Double], groups: [Int]) {
    let groups = (0..<30).map { $0 / 5 }
    let u = RandomStream(seed: seed, name: "truth").at(replicate: 0, step: 0)
    let rates = groups.enumerated().map { cell, group in
      0.01 * exp(0.8 * SpecialFunctions.normalQuantile(u.uniform(100 + group)))
        * exp(0.4 * SpecialFunctions.normalQuantile(u.uniform(cell)))
    }
    return (rates, groups)
  }

  static func counts(_ exposure: [Double], replicate: Int, seed: UInt64 = 9) -> [Double] {
    let u = RandomStream(seed: 2, name: "counts").at(replicate: replicate, step: 0)
    return zip(truth(seed).rates, exposure).enumerated().map { cell, pair in
      Double(Poisson(unchecked: pair.0 * pair.1).quantile(u.uniform(cell)))
    }
  }

  @Test("cells with much exposure keep their own rate, cells with none take their parent's")
  func extremes() throws {
    var exposure = [Double](repeating: 1e7, count: 30)
    exposure[4] = 0
    var events = zip(Self.truth().rates, exposure).map { ($0 * $1).rounded() }
    events[4] = 0
    let ladder = try RateLadder(events: events, exposure: exposure, groups: [Self.truth().groups])
    for cell in 0..<30 where cell != 4 {
      #expect(abs(ladder.estimates[cell].rate * exposure[cell] / events[cell] - 1) < 1e-3)
    }
    // The gamma law's mean ratio stands for a cell without exposure.
    let ratio = ladder.estimates[4].rate / ladder.estimates[4].parentRate
    #expect(ratio > 0.7 && ratio < 1.5)
  }

  @Test("shrunken rates are closer to the truth than raw ones")
  func better() throws {
    let (truth, groups) = Self.truth()
    let exposure = (0..<30).map { 100 + 80 * Double($0 % 7) }
    var raw = 0.0
    var shrunk = 0.0
    for replicate in 0..<40 {
      let events = Self.counts(exposure, replicate: replicate)
      let ladder = try RateLadder(events: events, exposure: exposure, groups: [groups])
      for cell in 0..<30 {
        raw += pow(events[cell] / exposure[cell] - truth[cell], 2)
        shrunk += pow(ladder.estimates[cell].rate - truth[cell], 2)
      }
    }
    #expect(shrunk < 0.9 * raw)
  }

  @Test("draws centre on the estimates")
  func draws() throws {
    let exposure = (0..<30).map { 400 + 300 * Double($0 % 7) }
    var ratio = 0.0
    for replicate in 0..<30 {
      let groups = Self.truth(UInt64(replicate)).groups
      let events = Self.counts(exposure, replicate: replicate, seed: UInt64(replicate))
      let ladder = try RateLadder(events: events, exposure: exposure, groups: [groups])
      let posterior = RateLadderPosterior(ladder)
      let stream = RandomStream(seed: 3, name: "draws")
      var sums = [Double](repeating: 0, count: 30)
      var rates = sums
      for draw in 0..<200 {
        let address = stream.at(replicate: draw, step: replicate)
        posterior.draw(into: &rates) { address.uniform($0) }
        for cell in 0..<30 { sums[cell] += rates[cell] }
      }
      for cell in 0..<30 { ratio += sums[cell] / 200 / ladder.estimates[cell].rate }
    }
    // Ranges are skewed upwards, and all the more with the laws drawn too.
    #expect(abs(ratio / 900 - 1) < 0.04)
  }

  @Test("where no cell differs, all lean on one rate and err nearly together")
  func pooled() throws {
    let events = [Double](repeating: 3, count: 20)
    let exposure = [Double](repeating: 100, count: 20)
    let ladder = try RateLadder(events: events, exposure: exposure, groups: [])
    #expect(ladder.estimates.allSatisfy { abs($0.rate - 0.03) < 1e-9 })
    var rates = [Double](repeating: 0, count: 20)
    RateLadderPosterior(ladder).draw(into: &rates) { $0 == 0 ? 0.9 : 0.5 }
    #expect(rates.allSatisfy { $0 > 0.03 && $0 < 0.05 })
  }

  @Test("no events give rates of 0, and bad input is refused by name")
  func refused() throws {
    let none = try RateLadder(events: [0, 0], exposure: [5, 5], groups: [[0, 0]])
    #expect(none.estimates.allSatisfy { $0.rate == 0 })
    var rates = [1.0, 1.0]
    RateLadderPosterior(none).draw(into: &rates) { _ in 0.5 }
    #expect(rates == [0, 0])
    func input(_ events: [Double], _ exposure: [Double], _ groups: [[Int]]) -> String? {
      do { _ = try RateLadder(events: events, exposure: exposure, groups: groups) } catch {
        return error.input
      }
      return nil
    }
    #expect(input([1], [1, 2], []) == "exposure")
    #expect(input([-1], [1], []) == "events[0]")
    #expect(input([1], [.nan], []) == "exposure[0]")
    #expect(input([1], [0], []) == "exposure")
    #expect(input([1], [1], [[0, 0]]) == "groups[0]")
    #expect(input([1], [1], [[-1]]) == "groups[0][0]")
  }
}
