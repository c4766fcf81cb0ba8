public import Periods
import Probability

/// How children and places would meet, month by month: who is not placed as planned, how likely each type
/// is full, and what it costs.
///
/// Referrals are Poisson, stays exponential; a child goes to the first place of its order of preference
/// that has room and stays there. A child whom nobody has room for is without a place, at `unplacedPrice`,
/// until a place of its order is free; who was referred first is served first. Those who are there now stay on by the same law. A replicate's numbers are a function of
/// the seed and its own number.
public struct PlacesForecast: Sendable {
  /// Mean and range over futures.
  public struct Range: Hashable, Sendable {
    /// Mean.
    public let mean: Double
    /// Below it one future in ten.
    public let p10: Double
    /// Below it half of futures.
    public let p50: Double
    /// Below it nine futures in ten.
    public let p90: Double

    init(_ values: [Double]) {
      mean = values.reduce(0, +) / Double(values.count)
      let sorted = values.sorted()
      func at(_ p: Double) -> Double {
        let place = p * Double(sorted.count - 1)
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
      }
      p10 = at(0.1)
      p50 = at(0.5)
      p90 = at(0.9)
    }
  }
  /// One month of one type of place.
  public struct PlaceMonth: Hashable, Sendable {
    /// The month.
    public let month: Month
    /// The place; `unplaced` last.
    public let place: String
    /// Mean children there.
    public let children: Range
    /// Share of the time, over all futures, in which it is full; `nil` where it is not limited.
    public let chanceFull: Double?
  }
  /// One month of one need.
  public struct NeedMonth: Hashable, Sendable {
    /// The month.
    public let month: Month
    /// The need.
    public let need: String
    /// Expected referrals.
    public let referred: Double
    /// Expected children not placed as planned.
    public let notAsPlanned: Range
    /// Expected children without any place.
    public let unplaced: Range
  }

  /// Places by month, in the order of the table.
  public let places: [PlaceMonth]
  /// Needs by month, in the order of the table.
  public let needs: [NeedMonth]
  /// Cost of each month, £.
  public let costs: [(month: Month, cost: Range)]
  /// Mean share of children in places outside the area, by month; unplaced children are not counted.
  public let outOfArea: [(month: Month, share: Range)]

  /// The forecast of `months` from `first`; `progress` is called with the number of futures done.
  ///
  /// Throws where a number is out of range, and where children are too many for the addresses of random
  /// numbers (60,000 referrals of one need).
  public init(
    _ tables: SufficiencyTables, first: Month, months: Int, unplacedPrice: Double,
    replicates: Int, seed: UInt64, progress: (Int) -> Void = { _ in }
  ) throws(SufficiencyError) {
    guard (1...240).contains(months) else {
      throw SufficiencyError("\(months) months were asked for; 1 to 240 can be.")
    }
    guard (2...100_000).contains(replicates) else {
      throw SufficiencyError("\(replicates) futures were asked for; 2 to 100,000 can be.")
    }
    guard unplacedPrice > 0, unplacedPrice.isFinite else {
      throw SufficiencyError(
        "A child without a place costs £\(unplacedPrice) a week: a missing price is not £0; give one above it."
      )
    }
    for need in tables.needs where need.referralsPerWeek * Double(months) * 4.4 > 50_000 {
      throw SufficiencyError(
        "'\(need.name)' has \(need.referralsPerWeek) referrals a week, over 50,000 in \(months) months; "
          + "are they a year's?")
    }
    if let late = tables.changes.first(where: { $0.month < first }) {
      throw SufficiencyError(
        "\(late.source): a change of capacity in \(late.month) is before the first month, \(first). Write the number into the "
          + "table of places.")
    }
    for change in tables.changes where change.month == first {
      let there = tables.current.reduce(0) { $0 + $1[change.place] }
      guard there > change.capacity else { continue }
      throw SufficiencyError(
        "\(change.source): '\(tables.places[change.place].name)' has \(change.capacity) places from the first "
          + "month, \(first), but \(there) children are there now. Capacity below the children who are there "
          + "can't be right: mend one of the two tables.")
    }
    let histories = (0..<replicates).map { replicate in
      defer { progress(replicate + 1) }
      return PlaceHistory(tables, first: first, months: months, seed: seed, replicate: replicate)
    }
    let names = tables.places.map(\.name) + ["unplaced"]
    var places: [PlaceMonth] = []
    var needs: [NeedMonth] = []
    var costs: [(Month, Range)] = []
    var outside: [(Month, Range)] = []
    for index in 0..<months {
      let month = first.advanced(by: index)
      let weeks = Double(month.days) / 7
      let figures = histories.map { $0.months[index] }
      for (place, name) in names.enumerated() {
        let isLimited =
          place < tables.places.count
          && (tables.places[place].capacity != nil
            || tables.changes.contains { $0.place == place && $0.month <= month })
        places.append(
          PlaceMonth(
            month: month, place: name,
            children: Range(figures.map { $0.childWeeks[place] / weeks }),
            chanceFull: isLimited
              ? figures.reduce(0) { $0 + $1.fullWeeks[place] } / weeks / Double(replicates) : nil))
      }
      for (need, group) in tables.needs.enumerated() {
        needs.append(
          NeedMonth(
            month: month, need: group.name,
            referred: Double(figures.reduce(0) { $0 + $1.referred[need] }) / Double(replicates),
            notAsPlanned: Range(figures.map { Double($0.otherwise[need]) }),
            unplaced: Range(figures.map { Double($0.unplaced[need]) })))
      }
      let prices = tables.places.map(\.weeklyPrice) + [unplacedPrice]
      costs.append(
        (month, Range(figures.map { zip($0.childWeeks, prices).reduce(0) { $0 + $1.0 * $1.1 } })))
      outside.append(
        (
          month,
          Range(
            figures.map { figures in
              let placed = figures.childWeeks.dropLast().reduce(0, +)
              let out = zip(figures.childWeeks, tables.places).reduce(0) {
                $0 + ($1.1.isOutOfArea ? $1.0 : 0)
              }
              return placed > 0 ? out / placed : 0
            })
        ))
    }
    self.places = places
    self.needs = needs
    self.costs = costs
    outOfArea = outside
  }
}
