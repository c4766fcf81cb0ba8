import DelimitedText
import Returns
import Testing

@Suite("The statistics layout")
struct StatisticsFolderTests {
  private let row = "E09000006,Bromley,local-authority,plans,january-census,2025-01,total,total"

  private func read(_ rows: String...) throws -> Observations {
    let folder = try TemporaryFolder()
    try folder.write("plans.csv", ([layoutHeader] + rows).joined(separator: "\n") + "\n")
    try folder.write("sources.csv", sourcesText)
    return try StatisticsFolder.read(folder.path)
  }

  @Test("A figure reads as written")
  func figure() throws {
    let observations = try read("\(row),4395,plans,,s1,sen2-person-level")
    #expect(
      observations.rows == [
        Observation(
          area: bromley, measure: "plans", calendar: .januaryCensus, year: 2025, value: 4395,
          unit: "plans", sourceID: "s1", seriesBreak: "sen2-person-level")
      ])
    #expect(observations.areas == [Area(code: bromley, name: "Bromley", level: .localAuthority)])
    #expect(observations.sources.map(\.id) == ["s1"])
  }

  @Test("Symbols stand in place of values", arguments: PublishedSymbol.allCases)
  func symbols(symbol: PublishedSymbol) throws {
    let observations = try read("\(row),,plans,\(symbol.rawValue),s1,")
    #expect(observations.rows.first?.symbol == symbol)
    #expect(observations.rows.first?.value == nil)
  }

  @Test("Byte-order mark, CRLF, another order of columns and further columns are read")
  func otherShapes() throws {
    let folder = try TemporaryFolder()
    let names: [String] = StatisticsFolder.header.reversed() + ["note"]
    let given = "\(row),4395,plans,,s1,".split(separator: ",", omittingEmptySubsequences: false)
    let fields: [String] = given.reversed().map(String.init) + ["checked"]
    let header = names.joined(separator: ",")
    try folder.write("any name.CSV", "\u{FEFF}\(header)\r\n\(fields.joined(separator: ","))\r\n")
    try folder.write("sources.csv", sourcesText)
    #expect(try StatisticsFolder.read(folder.path).rows.map(\.value) == [4395])
  }

  @Test(
    "Periods are written as their calendar writes them",
    arguments: [
      (.januaryCensus, 2025, "2025-01"), (.march31, 2025, "2025-03-31"),
      (.calendarYear, 2024, "2024"), (.yearToMarch, 2025, "2024/25"),
      (.academicYear, 2000, "1999/00"), (.midYear, 2024, "2024-06-30"),
    ] as [(StatisticsCalendar, Int, String)])
  func periods(calendar: StatisticsCalendar, year: Int, label: String) {
    #expect(calendar.label(year: year) == label)
    #expect(calendar.year(label: label) == year)
  }

  @Test("An unknown symbol is refused with line and column")
  func unknownSymbol() {
    let found = faultOf { _ = try read("\(row),,plans,*,s1,") }
    #expect(
      found?.description.contains("plans.csv:2:\(row.count + 9): '*' is not a symbol") == true)
    #expect(found?.fault == .unknownSymbol("*"))
  }

  @Test("Every mistake in a row is refused, with its line")
  func mistakes() {
    let area = "E09000006,Bromley,local-authority,plans"
    let cases: [(String, StatisticsError.Fault)] = [
      ("\(row),4395,plans,c,s1,", .valueAndSymbol),
      ("\(row),,plans,,s1,", .neitherValueNorSymbol),
      ("\(row),\"4,395\",plans,,s1,", .badNumber("4,395")),
      ("\(row),many,plans,,s1,", .badNumber("many")),
      ("\(row),-1,plans,,s1,", .negativeCount("-1", unit: "plans")),
      ("\(area),january,2025-01,total,total,1,plans,,s1,", .unknownCalendar("january")),
      (
        "\(area),january-census,2025,total,total,1,plans,,s1,",
        .badPeriod("2025", calendar: .januaryCensus)
      ),
      (
        "E09000006,Bromley,borough,plans,january-census,2025-01,total,total,1,plans,,s1,",
        .unknownLevel("borough")
      ),
      (
        ",Bromley,local-authority,plans,january-census,2025-01,total,total,1,plans,,s1,",
        .emptyField("area_code")
      ),
      ("\(row),4395,plans,,s9,", .unknownSource("s9")),
    ]
    for (text, fault) in cases {
      let found = faultOf { _ = try read(text) }
      #expect(found?.fault == fault)
      #expect(found?.line == 2)
      #expect(found?.file.hasSuffix("plans.csv") == true)
    }
  }

  @Test("One figure with two values names both places; with one value it is read once")
  func duplicates() throws {
    let found = faultOf { _ = try read("\(row),4395,plans,,s1,", "\(row),4396,plans,,s1,") }
    #expect(found?.line == 3)
    #expect(found?.description.contains("plans.csv:2 (4395)") == true)
    #expect(try read("\(row),4395,plans,,s1,", "\(row),4395,plans,,s1,").rows.count == 1)
  }

  @Test("One code with two levels is refused")
  func levels() {
    let other = row.replacing("local-authority", with: "regional").replacing("2025", with: "2024")
    let found = faultOf { _ = try read("\(row),1,plans,,s1,", "\(other),1,plans,,s1,") }
    #expect(
      found?.fault
        == .conflictingLevel(area: bromley, first: "local-authority", second: "regional"))
  }

  @Test("Malformed text is refused with its place")
  func malformed() {
    let found = faultOf { _ = try read("\(row),\"4395,plans,,s1,") }
    guard case .malformed(let error)? = found?.fault else {
      Issue.record("not refused")
      return
    }
    #expect(error.fault == .unterminatedQuote)
    #expect(error.line == 2)
  }

  @Test("Folders that are missing, files, empty or of another layout are refused")
  func folders() throws {
    let folder = try TemporaryFolder()
    #expect(
      faultOf { _ = try StatisticsFolder.read("\(folder.path)/none") }?.fault == .folderNotFound)
    try folder.write("notes.csv", "a,b\n1,2\n")
    #expect(
      faultOf { _ = try StatisticsFolder.read(folder.path) }?.fault
        == .noStatistics(files: ["notes.csv"]))
    let file = faultOf { _ = try StatisticsFolder.read("\(folder.path)/notes.csv") }
    #expect(file?.description.contains("a file, not a folder") == true)
    try folder.write("plans.csv", "area_code,measure\nE09000006,plans\n")
    let missing = faultOf { _ = try StatisticsFolder.read(folder.path) }
    #expect(missing?.description.contains("'area_name' is missing") == true)
    try folder.write("plans.csv", "")
    #expect(faultOf { _ = try StatisticsFolder.read(folder.path) } != nil)
  }

  @Test("A source with two texts is refused")
  func sources() throws {
    let folder = try TemporaryFolder()
    try folder.write("plans.csv", "\(layoutHeader)\n\(row),1,plans,,s1,\n")
    try folder.write("sources.csv", sourcesText + "s1,ONS,2025,x,OGL-UK-3.0,\n")
    #expect(
      faultOf { _ = try StatisticsFolder.read(folder.path) }?.fault == .conflictingSource("s1"))
  }
}

