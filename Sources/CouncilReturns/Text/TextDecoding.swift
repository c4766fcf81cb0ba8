/// Bytes of a return as UTF-8, whatever program saved them.
struct TextDecoding {
  /// The encodings in which councils' systems save returns.
  enum Encoding: String {
    case utf8 = "UTF-8"
    case utf16 = "UTF-16"
    case windows1252 = "Windows-1252"
  }

  /// What the bytes were.
  let encoding: Encoding

  /// The text as UTF-8, without a byte-order mark.
  let bytes: [UInt8]

  /// Decodes a file: by its byte-order mark, by the zero bytes of UTF-16, as UTF-8 where it is
  /// that, else as Windows-1252, in which every byte means something.
  init(_ file: [UInt8]) {
    if file.starts(with: [0xFF, 0xFE]) {
      self.init(utf16: file.dropFirst(2), highFirst: false)
    } else if file.starts(with: [0xFE, 0xFF]) {
      self.init(utf16: file.dropFirst(2), highFirst: true)
    } else if file.count >= 4, file[0] != 0, file[1] == 0, file[2] != 0, file[3] == 0 {
      self.init(utf16: file[...], highFirst: false)
    } else if file.count >= 4, file[0] == 0, file[1] != 0, file[2] == 0, file[3] != 0 {
      self.init(utf16: file[...], highFirst: true)
    } else {
      let text = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.dropFirst(3)) : file
      if String(validating: text, as: UTF8.self) != nil {
        self.init(encoding: .utf8, bytes: text)
      } else {
        self.init(encoding: .windows1252, bytes: TextDecoding.windows1252(text))
      }
    }
  }

  private init(encoding: Encoding, bytes: [UInt8]) {
    self.encoding = encoding
    self.bytes = bytes
  }

  private init(utf16 file: ArraySlice<UInt8>, highFirst: Bool) {
    var units: [UInt16] = []
    units.reserveCapacity(file.count / 2)
    var index = file.startIndex
    while index + 1 < file.endIndex {
      let first = UInt16(file[index])
      let second = UInt16(file[index + 1])
      units.append(highFirst ? first << 8 | second : second << 8 | first)
      index += 2
    }
    self.init(
      encoding: .utf16, bytes: Array(String(decoding: units, as: UTF16.self).utf8))
  }

  /// Bytes 0x80 to 0x9F; the five that Windows-1252 leaves out stand for themselves.
  private static let upperControls: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static func windows1252(_ text: [UInt8]) -> [UInt8] {
    var scalars = String.UnicodeScalarView()
    for byte in text {
      let value = (0x80...0x9F).contains(byte) ? upperControls[Int(byte) - 0x80] : UInt32(byte)
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return Array(String(scalars).utf8)
  }
}
