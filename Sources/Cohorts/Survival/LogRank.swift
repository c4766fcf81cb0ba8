import Probability

/// The log-rank comparison of the exits of two groups (Mantel 1966).
public struct LogRank: Hashable, Sendable {
  /// Exits in the second group (`group` = 1).
  public let observed: Double

  /// Exits expected there were the hazards equal.
  public let expected: Double

  /// The hypergeometric variance of observed − expected.
  public let variance: Double

  /// (observed − expected)²/variance, chi-squared with one degree of freedom.
  public let chiSquared: Double

  /// The chance of a difference at least as large.
  public let pValue: Double

  /// Compares stays of group 0 and group 1, all types of exit together.
  ///
  /// Throws ``CohortError`` where groups are not 0 or 1, one for each stay, or where the two are
  /// never at risk together, so that nothing can be compared.
  public init(_ stays: ObservedStays, group: [Int]) throws(CohortError) {
    guard group.count == stays.count else {
      throw CohortError("group", "has \(group.count) values for \(stays.count) stays")
    }
    for (index, value) in group.enumerated() where value != 0 && value != 1 {
      throw CohortError("group[\(index)]", "is \(value); it must be 0 or 1")
    }
    let all = RiskTable(stays)
    let own = RiskTable(stays, rows: group.indices.filter { group[$0] == 1 }, times: all.time)
    var observed = 0
    var expected = CompensatedSum()
    var variance = CompensatedSum()
    for index in all.time.indices {
      let n = Double(all.atRisk[index])
      let d = Double(all.events[index])
      let share = Double(own.atRisk[index]) / n
      observed += own.events[index]
      expected.add(d * share)
      if n > 1 { variance.add(d * share * (1 - share) * (n - d) / (n - 1)) }
    }
    guard variance.value > 0 else {
      throw CohortError(
        "group", "gives two groups that are never at risk together when a stay ends")
    }
    self.observed = Double(observed)
    self.expected = expected.value
    self.variance = variance.value
    let difference = self.observed - self.expected
    chiSquared = difference * difference / self.variance
    do {
      pValue = try ChiSquared(degreesOfFreedom: 1).upperTail(chiSquared)
    } catch {
      throw CohortError("group", error.description)
    }
  }
}