@Suite("Writing the statistics layout")
struct StatisticsWritingTests {
  private func sample() -> Observations {
    let rows = [
      Observation(
        area: bromley, measure: "plans", calendar: .januaryCensus, year: 2025, value: 4395,
        unit: "plans", sourceID: "s1"),
      Observation(
        area: bromley, measure: "cla", calendar: .march31, year: 2025, split: "placement",
        category: "other", value: nil, symbol: .suppressed, unit: "children", sourceID: "s1"),
      Observation(
        area: bromley, measure: "cla-starts", calendar: .yearToMarch, year: 2025, value: 125,
        unit: "children", sourceID: "s1", seriesBreak: "x"),
      Observation(
        area: england, measure: "unit-cost-plan", calendar: .yearToMarch, year: 2023,
        split: "setting", category: "special, \"state\"", value: 17313.5, unit: "GBP per year",
        sourceID: "s1"),
    ]
    return Observations(
      areas: [
        Area(code: bromley, name: "Bromley", level: .localAuthority),
        Area(code: england, name: "England", level: .national),
      ],
      rows: rows,
      sources: [
        StatisticsSource(
          id: "s1", publisher: "DfE", edition: "2025", table: "caseload", licence: "OGL-UK-3.0",
          address: "")
      ])
  }

  @Test("What is written reads back, in canonical order")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/new/statistics"
    try StatisticsFolder.write(sample(), to: path)
    let back = try StatisticsFolder.read(path)
    #expect(back.rows.map(\.measure) == ["cla", "cla-starts", "plans", "unit-cost-plan"])
    #expect(Set(back.rows) == Set(sample().rows))
    #expect(back.areas == sample().areas)
    #expect(back.sources == sample().sources)
  }

  @Test("The same figures give the same bytes, in whatever order they come")
  func sameBytes() {
    var shuffled = sample()
    shuffled.rows.reverse()
    shuffled.areas.reverse()
    let (first, second) = (
      StatisticsFolder.files(sample()), StatisticsFolder.files(shuffled)
    )
    #expect(first.map(\.name) == second.map(\.name))
    #expect(first.map(\.bytes) == second.map(\.bytes))
    #expect(
      first.map(\.name) == [
        "cla.csv", "cla_flows.csv", "plans.csv", "sources.csv", "unit_costs.csv",
      ])
  }

  @Test("A folder of statistics is replaced whole, and its README kept")
  func replaces() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/statistics"
    try StatisticsFolder.write(sample(), to: path)
    try folder.write("statistics/README.md", "ours")
    var fewer = sample()
    fewer.rows.removeAll { $0.measure != "plans" }
    try StatisticsFolder.write(fewer, to: path)
    #expect(try StatisticsFolder.read(path).rows.count == 1)
    #expect(try folder.read("statistics/README.md") == Array("ours".utf8))
    #expect(folder.entries == ["statistics"])
  }

  @Test("A folder with other files is refused and left as it was")
  func foreignFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("thesis.txt", "years of work")
    let found = faultOf { try StatisticsFolder.write(sample(), to: folder.path) }
    #expect(found?.fault == .foreignFiles(["thesis.txt"]))
    #expect(folder.entries == ["thesis.txt"])
  }

  @Test("Where nothing can be written, the error says so and nothing is left behind")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "in the way")
    let path = "\(folder.path)/file/statistics"
    let found = faultOf { try StatisticsFolder.write(sample(), to: path) }
    guard case .cannotWrite? = found?.fault else {
      Issue.record("not refused: \(String(describing: found))")
      return
    }
    #expect(found?.file == path)
    #expect(folder.entries == ["file"])
  }
}
