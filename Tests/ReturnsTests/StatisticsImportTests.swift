import DelimitedText
import Returns
import Testing

private let wide =
  "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
  + "region_name,new_la_code,old_la_code,la_name,breakdown_topic,breakdown,ehcplans,"
  + "mainstream_total,special_total,special_independent,special_non_maintained,fe_total,"
  + "ap_pru_total,ed_elsewhere,nm_early_years,placement_unknown\n"
private let place = "E92000001,England,E12000007,London,E09000006,305,Bromley"
private let all = "All EHC plans,All EHC plans"

@Suite("Importing published files")
struct StatisticsImportTests {
  private func run(
    _ files: (String, String)...
  ) throws -> (index: ObservationIndex, report: ImportReport) {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    let result = try StatisticsImport.run(folder.path)
    return (ObservationIndex(result.observations), result.report)
  }

  @Test("The layout is told from the columns; mark, case and folders below do not matter")
  func layout() throws {
    let text =
      "\u{FEFF}" + wide
      + "202425,Academic year,Local authority,\(place),\(all),100,40,30,5,2,10,3,8,5,4\n"
    let (index, report) = try run(("a/b/Whatever.CSV", text))
    #expect(index.series(measure: "plans", area: bromley) == [2025: 100])
    #expect(
      index.items(measure: "plans", area: bromley, split: "setting", year: 2025) == [
        "mainstream": 40, "special": 23, "independent-special": 7, "further-education": 10,
        "alternative-provision": 3, "elsewhere": 8, "early-years": 5, "unknown": 4,
      ])
    #expect(report.files.map(\.path) == ["a/b/Whatever.CSV"])
    #expect(report.files.first?.layout == "DfE plans by breakdown and setting, wide")
    #expect(report.findings.isEmpty)
  }

  @Test(
    "Every published form of a period",
    arguments: ["202425", "2024/25", "2024-25", "2025", "2024-25 (OT)"])
  func periods(period: String) throws {
    let (index, _) = try run(
      (
        "lait.csv",
        "time_period,geographic_level,old_la_code,la_name,measure_short,measure,value\n"
          + "\(period),National,970,England,RescareFinance,Residential,7385\n"
      ))
    #expect(index.series(measure: "unit-cost-residential", area: england) == [2025: 7385])
  }

  @Test(
    "Symbols of the statistics service and of the interactive tool",
    arguments: [
      ("c", .suppressed), ("k", .low), ("low", .low), ("u", .unreliable), ("x", .notAvailable),
      ("-", .notAvailable), ("z", .notApplicable),
    ] as [(String, PublishedSymbol)])
  func symbols(text: String, symbol: PublishedSymbol) throws {
    let (index, report) = try run(
      (
        "cla.csv",
        "time_period,geographic_level,area_code,la_name,cla_group,characteristic,number\n"
          + "2025,Local authority,E09000006,Bromley,Placement,Placed for adoption,\(text)\n"
          + "2025,Local authority,E09000006,Bromley,Placement,Total,343\n"
      ))
    let rows = index.rows(measure: "cla", area: bromley, split: "placement-detail")
    #expect(rows.map(\.symbol) == [symbol])
    #expect(rows.map(\.value) == [nil])
    #expect(!report.findings(.suppressed).isEmpty)
  }

  @Test("Suppressed parts of other placements are what the published ones leave of the total")
  func otherPlacements() throws {
    func rows(_ items: [(String, String)]) -> String {
      "number,characteristic,cla_group,la_name,area_code,geographic_level,time_period\n"
        + items.map { "\($0.1),\($0.0),Placement,Bromley,E09000006,Local authority,2025\n" }
        .joined()
    }
    let published = [
      ("Foster placements", "232"), ("Secure homes and children's homes", "50"),
      (
        "Independent and semi-independent living arrangements/supported accommodation", "28"
      ),
      ("Placed with parents or other person with parental responsibility", "15"),
      ("Residential schools", "c"), ("Other residential settings", "c"),
      ("Other placements", "c"), ("Total", "343"),
    ]
    let (whole, _) = try run(("a.csv", rows(published + [("Placed for adoption", "7")])))
    #expect(
      whole.items(measure: "cla", area: bromley, split: "placement", year: 2025)["other"] == 11)
    let (hidden, _) = try run(("a.csv", rows(published + [("Placed for adoption", "c")])))
    let other = hidden.rows(measure: "cla", area: bromley, split: "placement")
      .first { $0.category == "other" }
    #expect(other?.symbol == .suppressed)
  }

  @Test("A file of an unknown layout is named, with what it lacks, and left alone")
  func unknownLayouts() throws {
    let (_, report) = try run(
      (
        "plans.csv",
        wide + "202425,Academic year,Local authority,\(place),\(all),1,1,1,1,1,1,1,1,1,1\n"
      ),
      ("mystery.csv", "colour,shape\nred,round\n"),
      ("nearly.csv", "time_period,breakdown_topic,geographic_level,ehcplans\n2025,a,b,c\n"),
      ("list.csv", "list,code,meaning,valid_from\nx,y,z,2020\n"),
      ("empty.csv", ""), ("notes.txt", "not a table"))
    let left = Dictionary(
      uniqueKeysWithValues: report.files.compactMap { file in
        file.leftAlone.map { (file.path, $0) }
      })
    #expect(left.keys.sorted() == ["empty.csv", "list.csv", "mystery.csv", "nearly.csv"])
    #expect(left["mystery.csv"] == "unknown layout")
    #expect(left["nearly.csv"]?.contains("'breakdown'") == true)
    #expect(left["list.csv"]?.contains("not statistics by area") == true)
    #expect(report.text().contains("left alone  mystery.csv"))
  }

  @Test("Areas given by old code or by name are found through the files that have both")
  func areasByName() throws {
    let lait = "time_period,geographic_level,old_la_code,la_name,measure_short,measure,value\n"
    let (index, report) = try run(
      (
        "a.csv",
        lait + "2016,Local authority,305,Bromley LB,LACnum,Number,286\n"
          + "2016,Local authority,999,Nowhere,LACnum,Number,5\n"
      ),
      ("b.csv", wide + "202425,Academic year,Local authority,\(place),\(all),1,1,1,1,1,1,1,1,1,1\n")
    )
    #expect(index.series(measure: "cla", area: bromley) == [2016: 286])
    #expect(report.findings(.rowsLeftOut).contains { $0.text.contains("Nowhere") })
  }

  @Test("An authority whose code changed and whose boundary did not is one series")
  func recoded() throws {
    let header = "time_period,geographic_level,area_code,la_name,age_band,all_plans\n"
    let (index, _) = try run(
      (
        "a.csv",
        header + "2019,Local authority,E10000002,Buckinghamshire,Total,4000\n"
          + "2020,Local authority,E06000060,Buckinghamshire,Total,4200\n"
      ))
    #expect(index.series(measure: "plans", area: "E06000060") == [2019: 4000, 2020: 4200])
    #expect(index.authorities.count == 1)
  }

  @Test("The later edition's figure is kept and the revision reported")
  func revisions() throws {
    let header =
      "time_period,geographic_level,area_code,la_name,measure,population_estimate,number\n"
    let start = "National,E92000001,England,Children looked after on 31 March each year,12000000"
    let (index, report) = try run(
      ("new.csv", header + "2020,\(start),80000\n2025,\(start),81770\n"),
      ("old.csv", header + "2020,\(start),80080\n"))
    #expect(index.series(measure: "cla", area: england)[2020] == 80_000)
    let revision = try #require(report.findings(.revision).first)
    #expect(revision.first == 80_080)
    #expect(revision.second == 80_000)
    #expect(report.findings(.missingYear).map(\.period).contains("2021-03-31"))
  }

  @Test("Two tables with different totals are reported as inconsistent")
  func differentTables() throws {
    let (index, report) = try run(
      (
        "a.csv",
        "time_period,geographic_level,area_code,la_name,age_band,all_plans\n"
          + "2018,Local authority,E09000006,Bromley,Total,2106\n"
      ),
      (
        "b.csv",
        "time_period,geographic_level,area_code,la_name,establishment_group,all_plans\n"
          + "2018,Local authority,E09000006,Bromley,Total,2049\n"
          + "2018,Local authority,E09000006,Bromley,Mainstream school,1000\n"
          + "2018,Local authority,E09000006,Bromley,Special school,1049\n"
      ))
    #expect(index.series(measure: "plans", area: bromley) == [2018: 2106])
    #expect(report.findings(.differentTables).map(\.first) == [2049])
    let sum = try #require(report.findings(.partsDoNotSum).first)
    #expect(sum.first == 2049)
    #expect(sum.second == 2106)
  }

  @Test("Figures in thousands are converted, and marked")
  func thousands() throws {
    let (index, report) = try run(
      (
        "lait.csv",
        "time_period,geographic_level,old_la_code,la_name,measure_short,measure,value\n"
          + "2015-16 (OT),National,970,England,C&YPExpenditure,Gross,38948.285000000003\n"
          + "2016-17 (OT),National,970,England,C&YPExpenditure,Gross,40960693\n"
      ))
    let rows = index.rows(measure: "gross-spend-children-and-young-people", area: england)
    #expect(rows.map(\.seriesBreak) == [SeriesBreak.thousands.code, nil])
    #expect(abs((rows.first?.value ?? 0) - 38_948_285) < 1e-6)
    #expect(report.findings(.converted).map(\.count) == [1])
  }

  @Test("A second column of one name, as DfE publishes it, is no obstacle")
  func duplicateColumns() throws {
    let header = wide.replacing("\n", with: ",review,review\n")
    let (index, _) = try run(
      (
        "a.csv",
        header + "202425,Academic year,Local authority,\(place),\(all),9,1,1,1,1,1,1,1,1,1,0,0\n"
      ))
    #expect(index.series(measure: "plans", area: bromley) == [2025: 9])
  }

  @Test("A folder in the project's own layout is recognised too")
  func ownLayout() throws {
    let (index, report) = try run(
      (
        "plans.csv",
        "\(layoutHeader)\nE09000006,Bromley,local-authority,plans,january-census,2025-01,total,"
          + "total,4395,plans,,s1,\n"
      ),
      ("sources.csv", sourcesText))
    #expect(index.series(measure: "plans", area: bromley) == [2025: 4395])
    #expect(report.files.first?.layout == "statistics layout")
    #expect(index.observations.sources.map(\.id) == ["s1"])
  }

  @Test("Bad figures and periods are refused with file, line and column")
  func badFigures() throws {
    let start = "Academic year,Local authority,\(place),\(all)"
    let cases: [(String, StatisticsError.Fault)] = [
      ("202425,\(start),\"4,395\",1,1,1,1,1,1,1,1,1\n", .badNumber("4,395")),
      ("202425,\(start),-4,1,1,1,1,1,1,1,1,1\n", .negativeCount("-4", unit: "ehcplans")),
      ("202429,\(start),4,1,1,1,1,1,1,1,1,1\n", .unknownPeriodForm("202429")),
    ]
    for (row, fault) in cases {
      let found = faultOf { _ = try run(("x/plans.csv", wide + row)) }
      #expect(found?.fault == fault)
      #expect(found?.file == "x/plans.csv")
      #expect(found?.line == 2)
      #expect(found?.column != nil)
    }
  }

  @Test("A malformed file of a known layout is refused; a missing or empty folder too")
  func malformed() throws {
    let found = faultOf { _ = try run(("plans.csv", wide + "202425,\"Academic\n")) }
    #expect(found?.description.hasPrefix("plans.csv:2:8: ") == true)
    let folder = try TemporaryFolder()
    #expect(
      faultOf { _ = try StatisticsImport.run("\(folder.path)/none") }?.fault == .folderNotFound)
    #expect(
      faultOf { _ = try StatisticsImport.run(folder.path) }?.fault == .noStatistics(files: []))
  }
}

