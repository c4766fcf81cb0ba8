import Periods
import SendTransport
import Services
import Testing

@Suite("SEND transport by month and financial year")
struct TransportForecastTests {
  static let groups = """
    group,plans,growth_low,growth_high,eligible,miles,share:taxi,share:bus,share:walk
    near,200,0,0,0.5,3,0.5,0.3,0.2
    far,100,0.04,0.08,0.8,9,0.9,0.1,0

    """
  static let modes = """
    mode,kind,occupancy,route_day,assistant_share,assistant_day,pass_year
    taxi,vehicle,2,100,0.5,60,
    bus,vehicle,6,240,1,60,
    walk,none,,,,,

    """
  static func tables(
    groups: String = groups, modes: String = modes, prices: String? = nil, levers: String? = nil
  ) throws -> TransportTables {
    try TransportTables(
      groups: (Array(groups.utf8), "groups.csv"), modes: (Array(modes.utf8), "modes.csv"),
      prices: prices.map { (Array($0.utf8), "prices.csv") },
      levers: levers.map {
        (
          Array(
            ("lever,change,group,mode,to,amount,from,delivery_low,delivery_high,sustain,cost_each\n"
              + $0).utf8), "levers.csv"
        )
      })
  }
  static func forecast(
    _ tables: TransportTables, years: Int = 3, replicates: Int = 400,
    calendar: SchoolCalendar = .standard
  ) throws -> TransportForecast {
    try TransportForecast(
      tables,
      .init(
        first: FinancialYear(startYear: 2026), years: years, journeysPerDay: 4, ratePerMile: 0.45,
        weights: .init(wage: 0.6, fuel: 0.15, other: 0.25), calendar: calendar,
        replicates: replicates, seed: 5))
  }

  @Test(
    "a column that would be left out, and prices that are missing, are refused with their place")
  func leftOut() throws {
    func failure(_ body: () throws -> TransportTables) -> String {
      (#expect(throws: TransportTableError.self) { _ = try body() })?.description ?? ""
    }
    let misspelt = Self.groups.replacingOccurrences("eligible,miles", "eligible,milles")
    #expect(failure { try Self.tables(groups: misspelt) }.contains("the column 'milles'"))
    for (line, reason) in [
      ("train,training,near,taxi,walk,6,2026-09,1,1,0.8,\n", "cost_each"),
      ("train,training,near,taxi,walk,6,2026-09,1,1,,900\n", "sustain"),
    ] {
      let text = failure { try Self.tables(levers: line) }
      #expect(text.contains(reason) && text.contains("is empty"), "\(text)")
    }
    let unpriced = Self.modes.replacingOccurrences("2,100,0.5,60", "2,100,0,")
    #expect(
      failure {
        try Self.tables(modes: unpriced, levers: "all,assistants,,taxi,,1,2026-09,,,,\n")
      }.contains("a missing price is not £0"))
  }

  @Test("without growth a year costs what the formula says, and its months add to it")
  func formula() throws {
    let still = Self.groups.replacingOccurrences("far,100,0.04,0.08", "far,100,0,0")
    let forecast = try Self.forecast(Self.tables(groups: still), years: 2)
    // 200·.5·(.5·(100+30)/2 + .3·(240+60)/6)·190 + 100·.8·(.9·65 + .1·50)·190
    let near: Double = 100 * (0.5 * 65 + 0.3 * 50)
    let far: Double = 80 * (0.9 * 65 + 0.1 * 50)
    let expected: Double = (near + far) * 190
    for year in forecast.years {
      #expect(abs(year.baseline.mean / expected - 1) < 0.01)
      #expect(year.saving.mean == 0 && year.saving.p90 == 0)
    }
    let months = forecast.months.prefix(12).reduce(0) { $0 + $1.baseline.mean }
    #expect(abs(months / forecast.years[0].baseline.mean - 1) < 1e-9)
    #expect(forecast.months.first { $0.month.monthOfYear == 8 }?.baseline.mean == 0)
    // 50 by taxi from the near group in vehicles of 2, 30 by bus in vehicles of 6, and so on.
    #expect(forecast.years[0].passengers.map { Int($0.mean.rounded()) } == [122, 38, 20])
    #expect(forecast.years[0].routes.map { Int($0.mean.rounded()) } == [61, 7])
  }

  @Test("a summer price carried over the year overstates it: volume falls in September")
  func calendar() throws {
    // In the summer term of 2016/17 a council multiplied July's cost over the rest of the year and forecast
    // £1.2m too much where £0.65m was right (report ED17040). Leavers are gone in September.
    let tables = try Self.tables(levers: "leavers,eligibility,near,,,0.3,2026-09,1,1,,\n")
    let forecast = try Self.forecast(tables, years: 1)
    let july = try #require(forecast.months.first { $0.month.monthOfYear == 7 })
    let naive =
      forecast.months.prefix(4).reduce(0) { $0 + $1.scenario.mean }
      + july.scenario.mean / Double(july.schoolDays) * 125
    #expect(naive > 1.1 * forecast.years[0].scenario.mean)
  }

