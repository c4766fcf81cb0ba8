import Foundation
import LinearAlgebra
import Probability

/// The tall designs and responses that every least squares solver is given.
enum LeastSquaresData {
  static let observations = 1_000_000
  static let terms = 20

  /// The first column is one and the others are standard normal, as is the error.
  static func standard() -> (Matrix, [Double]) {
    var design = Matrix(rows: observations, columns: terms, repeating: 1)
    let stream = RandomStream(seed: 20_250_902, name: "least squares benchmark")
    var response = [Double](repeating: 0, count: observations)
    for i in 0..<observations {
      let address = stream.at(replicate: i, step: 0)
      for j in 1..<terms { design[i, j] = normal(address, j) }
      response[i] = normal(address, terms)
      for j in 0..<terms { response[i] += design[i, j] * Double(j + 1) / 10 }
    }
    return (design, response)
  }

  /// Moves the last column towards the one before until a ten-millionth of it is left.
  static func makeIllConditioned(_ design: inout Matrix) {
    for i in 0..<observations {
      design[i, terms - 1] = design[i, terms - 2] + 1e-7 * design[i, terms - 1]
    }
  }

  /// Poisson counts with means of exp(1 + Σ x/20) over all columns but the first.
  static func counts(_ design: Matrix) throws -> [Double] {
    let stream = RandomStream(seed: 20_250_902, name: "count benchmark")
    return try (0..<observations).map { i in
      let sum = (1..<terms).reduce(0) { $0 + design[i, $1] }
      let law = try Poisson(mean: exp(1 + sum / 20))
      return Double(law.quantile(stream.uniform(replicate: i, step: 0)))
    }
  }

  /// A standard normal value (Box and Muller 1958).
  private static func normal(_ address: RandomAddress, _ k: Int) -> Double {
    (-2 * log(address.uniform(2 * k))).squareRoot() * cos(2 * .pi * address.uniform(2 * k + 1))
  }
}
