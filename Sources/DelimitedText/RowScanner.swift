/// Splits the bytes of a file into rows and fields.
struct RowScanner {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  let bytes: [UInt8]
  let file: String
  let headerOnly: Bool
  /// The fields of all rows one after the other, the header's first.
  private(set) var fields: [FieldRange] = []
  /// The line each row starts on, counted from 1, the header's first.
  private(set) var lines: [Int32] = []
  /// The number of fields of the header.
  private(set) var columnCount: Int?

  init(bytes: [UInt8], file: String, headerOnly: Bool) {
    self.bytes = bytes
    self.file = file
    self.headerOnly = headerOnly
  }

  /// Line and column, both from 1, of a byte.
  func place(of offset: Int) -> (line: Int, column: Int) {
    var line = 1
    var lineStart = bytes.starts(with: RowScanner.byteOrderMark) ? 3 : 0
    var at = lineStart
    while at < min(offset, bytes.count) {
      if bytes[at] == 0x0A
        || (bytes[at] == 0x0D && !(at + 1 < bytes.count && bytes[at + 1] == 0x0A))
      {
        line += 1
        lineStart = at + 1
      }
      at += 1
    }
    let end = max(lineStart, min(offset, bytes.count))
    return (line, bytes[lineStart..<end].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 })
  }

  private func failure(_ fault: DelimitedTextError.Fault, at offset: Int) -> DelimitedTextError {
    let place = place(of: offset)
    return DelimitedTextError(fault: fault, file: file, line: place.line, column: place.column)
  }

  mutating func scan() throws(DelimitedTextError) {
    guard bytes.count < Int(Int32.max) else {
      throw DelimitedTextError(
        fault: .tooLarge(bytes: bytes.count), file: file, line: 1, column: 1)
    }
    if !headerOnly, let offset = firstInvalidUTF8(bytes) {
      throw failure(.invalidUTF8, at: offset)
    }
    fields.reserveCapacity(headerOnly ? 64 : bytes.count / 8)
    let count = bytes.count
    var at = bytes.starts(with: RowScanner.byteOrderMark) ? 3 : 0
    var line: Int32 = 1
    while at < count {
      // An empty line is no row.
      if bytes[at] == 0x0A || bytes[at] == 0x0D {
        at = afterLineEnd(at)
        line += 1
        continue
      }
      let firstField = fields.count
      lines.append(line)
      at = try scanRow(from: at, line: &line)
      let found = fields.count - firstField
      if let expected = columnCount {
        if found != expected {
          let offset = Int(fields[firstField + min(found, expected + 1) - 1].start)
          throw failure(.fieldCount(found: found, expected: expected), at: offset)
        }
      } else {
        columnCount = found
        if headerOnly {
          let header = Array(bytes[..<at])
          if let offset = firstInvalidUTF8(header) { throw failure(.invalidUTF8, at: offset) }
          return
        }
      }
    }
  }

  private func afterLineEnd(_ at: Int) -> Int {
    bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? at + 2 : at + 1
  }

  /// Reads one row from its first byte and returns the first byte after its line end.
  private mutating func scanRow(
    from first: Int, line: inout Int32
  ) throws(DelimitedTextError) -> Int {
    let count = bytes.count
    var at = first
    while true {
      let isQuoted = at < count && bytes[at] == UInt8(ascii: "\"")
      if isQuoted {
        at = try scanQuoted(from: at, line: &line)
      } else {
        let start = at
        scan: while at < count {
          switch bytes[at] {
          case UInt8(ascii: ","), 0x0A, 0x0D: break scan
          case UInt8(ascii: "\""): throw failure(.strayQuote, at: at)
          case 0: throw failure(.nulByte, at: at)
          default: at += 1
          }
        }
        fields.append(
          FieldRange(start: Int32(start), end: Int32(at), hasDoubledQuotes: false))
      }
      guard at < count else { return at }
      switch bytes[at] {
      case UInt8(ascii: ","):
        at += 1
      case 0x0A, 0x0D:
        line += 1
        return afterLineEnd(at)
      default:
        throw failure(.strayQuote, at: at)
      }
    }
  }

  /// Reads a quoted field from its opening quote and returns the byte after its closing quote.
  private mutating func scanQuoted(
    from opening: Int, line: inout Int32
  ) throws(DelimitedTextError) -> Int {
    let count = bytes.count
    var at = opening + 1
    var hasDoubledQuotes = false
    while at < count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        if at + 1 < count, bytes[at + 1] == UInt8(ascii: "\"") {
          hasDoubledQuotes = true
          at += 2
        } else {
          fields.append(
            FieldRange(
              start: Int32(opening + 1), end: Int32(at), hasDoubledQuotes: hasDoubledQuotes))
          return at + 1
        }
      case 0x0A, 0x0D:
        at = afterLineEnd(at)
        line += 1
      case 0:
        throw failure(.nulByte, at: at)
      default:
        at += 1
      }
    }
    throw failure(.unterminatedQuote, at: opening)
  }
}
