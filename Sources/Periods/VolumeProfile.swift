/// How volume (riders, pupils with support) moves within an academic year, as multiples of any one
/// level: September is usually low, because leavers have gone, and July high.
public struct VolumeProfile: Sendable, Hashable {
  /// Twelve relative volumes from September to August.
  public let relative: [Double]

  /// A profile. Throws ``PeriodError`` unless there are twelve finite volumes, none negative.
  public init(relative: [Double]) throws(PeriodError) {
    guard relative.count == 12 else {
      throw PeriodError(
        input: "volume profile",
        reason: "has \(relative.count) months; give twelve from September to August")
    }
    for (offset, volume) in relative.enumerated() where !(volume >= 0 && volume.isFinite) {
      throw PeriodError(
        input: "volume profile, \(Month.names[(offset + 8) % 12])",
        reason: "\(volume) is not a volume; give a number of 0 or more")
    }
    self.relative = relative
  }

  /// The relative volume of a month.
  public func relative(in month: Month) -> Double {
    relative[month.academicYear.firstMonth.months(to: month)]
  }

  /// Child-school-days in the months after `month` to the end of its financial year, from the volume
  /// seen in `month`, where later months follow the profile.
  ///
  /// Throws ``PeriodError`` where the profile has nothing in `month` to scale from.
  public func remainingSchoolDays(
    after month: Month, volume: Double, calendar: SchoolCalendar
  ) throws(PeriodError) -> Double {
    let reference = relative(in: month)
    guard reference > 0 else {
      throw PeriodError(
        input: "volume profile, \(month)",
        reason: "is nought, so no other month can be scaled to it")
    }
    return VolumeProfile.months(after: month).reduce(0) {
      $0 + volume * relative(in: $1) / reference * Double(calendar.days(in: $1))
    }
  }

  /// The same where the volume seen in `month` is held for the rest of the year: the extrapolation
  /// that overstates a forecast made from a July peak.
  public static func remainingSchoolDaysFlat(
    after month: Month, volume: Double, calendar: SchoolCalendar
  ) -> Double {
    months(after: month).reduce(0) { $0 + volume * Double(calendar.days(in: $1)) }
  }

  private static func months(after month: Month) -> [Month] {
    month.financialYear.months.filter { $0 > month }
  }
}
