import Returns

/// The published figures of one area, completed where cells are suppressed or missing.
struct Margins {
  /// One split of one year: whole numbers that add up to the total.
  struct Split {
    var counts: [Int]
    /// Which of them are published figures.
    var published: [Bool]

    var totals: [ControlledTable.Total] {
      zip(counts, published).map { ControlledTable.Total(count: $0, firm: $1) }
    }
  }

  let index: ObservationIndex
  let area: Area
  let nation: String?
  let scale: Double

  init(index: ObservationIndex, area: Area, scale: Double) {
    self.index = index
    self.area = area
    self.scale = scale
    nation = index.observations.areas.first { $0.level == .national }?.code
  }

  /// A published total times the scale; `nil` where none is published.
  func total(_ measure: String, _ year: Int) -> Double? {
    index.series(measure: measure, area: area.code)[year].map { $0 * scale }
  }

  /// The published items of a split, times the scale.
  func items(_ measure: String, _ split: String, _ year: Int) -> [String: Double] {
    index.items(measure: measure, area: area.code, split: split, year: year)
      .mapValues { $0 * scale }
  }

  /// A split of a total over categories: published items as they are, the rest of the total over the
  /// others as the area's own years nearest to it, the nation, or at last `pattern` have them.
  func split(
    _ measure: String, _ split: String, _ categories: [String], year: Int, total: Int,
    pattern: [Double]
  ) -> Split {
    let known = items(measure, split, year)
    let published = categories.map { known[$0] != nil }
    func open(_ shares: [Double]) -> Double {
      zip(shares, published).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
    }
    var shares = self.shares(measure, split, categories, year: year, pattern: pattern)
    let rest = max(0, Double(total) - categories.reduce(0) { $0 + (known[$1] ?? 0) })
    // Categories that other years have nobody in still hold what this year's leave of the total.
    if open(shares) <= 0 { shares = pattern }
    let weight = open(shares)
    let parts = categories.indices.map { index in
      known[categories[index]] ?? (weight > 0 ? rest * shares[index] / weight : 0)
    }
    return Split(counts: Quota.split(total, by: parts), published: published)
  }

  /// The share of each category in its year's sum of categories.
  private func shares(
    _ measure: String, _ split: String, _ categories: [String], year: Int, pattern: [Double]
  ) -> [Double] {
    var places = [area.code]
    if let nation, nation != area.code { places.append(nation) }
    let sum = max(pattern.reduce(0, +), .leastNormalMagnitude)
    return categories.indices.map { position in
      for place in places {
        let rows = index.rows(measure: measure, area: place, split: split)
        let totals = index.series(measure: measure, area: place)
        let own: [Int: Double] = Dictionary(
          rows.filter { $0.category == categories[position] }.compactMap { row in
            guard let value = row.value, let total = totals[row.year], total > 0 else { return nil }
            return (row.year, value / total)
          }, uniquingKeysWith: { first, _ in first })
        let before = own.keys.filter { $0 <= year }.max().flatMap { own[$0] }
        let after = own.keys.filter { $0 >= year }.min().flatMap { own[$0] }
        switch (before, after) {
        case (let before?, let after?): return (before + after) / 2
        case (let only?, nil), (nil, let only?): return only
        case (nil, nil): continue
        }
      }
      return pattern[position] / sum
    }
  }
}
