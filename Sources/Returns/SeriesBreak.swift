/// A known break in a published series: figures on its two sides are not to be compared without
/// a thought.
public struct SeriesBreak: Sendable, Hashable {
  /// The code that observations carry in the column `series_break`.
  public var code: String
  /// What happened, as a sentence.
  public var explanation: String

  /// SEN2 became a collection of person-level records.
  public static let personLevel = SeriesBreak(
    code: "sen2-person-level",
    explanation: "SEN2 has been collected as person-level records since January 2023 (flows since "
      + "calendar year 2022); before, authorities returned totals.")
  /// Supported accommodation had to be registered.
  public static let supportedAccommodation = SeriesBreak(
    code: "supported-accommodation-registration",
    explanation: "Supported accommodation has had to be registered since October 2023; children in "
      + "settings not yet registered are counted as other placements from 31 March 2024.")
  /// Resourced provision and SEN units were told apart differently.
  public static let resourcedProvision = SeriesBreak(
    code: "resourced-provision-relabelled",
    explanation: "Resourced provision and SEN units were told apart differently from January 2023 "
      + "on; use the mainstream total.")
  /// Populations before the 2021 census.
  public static let beforeRebasing = SeriesBreak(
    code: "population-before-rebasing",
    explanation: "These estimates were made before the 2021 census and not rebased on it; they do "
      + "not join the later series of population aged 0 to 17.")
  /// A figure published in thousands.
  public static let thousands = SeriesBreak(
    code: "lait-thousand",
    explanation: "Published in GBP thousand for 2015/16 and in GBP after; converted to GBP here.")

  /// Every break that the import marks.
  public static let known: [SeriesBreak] = [
    personLevel, supportedAccommodation, resourcedProvision, beforeRebasing, thousands,
  ]

  /// The break of that code; `nil` where it is none of the known.
  public static func known(code: String) -> SeriesBreak? { known.first { $0.code == code } }

  /// Marks the first figure after each known break; `rows` are in canonical order.
  static func mark(_ rows: inout [Observation]) {
    var start = 0
    while start < rows.count {
      let first = rows[start]
      var end = start + 1
      while end < rows.count, rows[end].category == first.category,
        rows[end].area == first.area, rows[end].split == first.split,
        rows[end].measure == first.measure, rows[end].calendar == first.calendar
      {
        end += 1
      }
      if let (seriesBreak, year) = expected(first) {
        // A series that starts after the break has no other side to compare with.
        if let at = (start..<end).first(where: { rows[$0].year >= year }),
          at > start || seriesBreak == beforeRebasing, rows[at].seriesBreak == nil
        {
          rows[at].seriesBreak = seriesBreak.code
        }
      }
      start = end
    }
  }

  private static func expected(_ row: Observation) -> (SeriesBreak, Int)? {
    if row.measure == "population" { return (beforeRebasing, row.year) }
    if row.measure == "cla", row.split.hasPrefix("placement"),
      ["supported", "other", "other-placements"].contains(row.category)
    {
      return (supportedAccommodation, 2024)
    }
    if row.category.hasSuffix("resourced-provision") || row.category.hasSuffix("senunit") {
      return (resourcedProvision, 2023)
    }
    switch row.measure {
    case "plans": return (personLevel, 2023)
    case "new-plans", "plan-requests", "plan-assessments", "ceased-plans":
      return (personLevel, 2022)
    default: return nil
    }
  }
}
