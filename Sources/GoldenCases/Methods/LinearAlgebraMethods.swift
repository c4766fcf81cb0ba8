import LinearAlgebra

extension MethodRegistry {
  /// Matrix functions (golden file 03).
  static let linearAlgebraMethods: [String: Method] = [
    "ctmc.expm": { inputs, _ in
      let time = try inputs.number("t")
      guard time >= 0 else {
        throw GoldenError(input: "t", reason: "is \(time); a time must be at least zero")
      }
      let generator = try inputs.matrix("Q")
      let result = try Matrix(rows: generator.map { $0.map { $0 * time } }).exponential()
      return .object(["P": .array((0..<result.rows).map { .numbers(result.row($0)) })])
    }
  ]
}
