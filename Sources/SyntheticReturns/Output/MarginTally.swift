import Returns

/// Counts of what was made, under the names of the published figures.
struct MarginTally {
  struct Key: Hashable {
    var measure: String
    var year: Int
    var split: String
    var category: String
  }

  private(set) var counts: [Key: Int] = [:]

  mutating func add(
    _ measure: String, _ year: Int, _ split: String, _ category: String, _ count: Int = 1
  ) {
    counts[Key(measure: measure, year: year, split: split, category: category), default: 0] += count
  }

  /// Adds the counts of the categories of a split; those without a child are true zeros.
  mutating func add(
    _ measure: String, _ year: Int, _ split: String, _ categories: [String], _ counts: [Int]
  ) {
    for (category, count) in zip(categories, counts) { add(measure, year, split, category, count) }
  }

  /// Each published figure of an area that is counted, beside the count.
  func comparisons(with margins: Margins) -> [MarginComparison] {
    let rounded = margins.area.level != .localAuthority
    var comparisons: [MarginComparison] = []
    for row in margins.index.rows(area: margins.area.code) {
      let key = Key(
        measure: row.measure, year: row.year, split: row.split, category: row.category)
      guard let value = row.value, let count = counts[key] else { continue }
      comparisons.append(
        MarginComparison(
          measure: row.measure, period: row.period, split: row.split, category: row.category,
          published: value * margins.scale, made: count,
          rounding: rounded && row.measure.hasPrefix("cla") ? 10 * margins.scale : 0))
    }
    return comparisons
  }
}
