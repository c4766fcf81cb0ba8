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
      for (i, row) in generator.enumerated() {
        for (j, rate) in row.enumerated() where i != j && rate < 0 {
          throw GoldenError(
            input: "Q[\(i)][\(j)]", reason: "is \(rate); a rate of flow cannot be below zero")
        }
        let sum = row.reduce(0, +)
        if sum > 1e-12 * row.reduce(0, { $0 + abs($1) }) {
          throw GoldenError(
            input: "Q[\(i)]", reason: "adds up to \(sum); more cannot leave a state than is in it")
        }
      }
      let result = try Matrix(rows: generator.map { $0.map { $0 * time } }).exponential()
      return .object(["P": .array((0..<result.rows).map { .numbers(result.row($0)) })])
    }
  ]
}
