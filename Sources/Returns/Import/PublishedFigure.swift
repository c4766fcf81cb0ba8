import DelimitedText

/// A published cell: a number, or the symbol printed in its place.
enum PublishedFigure: Hashable {
  case value(Double)
  case symbol(PublishedSymbol)

  var value: Double? {
    if case .value(let number) = self { number } else { nil }
  }
  var symbol: PublishedSymbol? {
    if case .symbol(let symbol) = self { symbol } else { nil }
  }

  /// The symbols in use, older ones included: `k` is the statistics service's `low`, `-` and `:`
  /// are the Local Authority Interactive Tool's "not available".
  static func symbol(_ text: String) -> PublishedSymbol? {
    switch text {
    case "k", "~": .low
    case "-", "..", ":", "NA": .notAvailable
    default: PublishedSymbol(rawValue: text)
    }
  }
}

/// One row of a published file.
struct PublishedRow {
  let table: DelimitedTable
  let row: Int

  func has(_ column: String) -> Bool { table.position(of: column) != nil }

  func text(_ column: String) -> String {
    guard let position = table.position(of: column) else { return "" }
    return table.text(row: row, column: position)
  }

  /// The first of the columns that the file has.
  func text(anyOf columns: String...) -> String {
    for column in columns where has(column) { return text(column) }
    return ""
  }

  func error(_ fault: StatisticsError.Fault, column: String) -> StatisticsError {
    StatisticsError(
      fault: fault, file: table.file, line: table.line(ofRow: row),
      column: table.position(of: column).map { table.characterColumn(row: row, column: $0) })
  }

  /// The figure of a column; `nil` where the column is missing or the cell empty.
  func figure(_ column: String, isCount: Bool = true) throws(StatisticsError) -> PublishedFigure? {
    guard let position = table.position(of: column) else { return nil }
    if let number = table.number(row: row, column: position) {
      if isCount, number < 0 {
        throw error(.negativeCount(text(column), unit: column), column: column)
      }
      return .value(number)
    }
    let text = table.text(row: row, column: position)
    if text.isEmpty { return nil }
    guard let symbol = PublishedFigure.symbol(text) else {
      throw error(.badNumber(text), column: column)
    }
    return .symbol(symbol)
  }

  /// The period in any of the published forms: `2025`; `202425`, `2024/25`, `2024-25`, each with
  /// or without ` (OT)` for outturn. Pairs of years give the second.
  func year(_ column: String = "time_period") throws(StatisticsError) -> Int {
    let text = text(column)
    guard let year = PublishedRow.year(text) else {
      throw error(.unknownPeriodForm(text), column: column)
    }
    return year
  }

  static func year(_ text: String) -> Int? {
    var digits = text
    if digits.hasSuffix(" (OT)") { digits.removeLast(5) }
    let bytes = Array(digits.utf8)
    if bytes.count == 7, bytes[4] == UInt8(ascii: "/") || bytes[4] == UInt8(ascii: "-") {
      digits = String(digits.prefix(4) + digits.suffix(2))
    }
    guard digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(digits) else {
      return nil
    }
    switch digits.utf8.count {
    case 4: return (1900...2200).contains(number) ? number : nil
    case 6:
      let start = number / 100
      return (start + 1) % 100 == number % 100 ? start + 1 : nil
    default: return nil
    }
  }
}
