/// What is suppressed, missing or inconsistent in imported statistics.
enum ImportChecks {
  static func findings(_ observations: Observations) -> [ImportReport.Finding] {
    let index = ObservationIndex(observations)
    let names = Dictionary(
      observations.areas.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    return suppressed(observations, names: names) + gaps(observations, names: names)
      + sums(observations, index: index, names: names)
      + residuals(observations, index: index, names: names)
  }

  private static func suppressed(
    _ observations: Observations, names: [String: String]
  ) -> [ImportReport.Finding] {
    struct Key: Hashable {
      var measure: String
      var area: String
      var symbol: PublishedSymbol
    }
    var counts: [Key: Int] = [:]
    for row in observations.rows {
      guard row.value == nil, let symbol = row.symbol else { continue }
      counts[Key(measure: row.measure, area: row.area, symbol: symbol), default: 0] += 1
    }
    return counts.map { key, count in
      ImportReport.Finding(
        kind: .suppressed, area: key.area, measure: key.measure, category: key.symbol.rawValue,
        count: count,
        text: "\(names[key.area] ?? key.area), \(key.measure): \(count) figures are "
          + "'\(key.symbol.rawValue)'")
    }
  }

  private static func gaps(
    _ observations: Observations, names: [String: String]
  ) -> [ImportReport.Finding] {
    var findings: [ImportReport.Finding] = []
    let rows = observations.rows
    var start = 0
    while start < rows.count {
      let first = rows[start]
      var years: Set<Int> = []
      var end = start
      while end < rows.count, rows[end].area == first.area, rows[end].split == first.split,
        rows[end].measure == first.measure, rows[end].calendar == first.calendar
      {
        if rows[end].value != nil { years.insert(rows[end].year) }
        end += 1
      }
      if let earliest = years.min(), let latest = years.max() {
        for year in earliest...latest where !years.contains(year) {
          let period = first.calendar.label(year: year)
          findings.append(
            ImportReport.Finding(
              kind: .missingYear, area: first.area, measure: first.measure, period: period,
              split: first.split,
              text: "\(names[first.area] ?? first.area), \(first.measure) by \(first.split): "
                + "nothing for \(period), though there are figures before and after"))
        }
      }
      start = end
    }
    return findings
  }

  /// Splits whose items are exclusive and make up the total.
  private static let additive: Set<String> = [
    "setting", "setting-group", "age-band", "age", "need", "placement", "placement-detail",
    "provider", "distance", "locality", "legal-status", "uasc", "sex", "reason", "location",
    "taken-into-care", "weeks",
  ]

  /// Fewer items than this are not all there are.
  private static func leastItems(_ split: String) -> Int {
    switch split {
    case "setting": 8
    case "need": 10
    case "placement": 6
    default: 2
    }
  }

  private static func sums(
    _ observations: Observations, index: ObservationIndex, names: [String: String]
  ) -> [ImportReport.Finding] {
    struct Sum {
      var sum = 0.0
      var items = 0
      var isComplete = true
    }
    var findings: [ImportReport.Finding] = []
    let rounded = Set(observations.areas.filter { $0.level != .localAuthority }.map(\.code))
    let rows = observations.rows
    var start = 0
    while start < rows.count {
      let first = rows[start]
      var end = start
      var sums: [Int: Sum] = [:]
      while end < rows.count, rows[end].area == first.area, rows[end].split == first.split,
        rows[end].measure == first.measure
      {
        var sum = sums[rows[end].year] ?? Sum()
        sum.items += 1
        if let value = rows[end].value { sum.sum += value } else { sum.isComplete = false }
        sums[rows[end].year] = sum
        end += 1
      }
      if additive.contains(first.split) {
        let totals = index.series(measure: first.measure, area: first.area)
        for (year, sum) in sums.sorted(by: { $0.key < $1.key }) {
          guard let total = totals[year], sum.isComplete, sum.items >= leastItems(first.split)
          else { continue }
          // National and regional figures of children looked after are rounded to 10 each.
          let isRounded = rounded.contains(first.area) && first.measure.hasPrefix("cla")
          let allowed = isRounded ? 5 * Double(sum.items + 1) : 0.5
          guard abs(sum.sum - total) > allowed else { continue }
          let period = first.calendar.label(year: year)
          findings.append(
            ImportReport.Finding(
              kind: .partsDoNotSum, area: first.area, measure: first.measure, period: period,
              split: first.split, first: sum.sum, second: total,
              text: "\(names[first.area] ?? first.area), \(first.measure), \(period): the items of "
                + "\(first.split) sum to \(DelimitedNumber.text(sum.sum)), the total is "
                + "\(DelimitedNumber.text(total))"))
        }
      }
      start = end
    }
    return findings
  }

  private static func residuals(
    _ observations: Observations, index: ObservationIndex, names: [String: String]
  ) -> [ImportReport.Finding] {
    observations.areas.flatMap { area in
      StockFlow.allCases.flatMap { identity in
        identity.residuals(index, area: area.code).map { residual in
          let period = identity.calendar.label(year: residual.year)
          return ImportReport.Finding(
            kind: .stockFlowResidual, area: area.code, measure: identity.stock, period: period,
            first: residual.residual, second: residual.stock,
            text: "\(names[area.code] ?? area.code), \(identity.stock), \(period): "
              + "\(DelimitedNumber.text(residual.residual)) of "
              + "\(DelimitedNumber.text(residual.stock)) are not explained by the flows of the "
              + "year")
        }
      }
    }
  }
}
