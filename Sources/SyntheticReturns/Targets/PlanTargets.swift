import Returns

/// What the returns of plans are to add up to, as published.
struct PlanTargets {
  /// The year of the January census of each return.
  let years: ClosedRange<Int>
  /// Numbers by age and year.
  let ages: AgeYearTargets
  /// By census and setting: see ``PlanCategories/settings``.
  let settings: [[Int]]
  /// By year and first setting of the plans that start in it.
  let firstSettings: [[Int]]
  /// By need at the last census: see ``PlanCategories/needs``.
  let needs: [Int]
  /// By year and reason for ending; `nil` where no ends are published.
  let reasons: [[Int]?]
  /// What became of requests and assessments, by year.
  let requests: [RequestTargets]

  /// - Throws: ``SyntheticReturnsError`` where the area has no number of plans in one of the years or
  ///   the one before.
  init(_ margins: Margins, years: ClosedRange<Int>) throws(SyntheticReturnsError) {
    self.years = years
    var stock: [[Int]] = []
    var published: [[Bool]] = []
    var singles: [[Int]?] = []
    var settings: [[Int]] = []
    var total = 0
    let shape = PlanCategories.bands.map { band in
      band.reduce(0) { $0 + PlanCategories.stockShape[$1] }
    }
    // A plan in no setting is only what the published settings leave of the total.
    let settingShape = PlanCategories.settings.indices.map { setting in
      zip(shape, PlanCategories.settingPattern).reduce(0) { $0 + $1.0 * $1.1[setting] }
        * (setting == PlanCategories.unrecordedSetting ? 1e-9 : 1)
    }
    for year in (years.lowerBound - 1)...years.upperBound {
      guard let counted = margins.total("plans", year) else {
        throw SyntheticReturnsError.noFigures(
          "plans", area: margins.area.name, period: "January \(year)")
      }
      total = Int(counted.rounded())
      let single = PlanTargets.singleAges(margins, year: year, total: total)
      singles.append(single)
      if let single {
        stock.append(PlanCategories.bands.map { band in band.reduce(0) { $0 + single[$1] } })
        published.append(PlanCategories.bands.map { _ in true })
      } else {
        let bands = margins.split(
          "plans", "age-band", PlanCategories.ages, year: year, total: total, pattern: shape)
        stock.append(bands.counts)
        published.append(bands.published)
      }
      settings.append(
        margins.split(
          "plans", "setting", PlanCategories.settings, year: year, total: total,
          pattern: settingShape
        ).counts)
    }
    let needShape = PlanCategories.needs.indices.map { need in
      zip(settings[settings.count - 1], PlanCategories.needPattern).reduce(0) {
        $0 + Double($1.0) * $1.1[need]
      }
    }
    needs =
      margins.split(
        "plans", "need", PlanCategories.needs, year: years.upperBound, total: total,
        pattern: needShape
      ).counts
    self.settings = settings

    var starts: [[AgeYearTargets.Cell]] = []
    var ends: [[AgeYearTargets.Cell]?] = []
    var firstSettings: [[Int]] = []
    var reasons: [[Int]?] = []
    for (index, census) in years.enumerated() {
      let year = census - 1
      let growth = stock[index + 1].reduce(0, +) - stock[index].reduce(0, +)
      let counted = margins.total("new-plans", year) ?? max(0, Double(growth) * 1.5)
      let starting = Int(counted.rounded())
      starts.append(
        PlanTargets.cells(margins, "new-plans", "age-at-start", year: year, total: starting)
          ?? LookedAfterTargets.cells(
            margins.split(
              "new-plans", "age-band", PlanCategories.ages, year: year, total: starting,
              pattern: [20, 46, 27, 6.5, 0.5]), PlanCategories.bands))
      firstSettings.append(
        margins.split(
          "new-plans", "setting", PlanCategories.settings, year: year, total: starting,
          pattern: [4, 75, 9, 2.5, 2.8, 1.6, 4, 1e-9, 1e-12]
        ).counts)
      guard let ended = margins.total("ceased-plans", year) else {
        ends.append(nil)
        reasons.append(nil)
        continue
      }
      let ending = Int(ended.rounded())
      ends.append(
        PlanTargets.cells(margins, "ceased-plans", "age", year: year, total: ending)
          ?? [
            AgeYearTargets.Cell(ages: 0...PlanCategories.lastAge, count: ending, published: true)
          ])
      reasons.append(
        margins.split(
          "ceased-plans", "reason", PlanCategories.reasons, year: year, total: ending,
          pattern: [4, 10, 6, 9, 31, 36, 2, 1, 2, 0]
        ).counts)
    }
    self.firstSettings = firstSettings
    self.reasons = reasons
    ages = AgeYearTargets(
      lastAge: PlanCategories.lastAge, leavesOnBirthday: false, movesFreely: true,
      bands: PlanCategories.bands,
      stock: stock, stockPublished: published, singleAges: singles, starts: starts, ends: ends,
      stockShape: PlanCategories.stockShape, endHazard: PlanCategories.endHazard)
    requests = years.map { census in
      RequestTargets(
        margins, year: census - 1,
        newPlans: starts[census - years.lowerBound].reduce(0) { $0 + $1.count })
    }
  }

