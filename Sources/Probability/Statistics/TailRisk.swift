/// Value at risk and expected shortfall of a cost that takes a few values.
public struct TailRisk: Hashable, Sendable {
  /// The expected value Σ pᵢxᵢ.
  public let mean: Double

  /// The value at risk: the smallest x with P(X ≤ x) ≥ level.
  public let valueAtRisk: Double

  /// The mean of the worst 1 − level of outcomes (Rockafellar and Uryasev 2002): the value at risk
  /// counts with the share of its probability that lies beyond the level.
  public let expectedShortfall: Double

  /// The risk of `values` with those probabilities, in any order.
  ///
  /// Throws ``ParameterError`` where there are no values, one is not finite, the lists differ in
  /// length, a probability is outside 0...1, they do not sum to 1 within 1e-9, or the level is not
  /// inside (0, 1).
  public init(
    values: [Double], probabilities: [Double], level: Double
  ) throws(ParameterError) {
    guard !values.isEmpty else {
      throw ParameterError("x", "an empty list", "must have at least one value")
    }
    guard values.count == probabilities.count else {
      throw ParameterError(
        "p", "\(probabilities.count) probabilities", "must have one per value, \(values.count)")
    }
    for index in values.indices {
      try ParameterError.finite("x[\(index)]", values[index])
      try ParameterError.probability("p[\(index)]", probabilities[index])
    }
    let total = CompensatedSum(probabilities).value
    guard abs(total - 1) <= 1e-9 else {
      throw ParameterError("p", "a list that sums to \(total)", "must sum to 1")
    }
    try ParameterError.inside("level", level)
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    mean = CompensatedSum(values.indices.lazy.map { values[$0] * probabilities[$0] }).value
    // From the worst outcome down, until the tail is used up.
    var left = 1 - level
    var sum = CompensatedSum()
    var limit = values[order[0]]
    for index in order.reversed() where probabilities[index] > 0 {
      limit = values[index]
      let share = min(left, probabilities[index])
      sum.add(share * limit)
      left -= share
      // What rounding leaves of the tail is no outcome's.
      if left <= 1e-12 * (1 - level) { break }
    }
    expectedShortfall = (sum.value + left * limit) / (1 - level)
    valueAtRisk = limit
  }
}
