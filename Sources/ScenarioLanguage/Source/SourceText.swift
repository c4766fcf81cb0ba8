/// The text of one file, kept byte for byte, with an index of its lines.
public struct SourceText: Sendable, Equatable {
  /// The path as the user named it.
  public let path: String
  /// The whole text.
  public let text: String
  /// The text in UTF-8; every offset in this module counts these bytes.
  public let bytes: [UInt8]
  private let lineStarts: [Int]

  /// The text of the file at `path`.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
    bytes = Array(text.utf8)
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    lineStarts = starts
  }

  /// The number of lines; a last line without a line feed counts.
  public var lineCount: Int { lineStarts.count }

  /// Byte offset of the first byte of a line, which is counted from 1 and clamped to the text.
  public func start(ofLine line: Int) -> Int {
    lineStarts[min(max(line, 1), lineStarts.count) - 1]
  }

  /// Line and column in characters, both from 1, of a byte offset.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let clamped = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= clamped { low = middle } else { high = middle - 1 }
    }
    let before = lineStarts[low]..<clamped
    // A character of several bytes is one column. Below U+0300, where marks that join the letter
    // before them begin, each code point is a character, and all but the first of its bytes are
    // 10xxxxxx; only lines with others need be decoded.
    var columns = 0
    for byte in bytes[before] {
      guard byte < 0xCC, byte != UInt8(ascii: "\r") else {
        return (low + 1, slice(before).count + 1)
      }
      if byte & 0xC0 != 0x80 { columns += 1 }
    }
    return (low + 1, columns + 1)
  }

  /// The text of a line, counted from 1, without its line ending.
  public func line(_ number: Int) -> String { slice(range(ofLine: number)) }

  /// The bytes of a line, counted from 1, without its line ending.
  func range(ofLine number: Int) -> Range<Int> {
    guard number >= 1, number <= lineStarts.count else { return 0..<0 }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The text of a byte range.
  public func slice(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The span of a byte range.
  public func span(_ range: Range<Int>) -> SourceSpan {
    let start = position(of: range.lowerBound)
    let end = position(of: range.upperBound)
    return SourceSpan(
      file: path, start: range.lowerBound, end: range.upperBound, line: start.line,
      column: start.column, endLine: end.line, endColumn: end.column)
  }
}

/// A stretch of a file: byte offsets, and lines and columns (in characters) from 1.
public struct SourceSpan: Sendable, Hashable {
  /// The file as the user named it.
  public var file: String
  /// Byte offset of the first byte.
  public var start: Int
  /// Byte offset just after the last byte.
  public var end: Int
  /// Line of the first character.
  public var line: Int
  /// Column of the first character.
  public var column: Int
  /// Line of the end.
  public var endLine: Int
  /// Column just after the last character.
  public var endColumn: Int

  /// A span with every part given.
  public init(
    file: String, start: Int, end: Int, line: Int, column: Int, endLine: Int, endColumn: Int
  ) {
    self.file = file
    self.start = start
    self.end = end
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// Where the span starts.
  public var location: SourceLocation { SourceLocation(file: file, line: line, column: column) }

  /// From the start of this span to the end of another in the same file.
  func through(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(
      file: file, start: start, end: other.end, line: line, column: column,
      endLine: other.endLine, endColumn: other.endColumn)
  }
}

/// Something read from a file, with the place it was read from.
struct Spanned<Value> {
  var value: Value
  var span: SourceSpan
}

extension Spanned: Sendable where Value: Sendable {}

/// A name with its place.
typealias Name = Spanned<String>
