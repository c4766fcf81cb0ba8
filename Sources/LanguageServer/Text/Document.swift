/// The text of a file with positions as editors count them: lines from 0, and UTF-16 code units.
public struct Document: Sendable {
  /// A position of the protocol.
  public struct Position: Sendable, Hashable, Comparable {
    /// From 0.
    public var line: Int
    /// UTF-16 code units from the start of the line.
    public var character: Int
    /// A position.
    public init(line: Int, character: Int) {
      self.line = line
      self.character = character
    }
    /// The order in the text.
    public static func < (left: Self, right: Self) -> Bool {
      (left.line, left.character) < (right.line, right.character)
    }
  }

  /// The text in UTF-8.
  public private(set) var bytes: [UInt8]
  /// The version the client gave; `nil` for a file on disk.
  public var version: Int?
  private var lineStarts: [Int] = []

  /// A text.
  public init(text: String, version: Int? = nil) {
    bytes = Array(text.utf8)
    self.version = version
    lineStarts = Self.starts(of: bytes)
  }

  /// The text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The number of lines, of which there is at least one.
  public var lineCount: Int { lineStarts.count }

  /// Lines end with a line feed, a carriage return, or both.
  private static func starts(of bytes: [UInt8]) -> [Int] {
    var result = [0]
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A || byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A) {
        result.append(index + 1)
      }
    }
    return result
  }

  /// The byte at a position, or `nil` where the text has no such line. A character after the end of
  /// its line means that end; one inside a pair of surrogates means the start of the pair.
  public func offset(of position: Position) -> Int? {
    guard position.line >= 0, position.line < lineStarts.count, position.character >= 0 else {
      return nil
    }
    let end = contentEnd(ofLine: position.line)
    var offset = lineStarts[position.line]
    var left = position.character
    while left > 0, offset < end {
      let length = Self.length(of: bytes[offset])
      let units = length == 4 ? 2 : 1
      if units > left { break }
      left -= units
      offset = min(offset + length, end)
    }
    return offset
  }

  /// The position of a byte; one inside a character means its start.
  public func position(of offset: Int) -> Position {
    let clamped = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= clamped { low = middle } else { high = middle - 1 }
    }
    var units = 0
    var index = lineStarts[low]
    while index < clamped {
      let length = Self.length(of: bytes[index])
      if index + length > clamped { break }
      units += length == 4 ? 2 : 1
      index += length
    }
    return Position(line: low, character: units)
  }

  /// The byte at which a line starts, counted from 0 and clamped to the text.
  public func start(ofLine line: Int) -> Int { lineStarts[min(max(line, 0), lineStarts.count - 1)] }

  /// The byte after the last one of a line, its ending left out.
  public func contentEnd(ofLine line: Int) -> Int {
    let index = min(max(line, 0), lineStarts.count - 1)
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
    while end > lineStarts[index], bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// The text of some bytes.
  public func slice(_ range: Range<Int>) -> String {
    let low = min(max(range.lowerBound, 0), bytes.count)
    return String(
      decoding: bytes[low..<max(low, min(range.upperBound, bytes.count))], as: UTF8.self)
  }

  /// Replaces the text between two positions. Positions past the end of the text mean its end; the
  /// answer says whether both were inside.
  @discardableResult
  public mutating func replace(from start: Position, to end: Position, with text: String) -> Bool {
    let first = offset(of: start)
    let last = offset(of: end)
    let low = min(first ?? bytes.count, last ?? bytes.count)
    let high = max(first ?? bytes.count, last ?? bytes.count)
    bytes.replaceSubrange(low..<high, with: Array(text.utf8))
    lineStarts = Self.starts(of: bytes)
    return first != nil && last != nil
  }

  private static func length(of byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
  }
}
