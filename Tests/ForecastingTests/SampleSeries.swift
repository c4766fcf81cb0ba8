/// Series of the tests.
enum SampleSeries {
  /// Thirty quarters of an invented count, from golden file 08.
  static let quarters: [Double] = [
    172, 166, 160, 160, 148, 149, 146, 153, 161, 172, 179, 181, 188, 199, 198, 203, 205, 216, 213,
    214, 218, 222, 214, 219, 220, 221, 222, 226, 217, 228,
  ]

  /// Twelve annual counts of a growing service, invented.
  static let growing: [Double] = [
    2108, 2155, 2203, 2291, 2410, 2598, 2869, 3113, 3391, 3702, 4118, 4533,
  ]
}

/// Whether two vectors agree to a relative error.
func agree(_ values: [Double], _ expected: [Double], relative: Double = 1e-12) -> Bool {
  values.count == expected.count
    && zip(values, expected).allSatisfy { abs($0 - $1) <= relative * abs($1) }
}
