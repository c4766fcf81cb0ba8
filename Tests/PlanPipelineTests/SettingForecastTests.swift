import PlanPipeline
import Testing

@Suite("Plans by setting against places")
struct SettingForecastTests {
  private static let settings = """
    setting,capacity,price_per_year,overflow
    mainstream,,9000,
    special,50,20000,independent
    independent,,60000,

    """
  private static let plans = "ncy,setting,plans\n5,special,48\n6,mainstream,40\n20,special,2\n"

  private func tables(
    settings: String = Self.settings, plans: String = Self.plans,
    joiners: String = "ncy,setting,per_year\n0,special,10\n", transfers: String? = nil,
    leavers: String? = nil, capacity: String? = nil
  ) throws -> SettingTables {
    func source(_ text: String, _ name: String) -> SettingTables.Source { (Array(text.utf8), name) }
    return try SettingTables(
      settings: source(settings, "settings.csv"), plans: source(plans, "plans.csv"),
      joiners: source(joiners, "joiners.csv"),
      transfers: transfers.map { source($0, "transfers.csv") },
      leavers: leavers.map { source($0, "leavers.csv") },
      capacity: capacity.map { source($0, "capacity.csv") })
  }

  private func forecast(_ tables: SettingTables, years: Int = 3) throws -> SettingForecast {
    try SettingForecast(
      tables, first: 2026, years: years, joinerSpread: 0, replicates: 400, seed: 3)
  }

  private func row(
    _ forecast: SettingForecast, _ measure: SettingForecast.Measure, _ setting: String,
    _ year: String = "2026/27"
  ) throws -> PipelineRange {
    try #require(
      forecast.rows.first {
        $0.measure == measure && $0.setting == setting && $0.academicYear == year
      }
    ).range
  }

  @Test("Places fill, and the rest are sent on at the difference in price")
  func overflow() throws {
    let found = try forecast(tables())
    #expect(found.violations == 0)
    // 48 stay (2 of NCY 20 leave), 10 ask on average for 2 places.
    #expect(try row(found, .left, "special").mean == 2)
    #expect(abs(try row(found, .joiners, "total").mean - 10) < 0.8)
    let sent = try row(found, .overflow, "special")
    #expect(abs(sent.mean - 8) < 0.8)
    #expect(try row(found, .plans, "special").p90 == 50)
    #expect(try row(found, .plans, "independent").mean == sent.mean)
    let extra = try #require(found.extraCost.first).range
    #expect(abs(extra.mean - sent.mean * 40_000) < 1e-6)
    #expect(try row(found, .asked, "special").mean == 48 + row(found, .joiners, "total").mean)
    let spend = try row(found, .spend, "total").mean
    let special = try row(found, .plans, "special").mean
    #expect(abs(spend - (40 * 9000 + special * 20_000 + sent.mean * 60_000)) < 1e-6)
  }

  @Test("More places from a year on take the next ones")
  func capacity() throws {
    let found = try forecast(
      tables(capacity: "academic_year,setting,capacity\n2027/28,special,500\n"))
    #expect(try row(found, .overflow, "special").mean > 5)
    #expect(try row(found, .overflow, "special", "2027/28").mean == 0)
    // Those who were sent on stay where they are.
    let before = try row(found, .plans, "independent").mean
    #expect(try row(found, .plans, "independent", "2027/28").mean == before)
  }

  @Test("At the end of a phase shares move, and are placed before joiners of their year")
  func phases() throws {
    let found = try forecast(
      tables(
        joiners: "ncy,setting,per_year\n7,special,30\n",
        transfers: "ncy,from,to,share\n6,mainstream,special,0.25\n6,mainstream,independent,0.5\n"))
    let asked = found.phases.filter { $0.academicYear == "2026/27" && $0.ncy == 7 }
    #expect(asked.map(\.setting) == ["mainstream", "special", "independent"])
    #expect(abs(asked[1].range.mean - 10) < 0.8)
    #expect(abs(asked[2].range.mean - 20) < 1)
    #expect(try row(found, .transfers, "special").mean > 1.9)
    #expect(try row(found, .joiners, "special").mean < 0.1)
    #expect(found.violations == 0)
  }

  @Test("Plans that end leave room")
  func leavers() throws {
    let found = try forecast(tables(leavers: "ncy,setting,share\n5,special,0.5\n"))
    #expect(abs(try row(found, .left, "special").mean - 26) < 1)
    #expect(try row(found, .overflow, "special").mean < 0.01)
  }

  @Test("What can't be used is named with its place")
  func errors() throws {
    func refuses(_ part: String, _ body: () throws -> SettingTables) {
      let error = #expect(throws: PipelineError.self) { try body() }
      #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }
    let header = "setting,capacity,price_per_year,overflow\n"
    refuses("a missing price is not £0") { try tables(settings: header + "special,,0,\n") }
    refuses("is empty, but places are limited") {
      try tables(settings: header + "special,60,20000,\n")
    }
    refuses("places are not limited") {
      try tables(settings: header + "a,,1,b\nb,,1,\n", plans: "ncy,setting,plans\n")
    }
    refuses("leads back to") {
      try tables(settings: header + "a,1,1,b\nb,1,1,a\n", plans: "ncy,setting,plans\n")
    }
    refuses("is empty or there already") { try tables(settings: header + "a,,1,\na,,1,\n") }
    refuses("has no settings") { try tables(settings: header) }
    refuses("has 50 places and plans.csv has 51 plans") {
      try tables(plans: "ncy,setting,plans\n5,special,51\n")
    }
    refuses("'college' is not known here") {
      try tables(plans: "ncy,setting,plans\n5,college,1\n")
    }
    refuses("whole number from -1 to 20") {
      try tables(plans: "ncy,setting,plans\n21,special,1\n")
    }
    refuses("is there already") {
      try tables(joiners: "ncy,setting,per_year\n0,special,1\n0,special,1\n")
    }
    refuses("over the whole of NCY 6") {
      try tables(
        transfers: "ncy,from,to,share\n6,special,mainstream,0.6\n6,special,independent,0.6\n")
    }
    refuses("is where they are") {
      try tables(transfers: "ncy,from,to,share\n6,special,special,0.6\n")
    }
    refuses("is not a school year") {
      try tables(capacity: "academic_year,setting,capacity\n2027/29,special,5\n")
    }
    let early = try tables(capacity: "academic_year,setting,capacity\n2025/26,special,50\n")
    #expect(throws: PipelineError.self) { try forecast(early) }
    #expect(throws: PipelineError.self) { try forecast(tables(), years: 31) }
  }
}

