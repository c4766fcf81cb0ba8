import Returns
import Testing

@Suite("Looking figures up in the seeds")
struct ObservationIndexTests {
  private func seeds() throws -> ObservationIndex {
    try Seeds.index()
  }

  @Test("Totals of plans: DfE SEN2, reporting years 2022 and 2025")
  func plans() throws {
    let index = try seeds()
    let years = 2010...2025
    let expected: [Double] = [
      1884, 1942, 1975, 1975, 1917, 1826, 1871, 1964, 2106, 2202, 2482, 2879, 3241, 3578, 4071,
      4395,
    ]
    let series = index.series(measure: "plans", area: bromley)
    #expect(years.map { series[$0] } == expected)
    #expect(index.series(measure: "plans", area: england)[2025] == 638_745)
    #expect(index.series(measure: "plans", area: "E12000007")[2025] == 99_116)
  }

  @Test("Children looked after, starts and ceases: DfE CLA, reporting year 2025, and LAIT")
  func children() throws {
    let index = try seeds()
    let years = 2015...2025
    func series(_ measure: String) -> [Double?] {
      let series = index.series(measure: measure, area: bromley)
      return years.map { series[$0] }
    }
    #expect(series("cla") == [266, 286, 289, 310, 348, 330, 341, 328, 343, 350, 343])
    #expect(series("cla-starts") == [149, 151, 179, 161, 182, 122, 136, 113, 156, 136, 125])
    #expect(series("cla-ceases") == [156, 135, 176, 148, 147, 148, 129, 130, 141, 131, 133])
  }

  @Test("Residuals of stock and flow")
  func residuals() throws {
    let index = try seeds()
    let cla = StockFlow.cla.residuals(index, area: bromley)
    #expect(cla.map(\.year) == Array(2016...2025))
    #expect(cla.map(\.residual) == [4, 0, 8, 3, 8, 4, 4, 0, 2, 1])
    let plans = StockFlow.plans.residuals(index, area: bromley)
    #expect(plans.map(\.year) == [2023, 2024, 2025])
    #expect(plans.map(\.residual) == [107, 2, 112])
  }

  @Test("Settings of plans sum to the total in every area and year")
  func settings() throws {
    let index = try seeds()
    let items = index.items(measure: "plans", area: bromley, split: "setting", year: 2025)
    #expect(
      items == [
        "mainstream": 2119, "special": 999, "independent-special": 323,
        "further-education": 448, "elsewhere": 351, "early-years": 81, "unknown": 63,
        "alternative-provision": 11,
      ])
    let areas = index.neighbours(of: bromley) + [bromley, england]
    for area in areas {
      let totals = index.series(measure: "plans", area: area)
      for year in 2019...2025 {
        let items = index.items(measure: "plans", area: area, split: "setting", year: year)
        #expect(items.count == 8)
        // The releases of 2023 and 2024 have plans in no setting; the figures are as published.
        let gap = (totals[year] ?? 0) - items.values.reduce(0, +)
        #expect([2023, 2024].contains(year) ? gap >= 0 : gap == 0)
      }
    }
  }

  @Test("Placements of Bromley's children sum to the total where none is suppressed")
  func placements() throws {
    let index = try seeds()
    let items = index.items(measure: "cla", area: bromley, split: "placement", year: 2025)
    #expect(
      items == [
        "foster": 232, "residential": 50, "supported": 28, "parents": 15, "adoption": 7,
        "other": 11,
      ])
    #expect(items.values.reduce(0, +) == 343)
    let suppressed = index.rows(measure: "cla", area: bromley, split: "placement")
      .filter { $0.year == 2024 && $0.symbol == .suppressed }
    #expect(suppressed.map(\.category) == ["adoption", "other"])
  }

  @Test("Neighbours of 2025 in order of rank")
  func neighbours() throws {
    let index = try seeds()
    let names = index.neighbours(of: bromley).map { code in
      index.observations.areas.first { $0.code == code }?.name
    }
    #expect(
      names == [
        "Hertfordshire", "Trafford", "Buckinghamshire", "West Berkshire", "Bracknell Forest",
        "Oxfordshire", "Hampshire", "Windsor and Maidenhead", "Solihull", "Surrey",
      ])
    #expect(index.neighbours(of: "E00000000").isEmpty)
  }

  @Test("Areas by code or name in any case; a slip is answered with suggestions")
  func areas() throws {
    let index = try seeds()
    #expect(try index.area(named: "bromley").code == bromley)
    #expect(try index.area(named: "e09000006").name == "Bromley")
    #expect(try index.area(named: "BROMLEY").level == .localAuthority)
    let slip = faultOf { _ = try index.area(named: "Bromly") }
    #expect(slip?.description.contains("did you mean Bromley (E09000006)") == true)
    let nothing = faultOf { _ = try index.area(named: "Atlantis") }
    #expect(nothing?.fault == .unknownArea("Atlantis", suggestions: []))
  }

  @Test("Authorities are those with plans or children looked after")
  func authorities() throws {
    let index = try seeds()
    #expect(index.authorities.count == 26)
    #expect(index.authorities.contains { $0.name == "York" })
    #expect(!index.authorities.contains { $0.name == "Lincolnshire" })
  }

  @Test("What is not there is empty")
  func nothing() throws {
    let index = try seeds()
    #expect(index.series(measure: "dragons", area: bromley).isEmpty)
    #expect(index.items(measure: "plans", area: bromley, split: "setting", year: 1999).isEmpty)
    #expect(index.rows(measure: "plans", area: "nowhere").isEmpty)
  }
}

