import Foundation

/// Writes rows as comma-separated text (RFC 4180): UTF-8, LF line ends, quotes only where a field
/// holds a comma, a quote, a line end or a space at either end.
public struct DelimitedTextWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  /// A writer that has written nothing.
  public init() {}

  /// Writes one row.
  public mutating func append(row: [String]) {
    for (index, field) in row.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(field: field, isOnlyField: row.count == 1)
    }
    bytes.append(0x0A)
  }

  private mutating func append(field: String, isOnlyField: Bool) {
    let text = field.utf8
    let needsQuotes =
      text.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      || text.first == 0x20 || text.last == 0x20 || (isOnlyField && text.isEmpty)
    guard needsQuotes else {
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(0x22)
    for byte in text {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// A number with twelve significant digits, so that a table is the same on every platform whose
  /// mathematics library differs in the last bit; whole numbers without a decimal point. Empty for
  /// what is not finite.
  public static func significant(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    if value == value.rounded(), abs(value) < 1e12 { return String(Int(value)) }
    return String(format: "%.12g", value)
  }

  /// A number as tables hold it: whole numbers without a decimal point, others with the fewest
  /// digits that read back as the same number.
  public static func format(_ value: Double) -> String {
    if let whole = Int64(exactly: value), abs(whole) < 1_000_000_000_000_000 {
      return String(whole)
    }
    return "\(value)"
  }
}
