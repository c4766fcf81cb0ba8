/// Reads the rows of a comma-separated text one after the other and goes on after damaged ones.
///
/// `DelimitedTable` refuses a file at its first fault; a return with one bad row is to lose that row
/// only. Only the current row's fields are held, so that a large file needs no more than its bytes.
struct TextRows {
  /// The text, UTF-8.
  let bytes: [UInt8]

  /// Where the fields of the current row lie, quotes excluded.
  private(set) var fields: [Range<Int>] = []

  /// The line the current row starts on, counted from 1.
  private(set) var line = 0

  /// Whether the quotes of the current row are whole.
  private(set) var isWhole = true

  private var at = 0
  private var rowStart = 0
  private var nextLine = 1

  /// More fields than any return has; a row that goes on is damaged.
  private static let mostFields = 512

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Goes to the next row that is not an empty line; `false` at the end.
  mutating func next() -> Bool {
    while at < bytes.count, TextRows.isLineEnd(bytes[at]) {
      at = afterLineEnd(at)
      nextLine += 1
    }
    guard at < bytes.count else { return false }
    line = nextLine
    fields.removeAll(keepingCapacity: true)
    isWhole = true
    rowStart = at
    if !scan() {
      isWhole = false
      skipLine()
    }
    return true
  }

  /// Whether every field of the current row is blank.
  var isBlank: Bool {
    fields.allSatisfy { field in bytes[field].allSatisfy { $0 == 0x20 || $0 == 0x09 } }
  }

  /// Takes a damaged row as one that ends with its line, so that the next is read as a row again.
  mutating func skipLine() {
    at = rowStart
    while at < bytes.count, !TextRows.isLineEnd(bytes[at]) { at += 1 }
    if at < bytes.count { at = afterLineEnd(at) }
    nextLine = line + 1
  }

  private mutating func scan() -> Bool {
    let count = bytes.count
    while true {
      guard fields.count < TextRows.mostFields else { return false }
      if at < count, bytes[at] == 0x22 {
        guard scanQuoted() else { return false }
      } else {
        let start = at
        while at < count, bytes[at] != 0x2C, !TextRows.isLineEnd(bytes[at]) {
          if bytes[at] == 0x22 { return false }
          at += 1
        }
        fields.append(start..<at)
      }
      guard at < count else { return true }
      if bytes[at] == 0x2C {
        at += 1
      } else if TextRows.isLineEnd(bytes[at]) {
        at = afterLineEnd(at)
        nextLine += 1
        return true
      } else {
        return false
      }
    }
  }

  private mutating func scanQuoted() -> Bool {
    let start = at + 1
    at = start
    while at < bytes.count {
      if bytes[at] == 0x22 {
        if at + 1 < bytes.count, bytes[at + 1] == 0x22 {
          at += 2
          continue
        }
        fields.append(start..<at)
        at += 1
        return true
      }
      if TextRows.isLineEnd(bytes[at]) {
        nextLine += 1
        at = afterLineEnd(at)
      } else {
        at += 1
      }
    }
    return false
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private func afterLineEnd(_ at: Int) -> Int {
    bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? at + 2 : at + 1
  }
}
