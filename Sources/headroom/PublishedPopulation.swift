import RecordProjections
import Returns

/// People of an area among the published statistics, carried forward.
enum PublishedPopulation {
  /// The people of an area by single year of age up to a year.
  static func read(
    _ index: ObservationIndex, area name: String, through year: Int, quiet: Bool
  ) throws -> AgedPopulation {
    let area = try index.area(named: name)
    var estimates: [Int: [Int: Double]] = [:]
    for row in index.rows(measure: "population", area: area.code, split: "age") {
      if let age = Int(row.category), let value = row.value {
        estimates[row.year, default: [:]][age] = value
      }
    }
    let population = try AgedPopulation(
      estimates: estimates, children: index.series(measure: "population-0-17", area: area.code),
      through: year)
    if !quiet, let latest = estimates.keys.max() {
      Terminal.message(
        "headroom: the population of \(area.name) by age is that of the middle of \(latest), a year "
          + "older each year after; give --population FILE for a projection of it.")
    }
    return population
  }
}
