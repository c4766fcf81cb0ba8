import Foundation
public import LinearAlgebra

/// The number of children in placement over time: up by one as they come, down by one as they leave.
///
/// Arrivals are refused in the last state. Times of stay are exponential. In equilibrium the chain is
/// reversible, so its generator is similar to a symmetric matrix, and one decomposition serves every
/// function of the state.
public struct BirthDeathChain: Sendable {
  /// Chance of each state in equilibrium, 0 to the last.
  public let equilibrium: [Double]
  private let rates: [Double]
  private let vectors: Matrix

  /// The chain with `last` as its largest state. Arrivals and departures of one child are a week.
  ///
  /// Throws where the rates are not above 0 or the decomposition fails.
  public init(
    arrivalsPerWeek: Double, meanStayWeeks: Double, last: Int
  ) throws(LinearAlgebraError) {
    let leaving = 1 / meanStayWeeks
    var logs = [0.0]
    for state in 1...max(1, last) {
      logs.append(logs[state - 1] + log(arrivalsPerWeek / (Double(state) * leaving)))
    }
    let top = logs.max() ?? 0
    let weights = logs.map { exp($0 - top) }
    let sum = weights.reduce(0, +)
    equilibrium = weights.map { $0 / sum }
    let count = logs.count
    var symmetric = Matrix(rows: count, columns: count)
    for state in 0..<count {
      let up = state + 1 < count ? arrivalsPerWeek : 0
      symmetric[state, state] = -(up + Double(state) * leaving)
      if state + 1 < count {
        // √(up from here × down from the next)
        let across = (arrivalsPerWeek * Double(state + 1) * leaving).squareRoot()
        symmetric[state, state + 1] = across
        symmetric[state + 1, state] = across
      }
    }
    let eigen = try SymmetricEigen(symmetric)
    rates = eigen.values.map { -$0 }
    vectors = eigen.vectors
  }

  /// The mean of a function of the state in equilibrium.
  public func mean(of values: [Double]) -> Double {
    zip(equilibrium, values).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The variance of the integral over `weeks` of a function of the state, started in equilibrium:
  /// `2 Σ_k c_k² ∫₀^T (T − s) e^{−μ_k s} ds` with `c_k` the function in the k-th eigenvector.
  public func varianceOfIntegral(of values: [Double], weeks: Double) -> Double {
    let centre = mean(of: values)
    let scaled = zip(equilibrium, values).map { $0.squareRoot() * ($1 - centre) }
    var variance = 0.0
    for column in rates.indices {
      var projection = 0.0
      for state in scaled.indices { projection += scaled[state] * vectors[state, column] }
      let rate = rates[column]
      let x = rate * weeks
      // The slowest of all is 0, where the function has nothing left once its mean is taken off.
      let integral =
        abs(x) < 1e-4
        ? weeks * weeks * (0.5 - x / 6) : weeks / rate - (1 - exp(-x)) / (rate * rate)
      variance += projection * projection * integral
    }
    return 2 * max(0, variance)
  }
}
