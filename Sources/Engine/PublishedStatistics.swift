public import Returns
public import Services

/// The published statistics as the engine asks for them: histories by authority, shares by item.
public struct PublishedStatistics: Sendable {
  /// The observations, indexed.
  public let index: ObservationIndex

  /// Statistics ready to be asked.
  public init(index: ObservationIndex) {
    self.index = index
  }

  /// No statistics, for scenarios that use tables of their own alone.
  public static let none = PublishedStatistics(
    index: ObservationIndex(Observations(areas: [], rows: [], sources: [])))

  /// What a service's stock and flows are called, and where a year of flows lands.
  struct Codes {
    let entries: String
    let exits: String
    /// Added to the year of a flow to give the census year that closes it: plans that start in
    /// calendar 2024 are counted in January 2025; a year to March closes on its own 31 March.
    let flowShift: Int
    let split: String
    /// First year whose items were counted at all.
    let firstShares: Int
    /// The year from which an item is counted as it is today: the last break in its series.
    let comparableFrom: @Sendable (_ item: String) -> Int
  }

  static func codes(_ measure: String) -> Codes {
    switch measure {
    case "cla":
      Codes(
        entries: "cla-starts", exits: "cla-ceases", flowShift: 0, split: "placement",
        firstShares: 2020,
        comparableFrom: { ["supported", "other"].contains($0) ? 2024 : 2020 })
    default:
      Codes(
        entries: "new-plans", exits: "ceased-plans", flowShift: 1, split: "setting",
        firstShares: 2019, comparableFrom: { _ in 2023 })
    }
  }

  /// The history of one area.
  public func history(_ service: PublicService, area: String) -> AuthorityHistory {
    let codes = PublishedStatistics.codes(service.measure)
    func shifted(_ measure: String) -> [Int: Double] {
      Dictionary(
        index.series(measure: measure, area: area).map { ($0 + codes.flowShift, $1) },
        uniquingKeysWith: { first, _ in first })
    }
    return AuthorityHistory(
      area: area, stock: index.series(measure: service.measure, area: area),
      entries: shifted(codes.entries), exits: shifted(codes.exits),
      population: index.series(measure: "population-0-17", area: area))
  }

  /// The panel: every local authority with a stock, and the area itself if it is a region or
  /// England. With fewer than five authorities, regions and England stand in for the panel too.
  public func panel(_ service: PublicService, including area: String? = nil) -> [AuthorityHistory] {
    var codes = index.authorities.map(\.code)
    if codes.count < 5 { codes = index.observations.areas.map(\.code) }
    if let area, !codes.contains(area) { codes.append(area) }
    return codes.map { history(service, area: $0) }.filter { !$0.stock.isEmpty }
  }

  /// Counts by year and item of a service's split.
  func itemCounts(_ measure: String, area: String, years: ClosedRange<Int>)
    -> [Int: [String: Double]]
  {
    let split = PublishedStatistics.codes(measure).split
    var result: [Int: [String: Double]] = [:]
    for year in years {
      let items = index.items(measure: measure, area: area, split: split, year: year)
      if !items.isEmpty { result[year] = items }
    }
    return result
  }
}
