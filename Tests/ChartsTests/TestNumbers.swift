import Foundation

/// A small generator, so that a failing chart can be drawn again.
struct TestNumbers {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + Double(next() >> 11) / 9_007_199_254_740_992 * (high - low)
  }

  mutating func whole(_ low: Int, _ high: Int) -> Int {
    low + Int(next() % UInt64(high - low + 1))
  }

  /// From a hundredth to a hundred million, even in logarithms.
  mutating func magnitude() -> Double { pow(10, uniform(-2, 8)) }
}
