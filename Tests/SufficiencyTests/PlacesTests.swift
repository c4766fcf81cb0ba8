import Periods
import Probability
import Sufficiency
import Testing

@Suite("Children against places, month by month")
struct PlacesTests {
  static let demand = """
    need,referrals_per_week,mean_stay_weeks,places
    young,0.5,20,foster>agency
    old,0.3,30,home>agency

    """
  static let places = """
    place,capacity,price_per_week,area
    foster,8,600,in
    agency,,1200,out
    home,4,5000,in

    """
  static func tables(
    demand: String = demand, places: String = places, current: String? = nil,
    capacity: String? = nil
  ) throws -> SufficiencyTables {
    try SufficiencyTables(
      demand: (Array(demand.utf8), "demand.csv"), places: (Array(places.utf8), "places.csv"),
      current: current.map { (Array($0.utf8), "current.csv") },
      capacity: capacity.map { (Array($0.utf8), "capacity.csv") })
  }
  static let april = Month(year: 2026, monthOfYear: 4)

  static func forecast(
    _ tables: SufficiencyTables, months: Int = 48, replicates: Int = 300, seed: UInt64 = 1,
    unplaced: Double = 9000
  ) throws -> PlacesForecast {
    try PlacesForecast(
      tables, first: april, months: months, unplacedPrice: unplaced, replicates: replicates,
      seed: seed)
  }

  @Test("in the long run a single type with those who wait is a Poisson number of children")
  func poisson() throws {
    let tables = try Self.tables(
      demand: "need,referrals_per_week,mean_stay_weeks,places\nall,0.5,20,home\n",
      places: "place,capacity,price_per_week\nhome,8,5000\n")
    let forecast = try Self.forecast(tables, months: 60, replicates: 400)
    // Ten children on average, placed or not: P(N ≥ 8) = 0.7798 for a Poisson number of mean 10.
    let late = forecast.places.filter { $0.place == "home" }.suffix(24)
    let full = late.reduce(0) { $0 + ($1.chanceFull ?? 0) } / 24
    #expect(abs(full - 0.7798) < 0.02, "\(full)")
    let needs = forecast.needs.suffix(24)
    let share =
      needs.reduce(0) { $0 + $1.notAsPlanned.mean } / needs.reduce(0) { $0 + $1.referred }
    #expect(abs(share - 0.7798) < 0.02, "\(share)")
    #expect(needs.allSatisfy { $0.notAsPlanned == $0.unplaced })
    // E(N − 8)⁺ = 10 P(N ≥ 8) − 8 P(N ≥ 9) = 10 · 0.7798 − 8 · 0.6672 = 2.461 without a place.
    let without = forecast.places.filter { $0.place == "unplaced" }.suffix(24)
    let mean = without.reduce(0) { $0 + $1.children.mean } / 24
    #expect(abs(mean - 2.461) < 0.15, "\(mean)")
  }

  @Test("a child without a place takes one that is opened, and nobody waits while a place is free")
  func waiting() throws {
    let demand = "need,referrals_per_week,mean_stay_weeks,places\nall,2,500,home\n"
    let places = "place,capacity,price_per_week\nhome,0,5000\n"
    let forecast = try Self.forecast(
      Self.tables(
        demand: demand, places: places, capacity: "month,place,capacity\n2026-10,home,1000\n"),
      months: 8, replicates: 20)
    let without = forecast.places.filter { $0.place == "unplaced" }.map(\.children.mean)
    #expect(without[5] > 30)
    #expect(without[6] == 0 && without[7] == 0)
  }

  @Test("a need called 'now' has random numbers of its own")
  func nowIsAName() throws {
    func counts(_ name: String) throws -> [Double] {
      try Self.forecast(
        Self.tables(
          demand: "need,referrals_per_week,mean_stay_weeks,places\n\(name),0.5,20,home\n",
          places: "place,capacity,price_per_week\nhome,30,5000\n",
          current: "need,place,children\n\(name),home,20\n"), months: 3, replicates: 40
      ).places.map(\.children.mean)
    }
    // First stays of those there now and first waits for a referral would rise together otherwise.
    let stays = RandomStream(seed: 1, name: "sufficiency|now")
    let referrals = RandomStream(seed: 1, name: "sufficiency|referred|now")
    #expect(stays.uniform(replicate: 0, step: 0) != referrals.uniform(replicate: 0, step: 0))
    #expect(try counts("now") != counts("then"))
  }

