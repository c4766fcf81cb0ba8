/// The 64-bit FNV-1a hash (Fowler, Noll and Vo), which turns stream names into counter words.
public enum FNV1a64 {
  /// The hash of the UTF-8 bytes of a string; the empty string gives the offset basis.
  @inlinable
  public static func hash(_ string: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in string.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }
}
