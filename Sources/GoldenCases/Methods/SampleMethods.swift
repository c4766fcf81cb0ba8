import Probability

extension MethodRegistry {
  /// Sums, sample statistics and rounding (golden files 01 and 09).
  static let sampleStatisticsMethods: [String: Method] = [
    "sum.compensated": { inputs, _ in
      .object(["sum": .number(CompensatedSum(try inputs.numbers("x")).value)])
    },
    "stats.moments": { inputs, _ in
      let moments = try SampleMoments(momentsSample(inputs))
      return .object([
        "mean": .number(moments.mean), "sd": .number(moments.standardDeviation),
        "r1": .number(moments.lag1Autocorrelation),
      ])
    },
    "stats.quantile": { inputs, _ in
      let x = try inputs.numbers("x")
      let p = try inputs.numbers("p")
      return .object([
        "type1": .numbers(try Quantile.of(x, at: p, rule: .type1)),
        "type7": .numbers(try Quantile.of(x, at: p, rule: .type7)),
        "type8": .numbers(try Quantile.of(x, at: p, rule: .type8)),
      ])
    },
    "round.largestRemainder": { inputs, _ in
      let rounded = try LargestRemainder.round(try inputs.numbers("x"))
      return .object([
        "rounded": .integers(rounded), "total": .integer(rounded.reduce(0, +)),
      ])
    },
  ]

  /// The sample `x`, or one of the NIST numerical accuracy series by name and length.
  private static func momentsSample(_ inputs: GoldenValue) throws -> [Double] {
    if inputs.member("x") != nil { return try inputs.numbers("x") }
    let name = try inputs.string("generator")
    let n = try inputs.integer("n")
    guard n >= 1, n <= 10_000_000 else {
      throw GoldenError(input: "n", reason: "\(n) is outside 1...10,000,000")
    }
    // NIST StRD univariate series: a first value, then two values in turn.
    let series: (first: Double, odd: Double, even: Double)
    switch name {
    case "NumAcc1": series = (10_000_001, 10_000_003, 10_000_002)
    case "NumAcc2": series = (1.2, 1.1, 1.3)
    case "NumAcc3": series = (1_000_000.2, 1_000_000.1, 1_000_000.3)
    case "NumAcc4": series = (10_000_000.2, 10_000_000.1, 10_000_000.3)
    default:
      throw GoldenError(
        input: "generator", reason: "\"\(name)\" is not one of NumAcc1, NumAcc2, NumAcc3, NumAcc4")
    }
    return (0..<n).map { $0 == 0 ? series.first : $0 % 2 == 1 ? series.odd : series.even }
  }
}
