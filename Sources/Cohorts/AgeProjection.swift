import Probability

/// Stocks by single year of age rolled forward by change ratios.
public struct AgeProjection: Sendable {
  /// The stock projected from.
  public let start: AgeCensus

  /// The ratios from each age to the next.
  public let ratios: ChangeRatios

  /// The rules of the first ages; every later age comes from the age before.
  public let entryRules: [EntryRule]

  /// The number of years projected.
  public let years: Int

  /// The standard deviation of a yearly effect on the logarithm of all ratios, of mean 1.
  public let yearEffect: Double

  /// A projection; throws ``CohortError`` where ages differ, there is no entry rule or no year, the
  /// year effect is negative, or a rate or population is negative or missing for a year.
  public init(
    start: AgeCensus, ratios: ChangeRatios, entryRules: [EntryRule], years: Int,
    yearEffect: Double = 0
  ) throws(CohortError) {
    guard start.counts.count == ratios.ages else {
      throw CohortError(
        "start", "has \(start.counts.count) ages where the ratios have \(ratios.ages)")
    }
    guard (1...ratios.ages).contains(entryRules.count) else {
      throw CohortError(
        "entryRules", "number \(entryRules.count); the first age at least needs one")
    }
    guard years >= 1, years < RandomAddress.stepLimit else {
      throw CohortError("years", "is \(years); it must be at least 1")
    }
    guard yearEffect >= 0, yearEffect.isFinite else {
      throw CohortError("yearEffect", "is \(yearEffect); it must be finite and at least 0")
    }
    for (age, rule) in entryRules.enumerated() {
      guard case .rate(let perHead, let population) = rule else { continue }
      guard perHead >= 0, perHead.isFinite else {
        throw CohortError("entryRules[\(age)]", "has rate \(perHead); it must be at least 0")
      }
      guard population.count >= years, population.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
        throw CohortError(
          "entryRules[\(age)]", "needs a population of at least 0 for each of \(years) years")
      }
    }
    self.start = start
    self.ratios = ratios
    self.entryRules = entryRules
    self.years = years
    self.yearEffect = yearEffect
  }

  /// The expected stock by year and age with every ratio at its posterior mean.
  public func expected() -> [[Double]] {
    let means = ratios.means
    var stock = start.counts.map(Double.init)
    return (0..<years).map { year in
      stock = stock.indices.map { age in
        age < entryRules.count ? entryMean(age, year) : means[age - 1] * stock[age - 1]
      }
      return stock
    }
  }

  func entryMean(_ age: Int, _ year: Int) -> Double {
    switch entryRules[age] {
    case .lastLevel: Double(start.counts[age])
    case .rate(let perHead, let population): perHead * population[year]
    }
  }
}
