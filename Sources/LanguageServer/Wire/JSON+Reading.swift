extension JSON {
  /// Why a text is no JSON.
  public struct Problem: Error, Equatable, CustomStringConvertible {
    /// What was wrong, and at which byte.
    public let description: String
  }

  /// The most arrays and objects inside each other.
  public static let greatestDepth = 128

  /// Reads one value that fills the bytes. Half of a surrogate pair becomes U+FFFD.
  public init(bytes: [UInt8]) throws(Problem) {
    var reader = JSONReader(bytes: bytes)
    self = try reader.document()
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSON.Problem) -> JSON {
    let value = try value(depth: 0)
    blanks()
    guard position == bytes.count else { throw problem("nothing more") }
    return value
  }

  private func problem(_ wanted: String) -> JSON.Problem {
    JSON.Problem(description: "I need \(wanted) at byte \(position) of the message.")
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func blanks() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    blanks()
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSON.Problem) -> JSON {
    blanks()
    guard depth <= JSON.greatestDepth else { throw problem("fewer brackets") }
    switch current {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ text: String, _ value: JSON) throws(JSON.Problem) -> JSON {
    guard bytes[position...].starts(with: text.utf8) else { throw problem("a value") }
    position += text.utf8.count
    return value
  }

  private mutating func object(_ depth: Int) throws(JSON.Problem) -> JSON {
    position += 1
    var members: [JSON.Member] = []
    if accept(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      blanks()
      guard current == UInt8(ascii: "\"") else { throw problem("a key") }
      let key = try string()
      guard accept(UInt8(ascii: ":")) else { throw problem("`:`") }
      members.append(JSON.Member(key, try value(depth: depth + 1)))
    } while accept(UInt8(ascii: ","))
    guard accept(UInt8(ascii: "}")) else { throw problem("`}`") }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(JSON.Problem) -> JSON {
    position += 1
    var elements: [JSON] = []
    if accept(UInt8(ascii: "]")) { return .array([]) }
    repeat { elements.append(try value(depth: depth + 1)) } while accept(UInt8(ascii: ","))
    guard accept(UInt8(ascii: "]")) else { throw problem("`]`") }
    return .array(elements)
  }

  private mutating func number() throws(JSON.Problem) -> JSON {
    let start = position
    var isWhole = true
    while let byte = current {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
      case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        isWhole = false
      default:
        return try number(from: start, isWhole)
      }
      position += 1
    }
    return try number(from: start, isWhole)
  }

  private mutating func number(from start: Int, _ isWhole: Bool) throws(JSON.Problem) -> JSON {
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else {
      position = start
      throw problem("a value")
    }
    return .number(value)
  }

  private mutating func string() throws(JSON.Problem) -> String {
    position += 1
    var result: [UInt8] = []
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(&result)
      case 0..<0x20: throw problem("an escaped control character before here")
      default: result.append(byte)
      }
    }
    throw problem("a closing quote")
  }

  private mutating func escape(_ result: inout [UInt8]) throws(JSON.Problem) {
    guard let byte = current else { throw problem("an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"): result += Array(String(Character(try escapedScalar())).utf8)
    default: throw problem("an escape that JSON has")
    }
  }

  private mutating func escapedScalar() throws(JSON.Problem) -> Unicode.Scalar {
    let first = try hexadecimal()
    guard (0xD800..<0xDC00).contains(first), position + 1 < bytes.count,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    let before = position
    position += 2
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second) else {
      position = before
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(JSON.Problem) -> UInt32 {
    guard position + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw problem("four hexadecimal digits") }
    position += 4
    return value
  }
}
