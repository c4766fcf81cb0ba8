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
  @inlinable @inline(__always)
  public static func block(counter: Philox4x32, key0: UInt32, key1: UInt32) -> Philox4x32 {
    // Written out and inlined, so that in a loop over counters the round keys and the products of
    // words that stay the same are worked out once.
    var state = Wide(counter)
    state.round(key0, key1)
    state.round(key0 &+ 0x9E37_79B9, key1 &+ 0xBB67_AE85)
    state.round(key0 &+ 2 &* 0x9E37_79B9, key1 &+ 2 &* 0xBB67_AE85)
    state.round(key0 &+ 3 &* 0x9E37_79B9, key1 &+ 3 &* 0xBB67_AE85)
    state.round(key0 &+ 4 &* 0x9E37_79B9, key1 &+ 4 &* 0xBB67_AE85)
    state.round(key0 &+ 5 &* 0x9E37_79B9, key1 &+ 5 &* 0xBB67_AE85)
    state.round(key0 &+ 6 &* 0x9E37_79B9, key1 &+ 6 &* 0xBB67_AE85)
    state.round(key0 &+ 7 &* 0x9E37_79B9, key1 &+ 7 &* 0xBB67_AE85)
    state.round(key0 &+ 8 &* 0x9E37_79B9, key1 &+ 8 &* 0xBB67_AE85)
    state.round(key0 &+ 9 &* 0x9E37_79B9, key1 &+ 9 &* 0xBB67_AE85)
    return Philox4x32(
      UInt32(truncatingIfNeeded: state.x0), UInt32(truncatingIfNeeded: state.x1),
      UInt32(truncatingIfNeeded: state.x2), UInt32(truncatingIfNeeded: state.x3))
  }

  /// Four words, each below 2³², in 64 bits each.
  @frozen @usableFromInline
  struct Wide {
    @usableFromInline var x0, x1, x2, x3: UInt64

    @inlinable
    init(_ words: Philox4x32) {
      x0 = UInt64(words.x0)
      x1 = UInt64(words.x1)
      x2 = UInt64(words.x2)
      x3 = UInt64(words.x3)
    }

    @inlinable @inline(__always)
    mutating func round(_ key0: UInt32, _ key1: UInt32) {
      let a = 0xD251_1F53 &* x0
      let b = 0xCD9E_8D57 &* x2
      x0 = (b &>> 32) ^ x1 ^ UInt64(key0)
      x1 = b & 0xFFFF_FFFF
      x2 = (a &>> 32) ^ x3 ^ UInt64(key1)
      x3 = a & 0xFFFF_FFFF
    }
  }
}
