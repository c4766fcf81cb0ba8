/// Exact scaling of a series by a power of two, so that squares and sums neither overflow nor
/// vanish.
enum PowerOfTwo {
  /// The power of two that brings the largest magnitude of the values into ½…2; one for zeros.
  static func scale(of values: [Double]) -> Double {
    var largest = 0.0
    for value in values { largest = max(largest, abs(value)) }
    guard largest > 0 else { return 1 }
    let exponent = min(max(-Int(largest.exponent), -1022), 1022)
    return Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// The number nearest to the value that is finite.
  static func finite(_ value: Double) -> Double {
    min(max(value, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
  }
}