  @Test("a replicate is the same however many there are, whatever else is asked")
  func reproducible() throws {
    let tables = try Self.tables()
    let few = try Self.forecast(tables, months: 12, replicates: 50)
    let again = try Self.forecast(tables, months: 12, replicates: 50)
    #expect(few.places == again.places && few.needs == again.needs)
    let longer = try Self.forecast(tables, months: 24, replicates: 50)
    #expect(Array(longer.needs.prefix(few.needs.count)) == few.needs)
  }

  @Test("more places put fewer children elsewhere, and a change of capacity counts from its month")
  func capacity() throws {
    let before = try Self.forecast(Self.tables(current: "need,place,children\nyoung,foster,8\n"))
    let after = try Self.forecast(
      Self.tables(
        current: "need,place,children\nyoung,foster,8\n",
        capacity: "month,place,capacity\n2027-04,home,12\n"))
    #expect(Array(after.needs.prefix(24)) == Array(before.needs.prefix(24)))
    func elsewhere(_ forecast: PlacesForecast) -> Double {
      forecast.needs.suffix(48).filter { $0.need == "old" }.reduce(0) { $0 + $1.notAsPlanned.mean }
    }
    #expect(elsewhere(after) < 0.7 * elsewhere(before))
    let first = try #require(before.places.first)
    #expect(first.place == "foster" && first.children.mean > 5)
    #expect(before.outOfArea.allSatisfy { (0...1).contains($0.share.mean) })
  }

  @Test(
    "what is wrong in a table is said with its place and what to do",
    arguments: [
      ("place,capacity,price_per_week\nfoster,8,\n", "places.csv:2:10", "missing price is not £0"),
      ("place,capacity,price_per_week\nfoster,-1,600\n", "places.csv:2:8", "whole number from 0"),
      ("place,capacity,price_per_week\nfoster,8,600\nfoster,8,600\n", "places.csv:3:1", "already"),
      ("place,capacity,price_per_week\n", "places.csv", "no places"),
      ("place,price_per_week\nfoster,600\n", "need", "foster>agency"),
      ("place,capacity,price_per_week,area\nfoster,8,600,near\n", "places.csv:2:14", "neither"),
    ])
  func mistakes(places: String, place: String, why: String) {
    do {
      _ = try Self.tables(places: places)
      Issue.record("accepted")
    } catch {
      let text = "\(error)"
      #expect(text.contains(place) || text.contains("agency"), "\(text)")
      #expect(text.contains(why) || text.contains("agency"), "\(text)")
    }
  }

  @Test("more children than places, unknown names, a change too early and odd numbers are refused")
  func refusals() throws {
    func reason(_ work: () throws -> Void) -> String {
      do { try work() } catch { return "\(error)" }
      return "accepted"
    }
    #expect(
      reason { _ = try Self.tables(current: "need,place,children\nold,home,5\n") }
        .contains("5 children are in 'home', which has 4 places"))
    #expect(
      reason { _ = try Self.tables(current: "need,place,children\nold,hut,1\n") }
        .contains("current.csv:2:5"))
    #expect(
      reason { _ = try Self.tables(capacity: "month,place,capacity\n2027,home,5\n") }
        .contains("not a month"))
    let early = try Self.tables(capacity: "month,place,capacity\n2020-01,home,5\n")
    #expect(reason { _ = try Self.forecast(early) }.contains("before the first month"))
    let below = try Self.tables(
      current: "need,place,children\nyoung,foster,8\n",
      capacity: "month,place,capacity\n2027-01,home,9\n2026-04,foster,5\n")
    let why = reason { _ = try Self.forecast(below) }
    #expect(why.contains("capacity.csv:3:16") && why.contains("8 children are there now"), "\(why)")
    #expect(
      reason {
        _ = try Self.tables(capacity: "month,place,capacity\n2027-01,home,9\n2027-01,home,5\n")
      }.contains("capacity.csv:3:9"))
    let tables = try Self.tables()
    #expect(reason { _ = try Self.forecast(tables, unplaced: 0) }.contains("missing price"))
    #expect(reason { _ = try Self.forecast(tables, months: 0) }.contains("months"))
    #expect(reason { _ = try Self.forecast(tables, replicates: 1) }.contains("futures"))
  }
}
