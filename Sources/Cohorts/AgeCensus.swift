/// A count of people by single year of age at one census.
public struct AgeCensus: Hashable, Sendable {
  /// The year of the census.
  public let year: Int

  /// People by single year of age, from the first age of the series up.
  public let counts: [Int]

  /// A census; throws ``CohortError`` where there is no age or a count is negative.
  public init(year: Int, counts: [Int]) throws(CohortError) {
    guard !counts.isEmpty else {
      throw CohortError("counts of \(year)", "are empty; at least one age is needed")
    }
    for (age, count) in counts.enumerated() where count < 0 {
      throw CohortError("counts of \(year)[\(age)]", "is \(count); people are counted from 0")
    }
    self.year = year
    self.counts = counts
  }
}
