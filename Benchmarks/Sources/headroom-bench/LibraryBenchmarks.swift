import Foundation
import LinearAlgebra
import Probability
import Regression

/// The numerical libraries, called in this process on one thread.
enum LibraryBenchmarks {
  /// A Poisson regression of 10,000 counts on 10 terms, fitted to convergence.
  static func poissonRegression(repetitions: Int) throws -> Sample {
    let rows = 10_000
    let stream = RandomStream(seed: 1, name: "count regression benchmark")
    var matrix = Matrix(rows: rows, columns: 10, repeating: 1)
    var counts = [Double](repeating: 0, count: rows)
    for i in 0..<rows {
      var logMean = 1.0
      for j in 1..<matrix.columns {
        matrix[i, j] = stream.uniform(replicate: i, step: j) - 0.5
        logMean += matrix[i, j] * 0.2
      }
      counts[i] = Double(
        try Poisson(mean: exp(logMean)).quantile(stream.uniform(replicate: i, step: 0)))
    }
    let design = try DesignMatrix(matrix)
    var sample = Sample()
    for _ in 0..<repetitions {
      _ = try sample.measure {
        try CountRegression.fit(design, counts: counts, family: .poisson)
      }
    }
    return sample
  }

  /// Uniform numbers by address, `count` of them.
  static func uniforms(_ count: Int, repetitions: Int) -> Sample {
    let stream = RandomStream(seed: 2, name: "uniform benchmark")
    var sample = Sample()
    var sum = 0.0
    for _ in 0..<repetitions {
      sample.measure {
        for i in 0..<count { sum += stream.uniform(replicate: i, step: 0) }
      }
    }
    precondition(sum > 0)
    return sample
  }

  /// Binomial draws by inversion, `count` of them, each from an addressed uniform.
  static func binomialDraws(
    _ count: Int, trials: Int, probability: Double, repetitions: Int
  ) throws -> Sample {
    let law = try Binomial(trials: trials, probability: probability)
    let stream = RandomStream(seed: 3, name: "binomial benchmark")
    var sample = Sample()
    var sum = 0
    for _ in 0..<repetitions {
      sample.measure {
        for i in 0..<count { sum += law.quantile(stream.uniform(replicate: i, step: 0)) }
      }
    }
    precondition(sum > 0)
    return sample
  }
}
