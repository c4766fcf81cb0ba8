import Foundation

/// The centre and spread of one step, in logarithms for a log-normal law.
struct PathStep {
  let centre: Double
  let deviation: Double
  let logarithm: Bool

  init(_ distribution: ForecastDistribution) {
    if case .logNormal(let mean, let spread) = distribution.law {
      (centre, deviation, logarithm) = (mean, spread, true)
    } else {
      centre = PowerOfTwo.finite(distribution.mean)
      deviation = PowerOfTwo.finite(distribution.standardDeviation)
      logarithm = false
    }
  }

  /// The value so many deviations from the centre.
  func value(at deviations: Double) -> Double {
    let value = deviation == 0 ? centre : centre + deviation * deviations
    return PowerOfTwo.finite(logarithm ? exp(value) : value)
  }
}

/// The weights with which errors of one spread add up to given standard deviations.
struct PathWeights {
  /// The first step that is uncertain; the number of steps where none is.
  let first: Int

  /// The weights of the errors by age that are not zero.
  private let weights: [(age: Int, weight: Double)]

  /// One over the deviation of each step's weighted sum.
  private let units: [Double]

  /// The weights of steps with those standard deviations; a fall of the variance adds no weight.
  init(_ deviations: [Double]) {
    let largest = deviations.max() ?? 0
    first = deviations.firstIndex { $0 > 0 } ?? deviations.count
    var before = 0.0
    var weights: [(age: Int, weight: Double)] = []
    for (age, deviation) in deviations[first...].enumerated() {
      let relative = deviation / largest
      let variance = relative * relative
      // Equal spreads computed by different roads differ by rounding.
      if variance > before * (1 + 1e-12) || (age == 0 && variance > 0) {
        weights.append((age, (variance - before).squareRoot()))
      }
      before = variance
    }
    // Squares so small that they vanish leave one error a step.
    if weights.first?.age != 0 { weights = [(0, 1)] }
    var units: [Double] = []
    var squares = 0.0
    var next = 0
    for step in deviations.indices {
      while next < weights.count && weights[next].age <= step - first {
        squares += weights[next].weight * weights[next].weight
        next += 1
      }
      units.append(squares > 0 ? 1 / squares.squareRoot() : 0)
    }
    self.weights = weights
    self.units = units
  }

  /// The errors of each step and those before it, weighted, with the variance of one error; zero
  /// before the first uncertain step.
  func accumulate(_ errors: [Double]) -> [Double] {
    errors.indices.map { step in
      var sum = 0.0
      for (age, weight) in weights {
        guard age <= step - first else { break }
        sum += weight * errors[step - age]
      }
      return sum * units[step]
    }
  }
}
