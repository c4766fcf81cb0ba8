import Foundation
import LinearAlgebra
import Probability

/// The data of one count regression, with the iterations that fit it.
struct CountProblem {
  let design: DesignMatrix
  let counts: [Double]
  let offset: [Double]
  let options: CountRegression.Options

  /// A point of the iteration.
  struct State {
    var coefficients: [Double]
    var eta: [Double]
    var mean: [Double]
    var deviance: Double
    var iterations = 0
  }

  /// The state at those coefficients.
  func state(
    _ coefficients: [Double], theta: Double?
  ) throws(RegressionError) -> State {
    let linear: [Double]
    do {
      linear = try design.matrix.times(coefficients)
    } catch {
      throw .computation(error)
    }
    let eta = zip(linear, offset).map { $0 + $1 }
    let mean = eta.map { exp($0) }
    return State(
      coefficients: coefficients, eta: eta, mean: mean, deviance: deviance(mean, theta: theta))
  }

  /// The deviance at those means.
  func deviance(_ mean: [Double], theta: Double?) -> Double {
    var sum = CompensatedSum()
    for (y, mu) in zip(counts, mean) {
      sum.add(CountLikelihood.deviance(y, mu, theta: theta))
    }
    return sum.value
  }

  /// Coefficients from one weighted regression of log(y + 0.1) less the offset.
  func start() throws(RegressionError) -> [Double] {
    try regress(
      zip(counts, offset).map { log($0 + 0.1) - $1 }, weights: counts.map { $0 + 0.1 })
  }

  private func regress(
    _ response: [Double], weights: [Double]
  ) throws(RegressionError) -> [Double] {
    do {
      return try LeastSquaresSolution(
        design: design.matrix, response: response, weights: weights
      ).coefficients
    } catch {
      throw RegressionError.from(error, names: design.names)
    }
  }

  /// Reweighted least squares at fixed θ until the deviance settles to 1e-10 and the step has
  /// shrunk to rounding error.
  func reweighted(from start: [Double], theta: Double?) throws(RegressionError) -> State {
    var current = try state(start, theta: theta)
    var previousStep = Double.infinity
    for iteration in 1...max(options.iterationLimit, 1) {
      let step = try regress(
        zip(counts, current.mean).map { ($0 - $1) / $1 },
        weights: current.mean.map { CountLikelihood.weight($0, theta: theta) })
      let next = try halved(current, step, theta: theta)
      let moved = zip(next.eta, current.eta).reduce(0) { max($0, abs($1.0 - $1.1)) }
      let settled =
        abs(next.deviance - current.deviance) < 1e-10 * (abs(next.deviance) + 0.1)
      current = next
      current.iterations = iteration
      if settled && (moved < 1e-13 || moved > previousStep / 2) { return current }
      previousStep = moved
    }
    throw .noConvergence(
      method: theta == nil ? "Poisson regression" : "negative binomial regression",
      iterations: options.iterationLimit)
  }

  /// The full step, or the largest halving of it that does not raise the deviance.
  private func halved(
    _ current: State, _ step: [Double], theta: Double?
  ) throws(RegressionError) -> State {
    var share = 1.0
    for _ in 0..<40 {
      let next = try state(
        zip(current.coefficients, step).map { $0 + share * $1 }, theta: theta)
      let slack = 1e-9 * (abs(current.deviance) + 0.1)
      if next.deviance.isFinite && next.mean.allSatisfy({ $0 > 0 && $0.isFinite })
        && (next.deviance <= current.deviance + slack || !current.deviance.isFinite)
      {
        return next
      }
      share /= 2
    }
    throw .noConvergence(method: "step halving", iterations: 40)
  }

  /// A row of count zero whose fitted rate is e⁻²⁵ of the highest marks an estimate that has been
  /// running away to minus infinity.
  func requireFiniteOptimum(_ state: State) throws(RegressionError) {
    let rates = zip(state.eta, offset).map { $0 - $1 }
    guard let highest = rates.max() else { return }
    guard
      let row = rates.indices.first(where: { counts[$0] == 0 && rates[$0] < highest - 25 })
    else { return }
    let shares = design.names.indices.map {
      abs(design.matrix[row, $0] * state.coefficients[$0])
    }
    let largest = shares.max() ?? 0
    throw .separation(
      columns: design.names.indices.filter { shares[$0] > largest / 2 }.map { design.names[$0] })
  }
}
