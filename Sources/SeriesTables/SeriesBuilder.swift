/// A series as its rows come in.
struct SeriesBuilder {
  /// A table that skips more periods than this between two rows of one series has a mistyped period
  /// rather than a gap.
  private static let longestGap = 1_000

  let id: String
  private var values: [Double] = []
  private var periods: [String] = []
  private var skipped = 0
  private var last: Period?
  private var labels: Set<String> = []

  init(id: String) { self.id = id }

  var series: SeriesTable.Series {
    SeriesTable.Series(id: id, values: values, periods: periods, skipped: skipped)
  }

  /// Takes a row; the reason where it cannot.
  mutating func append(period text: String, value: Double) -> String? {
    let period = Period(text)
    let before = last.map { "'\(periods[periods.count - 1])' (\($0.kind.rawValue))" } ?? ""
    if let last {
      guard last.kind == period.kind else {
        return "period '\(text)' is a \(period.kind.rawValue) and comes after \(before) in series "
          + "'\(id)'; write all periods of a series in one way"
      }
      if period.kind == .label {
        if labels.contains(text) {
          return "period '\(text)' occurs twice in series '\(id)', so one of two values would be "
            + "lost; keep one"
        }
      } else if period.number <= last.number {
        let what = period.number == last.number ? "occurs twice" : "comes after a later one"
        return
          "period '\(text)' \(what) in series '\(id)' (previous row: \(before)); put the rows of "
          + "each series in order of time, one for each period"
      }
      if period.countsGaps {
        let gap = period.number - last.number - 1
        guard gap <= SeriesBuilder.longestGap else {
          return "period '\(text)' leaves \(gap) periods out after \(before) in series '\(id)'; "
            + "correct the period"
        }
        values += Array(repeating: .nan, count: gap)
        periods += Array(repeating: "", count: gap)
        skipped += gap
      }
    }
    if period.kind == .label { labels.insert(text) }
    last = period
    values.append(value)
    periods.append(text)
    return nil
  }
}
