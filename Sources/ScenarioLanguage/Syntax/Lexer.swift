/// Cuts a text into tokens. Linear, never fails, and every byte lands in exactly one token.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0

  init(_ source: SourceText) { bytes = source.bytes }

  static func tokens(of source: SourceText) -> [Token] {
    var lexer = Lexer(source)
    var tokens: [Token] = []
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  private func byte(_ offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private mutating func next() -> Token? {
    guard let first = byte() else { return nil }
    let start = position
    let kind = scan(first)
    return Token(kind: kind, range: start..<position)
  }

  private mutating func scan(_ first: UInt8) -> Token.Kind {
    switch first {
    case UInt8(ascii: "\n"):
      position += 1
      return .newline
    case UInt8(ascii: "\r"):
      position += byte(1) == UInt8(ascii: "\n") ? 2 : 1
      return position - 1 < bytes.count && bytes[position - 1] == UInt8(ascii: "\n")
        ? .newline : .whitespace
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      return .whitespace
    case UInt8(ascii: "#"):
      skip { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      return .comment
    case UInt8(ascii: ","): return single(.comma)
    case UInt8(ascii: ":"): return single(.colon)
    case UInt8(ascii: "("): return single(.openParenthesis)
    case UInt8(ascii: ")"): return single(.closeParenthesis)
    case UInt8(ascii: "%"): return single(.percent)
    case UInt8(ascii: "\""): return quoted()
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "*"): return single(.arithmetic)
    case UInt8(ascii: "-") where byte(1).map(isDigit) != true: return single(.arithmetic)
    case 0xC3 where byte(1) == 0x97:
      position += 2
      return .arithmetic
    case UInt8(ascii: "-") where byte(1).map(isDigit) == true:
      position += 1
      return number()
    case _ where isDigit(first): return number()
    case _ where isLetter(first): return word()
    case 0xC2 where byte(1) == 0xA3:
      position += 2
      if byte() == UInt8(ascii: "-") { position += 1 }
      if byte().map(isDigit) == true { digits() }
      skip { isLetter($0) }
      return .money
    case 0xC2 where byte(1) == 0xA0:
      position += 2
      return .whitespace
    case 0xE2 where byte(1) == 0x80 && (byte(2) == 0x9C || byte(2) == 0x9D):
      return curly()
    default: return other(first)
    }
  }

  private mutating func single(_ kind: Token.Kind) -> Token.Kind {
    position += 1
    return kind
  }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while let next = byte(), condition(next) { position += 1 }
  }

  private mutating func digits() {
    while let next = byte() {
      if isDigit(next) {
        position += 1
      } else if next == UInt8(ascii: ",") || next == UInt8(ascii: "."),
        byte(1).map(isDigit) == true
      {
        position += 2
      } else {
        return
      }
    }
  }

  private mutating func number() -> Token.Kind {
    let start = position
    digits()
    if byte() == UInt8(ascii: "%") {
      position += 1
      return .percent
    }
    if position - start == 4, byte() == UInt8(ascii: "/"), byte(1).map(isDigit) == true {
      position += 1
      skip { isDigit($0) }
      return .yearPair
    }
    skip { isLetter($0) }
    return .number
  }

  private mutating func word() -> Token.Kind {
    skip { isWordByte($0) }
    while byte() == UInt8(ascii: ".") || byte() == UInt8(ascii: "-"),
      byte(1).map(isWordByte) == true
    {
      position += 1
      skip { isWordByte($0) }
    }
    return .word
  }

  private mutating func quoted() -> Token.Kind {
    position += 1
    skip { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard byte() == UInt8(ascii: "\"") else { return .openText }
    position += 1
    return .text
  }

  private mutating func curly() -> Token.Kind {
    position += 3
    while let next = byte(), next != UInt8(ascii: "\n"), next != UInt8(ascii: "\r") {
      if next == 0xE2, byte(1) == 0x80, byte(2) == 0x9C || byte(2) == 0x9D {
        position += 3
        return .curlyText
      }
      position += 1
    }
    return .curlyText
  }

  private mutating func other(_ first: UInt8) -> Token.Kind {
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let end = min(position + length, bytes.count)
    let scalars = String(decoding: bytes[position..<end], as: UTF8.self).unicodeScalars
    let isFirst = position == 0
    position = end
    guard let scalar = scalars.first else { return .unknown }
    switch scalar.value {
    case 0xFEFF where isFirst: return .whitespace
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD, 0x61C: return .hidden
    default: return .unknown
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

private func isLetter(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
}

private func isWordByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "_")
}
