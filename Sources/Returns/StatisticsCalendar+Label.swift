extension StatisticsCalendar {
  /// A year as the layout writes it: `2025-01` (January census), `2025-03-31`, `2024` (calendar
  /// year), `2024/25` (the year to March or August 2025) and `2024-06-30`.
  public func label(year: Int) -> String {
    switch self {
    case .januaryCensus: "\(year)-01"
    case .march31: "\(year)-03-31"
    case .calendarYear: "\(year)"
    case .midYear: "\(year)-06-30"
    case .yearToMarch, .academicYear:
      "\(year - 1)/\(year % 100 < 10 ? "0" : "")\(year % 100)"
    }
  }

  /// The year of a label; `nil` where it is not written as `label(year:)` writes it.
  public func year(label: String) -> Int? {
    let bytes = label.utf8
    var year = 0
    for byte in bytes.prefix(4) {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      year = year * 10 + Int(byte - UInt8(ascii: "0"))
    }
    switch self {
    case .yearToMarch, .academicYear: year += 1
    case .januaryCensus, .march31, .calendarYear, .midYear: break
    }
    return bytes.count >= 4 && self.label(year: year) == label ? year : nil
  }
}
