public import Periods

/// What counts as an emergency placement: a setting with a date, because the SSDA903 has no such mark.
///
/// Rule A: the placement code is in a list (unregistered and temporary ones, which change with the
/// collection year). Rule B: the placement was asked for at most so many days before it began. A short
/// stop is neither, lasted at most so many nights and ended with a move.
public struct EmergencyDefinition: Hashable, Sendable {
  /// Placement codes of rule A.
  public let codes: Set<String>
  /// Most days between asking and beginning of rule B.
  public let noticeDays: Int
  /// Most nights of a short stop.
  public let shortNights: Int

  /// A definition. Throws for negative numbers.
  public init(codes: Set<String>, noticeDays: Int, shortNights: Int) throws(EmergencyError) {
    guard noticeDays >= 0, shortNights >= 0 else {
      throw EmergencyError(
        description:
          "A definition of emergencies has \(min(noticeDays, shortNights)) days or nights; they are counted "
          + "from 0.")
    }
    self.codes = codes
    self.noticeDays = noticeDays
    self.shortNights = shortNights
  }
}

/// A definition or a placement that makes no sense.
public struct EmergencyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and what to do.
  public let description: String

  /// A refusal in words.
  public init(description: String) { self.description = description }
}

/// One placement as the definition looks at it: dates, code and prices, without the child.
public struct PlacementStay: Hashable, Sendable {
  /// SSDA903 placement code.
  public var code: String
  /// The day it was asked for, where that is known.
  public var requested: CalendarDate?
  /// Its first day.
  public var start: CalendarDate
  /// Its last day; `nil` while it is open.
  public var end: CalendarDate?
  /// Whether it ended with a move to another placement.
  public var endedWithMove: Bool
  /// Its price, £ a week, where known.
  public var weeklyPrice: Double?
  /// Price of the placement that was planned, £ a week, where known.
  public var plannedWeeklyPrice: Double?

  /// A stay.
  public init(
    code: String, requested: CalendarDate?, start: CalendarDate, end: CalendarDate?,
    endedWithMove: Bool, weeklyPrice: Double? = nil, plannedWeeklyPrice: Double? = nil
  ) {
    self.code = code
    self.requested = requested
    self.start = start
    self.end = end
    self.endedWithMove = endedWithMove
    self.weeklyPrice = weeklyPrice
    self.plannedWeeklyPrice = plannedWeeklyPrice
  }
}

extension EmergencyDefinition {
  /// How a stay is classed.
  public struct Verdict: Hashable, Sendable {
    /// Nights, those of an open stay up to the day of the extract.
    public let nights: Int
    /// Whether its code is of rule A.
    public let byCode: Bool
    /// Whether its notice is of rule B.
    public let byNotice: Bool
    /// Whether it is a short stop.
    public let isShortStop: Bool
    /// What it cost above the placement that was planned, £; 0 where it is no emergency, `nil` where a
    /// price is missing.
    public let premium: Double?

    /// Whether it is an emergency by either rule.
    public var isEmergency: Bool { byCode || byNotice }
    /// The letters of the rules met: `A`, `B`, `AB` or nothing.
    public var rules: String { (byCode ? "A" : "") + (byNotice ? "B" : "") }
  }

  /// Classes a stay as at the day of the extract. Throws where it ends before it starts, or starts after
  /// that day.
  public func verdict(on stay: PlacementStay, asOf day: CalendarDate) throws(EmergencyError)
    -> Verdict
  {
    let nights = stay.start.days(to: stay.end ?? day)
    guard nights >= 0 else {
      throw EmergencyError(
        description:
          "A placement from \(stay.start) ends on \(stay.end ?? day), before it starts; nights can't be "
          + "counted. Mend the dates, or extract the data again.")
    }
    let byCode = codes.contains(stay.code)
    let notice = stay.requested.map { $0.days(to: stay.start) }
    let byNotice = notice.map { $0 <= noticeDays } ?? false
    let isEmergency = byCode || byNotice
    var premium: Double? = 0
    if isEmergency {
      premium = stay.weeklyPrice.flatMap { price in
        stay.plannedWeeklyPrice.map { Double(nights) / 7 * (price - $0) }
      }
    }
    return Verdict(
      nights: nights, byCode: byCode, byNotice: byNotice,
      isShortStop: !isEmergency && stay.end != nil && stay.endedWithMove && nights <= shortNights,
      premium: premium)
  }
}
