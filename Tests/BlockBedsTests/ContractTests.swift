import BlockBeds
import Periods
import Probability
import Testing

@Suite("Block contracts under their terms")
struct ContractTests {
  private static let header =
    "provider,beds,from,until,price_per_bed_week,uplift,ramp,guaranteed,solo,notice_weeks,extension_until\n"

  private func contract(_ row: String) throws -> BedContract {
    try #require(
      try BedContract.read(bytes: Array((Self.header + row + "\n").utf8), file: "c.csv").first)
  }

  private func month(_ year: Int, _ month: Int) -> Month { Month(year: year, monthOfYear: month) }

  private func demand() throws -> BedDemand {
    try BedDemand(arrivalsPerWeek: 0.55, meanStayWeeks: 30, suitedShare: 0.7)
  }

  @Test("Eight beds, all paid, cost a year what the loss model says")
  func loss() throws {
    let cost = try ContractCost(
      contract("a,8,2026-04,2031-03,5200,,,,,,"), demand: demand(), from: month(2026, 4),
      until: month(2027, 3), spot: { _ in 6800 })
    // The worked example of docs/BLOCK-BEDS.md over 365 days: use 85.9%, 8 × £5,200 a week.
    let weeks = 365.0 / 7
    let paid = cost.rows.reduce(0) { $0 + $1.paid }
    #expect(abs(paid - 8 * 5200 * weeks) < 1e-6)
    let loss = try LossModel(
      demand: demand(), prices: BedPrices(fixed: 5200, spot: 6800), weeks: weeks, maxBeds: 8)
    for row in cost.rows {
      #expect(abs(row.use - loss.rows[8].occupancy) < 1e-9)
      #expect(abs((row.breakEvenUse ?? 0) - 5200.0 / 6800) < 1e-12)
    }
    let saving = cost.rows.reduce(0) { $0 + $1.saving }
    #expect(abs(saving - (loss.rows[0].cost - loss.rows[8].cost)) < 1e-3)
    let void = cost.rows.reduce(0) { $0 + $1.void }
    #expect(abs(void - (1 - loss.rows[8].occupancy) * paid) < 1e-6)
  }

  @Test("Beds open as they are ready, prices rise each 1 April, nothing is paid outside the term")
  func terms() throws {
    let found = try contract("a,20,2026-09,2029-08,1000,0.1,3@2026-10 10@2027-04 20@2028-09,1,,8,")
    #expect(found.openBeds(in: month(2026, 8)) == 0)
    #expect(found.openBeds(in: month(2026, 9)) == 0)
    #expect(found.openBeds(in: month(2026, 10)) == 3)
    #expect(found.openBeds(in: month(2028, 8)) == 10)
    #expect(found.openBeds(in: month(2029, 8)) == 20)
    #expect(found.openBeds(in: month(2029, 9)) == 0)
    #expect(found.price(in: month(2027, 3)) == 1000)
    #expect(abs(found.price(in: month(2028, 4)) - 1210) < 1e-9)
    let cost = try ContractCost(
      found, demand: demand(), from: month(2026, 4), until: month(2029, 12), spot: { _ in 6800 })
    #expect(cost.rows.count == 45)
    #expect(cost.rows[5].paid == 0 && cost.rows[5].breakEvenUse == nil)
    #expect(abs(cost.rows[6].paid - 3 * 1000 * 31.0 / 7) < 1e-9)
    // Eight weeks after June 2029: July has 31 days, August the other 25; £1,331 by then.
    #expect(abs(cost.costOfNotice(after: month(2029, 6)) - 8 * 20 * 1331) < 1e-6)
    // Notice a month before the end: only August is left.
    #expect(abs(cost.costOfNotice(after: month(2029, 7)) - 20 * 1331 * 31.0 / 7) < 1e-6)
  }

  @Test("A part of a month is paid for by its days, and an extension goes on at the same terms")
  func daysAndExtension() throws {
    let found = try contract("a,5,2025-10-13,2026-05-10,9790,0.02,,,,4,2026-07-20")
    let whole = try ContractCost(
      found, demand: demand(), from: month(2025, 9), until: month(2026, 8), spot: { _ in 11_000 })
    func paid(_ cost: ContractCost, _ year: Int, _ number: Int) throws -> Double {
      try #require(cost.rows.first { $0.month == month(year, number) }).paid
    }
    // 19 days of October and 10 of May; £9,790 a week for each of five beds, 2% more from 1 April.
    #expect(try paid(whole, 2025, 9) == 0)
    #expect(try abs(paid(whole, 2025, 10) - 5 * 9790 * 19.0 / 7) < 1e-6)
    #expect(try abs(paid(whole, 2026, 5) - 5 * 9790 * 1.02 * 10 / 7) < 1e-6)
    #expect(try paid(whole, 2026, 6) == 0)
    #expect(abs(whole.costOfNotice(after: month(2026, 4)) - 5 * 9790 * 1.02 * 10 / 7) < 1e-6)
    let longer = try ContractCost(
      found.extended(), demand: demand(), from: month(2025, 9), until: month(2026, 8),
      spot: { _ in 11_000 })
    #expect(try abs(paid(longer, 2026, 5) - 5 * 9790 * 1.02 * 31 / 7) < 1e-6)
    #expect(try abs(paid(longer, 2026, 7) - 5 * 9790 * 1.02 * 20 / 7) < 1e-6)
    let error = #expect(throws: BedContractError.self) {
      try contract("a,5,2025-10-13,2026-05-10,9790,,,,,,").extended()
    }
    #expect(error?.description.contains("has no extension_until") == true)
  }

  @Test("A guarantee pays for use where that is more, a solo child takes two beds")
  func guarantee() throws {
    let whole = try ContractCost(
      contract("a,8,2026-04,2027-03,5200,,,1,,,"), demand: demand(), from: month(2026, 4),
      until: month(2026, 4), spot: { _ in 6800 }
    ).rows[0]
    let part = try ContractCost(
      contract("a,8,2026-04,2027-03,5200,,,0.5,,,"), demand: demand(), from: month(2026, 4),
      until: month(2026, 4), spot: { _ in 6800 }
    ).rows[0]
    #expect(part.use > 0.5 && part.void == 0)
    #expect(abs(part.paid - whole.paid * whole.use) < 1e-6)
    // Half of eight beds is paid for in any case: they pay for themselves at half the use.
    #expect(abs((part.breakEvenUse ?? 0) - 0.5 * 5200 / 6800) < 1e-12)
    let solo = try ContractCost(
      contract("a,8,2026-04,2027-03,5200,,,1,1,,"), demand: demand(), from: month(2026, 4),
      until: month(2026, 4), spot: { _ in 6800 }
    ).rows[0]
    let blocking = try ErlangB.blocking(beds: 4, load: 11.55)
    #expect(abs(solo.children - 11.55 * (1 - blocking)) < 1e-9)
    #expect(abs((solo.breakEvenUse ?? 0) - 2 * 5200.0 / 6800) < 1e-12)
  }

  @Test("Terms that can't be are refused with their place")
  func errors() {
    for (row, part) in [
      (",8,2026-04,2027-03,5200,,,,,,", "is empty or there already"),
      ("a,-8,2026-04,2027-03,5200,,,,,,", "whole number of beds"),
      ("a,8,2026-04,2025-03,5200,,,,,,", "nothing would ever be paid"),
      ("a,8,2026-04,2027-03,0,,,,,,", "is not a number from"),
      ("a,8,2026-04,2027-03,5200,2,,,,,", "is not a number from -0.5 to 0.5"),
      ("a,8,2026-04,2027-03,5200,,8,,,,", "is not beds and a month"),
      ("a,8,2026-04,2027-03,5200,,9@2026-05,,,,", "are more than the 8"),
      ("a,8,2026-04,2027-03,5200,,3@2026-01,,,,", "is outside the contract"),
      ("a,8,2026-04,2027-03,5200,,3@2026-06 4@2026-05,,,,", "is not after"),
      ("a,8,2026-04,2027-03,5200,,,1.2,,,", "is not a number from 0.0 to 1.0"),
      ("a,8,2026-04,2027-03,5200,,,,,,2026-05", "is before the contract ends"),
      ("a,8,April,2027-03,5200,,,,,,", "is not a month"),
      ("a,8,2026-04-31,2027-03,5200,,,,,,", "is not a day"),
      ("a,8,1926-04-30,2027-03,5200,,,,,,", "is not between"),
      ("a,8,2026-04,2027-03,5200,,,,,,\na,8,2026-04,2027-03,5200,,,,,,", "there already"),
    ] {
      let error = #expect(throws: BedContractError.self) {
        try BedContract.read(bytes: Array((Self.header + row + "\n").utf8), file: "c.csv")
      }
      #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
      #expect(error?.description.hasPrefix("c.csv:") == true)
    }
    for text in ["provider,beds\n", "provider,colour\n", Self.header] {
      #expect(throws: BedContractError.self) {
        try BedContract.read(bytes: Array(text.utf8), file: "c.csv")
      }
    }
    #expect(throws: BedContractError.self) {
      try ContractCost(
        contract("a,8,2026-04,2027-03,5200,,,,,,"), demand: demand(), from: month(2028, 4),
        until: month(2029, 3), spot: { _ in 6800 })
    }
    #expect(throws: ParameterError.self) {
      try ContractCost(
        contract("a,8,2026-04,2027-03,5200,,,,,,"), demand: demand(), from: month(2026, 4),
        until: month(2026, 5), spot: { _ in 0 })
    }
  }
}
