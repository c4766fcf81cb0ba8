/// Nested uniform scrambling of Sobol points by a hash (Burley 2020).
///
/// Every randomisation is an unbiased point set with the low discrepancy of the original, so several
/// of them give an error estimate.
public struct OwenScramble: Hashable, Sendable {
  private let hash: UInt64 = FNV1a64.hash("sobol-owen")
  private let seed: UInt64
  private let randomisation: UInt32

  /// The scramble of that seed and randomisation number.
  public init(seed: UInt64, randomisation: UInt32) {
    self.seed = seed
    self.randomisation = randomisation
  }

  /// The 32 scrambled bits of point `n` in a dimension (0..<40).
  public func bits(_ n: UInt32, dimension: Int) -> UInt32 {
    let salt = Philox4x32.block(
      counter: Philox4x32(
        UInt32(dimension), randomisation, UInt32(truncatingIfNeeded: hash),
        UInt32(truncatingIfNeeded: hash >> 32)),
      key0: UInt32(truncatingIfNeeded: seed), key1: UInt32(truncatingIfNeeded: seed >> 32)
    ).x0
    var x = Self.reversed(SobolSequence.bits(n, dimension: dimension))
    x &+= salt
    x ^= x &* 0x6C50_B47C
    x ^= x &* 0xB82F_1E52
    x ^= x &* 0xC7AF_E638
    x ^= x &* 0x8D22_F6E6
    return Self.reversed(x)
  }

  /// Scrambled point `n` in a dimension as a number strictly inside (0, 1).
  public func point(_ n: UInt32, dimension: Int) -> Double {
    (Double(bits(n, dimension: dimension)) + 0.5) * 0x1p-32
  }

  private static func reversed(_ word: UInt32) -> UInt32 {
    var x = word.byteSwapped
    x = (x & 0x0F0F_0F0F) << 4 | (x >> 4) & 0x0F0F_0F0F
    x = (x & 0x3333_3333) << 2 | (x >> 2) & 0x3333_3333
    return (x & 0x5555_5555) << 1 | (x >> 1) & 0x5555_5555
  }
}
