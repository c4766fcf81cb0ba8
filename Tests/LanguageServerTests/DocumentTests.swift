import LanguageServer
import Testing

/// A stream of numbers that is the same each time.
struct Numbers {
  var state: UInt64
  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, limit)
  }
}

@Suite("Positions in UTF-16")
struct DocumentTests {
  @Test("£ is one unit and an emoji two; families and flags are several")
  func units() {
    let document = Document(text: "a£🧒b\n👨‍👩‍👧 x\r\né")
    #expect(document.offset(of: .init(line: 0, character: 1)) == 1)
    #expect(document.offset(of: .init(line: 0, character: 2)) == 3)
    #expect(document.offset(of: .init(line: 0, character: 4)) == 7)
    // Inside a pair of surrogates means its start.
    #expect(document.offset(of: .init(line: 0, character: 3)) == 3)
    #expect(document.position(of: 5) == .init(line: 0, character: 2))
    #expect(document.offset(of: .init(line: 0, character: 99)) == 8)
    #expect(document.offset(of: .init(line: 1, character: 99)) == document.contentEnd(ofLine: 1))
    #expect(document.offset(of: .init(line: 2, character: 1)) == document.bytes.count)
    #expect(document.offset(of: .init(line: 3, character: 0)) == nil)
    #expect(document.offset(of: .init(line: -1, character: 0)) == nil)
    #expect(document.offset(of: .init(line: 0, character: -1)) == nil)
  }

  @Test("every character's byte and position go back and forth")
  func backAndForth() {
    let text = "edition 2026\r\ntitle \"£1m 🧒🏽\"\rx\n\n# é́ 🇬🇧\n"
    let document = Document(text: text)
    var offset = 0
    for scalar in text.unicodeScalars {
      let position = document.position(of: offset)
      let found = document.offset(of: position)
      let isInEnding = scalar == "\n" || scalar == "\r"
      if !isInEnding { #expect(found == offset) }
      offset += String(scalar).utf8.count
    }
  }

  @Test("edits give the text that the same edits of UTF-16 units give")
  func edits() {
    var numbers = Numbers(state: 11)
    let pieces = ["", "£", "🧒🏽", "x\n", "\r\n", "move 2 children", "\"", "é", "\r", "\n\n"]
    for _ in 0..<60 {
      var document = Document(text: "")
      var units: [UInt16] = []
      for _ in 0..<40 {
        // Places between characters, counted in units.
        let scalars = Array(String(decoding: units, as: UTF16.self).unicodeScalars)
        let bounds = scalars.reduce(into: [0]) { $0.append($0[$0.count - 1] + UTF16.width($1)) }
        let one = bounds[numbers.next(bounds.count)]
        let two = bounds[numbers.next(bounds.count)]
        let (low, high) = (min(one, two), max(one, two))
        let piece = pieces[numbers.next(pieces.count)]
        guard let start = position(low, units), let end = position(high, units) else { continue }
        document.replace(from: start, to: end, with: piece)
        units.replaceSubrange(low..<high, with: Array(piece.utf16))
        #expect(document.text == String(decoding: units, as: UTF16.self))
      }
    }
  }

  /// Line and unit of an index into units; `nil` between the two halves of a line ending.
  private func position(_ index: Int, _ units: [UInt16]) -> Document.Position? {
    if index > 0, index < units.count, units[index - 1] == 13, units[index] == 10 { return nil }
    var line = 0
    var start = 0
    for at in 0..<index where units[at] == 10 || units[at] == 13 {
      if units[at] == 13, at + 1 < units.count, units[at + 1] == 10 { continue }
      line += 1
      start = at + 1
    }
    return .init(line: line, character: index - start)
  }

  @Test("addresses and paths", arguments: ["/s/a b/£é#?%.scenario", "/", "untitled:Untitled-1"])
  func addresses(path: String) {
    #expect(DocumentURI.path(DocumentURI.uri(path)) == path)
  }

  @Test("an address that is oddly written is still read")
  func oddAddresses() {
    #expect(DocumentURI.path("file://localhost/a%20b%") == "/a b%")
    #expect(DocumentURI.path("file:") == "file:")
    #expect(DocumentURI.path("file:///c%3A/x") == "/c:/x")
  }
}
