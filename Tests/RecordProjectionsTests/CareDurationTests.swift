import Cohorts
import CouncilReturns
import Foundation
import Periods
import Probability
import RecordProjections
import ReferenceCases
import Testing

/// Returns of invented children, for the time of a test.
struct MadeReturns: ~Copyable {
  let returns: CareReturns
  private let path: String

  init(header: String, episodes: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("care-\(UUID().uuidString)/2020")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(("CHILD,DOB\n" + header).utf8).write(to: folder.appendingPathComponent("header.csv"))
    try Data(("CHILD,DECOM,RNE,PLACE,DEC,REC\n" + episodes).utf8)
      .write(to: folder.appendingPathComponent("episodes.csv"))
    let parent = folder.deletingLastPathComponent().path
    let read = try CareReturns.read(folder: parent)
    path = parent
    returns = read
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Children who come evenly over a year, leave care with a chance each night that falls after four
  /// weeks, and move from fostering to residential care with another.
  static func drawn(_ count: Int, exits: (early: Double, late: Double), move: Double) throws
    -> MadeReturns
  {
    var header = ""
    var episodes = ""
    let first = try CalendarDate(iso: "2020-04-01")
    for child in 0..<count {
      let u = RandomStream(seed: 11, name: "child").at(replicate: child, step: 0)
      let start = first.adding(days: Int(365 * u.uniform(0)))
      header += "\(child),\(start.adding(days: -4_000 - Int(700 * u.uniform(1))).dayMonthYear)\n"
      var now = start
      var spell = start
      var place = "U4"
      var reason = "S"
      for night in 0... {
        let draw = u.uniform(2 + night)
        let exit = spell.days(to: now) < 28 ? exits.early : exits.late
        let ended = first.days(to: now) >= 366
        if ended {
          episodes += "\(child),\(spell.dayMonthYear),\(reason),\(place),,\n"
          break
        }
        now = now.adding(days: 1)
        if draw < exit {
          episodes += "\(child),\(spell.dayMonthYear),\(reason),\(place),\(now.dayMonthYear),E4A\n"
          break
        }
        if place == "U4", draw > 1 - move {
          episodes += "\(child),\(spell.dayMonthYear),\(reason),\(place),\(now.dayMonthYear),X1\n"
          (spell, place, reason) = (now, "K2", "P")
        }
      }
    }
    return try MadeReturns(header: header, episodes: episodes)
  }
}

/// A date of a test.
func day(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }

@Suite("Durations of care")
struct CareDurationTests {
  @Test("known chances of leaving and moving are found again")
  func recovery() throws {
    let made = try MadeReturns.drawn(3_000, exits: (0.006, 0.0015), move: 0.002)
    let exposure = try made.returns.exposure(from: day("2020-04-01"), to: day("2021-04-01"))
    let rates = try CareRates(exposure, halfLife: nil)
    for row in try rates.rows() where row.exposure > 20_000 {
      let isEarly = ["0-1", "1-4"].contains(row.band)
      let truth: Double =
        switch row.event {
        case .exit(.home): isEarly ? 0.006 : 0.0015
        case .move(.residential): row.placement == .fostering ? 0.002 : 0
        default: 0
        }
      let error = (truth / Double(row.exposure)).squareRoot()
      #expect(abs((row.rate ?? -1) - truth) <= 4 * error, "\(row)")
      #expect(abs(row.shrunkRate - truth) <= 4 * error + 0.1 * truth + 2e-5, "\(row)")
      #expect(row.effectiveExposure == Double(row.exposure))
    }
  }

