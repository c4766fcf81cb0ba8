import ArgumentParser
import Foundation
import Periods
import SendTransport
import Services

/// `headroom transport --groups FILE --modes FILE --from 2026/27`.
struct TransportCommand: ParsableCommand {
  enum Table: String, ExpressibleByArgument, CaseIterable {
    case years
    case months
    case modes
  }

  static let configuration = CommandConfiguration(
    commandName: "transport",
    abstract: "SEND transport by financial year and month, without and with levers.",
    discussion: """
      Tables (CSV): groups has group, plans, growth_low, growth_high, eligible, miles, share:MODE \
      for each mode, contribution, pay_share; modes has mode, kind (vehicle, budget, pass, none), \
      occupancy, route_day, assistant_share, assistant_day, pass_year; --prices has \
      financial_year, wage, fuel, other; --levers has lever, change, group, mode, to, amount, \
      from, delivery_low, delivery_high, sustain, cost_each.

      Changes: occupancy, move, eligibility, training, retender, assistants, contribution. A month \
      costs its school days, so a financial year has its parts of two academic years.

      Example:
        headroom transport --groups demonstration/transport/groups.csv \\
          --modes demonstration/transport/modes.csv \\
          --prices demonstration/transport/prices.csv \\
          --levers demonstration/transport/levers.csv --from 2026/27
      """)

  @Option(name: .long, help: ArgumentHelp("Table of groups.", valueName: "file"))
  var groups: String
  @Option(name: .long, help: ArgumentHelp("Table of modes.", valueName: "file"))
  var modes: String
  @Option(name: .long, help: ArgumentHelp("Changes of prices.", valueName: "file"))
  var prices: String?
  @Option(name: .long, help: ArgumentHelp("Decisions.", valueName: "file"))
  var levers: String?
  @Option(name: .long, help: ArgumentHelp("The first financial year.", valueName: "2026/27"))
  var from: String
  @Option(name: .long, help: "How many years.")
  var years = 5
  @Option(name: .long, help: "Pounds a mile of a personal travel budget.")
  var mileRate = 0.45
  @Option(name: .long, help: "Journeys a day that a personal travel budget pays.")
  var journeys = 4.0
  @Option(
    name: .long, help: "Parts of a route's price: wages, fuel and the rest.",
    transform: { try SizeBlockOptions.list($0) })
  var weights: [Double] = [0.6, 0.15, 0.25]
  @Option(
    name: .long,
    help: "School days from September to August, with commas between, instead of the usual.",
    transform: { try SizeBlockOptions.list($0) })
  var schoolDays: [Double]?
  @Option(name: .long, help: "How many futures.")
  var simulations = 1000
  @Option(name: .long, help: "The seed of the random numbers.")
  var seed: UInt64 = 1
  @Option(name: .long, help: "Which table: years, months or modes (csv).")
  var table: Table = .years
  @Option(name: .long, help: "The format: table or csv.")
  var format: TableFormat = .table
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func validate() throws {
    guard weights.count == 3 else {
      throw ValidationError("--weights takes three numbers, such as 0.6,0.15,0.25.")
    }
    guard FinancialYear(label: from) != nil else {
      throw ValidationError("--from takes a financial year such as 2026/27.")
    }
  }

  func run() throws {
    let text: String
    do {
      guard let first = FinancialYear(label: from) else { throw Failure.couldNot.exitCode }
      let tables = try TransportTables(
        groups: (InputBytes.read(groups), groups), modes: (InputBytes.read(modes), modes),
        prices: prices.map { (try InputBytes.read($0), $0) },
        levers: levers.map { (try InputBytes.read($0), $0) })
      let forecast = try TransportForecast(
        tables,
        TransportForecast.Terms(
          first: first, years: years, journeysPerDay: journeys, ratePerMile: mileRate,
          weights: .init(wage: weights[0], fuel: weights[1], other: weights[2]),
          calendar: schoolDays.map { try SchoolCalendar(usual: $0.map { Int($0) }) } ?? .standard,
          replicates: simulations, seed: seed))
      switch (table, format) {
      case (.years, .table): text = TransportText.page(forecast, hasLevers: !tables.levers.isEmpty)
      case (.months, .table): text = TransportText.monthPage(forecast)
      case (.years, .csv): text = TransportText.years(forecast)
      case (.months, .csv): text = TransportText.months(forecast)
      case (.modes, _): text = TransportText.modes(forecast)
      }
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    try reporting { try OutputFile.write(text, to: output) }
  }
}
