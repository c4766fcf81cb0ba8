import BlockBeds
import Foundation
import Probability
import ReferenceCases
import Testing

@Suite("Block beds: closed forms")
struct ClosedFormTests {
  static func worked(
    referrals: Double = 0.55, fixed: Double = 5200, beds: Int = 16
  ) throws -> BedFrontier {
    try BedFrontier(
      demand: BedDemand(arrivalsPerWeek: referrals, meanStayWeeks: 30, suitedShare: 0.7),
      prices: BedPrices(fixed: fixed, spot: 6800), weeks: 365.25 / 7, maxBeds: beds)
  }

  @Test("the worked example of 0.55 referrals a week, to the pound")
  func workedExample() throws {
    // Figures computed with 50 digits; the table of the method's description.
    let frontier = try Self.worked()
    #expect(frontier.bestWithoutTransfers.beds == 8)
    #expect(frontier.bestWithTransfers.beds == 9)
    let costs = [
      0: 5_854_436, 4: 5_661_703, 6: 5_603_957, 7: 5_589_650, 8: 5_587_673, 9: 5_600_373,
    ]
    for (beds, cost) in costs { #expect(Int(frontier.rows[beds].loss.cost.rounded()) == cost) }
    let moved = [4: 5_521_959, 6: 5_368_212, 8: 5_261_470, 9: 5_244_256, 12: 5_417_416]
    for (beds, cost) in moved { #expect(Int(frontier.rows[beds].transfer.cost.rounded()) == cost) }
    #expect(frontier.flatRegion() == 5...10)
    #expect(abs(frontier.prices.breakEvenUse - 0.7647) < 1e-4)
    let spread = [0: 938.0, 9: 780.0, 12: 510.0]
    for (beds, thousand) in spread {
      #expect(abs(frontier.rows[beds].risk.standardDeviation / 1000 - thousand) < 0.5)
    }
  }

  @Test("bursts of referrals want fewer beds: the worked example with a variance ratio of 1.6")
  func peaked() throws {
    let model = try TransferModel(
      demand: BedDemand(arrivalsPerWeek: 0.55, meanStayWeeks: 30, suitedShare: 0.7),
      prices: BedPrices(fixed: 5200, spot: 6800), weeks: 365.25 / 7, maxBeds: 16, peakedness: 1.6)
    #expect(model.best.beds == 8)
    #expect(Int(model.best.cost.rounded()) == 5_325_778)
  }

  @Test("the bed rule finds the cheapest number, for any load and prices")
  func marginalRule() throws {
    for load in [0.4, 3, 6.5, 11.55, 24] {
      for ratio in [0.55, 0.7, 0.85, 0.97] {
        let demand = try BedDemand(arrivalsPerWeek: load, meanStayWeeks: 1)
        let prices = try BedPrices(fixed: 1000 * ratio, spot: 1000)
        let loss = try LossModel(demand: demand, prices: prices, weeks: 52, maxBeds: 60)
        let uses = try ErlangB.lastBedUses(upTo: 60, load: load)
        #expect(loss.best.beds == uses.prefix { $0 > ratio }.count)
        #expect(zip(uses, uses.dropFirst()).allSatisfy { $0 > $1 })
        let transfer = try TransferModel(demand: demand, prices: prices, weeks: 52, maxBeds: 60)
        #expect(transfer.best.beds == transfer.rows.first { $0.tail <= ratio }?.beds)
        // Moving children into free beds never costs more than leaving them.
        for (row, other) in zip(loss.rows, transfer.rows) { #expect(other.cost <= row.cost + 1e-9) }
      }
    }
  }

  @Test("Erlang's formula for numbers of beds that are not whole agrees with the recursion")
  func real() throws {
    for beds in [0, 1, 5, 12, 40] {
      for load in [0.3, 3.0, 11.55, 38.0] {
        let whole = try ErlangB.blocking(beds: beds, load: load)
        let real = try ErlangB.blocking(realBeds: Double(beds), load: load)
        #expect(abs(real / whole - 1) < 1e-10)
      }
    }
  }

  @Test(
    "tables of Erlang's formula and of the best numbers of beds reproduce",
    .enabled(if: SharedReference.isPresent))
  func tables() throws {
    func rows(_ name: String) throws -> (header: [String], rows: [[Double]]) {
      let text = try String(
        contentsOf: SharedReference.folder.appending(path: "methods/\(name)"), encoding: .utf8)
      let lines = text.split(whereSeparator: \.isNewline).map {
        $0.split(separator: ",").map(String.init)
      }
      return (lines[0], lines.dropFirst().map { $0.compactMap(Double.init) })
    }
    let erlang = try rows("erlang-b-table.csv")
    let loads = erlang.header.dropFirst().compactMap { Double($0.dropFirst(5)) }
    #expect(erlang.rows.count == 41)
    for row in erlang.rows {
      for (load, expected) in zip(loads, row.dropFirst()) {
        #expect(try abs(ErlangB.blocking(beds: Int(row[0]), load: load) - expected) < 5e-11)
      }
    }
    let best = try rows("blockbed-sensitivity.csv")
    #expect(best.rows.count > 20)
    for row in best.rows {
      let demand = try BedDemand(arrivalsPerWeek: row[0], meanStayWeeks: 1)
      let prices = try BedPrices(fixed: row[1], spot: 1)
      let loss = try LossModel(demand: demand, prices: prices, weeks: 1, maxBeds: 60)
      #expect(Double(loss.best.beds) == row[2])
      #expect(abs(loss.best.cost / loss.rows[0].cost - row[3]) < 6e-7)
      for (column, peakedness) in [(4, 1.0), (6, 1.6)] {
        let transfer = try TransferModel(
          demand: demand, prices: prices, weeks: 1, maxBeds: 60, peakedness: peakedness)
        #expect(Double(transfer.best.beds) == row[column])
        #expect(abs(transfer.best.cost / transfer.rows[0].cost - row[column + 1]) < 6e-7)
      }
    }
  }

  @Test("a load known only to a third wants fewer beds; to know it is worth £73,700 a year")
  func uncertain() throws {
    let load = try UncertainLoad(
      shape: 9, meanLoad: 11.55, prices: BedPrices(fixed: 5200, spot: 6800), maxBeds: 20)
    #expect(load.best == 6)
    #expect(load.bestAtMean == 8)
    #expect(abs(load.valueOfPerfectInformation * 365.25 / 7 - 73_700) < 100)
    // A load that is known leaves nothing to learn.
    let known = try UncertainLoad(
      shape: 1e6, meanLoad: 11.55, prices: BedPrices(fixed: 5200, spot: 6800), maxBeds: 20)
    #expect(known.best == 8)
    #expect(known.valueOfPerfectInformation < 2)
  }

  @Test("settling a guarantee on the average never costs more than settling it each week")
  func guarantee() throws {
    for share in [0.0, 0.5, 0.8, 0.9, 1.0] {
      let contract = try Guarantee(
        suited: BedDemand(arrivalsPerWeek: 0.385, meanStayWeeks: 30), beds: 10, price: 5400,
        share: share, weeks: 52)
      #expect(contract.averageSettlement <= contract.weeklySettlement + 1e-6)
      #expect(contract.payPerUse <= contract.averageSettlement + 1e-6)
    }
  }

  @Test("what is out of range is refused by name")
  func refusals() throws {
    func reason(_ work: () throws -> Void) -> String {
      do { try work() } catch { return "\(error)" }
      return "accepted"
    }
    #expect(reason { _ = try BedPrices(fixed: 0, spot: 6800) }.contains("missing price is not £0"))
    #expect(reason { _ = try BedPrices(fixed: 5200, spot: .nan) }.contains("spot price"))
    #expect(reason { _ = try BedPrices(fixed: 5200, perUse: 7000, spot: 6800) }.contains("per use"))
    #expect(
      reason { _ = try BedDemand(arrivalsPerWeek: -1, meanStayWeeks: 3) }.contains("referrals"))
    #expect(
      reason { _ = try BedDemand(arrivalsPerWeek: 1, meanStayWeeks: 0) }.contains("stay"))
    #expect(
      reason { _ = try BedDemand(arrivalsPerWeek: 1, meanStayWeeks: 3, suitedShare: 1.2) }
        .contains("suited share"))
    #expect(reason { _ = try ErlangB.blocking(beds: -1, load: 3) }.contains("beds"))
    #expect(reason { _ = try ErlangB.blocking(beds: 1, load: -3) }.contains("load"))
    #expect(reason { _ = try ErlangB.fewestBeds(load: 3, target: 0) }.contains("target"))
    #expect(
      reason { _ = try MatchingModel(load: 3, beds: 2, matchChance: 0) }.contains("match chance"))
    #expect(
      reason {
        _ = try ChangingLoad(
          arrivalsByWeek: [1], stays: [.init(share: 0.5, meanWeeks: 3)], elapsedWeeks: [])
      }.contains("stays"))
    #expect(reason { _ = try BedTerms(transferShare: 1.5) }.contains("transfer share"))
    #expect(reason { _ = try BedTerms(season: [0, 0]) }.contains("season"))
  }
}
