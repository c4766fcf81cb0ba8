import Periods

/// Weeks from some time before the first month to the end of the last, and the months they fall in.
///
/// A week belongs to the month of its fourth day.
struct PipelineCalendar: Sendable {
  static let weeksInYear = 365.25 / 7

  /// Months asked for.
  let months: Int
  /// The first of them.
  let first: Month
  /// The week that the first month starts with.
  let start = PipelineReplicate.warmUp
  /// Weeks in all.
  let weeks: Int
  /// The month of each week, from the first; below 0 in the time before.
  private let monthOfWeek: [Int]

  init(first: Month, months: Int) {
    self.first = first
    self.months = months
    let from = first.firstDay.adding(days: -PipelineReplicate.warmUp * 7)
    let days = from.days(to: first.advanced(by: months).firstDay)
    weeks = (days + 6) / 7
    monthOfWeek = (0..<weeks).map { first.months(to: from.adding(days: $0 * 7 + 3).month) }
  }

  /// The month of a week; `nil` outside the months asked for.
  func month(of week: Int) -> Int? {
    guard monthOfWeek.indices.contains(week) else { return nil }
    let month = monthOfWeek[week]
    return month >= 0 && month < months ? month : nil
  }

  /// The month whose end is the first at or after the end of a week: what starts in the week is there at
  /// that end, what ended in the week is not.
  func end(of week: Int) -> Int {
    if week < 0 { return Int.min / 2 }
    return week < weeks ? monthOfWeek[week] : months
  }
}