  /// The ages that a published category of single years stands for.
  private static func ages(_ category: String) -> ClosedRange<Int>? {
    switch category {
    case "under-3", "2-and-under": return 0...2
    case "20-and-over": return 20...PlanCategories.lastAge
    default:
      guard let age = Int(category), (0...PlanCategories.lastAge).contains(age) else { return nil }
      return age...age
    }
  }

  /// The stock by single year of age, where the published ages add up to the total but for 1%.
  private static func singleAges(_ margins: Margins, year: Int, total: Int) -> [Int]? {
    var parts = Array(repeating: 0.0, count: PlanCategories.lastAge + 1)
    for (category, value) in margins.items("plans", "age", year) {
      guard let ages = ages(category) else { continue }
      // Of the youngest nearly all are two.
      for (age, share) in zip(ages.reversed(), ages.count == 1 ? [1.0] : [0.9, 0.1, 0]) {
        parts[age] += value * share
      }
    }
    guard abs(parts.reduce(0, +) - Double(total)) <= 0.01 * Double(total) else { return nil }
    return Quota.split(total, by: parts)
  }

  /// Events by single year of age, where the published ages add up to the total but for 1%.
  private static func cells(
    _ margins: Margins, _ measure: String, _ split: String, year: Int, total: Int
  ) -> [AgeYearTargets.Cell]? {
    let items = margins.items(measure, split, year)
      .compactMap { category, value in ages(category).map { (ages: $0, value: value) } }
      .sorted { $0.ages.lowerBound < $1.ages.lowerBound }
    guard !items.isEmpty,
      abs(items.reduce(0) { $0 + $1.value } - Double(total)) <= 0.01 * Double(total) + 0.5
    else { return nil }
    let counts = Quota.split(total, by: items.map(\.value))
    return zip(items, counts).map {
      AgeYearTargets.Cell(ages: $0.ages, count: $1, published: true)
    }
  }
}

/// What became of the requests of a calendar year, and the assessments of it.
struct RequestTargets {
  let total: Int
  let refused: Int
  let undecided: Int
  let withdrawn: Int
  /// Assessments that ended in the year without a plan.
  let withoutPlan: Int

  var agreed: Int { max(0, total - refused - undecided - withdrawn) }

  init(_ margins: Margins, year: Int, newPlans: Int) {
    // No request at all in a year of new plans is a return that was not made, not a count.
    let isUnreported = newPlans > 0 && margins.total("plan-requests", year) == 0
    let requested =
      (isUnreported ? nil : margins.total("plan-requests", year)) ?? Double(newPlans) * 1.6
    let outcomes = isUnreported ? [:] : margins.items("plan-requests", "outcome", year)
    func count(_ outcome: String, _ share: Double) -> Int {
      Int((outcomes[outcome] ?? share * requested).rounded())
    }
    // What is not published is small, but for refusals.
    refused = count("refused", 0.24)
    undecided = count("not-decided", 0)
    withdrawn = count("withdrawn", 0)
    total = Int(requested.rounded())
    let assessed = margins.total("plan-assessments", year)
    withoutPlan = max(0, Int((assessed ?? Double(newPlans) * 1.05).rounded()) - newPlans)
  }
}
