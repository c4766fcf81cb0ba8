import Periods

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A table that is written row by row, so that one of any length takes little memory.
///
/// Fields hold letters, digits, spaces, dots, colons, slashes and hyphens only: none needs quotes.
final class TableFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var atStart = true
  private(set) var rows = 0

  /// - Throws: ``SyntheticReturnsError`` where the file cannot be made.
  init(_ path: String, columns: [String]) throws(SyntheticReturnsError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw TableFile.problem(path) }
    buffer.reserveCapacity(1 << 18)
    for column in columns { text(column) }
    try endRow()
    rows = 0
  }

  static func problem(_ path: String) -> SyntheticReturnsError {
    SyntheticReturnsError(
      "cannot write \(path): \(String(cString: strerror(errno))); choose a folder that you may "
        + "write to, with room for the returns")
  }

  private func separate() {
    if atStart { atStart = false } else { buffer.append(0x2C) }
  }

  /// A field of text.
  func text(_ value: String) {
    separate()
    buffer.append(contentsOf: value.utf8)
  }

  /// A field of a code.
  func code(_ value: StaticString) {
    separate()
    value.withUTF8Buffer { buffer.append(contentsOf: $0) }
  }

  /// A field with nothing in it.
  func empty(_ count: Int = 1) { for _ in 0..<count { separate() } }

  /// A field of a whole number, after a prefix and with zeros to a width.
  func number(_ value: Int, prefix: StaticString = "", width: Int = 1) {
    separate()
    prefix.withUTF8Buffer { buffer.append(contentsOf: $0) }
    if value < 0 { buffer.append(0x2D) }
    digits(value.magnitude, width: width)
  }

  private func digits(_ value: UInt, width: Int) {
    var divisor: UInt = 1
    var places = 1
    while value / divisor >= 10 || places < width {
      divisor *= 10
      places += 1
    }
    while divisor > 0 {
      buffer.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }

  /// A field of a date, day first: 01/04/2026.
  func date(_ day: Int) {
    separate()
    let parts = components(day)
    digits(parts.day, width: 2)
    buffer.append(UInt8(ascii: "/"))
    digits(parts.month, width: 2)
    buffer.append(UInt8(ascii: "/"))
    digits(parts.year, width: 4)
  }

  private static let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// A field of a date as the COLLECT export has it: 2026-Apr-01 00:00:00.
  func timestamp(_ day: Int) {
    separate()
    let parts = components(day)
    digits(parts.year, width: 4)
    buffer.append(UInt8(ascii: "-"))
    TableFile.months[Int(parts.month) - 1].withUTF8Buffer { buffer.append(contentsOf: $0) }
    buffer.append(UInt8(ascii: "-"))
    digits(parts.day, width: 2)
    ((" 00:00:00") as StaticString).withUTF8Buffer { buffer.append(contentsOf: $0) }
  }

  private func components(_ day: Int) -> (year: UInt, month: UInt, day: UInt) {
    let parts = CalendarDate(daysSince1970: day).components
    return (UInt(parts.year), UInt(parts.month), UInt(parts.day))
  }

  /// Ends the row.
  func endRow() throws(SyntheticReturnsError) {
    buffer.append(0x0A)
    atStart = true
    rows += 1
    if buffer.count >= 1 << 17 { try flush() }
  }

  private func flush() throws(SyntheticReturnsError) {
    var done = 0
    while done < buffer.count {
      let count = buffer.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw TableFile.problem(path)
      }
      done += count
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left and closes the file.
  func finish() throws(SyntheticReturnsError) {
    try flush()
    guard close(descriptor) == 0 else { throw TableFile.problem(path) }
  }
}