@Suite("The seeds")
struct SeedsTests {
  @Test("Written again they are the same bytes")
  func canonical() throws {
    let observations = try Seeds.index().observations
    for file in StatisticsFolder.files(observations) {
      let folder = try SeedsTests.bytes(file.name)
      #expect(file.bytes == folder, "\(file.name)")
    }
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    try FileBytes.read("\(Places.seeds)/\(name)")
  }

  @Test("Every source has publisher, edition, table and licence, and every break is known")
  func sources() throws {
    let observations = try Seeds.index().observations
    for source in observations.sources {
      #expect(!source.publisher.isEmpty)
      #expect(!source.edition.isEmpty)
      #expect(!source.table.isEmpty)
      #expect(["OGL-UK-3.0", "quoted fact, no licence seen"].contains(source.licence))
    }
    let used = Set(observations.rows.map(\.sourceID))
    #expect(used == Set(observations.sources.map(\.id)))
    for code in Set(observations.rows.compactMap(\.seriesBreak)) {
      #expect(SeriesBreak.known(code: code) != nil)
    }
  }

  @Test("Ages of 2024 and 2025 sum to the bands and the total")
  func ages() throws {
    let index = try Seeds.index()
    for year in [2024, 2025] {
      let total = index.series(measure: "plans", area: bromley)[year]
      for split in ["age", "age-band"] {
        let items = index.items(measure: "plans", area: bromley, split: split, year: year)
        #expect(items.values.reduce(0, +) == total)
      }
    }
    // DOMAIN's cohort figures: 198 aged 18 in January 2024, 142 aged 19 a year later.
    let before = index.items(measure: "plans", area: bromley, split: "age", year: 2024)
    let after = index.items(measure: "plans", area: bromley, split: "age", year: 2025)
    #expect(before["18"] == 198)
    #expect(after["19"] == 142)
  }
}

@Suite("Record breaks and clean-ups")
struct DataQualityTests {
  private func findings() throws -> [DataQualityFinding] {
    DataQuality.detect(try Seeds.index(), area: bromley)
  }

  @Test("Bromley's clean-up of 2024: 462 ceased, 348 of them as needs met")
  func cleanUp() throws {
    let found = try findings().filter { $0.code == .cleanUp }
    #expect(found.map(\.measure) == ["ceased-plans"])
    #expect(found.first?.years == [2024])
    #expect(found.first?.figures == [462, 96, 348])
    #expect(found.first?.sentence.contains("needs-met") == true)
  }

  @Test("Bromley's residential unit cost: 4,745, 2,270, 3,580 is coding")
  func unitCost() throws {
    let found = try findings().filter { $0.code == .unitCostJump }
    #expect(found.map(\.measure) == ["unit-cost-residential"])
    #expect(found.first?.years == [2020, 2021, 2022])
    #expect(found.first?.figures == [4745, 2270, 3580])
  }

  @Test("Residuals above 2% of the stock, known breaks, suppression")
  func others() throws {
    let found = try findings()
    let residuals = found.filter { $0.code == .stockFlowResidual }
    #expect(residuals.map(\.measure) == ["plans", "cla"])
    #expect(residuals.first?.years == [2023, 2025])
    #expect(found.contains { $0.code == .seriesBreak && $0.measure == "plans" })
    #expect(
      found.contains {
        $0.code == .seriesBreak && $0.measure == "cla" && $0.years == [2024]
      })
    #expect(found.contains { $0.code == .suppressed && $0.split == "placement" })
  }

  @Test("York's new plans of 2022, published as 6,078, show as a residual")
  func york() throws {
    let index = try Seeds.index()
    let found = DataQuality.detect(index, area: try index.area(named: "York").code)
    let residual = try #require(
      found.first { $0.code == .stockFlowResidual && $0.measure == "plans" })
    #expect(residual.years.first == 2023)
    #expect((residual.figures.first ?? 0) < -5000)
  }

  @Test("A gap in a series of totals is named; an area without figures has no findings")
  func gaps() throws {
    func row(_ year: Int) -> Observation {
      Observation(
        area: bromley, measure: "cla", calendar: .march31, year: year, value: 300,
        unit: "children", sourceID: "s1")
    }
    let observations = Observations(
      areas: [Area(code: bromley, name: "Bromley", level: .localAuthority)],
      rows: [row(2020), row(2023)], sources: [])
    let found = DataQuality.detect(observations, area: bromley)
    #expect(found.map(\.code) == [.missingYear])
    #expect(found.first?.years == [2021, 2022])
    #expect(DataQuality.detect(observations, area: "E00000000").isEmpty)
  }
}