  @Test(
    "as many moves are expected as were counted: ages that never move there take no part of a rate")
  func movesAreKept() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "demonstration/ssda903").path
    let exposure = try CareReturns.read(folder: folder).exposure(
      from: day("2020-04-01"), to: day("2025-04-01"))
    let rates = try CareRates(exposure, halfLife: nil)
    let places = CareStays.Placement.allCases
    for place in places {
      var counted: [Double] = []
      var expected: [Double] = []
      for cell in CareStays.Cell.all {
        let column = cell.index * places.count + place.rawValue
        counted.append(exposure.moves.reduce(0) { $0 + Double($1[column]) })
        let nights = exposure.exposure.reduce(0) { $0 + Double($1[cell.index]) }
        expected.append(nights * rates.moves[place.rawValue].estimates[cell.index].rate)
      }
      let ages = Set(CareStays.Cell.all.filter { counted[$0.index] > 0 }.map(\.age))
      let total = counted.reduce(0, +)
      guard total >= 20 else { continue }
      let kept = CareStays.Cell.all.reduce(0) {
        $0 + (ages.contains($1.age) ? expected[$1.index] : 0)
      }
      #expect(abs(kept / total - 1) < 0.03, "\(place): \(kept) of \(total)")
    }
  }

  @Test("a rate is events over nights with its exact interval, counts weighted by age")
  func byHand() throws {
    // One child of 10 leaves after 20 nights, one stays on through April.
    let made = try MadeReturns(
      header: "a,01/01/2010\nb,01/01/2010\n",
      episodes: "a,01/04/2020,S,U4,21/04/2020,E45\nb,01/04/2020,S,U4,,\n")
    let exposure = try made.returns.exposure(from: day("2020-04-01"), to: day("2020-05-01"))
    let rates = try CareRates(exposure, halfLife: 1)
    let rows = try rates.rows()
    let row = try #require(
      rows.first { $0.band == "1-4" && $0.event == .exit(.guardianship) })
    #expect(row.events == 1 && row.exposure == 13 + 21)
    #expect(row.rate == 1.0 / 34)
    let interval = try PoissonRate(events: 1, exposure: 34).interval
    #expect(row.interval == interval)
    // The only month is half a month old, and its weight is 2^(-1/2).
    #expect(abs(row.effectiveEvents - 0.5.squareRoot()) < 1e-15)
    let csv = try rates.csv().split(separator: "\n")
    #expect(csv[0] == Substring(CareRates.columns.joined(separator: ",")))
    #expect(csv.count == rows.count + 1)
    let json = try JSONSerialization.jsonObject(with: Data(rates.json().utf8)) as? [String: Any]
    #expect((json?["rates"] as? [Any])?.count == rows.count)
    #expect(try rates.table().contains("guardianship"))
    #expect(rates.notes.count == 1)
  }

  @Test("care ends in the month of the 18th birthday, whatever the stay")
  func birthday() throws {
    let made = try MadeReturns(
      header: "a,20/08/2003\nb,10/02/2010\n",
      episodes: "a,01/05/2020,S,U4,,\nb,01/05/2020,S,K2,01/12/2020,E4A\n")
    let exposure = try made.returns.exposure(from: day("2020-04-01"), to: day("2021-04-01"))
    let rates = try CareRates(exposure)
    let stock = try made.returns.stock(on: day("2021-04-01"))
    let entries = try CareEntryModel(exposure, weights: rates.weights)
    let projection = try CareDurationProjection(
      stock: stock, rates: rates, entries: entries, until: day("2022-04-01"))
    let mean = try projection.expected()
    // Nobody comes back: the child of 17 is there until 16 August 2021, then not.
    let turn = try day("2021-04-01").days(to: day("2021-08-16"))
    #expect(mean.agedOut[turn] > 0.1)
    let old = mean.stock[(turn - 1) * 25 + 20]
    #expect(old >= mean.agedOut[turn])
  }

  static func sample() throws -> CareDurationProjection {
    let folder = SharedReference.folder.appending(path: "peers/cla/input").path
    let returns = try CareReturns.read(folder: folder)
    let exposure = try returns.exposure(from: day("2018-01-01"), to: day("2020-01-01"))
    let rates = try CareRates(exposure)
    return try CareDurationProjection(
      stock: returns.stock(on: day("2020-01-01")), rates: rates,
      entries: CareEntryModel(exposure, weights: rates.weights), until: day("2021-07-01"))
  }

  @Test(
    "children are conserved in every replicate, on any number of threads",
    .enabled(if: SharedReference.isPresent))
  func simulated() async throws {
    let projection = try Self.sample()
    let dates = CareDurationProjection.dates(
      from: projection.start, until: projection.until, step: .month)
    #expect(dates.count == 19)
    let draws = try await projection.simulate(
      replicates: 400, seed: 5, threads: 1, dates: dates)
    let again = try await projection.simulate(
      replicates: 400, seed: 5, threads: 3, dates: dates)
    #expect(draws.counts == again.counts)
    #expect(draws.flows == again.flows)
    let width = dates.count * 25
    var broken = 0
    var totals: [Double] = []
    for replicate in 0..<400 {
      let base = replicate * width
      let first = draws.counts[base..<base + 25].reduce(0, +)
      let last = Int(draws.counts[base + width - 25..<base + width].reduce(0, +))
      let flow = draws.flows[replicate]
      let net =
        flow.entries.reduce(0, +) - flow.exits.reduce(0, +) - flow.turnedEighteen.reduce(0, +)
      if first != 241 || Int(first) + net != last { broken += 1 }
      for place in 0..<5 {
        var opening = 0
        var closing = 0
        for age in 0..<5 {
          opening += Int(draws.counts[base + age * 5 + place])
          closing += Int(draws.counts[base + width - 25 + age * 5 + place])
        }
        opening += flow.entries[place] - flow.exits[place] - flow.turnedEighteen[place]
        for other in 0..<5 {
          opening += flow.moves[other * 5 + place] - flow.moves[place * 5 + other]
        }
        if opening != closing { broken += 1 }
      }
      totals.append(Double(last))
    }
    #expect(broken == 0)
    // Rates drawn once a replicate spread more than chance alone.
    let mean = totals.reduce(0, +) / 400
    let variance = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
    let process = try projection.processVariance()
    #expect(variance > process.total[projection.horizon])
    let expected = try projection.expected().stock.suffix(25).reduce(0, +)
    #expect(abs(mean - expected) < 0.05 * expected)
  }

  @Test(
    "tables hold every group and placement with totals that add up",
    .enabled(if: SharedReference.isPresent))
  func tables() async throws {
    let folder = SharedReference.folder.appending(path: "peers/cla/input").path
    let returns = try CareReturns.read(folder: folder)
    let window = (from: try day("2018-01-01"), to: try day("2020-01-01"))
    let tables = try await CareDurationProjection.tables(
      returns: returns, window: window, start: day("2020-01-01"), until: day("2020-04-01"),
      simulations: 50, seed: 1, threads: 2)
    #expect(tables.rows.count == 4 * 6 * 5)
    let dates = Set(tables.rows.map(\.date))
    for date in dates {
      let rows = tables.rows.filter { $0.date == date }
      let all = try #require(rows.last)
      #expect(all.ageGroup == "all" && all.placement == "all")
      let cells = rows.filter { $0.ageGroup != "all" && $0.placement != "all" }
      #expect(abs(cells.reduce(0) { $0 + $1.mean } - all.mean) < 1e-9)
      #expect((all.p10 ?? 0) <= (all.p50 ?? 0) && (all.p50 ?? 0) <= (all.p90 ?? 0))
    }
    #expect(tables.rows[29].mean == 241 && tables.rows[29].standardDeviation == 0)
    #expect(
      tables.csv.hasPrefix("date,age_group,placement,mean,sd,p10,p50,p90\n2020-01-01,0-1,fos"))
    let bare = try await CareDurationProjection.tables(
      returns: returns, window: window, start: day("2020-01-01"), until: day("2020-01-03"),
      simulations: 0, seed: 1, threads: 1, step: .day)
    #expect(bare.rows.count == 3 * 30)
    #expect(bare.rows.allSatisfy { $0.standardDeviation == nil && $0.p50 == nil })
    #expect(bare.csv.contains("2020-01-03,all,all,"))
  }

  @Test("the days of a table keep the day of the month, or its last")
  func dates() throws {
    let dates = CareDurationProjection.dates(
      from: try day("2024-01-31"), until: try day("2024-04-15"), step: .month)
    #expect(dates.map(\.iso) == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-15"])
  }

  @Test("entries follow the population, and a trend is shrunk and damped")
  func entries() throws {
    let made = try MadeReturns.drawn(1_200, exits: (0.01, 0.01), move: 0.001)
    let exposure = try made.returns.exposure(from: day("2020-04-01"), to: day("2021-04-01"))
    let weights = [Double](repeating: 1, count: 12)
    let model = try CareEntryModel(exposure, weights: weights)
    let month = Month(year: 2021, monthOfYear: 3)
    let yearly = model.nightly(in: month).reduce(0, +) * 365
    #expect(abs(yearly - 1_200) < 15)
    #expect(abs(model.trend) < 4 * model.trendError)
    let population = try PopulationByAge(byYear: [
      2020: [Double](repeating: 1_000, count: 18), 2025: [Double](repeating: 2_000, count: 18),
    ])
    #expect(population.children(age: 3, in: Month(year: 2010, monthOfYear: 1)) == 1_000)
    #expect(population.children(age: 3, in: Month(year: 2030, monthOfYear: 1)) == 2_000)
    let grown = try CareEntryModel(
      exposure, weights: weights, damping: 0, population: population)
    let later = grown.nightly(in: Month(year: 2030, monthOfYear: 1)).reduce(0, +)
    #expect(later > 1.7 * grown.nightly(in: month).reduce(0, +))
  }

  @Test("bad input is refused by name")
  func refused() async throws {
    let made = try MadeReturns(
      header: "a,20/08/2003\n", episodes: "a,01/05/2020,S,U4,,\n")
    let exposure = try made.returns.exposure(from: day("2020-05-01"), to: day("2021-04-01"))
    let empty = try made.returns.exposure(from: day("2020-04-01"), to: day("2020-04-15"))
    func care(_ body: () throws -> Void) -> String? {
      do { try body() } catch { return (error as? CareProjectionError)?.input }
      return nil
    }
    func cohort(_ body: () throws -> Void) -> String? {
      do { try body() } catch { return (error as? CohortError)?.input }
      return nil
    }
    #expect(cohort { _ = try CareRates(exposure, halfLife: 0) } == "--half-life")
    #expect(cohort { _ = try CareRates(empty) } == "--window")
    let rates = try CareRates(exposure)
    #expect(cohort { _ = try rates.rows(coverage: 1) } == "coverage")
    #expect(
      care { _ = try CareEntryModel(exposure, weights: rates.weights, damping: 2) } == "damping")
    #expect(care { _ = try PopulationByAge(byYear: [:]) } == "population")
    #expect(care { _ = try PopulationByAge(byYear: [2020: [1]]) } == "population 2020")
    let entries = try CareEntryModel(exposure, weights: rates.weights)
    let stock = try made.returns.stock(on: day("2021-04-01"))
    func until(_ date: CalendarDate) -> String? {
      care {
        _ = try CareDurationProjection(stock: stock, rates: rates, entries: entries, until: date)
      }
    }
    #expect(until(try day("2021-04-01")) == "--until")
    #expect(until(try day("2061-04-01")) == "--until")
    let projection = try CareDurationProjection(
      stock: stock, rates: rates, entries: entries, until: day("2021-05-01"))
    func simulation(_ replicates: Int, _ threads: Int, _ date: String) async throws -> String? {
      let date = try day(date)
      do {
        _ = try await projection.simulate(
          replicates: replicates, seed: 1, threads: threads, dates: [date])
      } catch { return error.input }
      return nil
    }
    #expect(try await simulation(1, 1, "2021-05-01") == "--simulations")
    #expect(try await simulation(2, 0, "2021-05-01") == "--threads")
    #expect(try await simulation(2, 1, "2021-05-02") == "dates")
    #expect(try await simulation(2, 1, "2021-05-01") == nil)
  }
}
