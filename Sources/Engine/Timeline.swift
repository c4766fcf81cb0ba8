import Periods
import ScenarioLanguage

/// The months that a run computes: the financial years of the horizon, and one before it for the
/// opening base.
struct Timeline: Sendable {
  /// The financial year before the horizon, whose spend is the opening base.
  let baseYear: FinancialYear
  /// The financial years of the horizon, `baseYear` not among them.
  let years: [FinancialYear]
  /// First month computed: April of `baseYear`.
  let firstMonth: Month

  /// All years computed, `baseYear` first.
  var allYears: [FinancialYear] { [baseYear] + years }
  /// Months computed.
  var monthCount: Int { allYears.count * 12 }

  init(settings: RunSettings) {
    let first = settings.firstMonth.financialYear
    let last = settings.lastMonth.financialYear
    baseYear = first.advanced(by: -1)
    years = (first.startYear...max(first.startYear, last.startYear)).map(
      FinancialYear.init(startYear:))
    firstMonth = baseYear.firstMonth
  }

  /// Position of a month among the months computed; may lie outside.
  func offset(_ month: Month) -> Int { month.index - firstMonth.index }

  func month(_ offset: Int) -> Month { firstMonth.advanced(by: offset) }
}

extension Timeline {
  /// Build-up by month computed: a straight line or an S-curve (3x² − 2x³) at the middle of the month;
  /// 0 before the first month and after the last.
  func buildUp(from start: Int, until end: Int?, months: Int, isSCurve: Bool) -> [Double] {
    (0..<monthCount).map { month in
      guard month >= start, month <= end ?? Int.max else { return 0 }
      let elapsed = Double(month - start) + 0.5
      guard months > 0, elapsed < Double(months) else { return 1 }
      let share = elapsed / Double(months)
      return isSCurve ? share * share * (3 - 2 * share) : share
    }
  }
}

/// Census days by year, and how a month's average stock is read from the stocks on them.
struct CensusTimeline: Sendable {
  /// Census years, the origin first.
  let years: [Int]
  /// For each month computed: the census before the middle of the month, and how far from it to the
  /// next the middle lies (0...1). Censuses before the origin have negative positions.
  let weights: [(knot: Int, fraction: Double)]

  init(census: Census, origin: Int, timeline: Timeline) {
    let lastDay = timeline.month(timeline.monthCount - 1).lastDay
    var years = [origin]
    var days = [CensusTimeline.day(census, year: origin)]
    while days[days.count - 1] < lastDay {
      years.append(years[years.count - 1] + 1)
      days.append(CensusTimeline.day(census, year: years[years.count - 1]))
    }
    self.years = years
    weights = (0..<timeline.monthCount).map { offset in
      let month = timeline.month(offset)
      let middle = Double(month.firstDay.daysSince1970) + Double(month.days) / 2
      var knot = 0
      while middle < CensusTimeline.time(census, year: origin + knot) { knot -= 1 }
      while knot >= 0, knot + 2 < days.count, Double(days[knot + 1].daysSince1970) <= middle {
        knot += 1
      }
      let start = CensusTimeline.time(census, year: origin + knot)
      let end = CensusTimeline.time(census, year: origin + knot + 1)
      return (knot, min(1, (middle - start) / (end - start)))
    }
  }

  private static func time(_ census: Census, year: Int) -> Double {
    Double(day(census, year: year).daysSince1970)
  }

  /// The census day: its day of the month, or the middle of the month where it has none.
  static func day(_ census: Census, year: Int) -> CalendarDate {
    let month = Month(year: year, monthOfYear: census.monthOfYear)
    let day = min(census.day ?? 16, month.days)
    return month.firstDay.adding(days: day - 1)
  }

  /// `2027-01`, or `2027-03-31` where the census has a day.
  static func label(_ census: Census, year: Int) -> String {
    let month = census.monthOfYear < 10 ? "0\(census.monthOfYear)" : "\(census.monthOfYear)"
    guard let day = census.day else { return "\(year)-\(month)" }
    return "\(year)-\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
