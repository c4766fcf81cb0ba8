import Foundation
public import LinearAlgebra
import Probability

extension Generator {
  /// The probabilities P(t) = exp(Qt) of being in each state after time t, by uniformisation.
  ///
  /// With L the fastest rate and A = I + Q/L, P = Σₖ wₖAᵏ, wₖ = e^{−Lt}(Lt)ᵏ/k!, cut where the tail
  /// of the weights is at most `tail`; the weights kept are scaled to sum to 1. Every term is
  /// non-negative, so no probability is negative, no row exceeds 1 and small ones keep their
  /// digits. Where Lt exceeds 400 the time is halved and the result squared.
  ///
  /// Throws ``CohortError`` for a time that is negative or not finite, and for a tail outside (0, 1).
  public func transitions(over time: Double, tail: Double = 1e-15) throws(CohortError) -> Matrix {
    try requireTime(time)
    guard time > 0, fastestRate > 0 else { return .identity(states) }
    var halvings = 0
    while (fastestRate * time) / Double(sign: .plus, exponent: halvings, significand: 1) > 400 {
      halvings += 1
    }
    let part = time / Double(sign: .plus, exponent: halvings, significand: 1)
    let weights = try weights(over: part, tail: tail)
    let jump = jumpMatrix
    // Horner: R ← A R + wₖ I from the last term to the first.
    var result = Matrix(rows: states, columns: states)
    for weight in weights.reversed() {
      result = try Generator.computed { () throws(LinearAlgebraError) in try jump.times(result) }
      for i in 0..<states { result[i, i] += weight }
    }
    for _ in 0..<halvings {
      result = try Generator.computed { () throws(LinearAlgebraError) in try result.times(result) }
    }
    return result
  }

  /// The stocks after time t without entries, m exp(Qt), one product of a row with the jump matrix
  /// for each term and no matrix of probabilities; weights as in ``transitions(over:tail:)``.
  ///
  /// Throws ``CohortError`` for stocks of the wrong number or not finite, and a time out of range.
  public func stocks(
    _ initial: [Double], after time: Double, tail: Double = 1e-15
  ) throws(CohortError) -> [Double] {
    try requireStates(initial, "stocks")
    try requireTime(time)
    let jump = jumpMatrix
    var result = initial
    let parts = max(1, (fastestRate * time / 400).rounded(.up))
    guard parts <= 1e6 else {
      throw CohortError("t", "is \(time), too long beside the rates; use the long run")
    }
    let weights = try weights(over: time / parts, tail: tail)
    for _ in 0..<Int(parts) {
      var power = result
      result = result.map { $0 * weights[0] }
      for weight in weights.dropFirst() {
        let row = power
        power = try Generator.computed { () throws(LinearAlgebraError) in
          try jump.transposeTimes(row)
        }
        for j in result.indices { result[j] += weight * power[j] }
      }
    }
    return result
  }

  /// P(t) by scaling and squaring with a Padé approximant, the second witness of
  /// ``transitions(over:tail:)``; throws ``CohortError`` for a time out of range.
  public func transitionsByPade(over time: Double) throws(CohortError) -> Matrix {
    try requireTime(time)
    var scaled = rates
    for i in 0..<states {
      for j in 0..<states { scaled[i, j] *= time }
    }
    let exponent = scaled
    return try Generator.computed { () throws(LinearAlgebraError) in try exponent.exponential() }
  }

  /// The rate L of the fastest state and the last term K of uniformisation over that time: the
  /// smallest K with P(Poisson(Lt) > K) ≤ tail.
  public func uniformisation(
    over time: Double, tail: Double
  ) throws(CohortError) -> (rate: Double, lastTerm: Int) {
    try requireTime(time)
    guard tail > 0, tail < 1 else {
      throw CohortError("eps", "is \(tail); it must lie strictly between 0 and 1")
    }
    let law = Poisson(unchecked: fastestRate * time)
    guard law.mean < 1e15 else { throw CohortError("t", "is \(time), too long beside the rates") }
    var low = -1
    var high = Int(law.mean) + 1
    while law.upperTail(high) > tail { (low, high) = (high, 2 * high) }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if law.upperTail(middle) <= tail { high = middle } else { low = middle }
    }
    return (fastestRate, high)
  }

  /// The Poisson weights of uniformisation, scaled to sum to 1.
  private func weights(over time: Double, tail: Double) throws(CohortError) -> [Double] {
    let last = try uniformisation(over: time, tail: tail).lastTerm
    let mean = fastestRate * time
    var weights = [exp(-mean)]
    for k in 1..<max(1, last + 1) { weights.append(weights[k - 1] * mean / Double(k)) }
    let sum = CompensatedSum(weights).value
    return weights.map { $0 / sum }
  }

  /// A = I + Q/L, rows non-negative and summing to at most 1.
  private var jumpMatrix: Matrix {
    let fastest = fastestRate
    guard fastest > 0 else { return .identity(states) }
    var jump = Matrix.identity(states)
    for i in 0..<states {
      for j in 0..<states { jump[i, j] += rates[i, j] / fastest }
      jump[i, i] = max(0, jump[i, i])
    }
    return jump
  }
}
