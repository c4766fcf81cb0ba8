/// A code of a return, up to eight letters and digits, in one word.
struct CareCode: Hashable, Sendable {
  private let packed: UInt64

  /// No code.
  static let none = CareCode(packed: 0)

  private init(packed: UInt64) { self.packed = packed }

  /// The code without spaces around it, in capitals; `nil` for what is no code at all.
  init?(_ text: some StringProtocol) {
    var packed: UInt64 = 0
    var count = 0
    for byte in text.utf8 where byte != 0x20 {
      let capital = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
      guard count < 8, (0x30...0x39).contains(capital) || (0x41...0x5A).contains(capital) else {
        return nil
      }
      packed = packed << 8 | UInt64(capital)
      count += 1
    }
    self.packed = packed
  }

  /// The code as text.
  var text: String {
    var bytes: [UInt8] = []
    var rest = packed
    while rest != 0 {
      bytes.append(UInt8(rest & 0xFF))
      rest >>= 8
    }
    return String(decoding: bytes.reversed(), as: UTF8.self)
  }
}

extension CareCode: ExpressibleByStringLiteral {
  /// A code of a table in the source; none where the literal is no code.
  init(stringLiteral text: String) { self = CareCode(text) ?? .none }
}
