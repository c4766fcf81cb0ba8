import Cohorts
import Foundation
import Probability
import Testing

@Suite("Stocks of stays")
struct StayTests {
  static func exponential(_ mean: Double) throws -> StayMixture {
    try StayMixture([.init(weight: 1, law: try Weibull(shape: 1, scale: mean))])
  }

  @Test("an exponential stay has the stock of the linear birth and death process")
  func exponential() throws {
    let stays = try Self.exponential(120)
    let stock = try stays.stock(
      at: 90, entryRates: [0.5], intervalWidth: 1_000, elapsed: [0, 10, 4_000])
    let q = exp(-90.0 / 120)
    #expect(abs(stock.remaining - 3 * q) < 1e-13)
    #expect(abs(stock.new - 0.5 * 120 * (1 - q)) < 1e-12)
    #expect(abs(stock.variance - (stock.new + 3 * q * (1 - q))) < 1e-13)
    #expect(abs(stays.meanElapsedOfStock - 120) < 1e-10)
    #expect(abs(try stays.quantile(0.5) - 120 * log(2)) < 1e-10)
  }

  @Test("the stock settles at rate times mean stay")
  func settles() throws {
    let stays = try SurvivalTests.mixture()
    let late = try stays.stock(
      at: 20_000, entryRates: [0.3], intervalWidth: 20_000, elapsed: [50, 900])
    #expect(abs(late.mean - (try stays.steadyStock(entryRate: 0.3))) < 1e-9)
  }

  @Test("far out in the tail the chance of staying on is a ratio, not 0/0")
  func tail() throws {
    let stays = try Self.exponential(1)
    #expect(abs(stays.survival(beyond: 1, elapsed: 5_000) - exp(-1)) < 1e-10)
    #expect(stays.survival(beyond: 0, elapsed: 3) == 1)
  }

  @Test("all are gone at the limit of age")
  func ageLimit() throws {
    let stays = try Self.exponential(1e9)
    let stock = try stays.stock(
      atDay: 365.25, entries: [.init(age: 17.5, perDay: 1), .init(age: 3, perDay: 2)],
      current: [.init(elapsed: 3, age: 17), .init(elapsed: 3, age: 16.9)])
    #expect(abs(stock.new - (365.25 / 2 + 2 * 365.25)) < 1e-3)
    #expect(abs(stock.remaining - 1) < 1e-6)
  }

  @Test("weekly bands conserve children")
  func bands() throws {
    var bands = try WeeklyBands(
      bandStart: [0, 4, 13], hazard: [0.1, 0.05, 0.01], initialByBand: [8, 9, 30])
    for week in 0..<60 {
      let before = bands.stockByBand.reduce(0, +)
      try bands.advance(entries: Double(week % 3))
      let after = bands.stockByBand.reduce(0, +)
      #expect(abs(before + Double(week % 3) - bands.exits - after) < 1e-12)
    }
  }

  @Test("bad stays and bands are refused by name")
  func refused() throws {
    func input(_ body: () throws -> Void) -> String? {
      do { try body() } catch { return (error as? CohortError)?.input }
      return nil
    }
    let stays = try Self.exponential(10)
    let law = try Weibull(shape: 1, scale: 1)
    #expect(input { _ = try StayMixture([]) } == "stayMixture")
    #expect(input { _ = try StayMixture([.init(weight: 0.5, law: law)]) } == "stayMixture")
    #expect(
      input { _ = try StayMixture([.init(weight: 0, law: law)]) } == "stayMixture[0].weight")
    #expect(input { _ = try stays.quantile(1) } == "p")
    #expect(input { _ = try stays.steadyStock(entryRate: -1) } == "entryRate")
    func stock(_ t: Double, _ rate: Double, _ width: Double, _ elapsed: Double) -> String? {
      input {
        _ = try stays.stock(at: t, entryRates: [rate], intervalWidth: width, elapsed: [elapsed])
      }
    }
    #expect(stock(-1, 1, 1, 1) == "t")
    #expect(stock(1, -1, 1, 1) == "entryRates[0]")
    #expect(stock(1, 1, 0, 1) == "intervalWidth")
    #expect(stock(1, 1, 1, .nan) == "elapsed[0]")
    #expect(
      input {
        _ = try stays.stock(atDay: 1, entries: [.init(age: -1, perDay: 1)], current: [])
      } == "entriesByAge[0].age")
    #expect(
      input {
        _ = try stays.stock(atDay: 1, entries: [], current: [.init(elapsed: -1, age: 1)])
      } == "current[0].elapsed")
    func bands(_ start: [Int], _ hazard: [Double], _ stock: [Double]) -> String? {
      input { _ = try WeeklyBands(bandStart: start, hazard: hazard, initialByBand: stock) }
    }
    #expect(bands([1], [0.1], [1]) == "bandStartWeeks")
    #expect(bands([0, 0], [0.1, 0.1], [1, 1]) == "bandStartWeeks[1]")
    #expect(bands([0], [], [1]) == "weeklyHazard")
    #expect(bands([0], [1.1], [1]) == "weeklyHazard[0]")
    #expect(bands([0], [0.1], []) == "initialByBand")
    #expect(bands([0], [0.1], [-1]) == "initialByBand[0]")
    var good = try WeeklyBands(bandStart: [0], hazard: [0.1], initialByBand: [1])
    #expect(input { try good.advance(entries: -1) } == "entriesPerWeek")
  }
}
