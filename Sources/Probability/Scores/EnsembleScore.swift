/// Scores of a forecast given as equally likely values.
public enum EnsembleScore {
  /// The continuous ranked probability score of members `x` against the outcome `y`.
  ///
  /// mean|xᵢ−y| − Σᵢⱼ|xᵢ−xⱼ|/(2m²), and the fair score with divisor 2m(m−1), which is nil for a
  /// single member (Gneiting and Raftery 2007). O(m log m). Throws ``ParameterError`` for an empty
  /// or non-finite ensemble.
  public static func crps(
    members x: [Double], outcome y: Double
  ) throws(ParameterError) -> (crps: Double, fair: Double?) {
    guard !x.isEmpty else {
      throw ParameterError("x", "an empty ensemble", "must have at least one member")
    }
    for (index, value) in x.enumerated() { try ParameterError.finite("x[\(index)]", value) }
    try ParameterError.finite("y", y)
    let m = Double(x.count)
    var error = CompensatedSum()
    var spread = CompensatedSum()
    for (index, value) in x.sorted().enumerated() {
      error.add(abs(value - y))
      // Deviations from y keep the products small where members share leading digits.
      spread.add((Double(2 * index + 1) - m) * (value - y))
    }
    let mean = error.value / m
    let half = spread.value
    return (mean - half / (m * m), x.count > 1 ? mean - half / (m * (m - 1)) : nil)
  }
}
