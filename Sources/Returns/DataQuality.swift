/// Looks through an area's record for breaks, clean-ups and coding changes, and names them.
public enum DataQuality {
  /// An ending year this many times the mean of the others is a clean-up where one reason has
  /// more than half of it.
  public static let cleanUpRatio = 2.5
  /// Residuals above this share of the stock are named.
  public static let residualShare = 0.02
  /// Changes of a unit cost above this share of the year before are named.
  public static let unitCostChange = 0.4

  /// The findings for an area, in order of code, measure and year.
  ///
  /// - Parameters:
  ///   - index: the statistics.
  ///   - area: the area's code; one that is not in the statistics has no findings.
  public static func detect(_ index: ObservationIndex, area: String) -> [DataQualityFinding] {
    cleanUps(index, area: area) + residuals(index, area: area) + breaks(index, area: area)
      + unitCosts(index, area: area) + missing(index, area: area)
      + suppressed(index, area: area)
  }

  /// The findings for an area of observations that are not indexed yet.
  public static func detect(
    _ observations: Observations, area: String
  ) -> [DataQualityFinding] {
    detect(ObservationIndex(observations), area: area)
  }

  private static func text(_ value: Double) -> String {
    let sign = value < 0 ? "-" : ""
    return "\(sign)\(group(Int(value.magnitude.rounded())))"
  }

  private static func group(_ number: Int) -> String {
    let digits = String(number)
    var grouped = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return grouped
  }

  private static func percent(_ share: Double) -> String {
    "\(Int((share * 100).rounded()))%"
  }

  private static func cleanUps(
    _ index: ObservationIndex, area: String
  ) -> [DataQualityFinding] {
    [("ceased-plans", StatisticsCalendar.calendarYear), ("cla-ceases", .yearToMarch)].flatMap {
      measure, calendar -> [DataQualityFinding] in
      let totals = index.series(measure: measure, area: area)
      guard totals.count >= 3 else { return [] }
      return totals.keys.sorted().compactMap { year in
        guard let figure = totals[year] else { return nil }
        let others = totals.filter { $0.key != year }.map(\.value)
        let mean = others.reduce(0, +) / Double(others.count)
        let reasons = index.items(measure: measure, area: area, split: "reason", year: year)
        guard figure > cleanUpRatio * mean,
          let main = reasons.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
          main.value > figure / 2
        else { return nil }
        return DataQualityFinding(
          code: .cleanUp, area: area, measure: measure, years: [year],
          figures: [figure, mean, main.value],
          sentence: "\(measure) in \(calendar.label(year: year)) is \(text(figure)), against a "
            + "mean of \(text(mean)) in the other years, and \(text(main.value)) of them ended "
            + "for one reason, '\(main.key)': old cases closed in one go, not a fall in demand.")
      }
    }
  }

  private static func residuals(
    _ index: ObservationIndex, area: String
  ) -> [DataQualityFinding] {
    StockFlow.allCases.compactMap { identity in
      let large = identity.residuals(index, area: area)
        .filter { $0.residual.magnitude > residualShare * $0.stock }
      guard !large.isEmpty else { return nil }
      let parts = large.map {
        "\(text($0.residual)) in \(identity.calendar.label(year: $0.year)) "
          + "(\(percent($0.residual.magnitude / $0.stock)) of the stock)"
      }
      return DataQualityFinding(
        code: .stockFlowResidual, area: area, measure: identity.stock, years: large.map(\.year),
        figures: large.map(\.residual),
        sentence: "\(identity.stock): the published starts and ends leave "
          + parts.joined(separator: ", ")
          + " unexplained: transfers in, late recording or a record clean-up.")
    }
  }

  private static func breaks(
    _ index: ObservationIndex, area: String
  ) -> [DataQualityFinding] {
    struct Key: Hashable {
      var code: String
      var measure: String
    }
    var years: [Key: Set<Int>] = [:]
    for row in index.rows(area: area) {
      if let code = row.seriesBreak {
        years[Key(code: code, measure: row.measure), default: []].insert(row.year)
      }
    }
    return years.sorted { ($0.key.measure, $0.key.code) < ($1.key.measure, $1.key.code) }
      .map { key, years in
        let explanation =
          SeriesBreak.known(code: key.code)?.explanation ?? "Marked in the statistics."
        return DataQualityFinding(
          code: .seriesBreak, area: area, measure: key.measure, years: years.sorted(),
          figures: [],
          sentence: "\(key.measure): break in series '\(key.code)' at "
            + years.sorted().map(String.init).joined(separator: ", ") + ". \(explanation)")
      }
  }

  private static func unitCosts(
    _ index: ObservationIndex, area: String
  ) -> [DataQualityFinding] {
    let measures = Set(
      index.rows(area: area).filter { $0.measure.hasPrefix("unit-cost-") && $0.split == "total" }
        .map(\.measure))
    return measures.sorted().compactMap { measure in
      let series = index.series(measure: measure, area: area)
      var years: Set<Int> = []
      for (year, cost) in series {
        guard let previous = series[year - 1], previous > 0,
          (cost / previous - 1).magnitude > unitCostChange
        else { continue }
        years.formUnion([year - 1, year])
      }
      guard !years.isEmpty else { return nil }
      let sorted = years.sorted()
      let parts = sorted.compactMap { year in
        series[year].map {
          "\(text($0)) in \(StatisticsCalendar.yearToMarch.label(year: year))"
        }
      }
      return DataQualityFinding(
        code: .unitCostJump, area: area, measure: measure, years: sorted,
        figures: sorted.compactMap { series[$0] },
        sentence: "\(measure) is \(parts.joined(separator: ", ")): a change of more than "
          + "\(percent(unitCostChange)) in a year is spend or weeks coded differently before it "
          + "is price.")
    }
  }

  private static func missing(
    _ index: ObservationIndex, area: String
  ) -> [DataQualityFinding] {
    let measures = ["plans", "new-plans", "ceased-plans", "cla", "cla-starts", "cla-ceases"]
    return measures.compactMap { measure in
      let series = index.series(measure: measure, area: area)
      guard let first = series.keys.min(), let last = series.keys.max() else { return nil }
      let years = (first...last).filter { series[$0] == nil }
      guard !years.isEmpty else { return nil }
      return DataQualityFinding(
        code: .missingYear, area: area, measure: measure, years: years, figures: [],
        sentence: "\(measure) has no figure for "
          + years.map(String.init).joined(separator: ", ")
          + ", though there are figures before and after.")
    }
  }

  private static func suppressed(
    _ index: ObservationIndex, area: String
  ) -> [DataQualityFinding] {
    ["age-band", "placement"].compactMap { split in
      let rows = index.rows(measure: "cla", area: area, split: split)
        .filter { $0.symbol == .suppressed }
      guard !rows.isEmpty else { return nil }
      let items = Set(rows.map(\.category)).sorted()
      return DataQualityFinding(
        code: .suppressed, area: area, measure: "cla", split: split,
        years: Set(rows.map(\.year)).sorted(), figures: [Double(rows.count)],
        sentence: "cla by \(split): \(rows.count) figures are suppressed by the publisher "
          + "(\(items.joined(separator: ", "))).")
    }
  }
}
