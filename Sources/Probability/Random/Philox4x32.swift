/// The counter-based generator Philox4x32 with ten rounds (Salmon, Moraes, Dror and Shaw 2011).
///
/// A block of four random words is a pure function of a 128-bit counter and a 64-bit key, so any
/// number of any stream can be had at once, in any order, on any thread.
@frozen
public struct Philox4x32: Hashable, Sendable {
  /// The four words, x0 first.
  public var x0, x1, x2, x3: UInt32

  /// Four given words, as a counter or as an output.
  @inlinable
  public init(_ x0: UInt32, _ x1: UInt32, _ x2: UInt32, _ x3: UInt32) {
    self.x0 = x0
    self.x1 = x1
    self.x2 = x2
    self.x3 = x3
  }

  /// The block of random words of that counter under the key (`key0`, `key1`).
  @inlinable
  public static func block(counter: Philox4x32, key0: UInt32, key1: UInt32) -> Philox4x32 {
    var word = counter
    var k0 = key0
    var k1 = key1
    for _ in 0..<10 {
      let a = UInt64(0xD251_1F53) &* UInt64(word.x0)
      let b = UInt64(0xCD9E_8D57) &* UInt64(word.x2)
      word = Philox4x32(
        UInt32(truncatingIfNeeded: b >> 32) ^ word.x1 ^ k0,
        UInt32(truncatingIfNeeded: b),
        UInt32(truncatingIfNeeded: a >> 32) ^ word.x3 ^ k1,
        UInt32(truncatingIfNeeded: a))
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return word
  }
}
