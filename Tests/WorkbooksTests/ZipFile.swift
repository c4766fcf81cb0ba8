import Foundation

/// The files of a zip archive, read without any library: what a workbook truly holds.
struct ZipFile {
  private(set) var files: [String: String] = [:]

  init(_ path: String) throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    func number(_ at: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    // Sizes stand in the central directory, whose place stands at the end.
    var end = bytes.count - 22
    while end > 0, number(end, 4) != 0x0605_4b50 { end -= 1 }
    var entry = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      let method = number(entry + 10, 2)
      let size = number(entry + 20, 4)
      let name = String(
        decoding: bytes[(entry + 46)..<(entry + 46 + number(entry + 28, 2))], as: UTF8.self)
      let local = number(entry + 42, 4)
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let stored = Array(bytes[start..<(start + size)])
      files[name] = String(decoding: method == 0 ? stored : Self.inflate(stored), as: UTF8.self)
      entry += 46 + number(entry + 28, 2) + number(entry + 30, 2) + number(entry + 32, 2)
    }
  }

  /// The text of the files whose names begin so.
  func text(_ prefix: String) -> String {
    files.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }.map(\.value).joined()
  }

  // MARK: Inflating, after RFC 1951

  private struct Bits {
    let bytes: [UInt8]
    var place = 0

    mutating func take(_ count: Int) -> Int {
      var value = 0
      for bit in 0..<count {
        value |= Int(bytes[place >> 3] >> UInt8(place & 7) & 1) << bit
        place += 1
      }
      return value
    }
  }

  private struct Codes {
    private var counts = [Int](repeating: 0, count: 16)
    private var symbols: [Int] = []

    init(_ lengths: [Int]) {
      for length in lengths where length > 0 { counts[length] += 1 }
      symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted {
        (lengths[$0], $0) < (lengths[$1], $1)
      }
    }

    func next(_ bits: inout Bits) -> Int {
      var code = 0
      var first = 0
      var index = 0
      for length in 1..<16 {
        code |= bits.take(1)
        if code - first < counts[length] { return symbols[index + code - first] }
        index += counts[length]
        first = (first + counts[length]) << 1
        code <<= 1
      }
      return 256
    }
  }

  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]

  private static func inflate(_ bytes: [UInt8]) -> [UInt8] {
    var bits = Bits(bytes: bytes)
    var out: [UInt8] = []
    var isLast = false
    while !isLast {
      isLast = bits.take(1) == 1
      switch bits.take(2) {
      case 0:
        bits.place = (bits.place + 7) & ~7
        let count = bits.take(16)
        _ = bits.take(16)
        for _ in 0..<count { out.append(UInt8(bits.take(8))) }
      case 1:
        let fixed = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
        block(&bits, Codes(fixed), Codes([Int](repeating: 5, count: 30)), &out)
      default:
        let literals = bits.take(5) + 257
        let distances = bits.take(5) + 1
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var sizes = [Int](repeating: 0, count: 19)
        for place in order.prefix(bits.take(4) + 4) { sizes[place] = bits.take(3) }
        let codes = Codes(sizes)
        var all: [Int] = []
        while all.count < literals + distances {
          let symbol = codes.next(&bits)
          switch symbol {
          case 16: all += [Int](repeating: all.last ?? 0, count: bits.take(2) + 3)
          case 17: all += [Int](repeating: 0, count: bits.take(3) + 3)
          case 18: all += [Int](repeating: 0, count: bits.take(7) + 11)
          default: all.append(symbol)
          }
        }
        block(
          &bits, Codes(Array(all[..<literals])), Codes(Array(all[literals...])), &out)
      }
    }
    return out
  }

  private static func block(
    _ bits: inout Bits, _ literals: Codes, _ distanceCodes: Codes, _ out: inout [UInt8]
  ) {
    while true {
      let symbol = literals.next(&bits)
      if symbol == 256 { return }
      if symbol < 256 {
        out.append(UInt8(symbol))
        continue
      }
      let length = lengths[symbol - 257] + bits.take(lengthBits[symbol - 257])
      let code = distanceCodes.next(&bits)
      let distance = distances[code] + bits.take(code < 4 ? 0 : code / 2 - 1)
      for _ in 0..<length { out.append(out[out.count - distance]) }
    }
  }
}

/// A folder that is removed afterwards.
func temporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}
