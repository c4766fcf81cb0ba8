import ArgumentParser
import CouncilReturns
import Foundation
import RecordProjections

/// `headroom fit plans --transitions FILE|--returns DIR`.
struct FitPlansCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "plans",
    abstract: "Shares of plans that end, move and begin between two censuses.",
    discussion: """
      Every share stands beside its events, its exposure, its exact interval, and the share that a \
      projection leans to: shrunk towards the phase and setting, the setting, and all.

      The tables are those of headroom project ehcp.

      Example:
        headroom fit plans --transitions demonstration/sen2/transitions.csv \\
          --population demonstration/sen2/population.csv --format csv
      """)

  @OptionGroup var source: PlanSourceOptions

  @Option(
    name: .long,
    help: ArgumentHelp("CSV file of all children by year, for joiners.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var population: String?

  @Option(name: .long, help: "Coverage of the exact intervals in per cent.")
  var level: Double = 95

  @Option(name: .long, help: "table, csv or json.")
  var format: Format = .table

  @Flag(name: .shortAndLong, help: "No notes on standard error.")
  var quiet = false

  func validate() throws {
    guard level > 0, level < 100 else {
      throw ValidationError("--level takes a percentage between 0 and 100.")
    }
  }

  func run() throws {
    try reporting {
      let rates = try PlanRates(
        source.read(quiet: quiet),
        population: try population.map {
          try ChildPopulation(bytes: InputBytes.read($0), file: $0)
        }, coverage: level / 100)
      switch format {
      case .table: Terminal.out(rates.table)
      case .csv: Terminal.out(rates.csv)
      case .json: Terminal.out(try rates.json())
      }
    }
  }
}
