import Probability

/// The expected stock of stays on a weekly clock, with a constant hazard in each band of weeks.
///
/// Those in elapsed week w leave during the week with the hazard of w's band; entries come at the
/// start of a week, count as elapsed week 0 and face its hazard at once. The last band is one week
/// that keeps its hazard.
public struct WeeklyBands: Hashable, Sendable {
  /// The first week of each band, from 0.
  public let bandStart: [Int]

  /// The chance of leaving during a week, by band.
  public let hazard: [Double]

  /// The expected stock by elapsed week, 0 to the first week of the last band.
  public private(set) var stockByWeek: [Double]

  /// Expected exits during the week last advanced; 0 at the start.
  public private(set) var exits = 0.0

  /// A starting stock by band, spread equally over the weeks of each.
  ///
  /// Throws ``CohortError`` where bands do not ascend from 0, lists differ in length, a hazard is
  /// outside 0...1 or a stock is negative or not finite.
  public init(
    bandStart: [Int], hazard: [Double], initialByBand: [Double]
  ) throws(CohortError) {
    guard bandStart.first == 0 else {
      throw CohortError("bandStartWeeks", "must begin with week 0")
    }
    for index in bandStart.indices.dropFirst() where bandStart[index] <= bandStart[index - 1] {
      throw CohortError(
        "bandStartWeeks[\(index)]",
        "is \(bandStart[index]) after \(bandStart[index - 1]); bands must ascend")
    }
    guard hazard.count == bandStart.count else {
      throw CohortError("weeklyHazard", "has \(hazard.count) values for \(bandStart.count) bands")
    }
    for (index, value) in hazard.enumerated() where !(value >= 0 && value <= 1) {
      throw CohortError("weeklyHazard[\(index)]", "is \(value); it must be inside 0...1")
    }
    guard initialByBand.count == bandStart.count else {
      throw CohortError(
        "initialByBand", "has \(initialByBand.count) values for \(bandStart.count) bands")
    }
    for (index, value) in initialByBand.enumerated() {
      try StayMixture.nonNegative("initialByBand[\(index)]", value)
    }
    self.bandStart = bandStart
    self.hazard = hazard
    let last = bandStart[bandStart.count - 1]
    stockByWeek = [Double](repeating: 0, count: last + 1)
    for band in bandStart.indices {
      let end = band + 1 < bandStart.count ? bandStart[band + 1] : last + 1
      let weeks = Double(end - bandStart[band])
      for week in bandStart[band]..<end { stockByWeek[week] = initialByBand[band] / weeks }
    }
  }

  /// Moves one week on after that many entries; throws ``CohortError`` where they are negative or
  /// not finite.
  public mutating func advance(entries: Double) throws(CohortError) {
    try StayMixture.nonNegative("entriesPerWeek", entries)
    stockByWeek[0] += entries
    var next = [Double](repeating: 0, count: stockByWeek.count)
    var left = CompensatedSum()
    for band in bandStart.indices {
      let end = band + 1 < bandStart.count ? bandStart[band + 1] : stockByWeek.count
      for week in bandStart[band]..<end {
        left.add(stockByWeek[week] * hazard[band])
        next[min(week + 1, next.count - 1)] += stockByWeek[week] * (1 - hazard[band])
      }
    }
    stockByWeek = next
    exits = left.value
  }

  /// The expected stock of each band.
  public var stockByBand: [Double] {
    bandStart.indices.map { band in
      let end = band + 1 < bandStart.count ? bandStart[band + 1] : stockByWeek.count
      return CompensatedSum(stockByWeek[bandStart[band]..<end]).value
    }
  }
}
