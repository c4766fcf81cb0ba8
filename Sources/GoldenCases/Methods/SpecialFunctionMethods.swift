import Probability

extension MethodRegistry {
  /// Special functions of one to three arguments (golden file 01).
  static let specialFunctionMethods: [String: Method] = [
    "special.lgamma": special(1) { SpecialFunctions.logGamma($0[0]) },
    "special.digamma": special(1) { SpecialFunctions.digamma($0[0]) },
    "special.trigamma": special(1) { SpecialFunctions.trigamma($0[0]) },
    "special.erfc": special(1) { SpecialFunctions.erfc($0[0]) },
    "special.normQuantile": special(1) { SpecialFunctions.normalQuantile($0[0]) },
    "special.log1pexp": special(1) { SpecialFunctions.log1pexp($0[0]) },
    "special.gammaP": special(2) { SpecialFunctions.gammaP($0[0], $0[1]) },
    "special.gammaQ": special(2) { SpecialFunctions.gammaQ($0[0], $0[1]) },
    "special.betaI": special(3) { SpecialFunctions.betaI($0[0], $0[1], $0[2]) },
    "special.logSumExp": special(nil) { SpecialFunctions.logSumExp($0) },
  ]

  /// A function of `count` arguments (at least one where nil), refused outside its domain.
  private static func special(
    _ count: Int?, _ function: @escaping @Sendable ([Double]) -> Double
  ) -> Method {
    { inputs, _ in
      let arguments = try inputs.numbers("args")
      guard count.map({ $0 == arguments.count }) ?? !arguments.isEmpty else {
        throw GoldenError(
          input: "args", reason: "has \(arguments.count) numbers; the function takes \(count ?? 1)")
      }
      let value = function(arguments)
      guard value.isFinite else {
        throw GoldenError(input: "args", reason: "\(arguments) are outside the function's domain")
      }
      return .object(["value": .number(value)])
    }
  }
}
