import Cohorts

/// Plans by single year of age, rolled forward by change ratios that lean on a parent area's.
///
/// It needs two consecutive January censuses by single year of age, for the authority and the
/// parent. The first two ages have nobody to come from and keep their last level.
public struct AgeCohorts: Sendable {
  /// The ages, youngest first, as the statistics name them.
  public static let ages = ["under-3"] + (3...25).map(String.init)
  /// The published age bands, youngest first.
  public static let bands = ["under-5", "5-10", "11-15", "16-19", "20-25"]
  /// Year effect on all ratios, in logarithms: METHODS for fewer than four years of ratios.
  public static let yearEffect = 0.06

  private let projection: AgeProjection
  private let streams: AgeProjection.Streams

  /// Estimates ratios from the censuses up to `origin`.
  ///
  /// - Parameters:
  ///   - own: counts by year and age; a suppressed age counts as nobody.
  ///   - parent: the parent's counts.
  ///   - origin: the newest census used.
  ///   - years: how far to roll.
  ///   - seed: seed of the random streams.
  ///   - name: name of the random streams.
  /// `nil` where the two censuses to `origin` are not published by single year for both.
  public init?(
    own: [Int: [String: Double]], parent: [Int: [String: Double]], origin: Int, years: Int,
    seed: UInt64, name: String
  ) {
    func census(_ counts: [Int: [String: Double]], _ year: Int) -> AgeCensus? {
      guard let items = counts[year], items["10"] != nil else { return nil }
      return try? AgeCensus(
        year: year, counts: AgeCohorts.ages.map { Int((items[$0] ?? 0).rounded()) })
    }
    var local: [AgeCensus] = []
    var wider: [AgeCensus] = []
    for year in stride(from: origin, through: origin - 5, by: -1) {
      guard let mine = census(own, year), let theirs = census(parent, year) else { break }
      local.insert(mine, at: 0)
      wider.insert(theirs, at: 0)
    }
    guard local.count >= 2, let start = local.last,
      let ratios = try? ChangeRatios(local: local, parent: wider),
      let projection = try? AgeProjection(
        start: start, ratios: ratios, entryRules: [.lastLevel, .lastLevel], years: years,
        yearEffect: AgeCohorts.yearEffect)
    else { return nil }
    self.projection = projection
    streams = AgeProjection.Streams(seed: seed, name: name)
  }

  /// The cohorts as a member of a combined forecast: expected totals by horizon.
  public var member: ForecastMember {
    ForecastMember(
      name: "age cohorts", means: projection.expected().map { $0.reduce(0, +) })
  }

  /// Shares of the age bands in one draw, by horizon (1 first) and band; each horizon sums to one.
  public func bandShares(replicate: Int) -> [[Double]] {
    guard let path = try? projection.path(replicate: replicate, streams: streams) else { return [] }
    return path.stocks.map { stock in
      var bands = [Double](repeating: 0, count: AgeCohorts.bands.count)
      for (age, count) in stock.enumerated() { bands[AgeCohorts.band(age)] += Double(count) }
      let total = bands.reduce(0, +)
      return total > 0 ? bands.map { $0 / total } : bands
    }
  }

  /// The band of the age at a position of ``ages``: under 3, then 3 to 25.
  private static func band(_ position: Int) -> Int {
    switch position + 2 {
    case ..<5: 0
    case 5...10: 1
    case 11...15: 2
    case 16...19: 3
    default: 4
    }
  }
}
