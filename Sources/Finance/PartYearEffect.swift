public import Periods

/// What a change of weekly cost from a date does to the year it starts in and to the next.
///
/// The two are always kept apart: adding the whole-year figure on top of the part-year one counts
/// the same children twice.
public struct PartYearEffect: Hashable, Sendable {
  /// The financial year the change starts in.
  public let year: FinancialYear
  /// Cost in that year, pounds: weekly change × days left / 7.
  public let partYear: Double
  /// Cost in the next year, pounds: weekly change × its days / 7.
  public let fullYear: Double

  /// The effects of a change of `weeklyChange` pounds a week from `date`.
  public init(weeklyChange: Double, from date: CalendarDate) {
    year = date.financialYear
    let next = year.advanced(by: 1)
    partYear = weeklyChange * Double(date.days(to: next.firstDay)) / 7
    fullYear = weeklyChange * Double(next.days) / 7
  }

  /// What the next year's budget must still add: full-year less part-year effect.
  public var nextYearStep: Double { fullYear - partYear }
}
