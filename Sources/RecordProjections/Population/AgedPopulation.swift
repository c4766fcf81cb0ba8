public import CouncilReturns

/// The people of an area by single year of age: estimates, and after the last of them each year's
/// people a year older.
///
/// p(a, t + 1) = p(a − 1, t) and p(0, t + 1) = p(0, t), times the factor that gives ages 0 to 17 the
/// children published for t + 1, where there are any. Nobody moves otherwise: young people who leave
/// for university or work are not followed.
public struct AgedPopulation: Hashable, Sendable {
  /// The ages, in whole years on 30 June.
  public static let ages = 0...25

  /// People by calendar year and age.
  public let byYear: [Int: [Double]]

  private let first: Int
  private let last: Int

  /// A population up to a year.
  ///
  /// - Parameters:
  ///   - estimates: people of every age by calendar year; a year that lacks one is not used.
  ///   - children: people aged 0 to 17 by calendar year.
  ///   - last: the last calendar year.
  /// - Throws: ``CareProjectionError`` where no year has an estimate of every age.
  public init(
    estimates: [Int: [Int: Double]], children: [Int: Double], through last: Int
  ) throws(CareProjectionError) {
    var byYear: [Int: [Double]] = [:]
    for (year, counts) in estimates {
      let people = Self.ages.compactMap { counts[$0] }
      guard people.count == Self.ages.count, people.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
        continue
      }
      byYear[year] = people
    }
    guard let first = byYear.keys.min(), let latest = byYear.keys.max() else {
      throw CareProjectionError(
        "population",
        "no year has people for every age from 0 to 25, so nobody can be followed; give the "
          + "population as a file with --population")
    }
    self.first = first
    self.last = max(last, latest)
    if first < self.last {
      for year in (first + 1)...self.last where byYear[year] == nil {
        guard let before = byYear[year - 1], let youngest = before.first else { continue }
        var people = [youngest] + before.dropLast()
        let sum = people[..<18].reduce(0, +)
        if let known = children[year], known > 0, sum > 0 {
          for age in 0..<18 { people[age] *= known / sum }
        }
        byYear[year] = people
      }
    }
    self.byYear = byYear
  }

  /// All children by school year for the January censuses of some years: the people of that age in the
  /// middle of the year before, aged 4 in NCY 0. Censuses before the first estimate have that.
  public func schoolYears(_ censuses: ClosedRange<Int>) -> ChildPopulation {
    var counts: [Int: [Int: Double]] = [:]
    for census in censuses {
      guard let people = byYear[min(last, max(first, census - 1))] else { continue }
      for (age, count) in zip(Self.ages, people) { counts[census, default: [:]][age - 4] = count }
    }
    return ChildPopulation(counts: counts)
  }

  /// The children aged 0 to 17; throws ``CareProjectionError`` where an age has fewer than 1.
  public func children() throws(CareProjectionError) -> PopulationByAge {
    try PopulationByAge(byYear: byYear.mapValues { Array($0[..<18]) })
  }
}