@Suite("Importing the published files of many authorities", .enabled(if: Places.hasShared))
struct PublishedFilesTests {
  @Test("Check values of the published files")
  func checkValues() throws {
    let index = ObservationIndex(try Imports.fromPublic().observations)
    func series(_ measure: String, _ area: String, _ years: ClosedRange<Int>) -> [Double?] {
      let series = index.series(measure: measure, area: area)
      return years.map { series[$0] }
    }
    #expect(index.series(measure: "plans", area: england)[2025] == 638_745)
    #expect(index.series(measure: "plans", area: "E12000007")[2025] == 99_116)
    #expect(
      series("plans", bromley, 2010...2025) == [
        1884, 1942, 1975, 1975, 1917, 1826, 1871, 1964, 2106, 2202, 2482, 2879, 3241, 3578,
        4071, 4395,
      ])
    #expect(
      series("cla", bromley, 2015...2025) == [
        266, 286, 289, 310, 348, 330, 341, 328, 343, 350, 343,
      ])
    #expect(
      series("cla-starts", bromley, 2015...2025) == [
        149, 151, 179, 161, 182, 122, 136, 113, 156, 136, 125,
      ])
    #expect(
      series("cla-ceases", bromley, 2015...2025) == [
        156, 135, 176, 148, 147, 148, 129, 130, 141, 131, 133,
      ])
    #expect(series("new-plans", bromley, 2022...2022) == [335])
    #expect(series("ceased-plans", bromley, 2022...2024) == [105, 87, 462])
    #expect(
      StockFlow.cla.residuals(index, area: bromley).map(\.residual) == [
        4, 0, 8, 3, 8, 4, 4, 0, 2, 1,
      ])
    #expect(
      StockFlow.plans.residuals(index, area: bromley).map(\.residual) == [107, 2, 112])
    #expect(series("unit-cost-residential", bromley, 2020...2022) == [4745, 2270, 3580])
    #expect(index.series(measure: "cla", area: england)[2020] == 80_000)
    #expect(index.authorities.count == 26)
  }

  @Test("Both forms give the same figure wherever both have one")
  func bothForms() throws {
    let tidy = try Imports.fromPublic().observations
    let original = try Imports.fromOriginal().observations
    func key(_ row: Observation) -> String {
      "\(row.measure)|\(row.area)|\(row.period)|\(row.split)|\(row.category)"
    }
    let known = Dictionary(
      tidy.rows.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    var shared = 0
    for row in original.rows {
      guard let other = known[key(row)] else { continue }
      shared += 1
      #expect(row.value == other.value && row.symbol == other.symbol, "\(key(row))")
    }
    #expect(shared > 11_000)
    let measures = Set(original.rows.map(\.measure))
    #expect(
      measures.isSuperset(of: [
        "plans", "new-plans", "ceased-plans", "plan-requests", "plan-assessments",
        "plans-timely", "cla", "cla-starts", "cla-ceases", "cla-placements-started",
      ]))
  }

  @Test("Every file is read or named with the reason")
  func files() throws {
    let report = try Imports.fromPublic().report
    let left = report.files.filter { $0.leftAlone != nil }.map(\.path)
    #expect(
      left == [
        "block_contracts.csv", "bromley_finance.csv", "code_lists.csv", "file_layouts.csv",
        "mtfs_published_tables.csv", "published_cases.csv", "sources.csv",
      ])
    #expect(try Imports.fromOriginal().report.files.allSatisfy { $0.leftAlone == nil })
    #expect(report.findings(.converted).map(\.count) == [37])
    #expect(!report.findings(.suppressed).isEmpty)
    #expect(!report.findings(.differentTables).isEmpty)
    #expect(!report.findings(.stockFlowResidual).isEmpty)
    #expect(
      try Imports.fromOriginal().report.findings(.partsDoNotSum).contains {
        $0.measure == "new-plans" && $0.period == "2022" && $0.second == 6078
      })
  }

  @Test("Imported twice, the tables and the report are the same bytes")
  func sameBytes() throws {
    let first = try Imports.fromOriginal()
    let second = try StatisticsImport.run(Places.original)
    #expect(first.report.csv == second.report.csv)
    let files = StatisticsFolder.files(first.observations)
    let again = StatisticsFolder.files(second.observations)
    #expect(files.map(\.name) == again.map(\.name))
    #expect(files.map(\.bytes) == again.map(\.bytes))
  }

  @Test("Written and read, an import is what it was, and its report lies beside it")
  func writtenAndRead() throws {
    let (observations, report) = try Imports.fromOriginal()
    let folder = try TemporaryFolder()
    try StatisticsFolder.write(observations, to: "\(folder.path)/out", report: report)
    #expect(try StatisticsFolder.read("\(folder.path)/out") == observations)
    let written = try DelimitedTable(
      bytes: folder.read("out/import_report.csv"), file: "import_report.csv")
    #expect(written.rowCount == report.files.count + report.findings.count)
  }

  @Test("The seeds' totals are those of the published files")
  func seeds() throws {
    let imported = ObservationIndex(try Imports.fromPublic().observations)
    let seeds = try Seeds.index()
    for measure in ["plans", "new-plans", "ceased-plans", "cla-starts", "cla-ceases"] {
      for area in seeds.authorities {
        #expect(
          seeds.series(measure: measure, area: area.code)
            == imported.series(measure: measure, area: area.code))
      }
    }
  }
}
