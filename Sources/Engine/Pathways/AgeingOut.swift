/// The ages of those on a pathway, as far as they decide who reaches the age limit when.
///
/// People are grouped by the year, counted from the opening, in which they reach the limit; within a
/// year birthdays are spread evenly, so of a group whose year it is, 1/(12 − k) reach it in the
/// k-th month (0 first). Group 0 is over the limit already and leaves in the first month; group y + 1
/// reaches it in year y.
struct AgeingOut: Sendable {
  let limit: Int
  /// Share of each group at the opening, item by item.
  let opening: [[Double]]
  /// Ages of those who enter, item by item: share of each whole age below the limit.
  let entering: [[Double]]
  let groups: Int

  /// - Parameters:
  ///   - ages: counts by age at the opening, item by item.
  ///   - entering: counts by age of those who enter, item by item; where an item has none, the ages
  ///     of all who enter, and without any those at the opening.
  init(limit: Int, ages: [[Int: Double]], entering: [[Int: Double]], months: Int) {
    self.limit = limit
    let count = limit + months / 12 + 3
    groups = count
    opening = ages.map { counts in
      var groups = [Double](repeating: 0, count: count)
      for (age, people) in counts.sorted(by: { $0.key < $1.key }) {
        groups[max(0, limit - age)] += people
      }
      return AgeingOut.shares(groups)
    }
    func profile(_ counts: [Int: Double]) -> [Double] {
      var shares = [Double](repeating: 0, count: limit)
      for (age, people) in counts.sorted(by: { $0.key < $1.key }) where age < limit {
        shares[age] += people
      }
      return AgeingOut.shares(shares)
    }
    func pooled(_ parts: [[Int: Double]]) -> [Double] {
      profile(parts.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) })
    }
    let all = pooled(entering)
    let fallback = all.contains { $0 > 0 } ? all : pooled(ages)
    self.entering = entering.map { counts in
      let own = profile(counts)
      return own.contains { $0 > 0 } ? own : fallback
    }
  }

  private static func shares(_ values: [Double]) -> [Double] {
    let sum = values.reduce(0, +)
    return sum > 0 ? values.map { $0 / sum } : values
  }

  /// The chance that a member of a group reaches the limit in a month after the opening (0 first).
  func chance(_ group: Int, _ month: Int) -> Double {
    if group == 0 { return 1 }
    return group - 1 == month / 12 ? 1 / Double(12 - month % 12) : 0
  }

  /// The group that reaches the limit in that month.
  func due(_ month: Int) -> Int { min(groups - 1, month / 12 + 1) }

  /// Adds to an item the groups of `people` who entered by `entry` in a month: somebody of age a has
  /// the birthday of the running year still ahead with probability (12 − k)/12.
  func enter(
    _ people: Double, _ entry: Int, _ month: Int, into item: Int, of composition: inout [Double]
  ) {
    let year = month / 12
    let behind = Double(month % 12) / 12
    for (age, share) in entering[entry].enumerated() where share > 0 {
      let group = year + limit - age
      composition[item * groups + min(groups - 1, group)] += people * share * (1 - behind)
      composition[item * groups + min(groups - 1, group + 1)] += people * share * behind
    }
  }
}
