import Probability

/// Plans by setting and school year against places, with ranges over futures.
public struct SettingForecast: Sendable {
  /// What a row is.
  public enum Measure: String, CaseIterable, Sendable {
    /// Plans in the setting after September.
    case plans
    /// Plans there and those who asked for it.
    case asked
    /// Those who asked for it and went elsewhere for want of a place.
    case overflow
    /// Phase transfers placed in it.
    case transfers
    /// Joiners placed in it.
    case joiners
    /// Plans in it that ended before September.
    case left
    /// Plans × price of a place, £ a year.
    case spend
  }
  /// One figure.
  public struct Row: Sendable, Hashable {
    /// `2026/27`.
    public let academicYear: String
    /// What it is.
    public let measure: Measure
    /// The setting; `total` for all.
    public let setting: String
    /// Mean and range.
    public let range: PipelineRange
  }
  /// Plans or phase transfers of one school year and setting.
  public struct Phase: Sendable, Hashable {
    /// `2026/27`.
    public let academicYear: String
    /// The school year; of phase transfers that which they go into.
    public let ncy: Int
    /// The setting; of phase transfers that asked for.
    public let setting: String
    /// Mean and range.
    public let range: PipelineRange
  }

  /// By school year, measure and setting.
  public let rows: [Row]
  /// By school year, NCY and setting.
  public let phases: [Phase]
  /// Plans after September by school year, NCY and setting.
  public let cells: [Phase]
  /// What overflow costs above the places asked for, £ a year of those who went in that September.
  public let extraCost: [(academicYear: String, range: PipelineRange)]
  /// Replicates in which plans were not conserved: 0 in a sound forecast.
  public let violations: Int

  /// The forecast of `years` school years from the September of `first`.
  ///
  /// - Parameter joinerSpread: standard deviation of the logarithm of an authority's whole demand about
  ///   the table's joiners; 0 where these are taken as certain.
  /// - Throws: ``PipelineError`` for years outside 1 to 30, futures outside 2 to 100,000 and a spread
  ///   outside 0 to 1.
  public init(
    _ tables: SettingTables, first: Int, years: Int, joinerSpread: Double, replicates: Int,
    seed: UInt64
  ) throws(PipelineError) {
    guard (1...30).contains(years) else {
      throw PipelineError("\(years) years were asked for; 1 to 30 can be.")
    }
    guard (2...100_000).contains(replicates) else {
      throw PipelineError("\(replicates) futures were asked for; 2 to 100,000 can be.")
    }
    guard (0...1).contains(joinerSpread) else {
      throw PipelineError("The spread of joiners is \(joinerSpread); 0 to 1 can be.")
    }
    if let early = tables.changes.first(where: { $0.year < first }) {
      throw PipelineError(
        "A change of capacity in \(SettingForecast.label(early.year)) is before the first school year, "
          + "\(SettingForecast.label(first)). Write the number into the table of settings.")
    }
    let futures = (0..<replicates).map {
      SettingReplicate(
        tables, first: first, years: years, joinerSpread: joinerSpread, seed: seed, replicate: $0)
    }
    let names = tables.settings.map(\.name)
    var rows: [Row] = []
    var phases: [Phase] = []
    var cells: [Phase] = []
    var extra: [(String, PipelineRange)] = []
    for place in 0..<years {
      let label = SettingForecast.label(first + place)
      let found = futures.map { $0.years[place] }
      for measure in Measure.allCases {
        for setting in Array(names.indices) + [-1] {
          let values = found.map {
            SettingForecast.value(measure, $0, setting, tables.settings)
          }
          rows.append(
            Row(
              academicYear: label, measure: measure,
              setting: setting < 0 ? "total" : names[setting],
              range: PipelineRange(values)))
        }
      }
      for ncy in Set(found.flatMap(\.phases.keys)).sorted() {
        for setting in names.indices {
          phases.append(
            Phase(
              academicYear: label, ncy: ncy, setting: names[setting],
              range: PipelineRange(found.map { Double($0.phases[ncy]?[setting] ?? 0) })))
        }
      }
      for ncy in SettingTables.schoolYears {
        for setting in names.indices {
          cells.append(
            Phase(
              academicYear: label, ncy: ncy, setting: names[setting],
              range: PipelineRange(found.map { Double($0.cells[ncy + 1][setting]) })))
        }
      }
      extra.append((label, PipelineRange(found.map(\.extraCost))))
    }
    self.rows = rows
    self.phases = phases
    self.cells = cells
    extraCost = extra
    violations = futures.count { !$0.isConserved }
  }

  private static func value(
    _ measure: Measure, _ year: SettingReplicate.Year, _ setting: Int,
    _ settings: [SettingTables.Setting]
  ) -> Double {
    func pick(_ counts: [Int]) -> Double {
      Double(setting < 0 ? counts.reduce(0, +) : counts[setting])
    }
    switch measure {
    case .plans: return pick(year.plans)
    case .asked: return pick(year.asked)
    case .overflow: return pick(year.overflow)
    case .transfers: return pick(year.transfers)
    case .joiners: return pick(year.joiners)
    case .left: return pick(year.left)
    case .spend:
      let costs = zip(year.plans, settings).map { Double($0) * $1.yearlyPrice }
      return setting < 0 ? costs.reduce(0, +) : costs[setting]
    }
  }

  /// `2026/27`.
  public static func label(_ year: Int) -> String {
    let end = (year + 1) % 100
    return "\(year)/\(end < 10 ? "0" : "")\(end)"
  }
}
