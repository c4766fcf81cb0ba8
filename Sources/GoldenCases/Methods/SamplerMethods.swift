import Probability

extension MethodRegistry {
  /// Inverse samplers and quasi-random points (golden file 02).
  static let samplerMethods: [String: Method] = [
    "sample.poisson": quantiles(poisson, of: "u"),
    "sample.binomial": quantiles(binomial, of: "u"),
    "sample.nb": quantiles(negativeBinomial, of: "u"),
    "sample.multinomial": { inputs, _ in
      let n = try inputs.integer("n")
      guard n >= 0 else { throw GoldenError(input: "n", reason: "\(n) is negative") }
      let law = try Multinomial(probabilities: inputs.numbers("p"))
      let u = try uniforms(inputs, atLeast: law.uniformsPerDraw)
      var counts = [Int](repeating: 0, count: law.probabilities.count)
      law.draw(n, into: &counts) { u[$0] }
      return .object(["y": .integers(counts)])
    },
    "sample.dirichlet": { inputs, _ in
      let law = try Dirichlet(alpha: inputs.numbers("alpha"))
      let u = try uniforms(inputs, atLeast: law.alpha.count)
      var shares = [Double](repeating: 0, count: law.alpha.count)
      law.draw(into: &shares) { u[$0] }
      return .object(["x": .numbers(shares)])
    },
    "sobol.points": { inputs, _ in
      let points = try sobolGrid(inputs)
      return .object([
        "hex": .array(
          points.map { n, dims in
            .strings(dims.map { hex(SobolSequence.bits(n, dimension: $0)) })
          }),
        "x": .rows(points.map { n, dims in dims.map { SobolSequence.point(n, dimension: $0) } }),
      ])
    },
    "sobol.owen": { inputs, _ in
      let points = try sobolGrid(inputs)
      guard let randomisation = UInt32(exactly: try inputs.integer("randomisation")) else {
        throw GoldenError(input: "randomisation", reason: "is outside 0..<2^32")
      }
      let scramble = OwenScramble(
        seed: try hexadecimal(inputs.string("seed"), "seed"), randomisation: randomisation)
      return .object([
        "hex": .array(
          points.map { n, dims in .strings(dims.map { hex(scramble.bits(n, dimension: $0)) }) }),
        "x": .rows(points.map { n, dims in dims.map { scramble.point(n, dimension: $0) } }),
      ])
    },
  ]

  private static func uniforms(_ inputs: GoldenValue, atLeast count: Int) throws -> [Double] {
    let u = try inputs.numbers("u")
    guard u.count >= count else {
      throw GoldenError(input: "u", reason: "has \(u.count) uniforms; \(count) are needed")
    }
    for (index, value) in u.enumerated() where !(value > 0 && value < 1) {
      throw GoldenError(
        input: "u[\(index)]", reason: "\(value) does not lie strictly between 0 and 1")
    }
    return u
  }

  private static func sobolGrid(_ inputs: GoldenValue) throws -> [(UInt32, [Int])] {
    let dims = try inputs.integers("dims")
    for (index, dimension) in dims.enumerated()
    where !(0..<SobolSequence.dimensions).contains(dimension) {
      throw GoldenError(input: "dims[\(index)]", reason: "\(dimension) is outside 0..<40")
    }
    return try inputs.integers("n").enumerated().map { index, n in
      guard let number = UInt32(exactly: n) else {
        throw GoldenError(input: "n[\(index)]", reason: "\(n) is outside 0..<2^32")
      }
      return (number, dims)
    }
  }
}