@Suite("What the returns ask for")
struct ReturnTests {
  private func source(_ text: String, _ name: String) -> SettingTables.Source {
    (Array(text.utf8), name)
  }

  /// Nobody joins, leaves or moves: plans go up a school year each September.
  private func still(years: Int) throws -> (tables: SettingTables, forecast: SettingForecast) {
    let tables = try SettingTables(
      settings: source(
        "setting,capacity,price_per_year,overflow\nmainstream,,12000,\nspecial,,24000,\n",
        "settings.csv"),
      plans: source("ncy,setting,plans\n-1,mainstream,7\n5,special,4\n10,mainstream,3\n", "p.csv"),
      joiners: source("ncy,setting,per_year\n", "j.csv"))
    return (
      tables,
      try SettingForecast(
        tables, first: 2026, years: years, joinerSpread: 0, replicates: 2, seed: 1)
    )
  }

  @Test("Five school years of primary, seven of secondary, each found by its key")
  func capacity() throws {
    let found = try CapacityReturn(still(years: 7).forecast)
    func value(_ key: String) -> Int? { found.rows.first { $0.key == key }?.forecast }
    #expect(value("2026/27|R|mainstream") == 7)
    #expect(value("2030/31|4|mainstream") == 7)
    #expect(value("2031/32|5|mainstream") == nil)
    #expect(value("2026/27|6|special") == 4)
    #expect(value("2031/32|11|special") == 4)
    #expect(value("2026/27|11|mainstream") == 3)
    #expect(Set(found.rows.map(\.key)).count == found.rows.count)
    #expect(found.rows.count == 2 * (5 * 7 + 7 * 5))
    #expect(throws: PipelineError.self) { try CapacityReturn(still(years: 6).forecast) }
  }

  @Test("Numbers by placement, age and need add to one total, and money to its balance")
  func plan() throws {
    let block = try ManagementPlan.Block(
      bytes: Array(
        """
        financial_year,line,amount
        2026/27,brought-forward,-1000
        2026/27,allocation,300000
        2026/27,other-spend,5000
        2027/28,allocation,310000

        """.utf8), file: "b.csv")
    let needs = try ManagementPlan.needs(
      bytes: Array("need,share\nautism,0.5\nother,0.5\n".utf8), file: "n.csv")
    let still = try still(years: 2)
    let found = try ManagementPlan(unmitigated: still, mitigated: still, needs: needs, block: block)
    func value(_ key: String) throws -> Double {
      try #require(found.rows.first { $0.key == key }, "\(key)").value
    }
    for version in ["unmitigated", "mitigated"] {
      for table in ["placement", "age", "need"] {
        #expect(try value("\(version)|\(table)|2026/27|total") == 14)
        let parts = found.rows.filter {
          $0.version == version && $0.table == table && $0.year == "2026/27"
            && $0.category != "total"
        }
        #expect(parts.reduce(0) { $0 + $1.value } == 14)
      }
    }
    #expect(try value("unmitigated|age|2026/27|under 5") == 7)
    #expect(try value("unmitigated|age|2026/27|11 to 15") == 3)
    #expect(try value("unmitigated|need|2026/27|autism") == 7)
    // 10 × £12,000 + 4 × £24,000 in every month.
    #expect(try value("unmitigated|spend|2026/27|total") == 216_000)
    #expect(try value("unmitigated|balance|2026/27|in-year") == 79_000)
    #expect(try value("unmitigated|balance|2026/27|carried-forward") == 78_000)
    #expect(try value("unmitigated|balance|2027/28|brought-forward") == 78_000)
    #expect(try value("unmitigated|balance|2027/28|carried-forward") == 172_000)
  }

  @Test("A balance without its allocation, and needs that do not sum to 1, are refused")
  func refused() throws {
    let still = try still(years: 2)
    let block = try ManagementPlan.Block(
      bytes: Array("financial_year,line,amount\n2026/27,allocation,1\n".utf8), file: "b.csv")
    let missing = #expect(throws: PipelineError.self) {
      try ManagementPlan(unmitigated: still, mitigated: nil, block: block)
    }
    #expect(missing?.description.contains("no 'brought-forward' of 2026/27") == true)
    #expect(throws: PipelineError.self) {
      try ManagementPlan(unmitigated: still, mitigated: nil, needs: [("autism", 0.7)])
    }
    for (text, part) in [
      ("2026/28,allocation,1", "is not a year"), ("2026/27,grant,1", "is not known here"),
      ("2026/27,allocation,x", "is not a number"),
      ("2026/27,allocation,1\n2026/27,allocation,1", "is there already"),
    ] {
      let error = #expect(throws: PipelineError.self) {
        try ManagementPlan.Block(
          bytes: Array("financial_year,line,amount\n\(text)\n".utf8), file: "b.csv")
      }
      #expect(error?.description.contains(part) == true)
    }
  }
}
