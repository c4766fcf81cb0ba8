import BlockBeds
import Foundation
import Probability
import Testing

@Suite("Block beds: simulation between the bounds")
struct BedSimulationTests {
  static let demand = try? BedDemand(arrivalsPerWeek: 0.8, meanStayWeeks: 10, suitedShare: 0.75)
  static let prices = try? BedPrices(fixed: 5000, perUse: 200, spot: 7000)

  static func simulate(
    _ terms: BedTerms, replicates: Int = 400, maxBeds: Int = 8, seed: UInt64 = 3
  ) throws -> BedSimulation {
    try BedSimulation(
      demand: #require(demand), prices: #require(prices), terms: terms, weeks: 104,
      maxBeds: maxBeds, replicates: replicates, seed: seed)
  }

  static func frontier(_ maxBeds: Int = 8) throws -> BedFrontier {
    try BedFrontier(
      demand: #require(demand), prices: #require(prices), weeks: 104, maxBeds: maxBeds)
  }

  @Test(
    "without transfers it agrees with the loss model, whatever the law of the stay",
    arguments: [StayLaw.exponential, .weibull(shape: 0.7), .constant])
  func loss(stay: StayLaw) throws {
    let simulated = try Self.simulate(BedTerms(stay: stay))
    let exact = try Self.frontier()
    for row in simulated.rows {
      let expected = exact.rows[row.beds].loss.cost
      #expect(abs(row.cost - expected) < 4.5 * row.standardError, "\(stay), \(row.beds) beds")
    }
  }

  @Test("with transfers at once it agrees with the transfer model, and with its risk")
  func transfer() throws {
    let simulated = try Self.simulate(BedTerms(transferShare: 1))
    let exact = try Self.frontier()
    for row in simulated.rows {
      let expected = exact.rows[row.beds].transfer.cost
      #expect(abs(row.cost - expected) < 4.5 * row.standardError, "\(row.beds) beds")
      let spread = row.standardError * Double(row.costs.count).squareRoot()
      #expect(abs(spread / exact.rows[row.beds].risk.standardDeviation - 1) < 0.2)
    }
  }

  @Test("matching agrees with its law of product form")
  func matching() throws {
    let simulated = try Self.simulate(BedTerms(matchChance: 0.5))
    for row in simulated.rows.dropFirst() {
      let law = try MatchingModel(load: 6, beds: row.beds, matchChance: 0.5)
      let occupancy = try #require(row.occupancy)
      #expect(abs(occupancy - (law.occupancy ?? 0)) < 0.02, "\(row.beds) beds")
      #expect(abs(1 - row.placedAtOnce - law.refusedShare) < 0.02)
    }
  }

  @Test(
    "delays, guarantees and uncertain loads cost more; seasons keep the mean number of referrals")
  func directions() throws {
    let quick = try Self.simulate(BedTerms(transferShare: 1))
    let slow = try Self.simulate(BedTerms(transferShare: 1, transferDelayWeeks: 4))
    #expect(slow.rows[6].cost > quick.rows[6].cost)
    let perUse = try Self.simulate(BedTerms(guaranteedShare: 0))
    let guaranteed = try Self.simulate(BedTerms(guaranteedShare: 0.9))
    #expect(guaranteed.rows[8].cost > perUse.rows[8].cost)
    #expect(guaranteed.rows[0].costs == perUse.rows[0].costs)
    let steady = try Self.simulate(BedTerms())
    let unsure = try Self.simulate(BedTerms(loadShape: 9))
    #expect(unsure.rows[6].standardError > steady.rows[6].standardError)
    let season = try Self.simulate(
      BedTerms(season: Array(repeating: 1.6, count: 26) + Array(repeating: 0.4, count: 26)))
    #expect(
      abs(season.rows[0].overflowChildWeeks / steady.rows[0].overflowChildWeeks - 1) < 0.04)
    #expect(season.rows[6].placedAtOnce < steady.rows[6].placedAtOnce)
  }

  @Test(
    "a replicate is the same however many there are, and every number of beds meets the same children"
  )
  func reproducible() throws {
    let few = try Self.simulate(BedTerms(transferShare: 0.5, transferDelayWeeks: 2), replicates: 20)
    let many = try Self.simulate(
      BedTerms(transferShare: 0.5, transferDelayWeeks: 2), replicates: 40, maxBeds: 4)
    for beds in 0...4 {
      #expect(few.rows[beds].costs == Array(many.rows[beds].costs.prefix(20)))
    }
    // Weeks in beds and in spot placements are all the weeks there are, whatever the number of beds.
    for row in few.rows {
      let used = (row.occupancy ?? 0) * Double(row.beds) * 104
      #expect(abs(used + row.overflowChildWeeks - few.rows[0].overflowChildWeeks) < 1e-6)
    }
  }

  @Test("too many referrals, too few replicates and negative beds are refused")
  func refusals() throws {
    let terms = try BedTerms()
    let prices = try #require(Self.prices)
    let crowd = try BedDemand(arrivalsPerWeek: 5_000, meanStayWeeks: 10)
    #expect(throws: ParameterError.self) {
      try BedSimulation(
        demand: crowd, prices: prices, terms: terms, weeks: 52, maxBeds: 2, replicates: 10, seed: 1)
    }
    #expect(throws: ParameterError.self) { try Self.simulate(terms, replicates: 1) }
    #expect(throws: ParameterError.self) { try Self.simulate(terms, maxBeds: -1) }
  }
}
