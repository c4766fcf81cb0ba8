import ArgumentParser
import PlanPipeline

/// The tables behind a forecast of plans by setting.
struct SettingOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Table of settings.", valueName: "file"))
  var settings: String
  @Option(name: .long, help: ArgumentHelp("Plans now.", valueName: "file"))
  var plans: String
  @Option(name: .long, help: ArgumentHelp("Joiners a year.", valueName: "file"))
  var joiners: String
  @Option(name: .long, help: ArgumentHelp("Moves when a phase ends.", valueName: "file"))
  var transfers: String?
  @Option(name: .long, help: ArgumentHelp("Plans that end.", valueName: "file"))
  var leavers: String?
  @Option(name: .long, help: ArgumentHelp("Places as they change.", valueName: "file"))
  var capacity: String?
  @Option(name: .long, help: ArgumentHelp("The first school year.", valueName: "2026/27"))
  var from: String
  @Option(
    name: .long, help: "Standard deviation of the logarithm of all demand about the joiners given.")
  var joinerSpread = 0.1
  @Option(name: .long, help: "How many futures.")
  var simulations = 1000
  @Option(name: .long, help: "The seed of the random numbers.")
  var seed: UInt64 = 1

  static func source(_ path: String) throws -> SettingTables.Source {
    (try InputBytes.read(path), path)
  }

  /// The tables, those of a mitigated plan in place of the plain ones where given.
  func tables(
    joiners: String? = nil, transfers: String? = nil, leavers: String? = nil,
    capacity: String? = nil
  ) throws -> SettingTables {
    try SettingTables(
      settings: Self.source(settings), plans: Self.source(plans),
      joiners: Self.source(joiners ?? self.joiners),
      transfers: (transfers ?? self.transfers).map(Self.source),
      leavers: (leavers ?? self.leavers).map(Self.source),
      capacity: (capacity ?? self.capacity).map(Self.source))
  }

  func forecast(_ tables: SettingTables, years: Int) throws -> SettingForecast {
    guard let first = SettingTables.year(from) else {
      throw PipelineError("--from takes a school year such as 2026/27; '\(from)' is none.")
    }
    return try SettingForecast(
      tables, first: first, years: years, joinerSpread: joinerSpread, replicates: simulations,
      seed: seed)
  }
}
