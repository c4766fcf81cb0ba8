/// One row of a table, its fields still where they are in the text.
struct CareRow {
  /// The text that the fields lie in.
  let bytes: [UInt8]

  /// The fields, without quotes.
  let fields: [Range<Int>]

  /// The line in the file.
  let line: Int

  /// A field without blanks around it; empty for a position of `nil`.
  func text(_ position: Int?) -> String {
    guard let position, position < fields.count else { return "" }
    var field = fields[position]
    while let first = field.first, CareRow.isBlank(bytes[first]) { field.removeFirst() }
    while let last = field.last, CareRow.isBlank(bytes[last]) { field.removeLast() }
    return String(decoding: bytes[field], as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
}

extension Range<Int> {
  fileprivate mutating func removeFirst() { self = lowerBound + 1..<upperBound }
  fileprivate mutating func removeLast() { self = lowerBound..<upperBound - 1 }
}