  @Test("levers save on the same futures: by their share of delivery, from their month")
  func levers() throws {
    let half = try Self.forecast(
      Self.tables(levers: "share,occupancy,,taxi,,4,2027-04,0.5,0.5,,\n"))
    #expect(half.years[0].saving.mean == 0)
    // Half of the way from 2 to 4 in a taxi is 3: a third of the cost of taxis goes.
    let taxi = half.years[1].costs[0].mean
    #expect(abs(half.years[1].saving.mean / (taxi / 2) - 1) < 0.02)
    #expect(half.years[1].saving.p90 - half.years[1].saving.p10 < 0.2 * half.years[1].saving.mean)
    let moved = try Self.forecast(
      Self.tables(levers: "walk,move,near,taxi,walk,0.5,2026-04,1,1,,\n"))
    #expect(moved.years[0].passengers.map { Int($0.mean.rounded()) }[2] == 45)
    let cheaper = try Self.forecast(
      Self.tables(
        levers: "tender,retender,,bus,,-0.1,2026-04,1,1,,\nnone,assistants,,bus,,0,2026-04,1,1,,\n")
    )
    #expect(cheaper.years[0].saving.mean > 0)
    let pay = try Self.forecast(
      Self.tables(
        groups: Self.groups.replacingOccurrences(
          "share:walk\n", "share:walk,contribution,pay_share\n"
        )
        .replacingOccurrences("0.2\n", "0.2,100,1\n").replacingOccurrences(",0\n", ",0,0,0\n"),
        levers: "pay,contribution,near,,,300,2026-04,1,1,,\n"))
    // 100 families, £200 more each a year.
    #expect(abs(pay.years[0].saving.mean / 20_000 - 1) < 0.02)
  }

  @Test("training costs at once, lasts as far as it is sustained, and returns come back")
  func training() throws {
    func saving(_ sustain: Double) throws -> TransportForecast {
      try Self.forecast(
        Self.tables(levers: "train,training,near,taxi,walk,6,2026-09,1,1,\(sustain),900\n"),
        years: 3)
    }
    let lasting = try saving(1)
    let fading = try saving(0)
    #expect(lasting.years[2].saving.mean > 2 * fading.years[2].saving.mean)
    // Six children at £65 a day, less six at £900: 125 of 190 school days are after August.
    let saved: Double = 6 * 65 * 125
    let first: Double = saved - 5_400
    #expect(abs(lasting.years[0].saving.mean / first - 1) < 0.02)
  }

  @Test("the same bytes again, and a future does not depend on how many there are")
  func reproducible() throws {
    let tables = try Self.tables(levers: "share,occupancy,,taxi,,4,2027-04,0.3,0.9,,\n")
    let first = try Self.forecast(tables, replicates: 100)
    let second = try Self.forecast(tables, replicates: 100)
    #expect(first.months.map(\.scenario) == second.months.map(\.scenario))
  }

  @Test("prices follow wages, fuel and the rest, and a year without prices is refused")
  func prices() throws {
    let tables = try Self.tables(
      prices: "financial_year,wage,fuel,other\n2026/27,0,0,0\n2027/28,0.1,0,0\n2028/29,0,0,0\n")
    let plain = try Self.forecast(Self.tables())
    let priced = try Self.forecast(tables)
    #expect(abs(priced.years[1].baseline.mean / plain.years[1].baseline.mean - 1.06) < 1e-9)
    #expect(priced.years[0].baseline == plain.years[0].baseline)
    let short = try Self.tables(prices: "financial_year,wage,fuel,other\n2027/28,0.1,0,0\n")
    #expect(throws: TransportTableError.self) { try Self.forecast(short) }
  }

  @Test(
    "what is wrong in a table is said with its place and what to do",
    arguments: [
      ("groups", "near,200,0,0,0.5,3,0.5,0.3,0.2", "near,200,0,0,0.5,3,0.5,0.3,0.3", "add to 1.1"),
      ("groups", "share:walk", "share:fly", "names a mode"),
      ("groups", "near,200", "near,many", "groups.csv:2:6"),
      ("groups", "far,100,0.04,0.08", "far,100,0.08,0.04", "swap them"),
      ("modes", "taxi,vehicle,2,100", "taxi,vehicle,2,", "missing price is not £0"),
      ("modes", "taxi,vehicle,2", "taxi,vehicle,-2", "modes.csv:2:14"),
      ("modes", "walk,none", "walk,foot", "none of vehicle"),
      ("modes", "bus,vehicle", "taxi,vehicle", "already"),
      ("modes", "0.5,60", "0.5,", "assistants but no price"),
      ("levers", "", "x,fly,,taxi,,1,2027-04,1,1,,", "none of occupancy"),
      ("levers", "", "x,move,,taxi,plane,0.1,2027-04,1,1,,", "'plane' is no mode"),
      ("levers", "", "x,move,town,taxi,walk,0.1,2027-04,1,1,,", "'town' is no group"),
      ("levers", "", "x,move,,taxi,walk,1.1,2027-04,1,1,,", "from 0.0 to 1.0"),
      ("levers", "", "x,move,,taxi,walk,0.1,2027,1,1,,", "not a month"),
    ])
  func mistakes(table: String, before: String, after: String, reason: String) {
    do {
      switch table {
      case "groups": _ = try Self.tables(groups: Self.groups.replacingOccurrences(before, after))
      case "modes": _ = try Self.tables(modes: Self.modes.replacingOccurrences(before, after))
      default: _ = try Self.tables(levers: after + "\n")
      }
      Issue.record("accepted")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }
}

extension String {
  fileprivate func replacingOccurrences(_ old: String, _ new: String) -> String {
    replacing(old, with: new)
  }
}
