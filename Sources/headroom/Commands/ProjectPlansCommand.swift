import ArgumentParser
import CouncilReturns
import Engine
import Foundation
import RecordProjections

/// `headroom project ehcp --transitions FILE|--returns DIR --population FILE|--area NAME --from YEAR
/// --until YEAR`.
struct ProjectPlansCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv
  }

  static let configuration = CommandConfiguration(
    commandName: "ehcp",
    abstract: "Project education, health and care plans from census to census.",
    discussion: """
      Transitions have one row per child and year: calendar-year, setting-1, need-1, \
      academic-year-1, setting-2, need-2, academic-year-2; NONSEND stands for no plan. With a \
      column children a row stands for so many. --returns takes them from SEN2 returns instead: \
      two or more consecutive January censuses, a folder each. Population has calendar-year, \
      academic-year (national curriculum year) and population; costs need, setting and cost; valid \
      states setting, min-academic-year, max-academic-year, needs and setting->setting.

      It starts from the last January census up to the first year, with the steps known by then, \
      and writes year,dimension,key,mean,sd,p2_5,p10,p50,p90,p97_5,exact_mean,exact_sd: plans in \
      total, by setting, need, school year and group of school years, and their cost. The \
      simulation stands beside exact moments.

      With --parameters per-replicate rates are drawn once per simulation for all years, with year \
      effects; with per-year afresh for every cell and year, as the open census-to-census model of \
      plans does, whose ranges are too narrow years ahead.

      Examples:
        headroom project ehcp --transitions demonstration/sen2/transitions.csv \\
          --population demonstration/sen2/population.csv --from 2025 --until 2030
        headroom synthesise --area Bromley --years 2023..2025 --out sen2-years && \\
        headroom project ehcp --returns sen2-years/sen2 \\
          --establishments sen2-years/establishments.csv --area Bromley --from 2025 \\
          --until 2030
      """)

  @OptionGroup var source: PlanSourceOptions

  @Option(
    name: .long, help: ArgumentHelp("CSV file of all children by year.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var population: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The area whose published population to age forward, instead of --population.",
      valueName: "name"))
  var area: String?

  @OptionGroup var statistics: StatisticsOptions

  @Option(
    name: .long, help: ArgumentHelp("CSV file of costs a year.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var costs: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "CSV file of the states children may be in; otherwise those the transitions show.",
      valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var validStates: String?

  @Option(name: .long, help: ArgumentHelp("The first January census.", valueName: "year"))
  var from: Int

  @Option(name: .long, help: ArgumentHelp("The last January census.", valueName: "year"))
  var until: Int

  @Option(
    name: .long, help: "When rates are drawn: per-replicate or per-year.",
    transform: ProjectPlansCommand.parameters)
  var parameters: PlanProjection.Parameters = .perReplicate

  @Option(name: .long, help: "The number of simulations.")
  var simulations: Int = 1_000

  @Option(name: .long, help: "The seed of the random numbers.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Threads to use; the results are the same for any number.")
  var threads: Int?

  @Option(name: .long, help: "The format of the table: csv.")
  var format: Format = .csv

  @Option(name: .long, help: ArgumentHelp("Write the table to a file.", valueName: "file"))
  var output: String?

  @Flag(name: .shortAndLong, help: "No notes on standard error.")
  var quiet = false

  func validate() throws {
    guard (population == nil) != (area == nil) else {
      throw ValidationError("give --population FILE or --area NAME, one of them.")
    }
    guard (1990...2200).contains(from), (from...2200).contains(until) else {
      throw ValidationError("--from and --until take years from 1990 to 2200, in their order.")
    }
    guard (1...1_000_000).contains(simulations) else {
      throw ValidationError("--simulations takes a whole number from 1 to 1000000.")
    }
    if let threads, !(1...4_096).contains(threads) {
      throw ValidationError("--threads takes a whole number from 1 to 4096.")
    }
  }

  func run() async throws {
    let projection = try reporting { try prepare() }
    if !quiet {
      for note in projection.notes { Terminal.message("headroom: \(note).") }
    }
    let table = await projection.table()
    try reporting { try OutputFile.write(String(decoding: table.csv, as: UTF8.self), to: output) }
  }

  private static func parameters(_ name: String) throws -> PlanProjection.Parameters {
    guard let parameters = PlanProjection.Parameters(rawValue: name) else {
      throw ValidationError("choose per-replicate or per-year.")
    }
    return parameters
  }

  private func prepare() throws -> PlanProjection {
    let transitions = try source.read(quiet: quiet)
    var options = PlanProjection.Options(from: from, until: until)
    options.parameters = parameters
    options.simulations = simulations
    options.seed = seed
    options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    return try PlanProjection(
      transitions: transitions, population: children(transitions),
      costs: try costs.map { try PlanCosts(bytes: InputBytes.read($0), file: $0) },
      valid: try validStates.map { try ValidPlanStates(bytes: InputBytes.read($0), file: $0) },
      options: options)
  }

  private func children(_ transitions: PlanTransitions) throws -> ChildPopulation {
    if let population {
      return try ChildPopulation(bytes: InputBytes.read(population), file: population)
    }
    let people = try PublishedPopulation.read(
      statistics.load().index, area: area ?? "", through: until, quiet: quiet)
    return people.schoolYears(min(transitions.years.first ?? from, from)...until)
  }
}
