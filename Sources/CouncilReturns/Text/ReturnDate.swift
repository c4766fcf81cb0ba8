import Periods

/// A date of a return: `dd/mm/yyyy` or `yyyy-mm-dd`, with or without a time of day behind it.
enum ReturnDate: Hashable {
  case missing
  case invalid
  case date(CalendarDate)

  /// Reads a field.
  init(_ text: some StringProtocol) {
    let bytes = Array(text.utf8).drop { $0 == 0x20 }
    guard !bytes.isEmpty else {
      self = .missing
      return
    }
    let day = bytes.prefix { $0 != 0x20 && $0 != 0x54 }
    let parts = day.split(separator: day.contains(0x2F) ? 0x2F : 0x2D)
    let numbers = parts.compactMap(ReturnDate.number)
    guard numbers.count == 3, parts.count == 3 else {
      self = .invalid
      return
    }
    let date =
      if parts[0].count == 4 {
        CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
      } else if parts[2].count == 4 {
        CalendarDate(year: numbers[2], month: numbers[1], day: numbers[0])
      } else {
        CalendarDate?.none
      }
    self = date.map(ReturnDate.date) ?? .invalid
  }

  /// The date, where there is one.
  var value: CalendarDate? {
    if case .date(let date) = self { date } else { nil }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard (1...4).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
