import ArgumentParser
import CouncilReturns
import Engine
import Foundation
import Periods
import RecordProjections

/// `headroom project cla --returns DIR --window FROM:TO --start DATE --until DATE`.
struct ProjectCareCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv
  }

  static let configuration = CommandConfiguration(
    commandName: "cla",
    abstract: "Project children looked after from SSDA903 returns.",
    discussion: """
      The folder has the SSDA903 tables as CSV: episodes.csv, header.csv and others, at its top \
      level or in a folder per year. Dates are YYYY-MM-DD.

      estimates rates from the window, takes the children in care on the start and writes \
      date,age_group,placement,mean,sd,p10,p50,p90 for every month, totals as all.

      Methods: duration (leaving and moving by age, placement and time in placement; sd and \
      quantiles from --simulations, 1000 unless given), and stock-flow and stock-flow-regional, \
      the daily models of two open tools, whose stocks they reproduce. Their sd is exact, that of \
      the model's own moves and entrants; their quantiles follow from the exact mean, variance and \
      skewness, or with --simulations from these.

      With --population, a table of calendar-year, age and population on 30 June, or with --area, \
      entries of the method duration are rates per child of each age, and follow its children.

      Example:
        headroom project cla --returns demonstration \\
          --window 2022-04-01:2025-03-31 --start 2025-03-31 --until 2028-03-31
      """)

  @Option(
    name: .long, help: ArgumentHelp("Folder of SSDA903 returns.", valueName: "dir"),
    completion: .directory)
  var returns: String

  @Option(
    name: .long,
    help: ArgumentHelp("Days that rates are estimated from, FROM:TO.", valueName: "from:to"))
  var window: String

  @Option(name: .long, help: ArgumentHelp("The day to start from.", valueName: "date"))
  var start: String

  @Option(name: .long, help: ArgumentHelp("The last day.", valueName: "date"))
  var until: String

  @Option(
    name: .long, help: "duration, stock-flow or stock-flow-regional.",
    transform: { try ProjectCareCommand.choice("--method", $0) })
  var method: CareMethod = .duration

  @Option(
    name: .long,
    help: ArgumentHelp("CSV file of children by age and year.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var population: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The area whose published population to age forward, instead of --population.",
      valueName: "name"))
  var area: String?

  @OptionGroup var statistics: StatisticsOptions

  @Option(name: .long, help: "The number of simulations; 0 for none.")
  var simulations: Int?

  @Option(name: .long, help: "The seed of the random numbers.")
  var seed: UInt64 = 1

  @Option(
    name: .long, help: "Dates of the table: every day, or every month.",
    transform: { try ProjectCareCommand.choice("--step", $0) })
  var step: CareDurationProjection.Step = .month

  @Option(name: .long, help: "Threads to use; the results are the same for any number.")
  var threads: Int?

  @Option(name: .long, help: "The format of the table: csv.")
  var format: Format = .csv

  @Option(name: .long, help: ArgumentHelp("Write the table to a file.", valueName: "file"))
  var output: String?

  @OptionGroup var progress: ProgressOptions

  @Flag(name: .shortAndLong, help: "No notes on standard error.")
  var quiet = false

  func validate() throws {
    if let threads, !(1...4_096).contains(threads) {
      throw ValidationError("--threads takes a whole number from 1 to 4096.")
    }
    guard population == nil || area == nil else {
      throw ValidationError("--population and --area both say which children; give one of them.")
    }
    guard method == .duration || (population == nil && area == nil) else {
      throw ValidationError(
        "--population and --area belong to the method duration; entrants of the others are a "
          + "constant number a day.")
    }
    _ = try request()
  }

  func run() async throws {
    var request = try request()
    let table: CareProjectionTables
    let shown = Progress(
      total: request.simulations, quiet: quiet || method != .duration, style: progress.progress)
    do {
      request.population = try children(until: request.until.components.year)
      table = try await CareProjection.project(
        CareReturns.read(folder: returns), request,
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount
      ) { shown.advance(by: $0) }
      shown.finish()
    } catch {
      shown.finish()
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    if !quiet {
      for note in table.notes { Terminal.message("headroom: \(note)") }
    }
    try reporting { try OutputFile.write(table.csv, to: output) }
  }

  private func children(until year: Int) throws -> PopulationByAge? {
    if let population {
      return try PopulationByAge(bytes: InputBytes.read(population), file: population)
    }
    guard let area else { return nil }
    return try PublishedPopulation.read(
      statistics.load().index, area: area, through: year + 1, quiet: quiet
    ).children()
  }

  private func request() throws -> CareProjectionRequest {
    let ends = window.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2 else {
      throw ValidationError(
        "--window takes two dates, such as 2019-07-01:2020-01-01; not '\(window)'.")
    }
    return CareProjectionRequest(
      windowStart: try date("--window", ends[0]), windowEnd: try date("--window", ends[1]),
      start: try date("--start", start), until: try date("--until", until), method: method,
      simulations: simulations ?? (method == .duration ? 1_000 : 0), seed: seed, step: step)
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ option: String, _ text: String
  ) throws -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\(option) takes one of \(names); not '\(text)'.")
    }
    return choice
  }

  private func date(_ option: String, _ text: String) throws -> CalendarDate {
    do {
      return try CalendarDate(iso: text)
    } catch {
      throw ValidationError("\(option) takes dates as YYYY-MM-DD; '\(text)' is none.")
    }
  }
}
