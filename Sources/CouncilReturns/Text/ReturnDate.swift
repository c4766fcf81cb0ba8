import Periods

/// A date of a return: `dd/mm/yyyy`, `yyyy-mm-dd` or `yyyy-Mon-dd`, with or without a time of day
/// behind it.
enum ReturnDate: Hashable {
  case missing
  case invalid
  case date(CalendarDate)

  /// Reads a field.
  init(_ text: String) {
    var text = text
    if let date = text.withUTF8(ReturnDate.tenBytes) {
      self = .date(date)
      return
    }
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

  /// A date that fills ten bytes, as nearly all do; `nil` for every other text.
  private static func tenBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    guard bytes.count == 10 else { return nil }
    func number(_ places: Range<Int>) -> Int {
      var value = 0
      for place in places {
        guard (0x30...0x39).contains(bytes[place]) else { return -1 }
        value = value * 10 + Int(bytes[place] - 0x30)
      }
      return value
    }
    let isISO = bytes[4] == 0x2D && bytes[7] == 0x2D
    guard isISO || (bytes[2] == 0x2F && bytes[5] == 0x2F) else { return nil }
    let year = isISO ? number(0..<4) : number(6..<10)
    let month = isISO ? number(5..<7) : number(3..<5)
    let day = isISO ? number(8..<10) : number(0..<2)
    return year < 0 ? nil : CalendarDate(year: year, month: month, day: day)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.count == 3, bytes.allSatisfy({ $0 > 0x39 }) {
      return months.firstIndex(of: String(decoding: bytes, as: UTF8.self).lowercased())
        .map { $0 + 1 }
    }
    guard (1...4).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
