/// The Sobol sequence in Gray-code order, 32 bits, up to 40 dimensions.
public enum SobolSequence {
  /// The number of dimensions.
  public static let dimensions = JoeKuo.table.count + 1

  /// Direction words v₀…v₃₁ of every dimension, one dimension after another.
  static let directions: [UInt32] = {
    var words = (0..<32).map { UInt32(1) << UInt32(31 - $0) }
    for (degree, coefficients, initial) in JoeKuo.table {
      var v = [UInt32](repeating: 0, count: 32)
      for j in 0..<32 {
        if j < degree {
          v[j] = initial[j] << UInt32(31 - j)
        } else {
          var word = v[j - degree] ^ (v[j - degree] >> UInt32(degree))
          for k in 1..<degree where (coefficients >> UInt32(degree - 1 - k)) & 1 == 1 {
            word ^= v[j - k]
          }
          v[j] = word
        }
      }
      words += v
    }
    return words
  }()

  /// The 32 bits of point `n` in a dimension (0..<40); other dimensions are a programming error.
  public static func bits(_ n: UInt32, dimension: Int) -> UInt32 {
    precondition((0..<dimensions).contains(dimension), "dimension outside 0..<40")
    var gray = n ^ (n >> 1)
    var word: UInt32 = 0
    var index = dimension * 32
    while gray != 0 {
      if gray & 1 == 1 { word ^= directions[index] }
      gray >>= 1
      index += 1
    }
    return word
  }

  /// Point `n` in a dimension as a number in [0, 1).
  public static func point(_ n: UInt32, dimension: Int) -> Double {
    Double(bits(n, dimension: dimension)) * 0x1p-32
  }
}
