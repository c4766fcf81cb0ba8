/// First-order and total variance shares of a model's inputs (Jansen 1999).
public struct JansenIndices: Hashable, Sendable {
  /// Per input, 1 − mean((f_B − f_ABᵢ)²)/(2V): the share the input explains alone.
  public let first: [Double]

  /// Per input, mean((f_A − f_ABᵢ)²)/(2V): the share that would stay if all others were known.
  public let total: [Double]

  /// The shares from n base rows: `a` and `b` of length n, and per input the n values with that
  /// column of A replaced by B's. V is the variance (n−1) of all values of `a` and `b`.
  ///
  /// Throws ``ParameterError`` where lengths differ, n < 2 or nothing varies.
  public init(a: [Double], b: [Double], ab: [[Double]]) throws(ParameterError) {
    guard a.count >= 2, a.count == b.count else {
      throw ParameterError("fB", "\(b.count) values", "must have one per value of fA, at least 2")
    }
    for (index, column) in ab.enumerated() where column.count != a.count {
      throw ParameterError("fAB[\(index)]", "\(column.count) values", "must have \(a.count) values")
    }
    let variance = try SampleMoments(a + b).variance
    guard variance > 0 else {
      throw ParameterError("fA", "a constant output", "must vary to have shares of variance")
    }
    let n = Double(a.count)
    let scale = 2 * variance * n
    first = ab.map { column in
      1 - CompensatedSum(b.indices.lazy.map { (b[$0] - column[$0]) * (b[$0] - column[$0]) }).value
        / scale
    }
    total = ab.map { column in
      CompensatedSum(a.indices.lazy.map { (a[$0] - column[$0]) * (a[$0] - column[$0]) }).value
        / scale
    }
  }

  /// The shares of a model of `inputs` uniforms by Sobol points with n base rows.
  ///
  /// Throws ``ParameterError`` where 2·inputs exceeds the 40 Sobol dimensions or n is below 2.
  public init(
    inputs: Int, baseRows n: Int, model: ([Double]) -> Double
  ) throws(ParameterError) {
    guard inputs >= 1, 2 * inputs <= SobolSequence.dimensions else {
      throw ParameterError(
        "inputs", inputs, "must lie between 1 and \(SobolSequence.dimensions / 2)")
    }
    guard n >= 2, n <= 1 << 31 else { throw ParameterError("n", n, "must be at least 2") }
    var a: [Double] = []
    var b: [Double] = []
    var ab = [[Double]](repeating: [], count: inputs)
    for row in 0..<n {
      let point = (0..<2 * inputs).map { SobolSequence.point(UInt32(row), dimension: $0) }
      let rowA = Array(point[..<inputs])
      a.append(model(rowA))
      b.append(model(Array(point[inputs...])))
      for input in 0..<inputs {
        var mixed = rowA
        mixed[input] = point[inputs + input]
        ab[input].append(model(mixed))
      }
    }
    try self.init(a: a, b: b, ab: ab)
  }
}
