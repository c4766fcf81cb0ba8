/// A stay from the day it starts to the day it ends, counted in nights: the end day is not one.
///
/// A stay without an end is still open and is counted to a horizon.
public struct NightSpan: Hashable, Sendable {
  /// The first night.
  public let start: CalendarDate
  /// The day after the last night, or `nil` while the stay is open.
  public let end: CalendarDate?

  /// A stay. Throws ``PeriodError`` where it ends before it starts; a stay that ends the day it
  /// starts has no night.
  public init(start: CalendarDate, end: CalendarDate?) throws(PeriodError) {
    if let end, end < start {
      throw PeriodError(
        input: "episode \(start.iso) to \(end.iso)",
        reason: "ends before it starts; correct the dates, its nights cannot be counted")
    }
    self.start = start
    self.end = end
  }

  /// Nights from `first` up to but not including `limit`; an open stay runs to `horizon`.
  public func nights(
    from first: CalendarDate, until limit: CalendarDate, horizon: CalendarDate
  ) -> Int {
    max(0, max(start, first).days(to: min(end ?? horizon, limit)))
  }

  /// Nights in a financial year; an open stay runs to `horizon`. Divide by 7 for child-weeks.
  public func nights(in year: FinancialYear, horizon: CalendarDate) -> Int {
    nights(from: year.firstDay, until: year.advanced(by: 1).firstDay, horizon: horizon)
  }
}
