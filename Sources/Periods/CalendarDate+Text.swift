extension CalendarDate {
  /// Reads `2026-04-01`. Throws ``PeriodError`` where the text has another form or the calendar has
  /// no such day.
  public init(iso text: String) throws(PeriodError) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2] else {
      throw PeriodError(input: text, reason: "is not a date as year-month-day, such as 2026-04-01")
    }
    try self.init(text, year: parts[0], month: parts[1], day: parts[2])
  }

  /// Reads `01/04/2026`, day first as English returns write it. Throws ``PeriodError`` where the
  /// text has another form or the calendar has no such day.
  public init(dayMonthYear text: String) throws(PeriodError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [2, 2, 4] else {
      throw PeriodError(input: text, reason: "is not a date as day/month/year, such as 01/04/2026")
    }
    try self.init(text, year: parts[2], month: parts[1], day: parts[0])
  }

  private init(
    _ text: String, year: Substring, month: Substring, day: Substring
  ) throws(PeriodError) {
    guard let year = CalendarDate.digits(year), let month = CalendarDate.digits(month),
      let day = CalendarDate.digits(day)
    else { throw PeriodError(input: text, reason: "has a sign or a letter where a digit belongs") }
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      throw PeriodError(
        input: text, reason: "the calendar has no such day; check day, month and leap year")
    }
    self = date
  }

  private static func digits(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }

  /// `2026-04-01`.
  public var iso: String {
    let parts = components
    return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
  }

  /// `01/04/2026`.
  public var dayMonthYear: String {
    let parts = components
    return "\(padded(parts.day, 2))/\(padded(parts.month, 2))/\(padded(parts.year, 4))"
  }
}

extension CalendarDate: CustomStringConvertible {
  /// As a paper writes it: `1 April 2026`.
  public var description: String {
    let parts = components
    return "\(parts.day) \(Month.names[parts.month - 1]) \(parts.year)"
  }
}

extension FinancialYear: CustomStringConvertible {
  /// `2027/28`.
  public var description: String { label }
}

extension AcademicYear: CustomStringConvertible {
  /// `academic year 2027/28`, so that it is never taken for a financial year.
  public var description: String { "academic year \(label)" }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number.magnitude)
  let zeros = String(repeating: "0", count: max(0, width - digits.count))
  return (number < 0 ? "-" : "") + zeros + digits
}
