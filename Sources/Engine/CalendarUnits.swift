import Foundation
import Periods
import ScenarioLanguage

/// How many of each calendar unit fall in each month computed.
struct CalendarUnits: Sendable {
  let timeline: Timeline
  let schoolDays: Int

  /// Units in each month computed. A week is seven days; an amount per year is spread over its year
  /// by days, so that an academic-year amount falls into two financial years as the days do.
  func perMonth(_ unit: CalendarUnit) -> [Double] {
    (0..<timeline.monthCount).map { offset in
      let month = timeline.month(offset)
      let days = Double(month.days)
      switch unit {
      case .day: return days
      case .week: return days / 7
      case .month: return 1
      case .schoolDay: return schoolDays(in: month)
      case .financialYear: return days / Double(month.financialYear.days)
      case .academicYear: return days / Double(month.academicYear.days)
      }
    }
  }

  /// The settings' school days, spread over the year as the standard calendar spreads its 190.
  private func schoolDays(in month: Month) -> Double {
    let calendar = SchoolCalendar.standard
    return Double(schoolDays) * Double(calendar.days(in: month))
      / Double(calendar.days(in: month.academicYear))
  }

  /// The monthly share whose compounding over twelve months leaves the yearly one.
  static func monthly(_ yearly: Double) -> Double {
    1 - pow(1 - min(1, max(0, yearly)), 1.0 / 12)
  }
}
