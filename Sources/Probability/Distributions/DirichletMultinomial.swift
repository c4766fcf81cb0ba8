/// The Dirichlet-multinomial distribution of a row of counts.
public struct DirichletMultinomial: Hashable, Sendable {
  /// One concentration per category, each above 0.
  public let alpha: [Double]

  /// The law of those concentrations; throws ``ParameterError`` where one is out of range.
  public init(alpha: [Double]) throws(ParameterError) {
    guard !alpha.isEmpty else {
      throw ParameterError("alpha", alpha, "must have at least one category")
    }
    for (index, value) in alpha.enumerated() {
      try ParameterError.positive("alpha[\(index)]", value)
    }
    self.alpha = alpha
  }

  /// Natural logarithm of the probability of those counts, one per category.
  ///
  /// log n! − Σ log yᵢ! + log Γ(A) − log Γ(A+n) + Σ [log Γ(yᵢ+αᵢ) − log Γ(αᵢ)], A = Σα. Throws
  /// ``ParameterError`` where the length differs or a count is negative.
  public func logPMF(_ counts: [Int]) throws(ParameterError) -> Double {
    guard counts.count == alpha.count else {
      throw ParameterError("y", counts, "must have \(alpha.count) categories, as alpha has")
    }
    var sum = CompensatedSum()
    var total = 0.0
    for (index, count) in counts.enumerated() {
      guard count >= 0 else {
        throw ParameterError("y[\(index)]", count, "must be a count of at least 0")
      }
      guard count > 0 else { continue }
      let y = Double(count)
      total += y
      // log Γ(y+α) − log Γ(α) − log y! = −log y − log B(y, α).
      sum.add(-SpecialFunctions.logBeta(y, alpha[index]))
      sum.add(-Libm.log(y))
    }
    guard total > 0 else { return 0 }
    sum.add(SpecialFunctions.logBeta(total, CompensatedSum(alpha).value))
    sum.add(Libm.log(total))
    return sum.value
  }
}
