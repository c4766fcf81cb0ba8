/// The place of a random number: seed, stream, replicate and step; `k` counts the numbers there.
///
/// Philox key = (seed low, seed high); counter = (step·2¹⁶ + k div 2, replicate, hash low, hash
/// high); lane k mod 2. The scenario is never part of the address.
@frozen
public struct RandomAddress: Hashable, Sendable {
  @usableFromInline let key0: UInt32
  @usableFromInline let key1: UInt32
  @usableFromInline let stepWord: UInt32
  @usableFromInline let replicateWord: UInt32
  @usableFromInline let hashLow: UInt32
  @usableFromInline let hashHigh: UInt32

  /// Steps per stream: 0..<65,536.
  public static let stepLimit = 1 << 16

  /// Numbers per address: k in 0..<131,072.
  public static let countLimit = 1 << 17

  /// The address of one replicate and step of a stream.
  ///
  /// `replicate` must fit 32 bits and `step` be below ``stepLimit``; other values are a programming
  /// error and stop the program, because a wrapped address would repeat numbers silently.
  @inlinable
  public init(stream: RandomStream, replicate: Int, step: Int) {
    precondition(step >= 0 && step < RandomAddress.stepLimit, "step outside 0..<65536")
    key0 = UInt32(truncatingIfNeeded: stream.seed)
    key1 = UInt32(truncatingIfNeeded: stream.seed >> 32)
    stepWord = UInt32(step) << 16
    replicateWord = UInt32(replicate)
    hashLow = UInt32(truncatingIfNeeded: stream.hash)
    hashHigh = UInt32(truncatingIfNeeded: stream.hash >> 32)
  }

  /// The 64 random bits number `k` (0..<131,072) at this address.
  @inlinable
  public func bits(_ k: Int) -> UInt64 {
    precondition(k >= 0 && k < RandomAddress.countLimit, "k outside 0..<131072")
    let words = Philox4x32.block(
      counter: Philox4x32(stepWord | UInt32(k >> 1), replicateWord, hashLow, hashHigh),
      key0: key0, key1: key1)
    return k & 1 == 0
      ? UInt64(words.x0) | UInt64(words.x1) << 32 : UInt64(words.x2) | UInt64(words.x3) << 32
  }

  /// The uniform number `k` at this address: ((bits >> 12) + ½)·2⁻⁵², strictly inside (0, 1).
  @inlinable
  public func uniform(_ k: Int = 0) -> Double { RandomAddress.unit(bits(k)) }

  /// Turns 64 random bits into a double strictly inside (0, 1), of which 1 − u is exact too.
  @inlinable
  public static func unit(_ bits: UInt64) -> Double {
    (Double(bits >> 12) + 0.5) * 0x1p-52
  }
}
