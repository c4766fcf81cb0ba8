import ArgumentParser
import Foundation
import Periods
import Publishing
import Sufficiency

/// `headroom sufficiency places --demand FILE --places FILE --from MONTH`.
struct SufficiencyPlacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "places",
    abstract: "Referrals by need against places by type, month by month.",
    discussion: """
      Tables (CSV): demand has need, referrals_per_week, mean_stay_weeks, places (in order of \
      preference, > between); places has place, capacity (empty where not limited), \
      price_per_week, area (in or out); --current has need, place, children; --capacity has month, \
      place, capacity from that month on.

      A child goes to the first place of its order that has room; without one it waits for the \
      next, who was referred first before others. Ranges are of the futures simulated; prices are \
      pounds a week in one price base.

      Example:
        headroom sufficiency places --demand demonstration/sufficiency/demand.csv \\
          --places demonstration/sufficiency/places.csv \\
          --current demonstration/sufficiency/current.csv --unplaced-price 12000 \\
          --from 2026-04
      """)

  @Option(name: .long, help: ArgumentHelp("Table of demand.", valueName: "file"))
  var demand: String
  @Option(name: .long, help: ArgumentHelp("Table of places.", valueName: "file"))
  var places: String
  @Option(name: .long, help: ArgumentHelp("Children there now.", valueName: "file"))
  var current: String?
  @Option(name: .long, help: ArgumentHelp("Places as they change.", valueName: "file"))
  var capacity: String?
  @Option(name: .long, help: ArgumentHelp("The first month.", valueName: "YYYY-MM"))
  var from: String
  @Option(name: .long, help: "How many months.")
  var months = 24
  @Option(
    name: .long,
    help: ArgumentHelp("What a child without a place costs.", valueName: "£ a week"))
  var unplacedPrice: Double
  @Option(name: .long, help: "How many futures.")
  var simulations = 500
  @Option(name: .long, help: "The seed of the random numbers.")
  var seed: UInt64 = 1
  @OptionGroup var progress: ProgressOptions
  @Option(name: .long, help: "The format: table or csv.")
  var format: TableFormat = .table
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func run() throws {
    let forecast: PlacesForecast
    let shown = Progress(total: simulations, quiet: false, style: progress.progress)
    do {
      let parts = from.split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2, (1...12).contains(parts[1]), (1900...2200).contains(parts[0]) else {
        throw SufficiencyError("--from takes a month such as 2026-04; '\(from)' is none.")
      }
      let tables = try SufficiencyTables(
        demand: (InputBytes.read(demand), demand), places: (InputBytes.read(places), places),
        current: current.map { (try InputBytes.read($0), $0) },
        capacity: capacity.map { (try InputBytes.read($0), $0) })
      forecast = try PlacesForecast(
        tables, first: Month(year: parts[0], monthOfYear: parts[1]), months: months,
        unplacedPrice: unplacedPrice, replicates: simulations, seed: seed, progress: shown.report)
      shown.finish()
    } catch {
      shown.finish()
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    let text = format == .csv ? SufficiencyText.csv(forecast) : SufficiencyText.page(forecast)
    try reporting { try OutputFile.write(text, to: output) }
  }
}
