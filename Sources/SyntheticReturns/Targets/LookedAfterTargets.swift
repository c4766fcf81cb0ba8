import Returns

/// What the returns of children looked after are to add up to, as published.
struct LookedAfterTargets {
  /// The last year, ending 31 March, of each return.
  let years: ClosedRange<Int>
  /// Numbers by age and year.
  let ages: AgeYearTargets
  /// By count and placement: see ``CareCategories/placements``.
  let placements: [[Int]]
  /// By count and provider: see ``CareCategories/providers``.
  let providers: [[Int]]
  /// Unaccompanied children seeking asylum at each count.
  let unaccompanied: [Int]
  /// By year and reason for ceasing: see ``CareCategories/reasons``.
  let reasons: [[Int]]
  /// Placements that started in each year, the first of each child among them.
  let placementsStarted: [Int]
  /// Children at the end of each year with three or more placements in it.
  let threePlacements: [Int]

  /// - Throws: ``SyntheticReturnsError`` where the area has no count of children looked after in one
  ///   of the years or the one before.
  init(_ margins: Margins, years: ClosedRange<Int>) throws(SyntheticReturnsError) {
    self.years = years
    var stock: [[Int]] = []
    var published: [[Bool]] = []
    var placements: [[Int]] = []
    var providers: [[Int]] = []
    var unaccompanied: [Int] = []
    for year in (years.lowerBound - 1)...years.upperBound {
      guard let counted = margins.total("cla", year) else {
        throw SyntheticReturnsError.noFigures(
          "children looked after", area: margins.area.name, period: "31 March \(year)")
      }
      let total = Int(counted.rounded())
      let shape = CareCategories.bands.map { band in
        band.reduce(0) { $0 + CareCategories.stockShape[$1] }
      }
      let bands = margins.split(
        "cla", "age-band", CareCategories.ages, year: year, total: total, pattern: shape)
      stock.append(bands.counts)
      published.append(bands.published)
      let pattern = CareCategories.placements.indices.map { placement in
        zip(shape, CareCategories.placementPattern).reduce(0) { $0 + $1.0 * $1.1[placement] }
      }
      let placed = margins.split(
        "cla", "placement-detail", CareCategories.placements, year: year, total: total,
        pattern: pattern)
      let usual = CareCategories.providers.indices.map { provider in
        zip(pattern, CareCategories.providerPattern).reduce(0) { $0 + $1.0 * $1.1[provider] }
      }
      let provided = margins.split(
        "cla", "provider", CareCategories.providers, year: year, total: total, pattern: usual)
      let others = margins.items("cla", "placement", year)["other"]
      // Placements with parents have no other provider, other placements none that is reported: each
      // table helps where the other has a suppressed cell.
      let table = ControlledTable.fit(
        CareCategories.providerPattern, rows: placed.totals, columns: provided.totals,
        groups: others.map {
          [([5, 6, 7], ControlledTable.Total(count: Int($0.rounded()), firm: true))]
        } ?? [], sum: total)
      placements.append(table.map { $0.reduce(0, +) })
      providers.append(
        CareCategories.providers.indices.map { provider in
          table.reduce(0) { $0 + $1[provider] }
        })
      let seeking = margins.split(
        "cla", "uasc", ["uasc", "non-uasc"], year: year, total: total, pattern: [8, 92])
      unaccompanied.append(seeking.counts[0])
    }

    var starts: [[AgeYearTargets.Cell]] = []
    var ends: [[AgeYearTargets.Cell]?] = []
    var reasons: [[Int]] = []
    var started: [Int] = []
    var moved: [Int] = []
    for (index, year) in years.enumerated() {
      let before = stock[index].reduce(0, +)
      let after = stock[index + 1].reduce(0, +)
      let publishedStarts = margins.total("cla-starts", year)
      let publishedEnds = margins.total("cla-ceases", year)
      // Where one of the two is missing, stocks and the other give it.
      let starting = Int(
        (publishedStarts ?? publishedEnds.map { $0 + Double(after - before) }
          ?? (0.38 * Double(before))).rounded())
      let ending = Int((publishedEnds ?? Double(max(0, before + starting - after))).rounded())
      starts.append(
        LookedAfterTargets.cells(
          margins.split(
            "cla-starts", "age-band", CareCategories.ages, year: year, total: max(0, starting),
            pattern: [16, 15, 15, 27, 27]),
          CareCategories.bands))
      ends.append(
        LookedAfterTargets.cells(
          margins.split(
            "cla-ceases", "age-band", CareCategories.endAges, year: year, total: ending,
            pattern: [5, 19, 11, 14, 6, 6, 39]),
          CareCategories.endBands))
      reasons.append(
        margins.split(
          "cla-ceases", "reason", CareCategories.reasons, year: year, total: ending,
          pattern: [9, 0.2, 6, 17, 3, 3, 12, 12, 3, 1.5, 8, 0.6, 5, 0.5, 1, 0.2, 17]
        ).counts)
      started.append(
        Int(
          (margins.total("cla-placements-started", year)
            ?? (Double(starting) + 0.75 * Double(after))).rounded()))
      moved.append(
        Int(
          (margins.total("cla-with-3-placements-in-year", year) ?? (0.1 * Double(after)))
            .rounded()))
    }
    ages = AgeYearTargets(
      lastAge: 17, leavesOnBirthday: true, movesFreely: false, bands: CareCategories.bands,
      stock: stock,
      stockPublished: published,
      singleAges: stock.map { _ in nil }, starts: starts, ends: ends,
      stockShape: CareCategories.stockShape, endHazard: CareCategories.endHazard)
    self.placements = placements
    self.providers = providers
    self.unaccompanied = unaccompanied
    self.reasons = reasons
    placementsStarted = started
    threePlacements = moved
  }

  static func cells(
    _ split: Margins.Split, _ bands: [ClosedRange<Int>]
  ) -> [AgeYearTargets.Cell] {
    bands.indices.map {
      AgeYearTargets.Cell(ages: bands[$0], count: split.counts[$0], published: split.published[$0])
    }
  }
}
