import ScenarioLanguage

/// Where in a file something is being typed.
struct CompletionContext {
  /// Counted from 0.
  var line: Int
  /// Blanks before the first word.
  var indentation: Int
  /// The lexemes of the line that come before what is being typed.
  var before: [Lexeme]
  /// The word being typed, as far as it goes.
  var prefix: String
  /// What a proposal takes the place of.
  var replaced: Range<Int>
  /// The block that the line stands in.
  var block: Int?
  var isInsideComment = false
  /// The inside of the text that is being typed.
  var quoted: Range<Int>?

  init(_ document: Document, _ index: FileIndex, at offset: Int) {
    let bytes = document.bytes
    var start = offset
    while start > 0, Self.isWordByte(bytes[start - 1]) { start -= 1 }
    prefix = document.slice(start..<offset)
    replaced = start..<offset
    var lineStart = offset
    while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
    line = bytes[..<lineStart].count { $0 == 0x0A }
    let own = index.lines.first { $0.range.lowerBound == lineStart }
    let limit = start
    before = (own?.lexemes ?? []).filter { $0.range.upperBound <= limit }
    indentation = bytes[lineStart..<offset].prefix { $0 == 0x20 || $0 == 0x09 }.count
    let number = line
    isInsideComment = index.comments.contains {
      $0.line == number && $0.range.lowerBound < offset && offset <= $0.range.upperBound
    }
    for lexeme in own?.lexemes ?? []
    where [.text, .openText, .curlyText].contains(lexeme.kind)
      && lexeme.range.lowerBound < offset
      && (offset < lexeme.range.upperBound
        || lexeme.kind == .openText && offset == lexeme.range.upperBound)
    {
      let end = lexeme.kind == .openText ? lexeme.range.upperBound : lexeme.range.upperBound - 1
      let inside = lexeme.range.lowerBound + 1..<max(end, lexeme.range.lowerBound + 1)
      quoted = inside
      replaced = inside
      before = (own?.lexemes ?? []).filter { $0.range.upperBound <= lexeme.range.lowerBound }
    }
    block = index.innermostBlock(at: line, isFirstWord: before.isEmpty)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 97 && byte <= 122 || byte >= 65 && byte <= 90 || byte >= 48 && byte <= 57
      || byte == 45 || byte == 46 || byte == 95
  }
}

extension FileIndex {
  /// The block that a line stands in, for its clauses; of a head, the block around it. A line below
  /// an unended block is still in it while a clause of that block could come.
  func innermostBlock(at line: Int, isFirstWord: Bool) -> Int? {
    var found: Int?
    for (index, block) in blocks.enumerated() {
      guard block.firstLine < line else {
        if block.firstLine == line, !isFirstWord { return block.parent }
        continue
      }
      let isInside = block.isEnded ? line <= block.lastLine : line <= block.lastLine
      if isInside { found = index }
    }
    return found
  }
}
