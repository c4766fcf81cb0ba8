/// Where a field lies in the bytes of its file, quotes excluded.
struct FieldRange: Sendable {
  var start: Int32
  var end: Int32
  var hasDoubledQuotes: Bool

  func text(in bytes: [UInt8]) -> String {
    let slice = bytes[Int(start)..<Int(end)]
    guard hasDoubledQuotes else { return String(decoding: slice, as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(slice.count)
    var previousWasQuote = false
    for byte in slice {
      if byte == UInt8(ascii: "\""), previousWasQuote {
        previousWasQuote = false
        continue
      }
      previousWasQuote = byte == UInt8(ascii: "\"")
      plain.append(byte)
    }
    return String(decoding: plain, as: UTF8.self)
  }
}

/// Ten to the power of 0...15, exact in binary.
private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]

func parseDecimal(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Double? {
  var at = start
  var negative = false
  if at < end, bytes[at] == UInt8(ascii: "-") {
    negative = true
    at += 1
  }
  var digits: UInt64 = 0
  var digitCount = 0
  var fractionCount = 0
  var inFraction = false
  while at < end {
    let byte = bytes[at]
    if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      digitCount += 1
      if digitCount > 15 { return parseLong(bytes, start, end) }
      digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
      if inFraction { fractionCount += 1 }
    } else if byte == UInt8(ascii: "."), !inFraction, digitCount > 0 {
      inFraction = true
    } else {
      return parseLong(bytes, start, end)
    }
    at += 1
  }
  guard digitCount > 0, !inFraction || fractionCount > 0 else { return nil }
  let value = Double(digits) / powersOfTen[fractionCount]
  return negative ? -value : value
}

private func parseLong(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Double? {
  let allowed = "+-.eE0123456789".utf8
  guard start < end, bytes[start..<end].allSatisfy({ allowed.contains($0) }) else { return nil }
  guard let value = Double(String(decoding: bytes[start..<end], as: UTF8.self)), value.isFinite
  else { return nil }
  return value
}
