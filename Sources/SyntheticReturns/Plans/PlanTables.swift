import Returns

/// Writes the two tables from which plans are projected: transitions and population.
struct PlanTables {
  let plans: PlanReturns

  /// The national curriculum year at a January census: 0 for those who were four on the last day of
  /// August before.
  static func curriculumYear(_ birth: Int, census: Int) -> Int {
    Timeline.age(birth, on: Timeline.day(census - 1, 8, 31)) - 4
  }

  /// Writes one row per child and pair of censuses.
  ///
  /// - Returns: the number of rows.
  func writeTransitions(to path: String) throws(SyntheticReturnsError) -> Int {
    let table = try TableFile(
      path,
      columns: [
        "calendar-year", "setting-1", "need-1", "academic-year-1", "setting-2", "need-2",
        "academic-year-2", "SYNTHETIC",
      ])
    for year in 0..<plans.timeline.years {
      let census = plans.targets.years.lowerBound - 1 + year
      for index in plans.lives.stays.indices {
        let from = plans.settings.setting(index, at: year)
        let to = plans.settings.setting(index, at: year + 1)
        guard from != PlanSettings.absent || to != PlanSettings.absent else { continue }
        let birth = Int(plans.lives.births[Int(plans.lives.stays[index].child)])
        let need = Int(plans.settings.needs[index])
        table.number(census)
        for (setting, step) in [(from, 0), (to, 1)] {
          if setting == PlanSettings.absent {
            table.code("NONSEND")
            table.code("NONSEND")
          } else {
            table.code(PlanCategories.settingCodes[Int(setting)])
            table.code(PlanCategories.needCodes[need])
          }
          table.number(PlanTables.curriculumYear(birth, census: census) + step)
        }
        table.code("yes")
        try table.endRow()
      }
    }
    try table.finish()
    return table.rows
  }

  /// Years after the last census that the population reaches, held at its last value.
  static let yearsAhead = 10

  /// Writes the population by curriculum year: the single ages of the latest year that has them, in
  /// proportion to the population aged 0 to 17 of each year.
  ///
  /// - Returns: the number of rows.
  func writePopulation(
    _ margins: Margins, to path: String
  ) throws(SyntheticReturnsError) -> Int {
    let table = try TableFile(
      path, columns: ["calendar-year", "academic-year", "population", "SYNTHETIC"])
    let ages = PlanTables.ageProfile(margins)
    let children = margins.index.series(measure: "population-0-17", area: margins.area.code)
    let base = ages[..<18].reduce(0, +)
    let years = plans.targets.years
    for year in (years.lowerBound - 1)...(years.upperBound + PlanTables.yearsAhead) {
      // The estimate of the middle of the year before the census.
      let known = children.keys.filter { $0 <= year - 1 }.max() ?? children.keys.min()
      let people = known.flatMap { children[$0] } ?? base
      for age in 0...25 {
        table.number(year)
        table.number(age - 4)
        table.number(Int((ages[age] * people / max(base, 1) * margins.scale).rounded()))
        table.code("yes")
        try table.endRow()
      }
    }
    try table.finish()
    return table.rows
  }

  /// People by single year of age, 0 to 25: the area's own, or those of all areas that have them.
  private static func ageProfile(_ margins: Margins) -> [Double] {
    var places = [margins.area.code]
    if margins.index.rows(measure: "population", area: margins.area.code, split: "age").isEmpty {
      places = margins.index.observations.areas.map(\.code)
    }
    var ages = Array(repeating: 0.0, count: 26)
    for place in places {
      let rows = margins.index.rows(measure: "population", area: place, split: "age")
      guard let last = rows.map(\.year).max() else { continue }
      for row in rows where row.year == last {
        if let age = Int(row.category), ages.indices.contains(age) { ages[age] += row.value ?? 0 }
      }
    }
    return ages.allSatisfy { $0 == 0 } ? Array(repeating: 1, count: 26) : ages
  }
}
