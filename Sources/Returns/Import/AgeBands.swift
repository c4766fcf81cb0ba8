/// Age bands of the years that are published by single year of age only, so that the series by
/// band runs on.
enum AgeBands {
  private static let bands = ["under-5", "5-10", "11-15", "16-19", "20-25"]

  /// Bands of each measure, area and year that has single years of age and no bands.
  ///
  /// The files leave out ages with no plans, so that a sum equal to the published total is the
  /// only proof that none is suppressed; bands are made only then. New plans are by age at start.
  /// `rows` are in canonical order.
  static func rows(summedFrom rows: [Observation]) -> [Observation] {
    let index = ObservationIndex(Observations(areas: [], rows: rows, sources: []))
    var made: [Observation] = []
    var start = 0
    while start < rows.count {
      let first = rows[start]
      var end = start + 1
      while end < rows.count, rows[end].area == first.area, rows[end].split == first.split,
        rows[end].measure == first.measure
      {
        end += 1
      }
      if first.split == (first.measure == "new-plans" ? "age-at-start" : "age"),
        first.measure.contains("plan")
      {
        made += bands(of: Array(rows[start..<end]), index: index)
      }
      start = end
    }
    return made
  }

  private static func bands(of ages: [Observation], index: ObservationIndex) -> [Observation] {
    guard let first = ages.first else { return [] }
    let totals = index.series(measure: first.measure, area: first.area)
    let years = Set(ages.map(\.year)).sorted()
    return years.flatMap { year -> [Observation] in
      let single = ages.filter { $0.year == year }
      let existing = index.items(
        measure: first.measure, area: first.area, split: "age-band", year: year)
      guard existing.isEmpty, let total = totals[year] else { return [] }
      var sums: [String: Double] = [:]
      for row in single {
        guard let value = row.value, let band = PublishedAge.band(ofSingle: row.category) else {
          continue
        }
        sums[band, default: 0] += value
      }
      guard sums.values.reduce(0, +) == total else { return [] }
      return bands.map { band in
        var row = single[0]
        (row.split, row.category) = ("age-band", band)
        (row.value, row.symbol, row.seriesBreak) = (sums[band] ?? 0, nil, nil)
        return row
      }
    }
  }
}
