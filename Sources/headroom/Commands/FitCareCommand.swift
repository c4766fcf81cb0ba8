import ArgumentParser
import CouncilReturns
import Periods
import RecordProjections

/// `headroom fit care --returns DIR --window FROM:TO`.
struct FitCareCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "care",
    abstract: "Rates of leaving care and of moving, from a council's SSDA903 returns.",
    discussion: """
      Episodes are joined over changes of legal status and split at birthdays, months and bands of \
      weeks in the placement. Every rate stands beside its events, its child-nights and its exact \
      interval, and beside the rate that a projection uses: shrunk towards the rate of all ages in \
      the same placement and band, which is shrunk towards the band's.

      The window holds the nights from its first day to the day before its last.

      Example:
        headroom fit care --returns demonstration --window 2022-04-01:2025-04-01 \\
          --format csv
      """)

  @Option(
    name: .long,
    help: ArgumentHelp("Folder of SSDA903 returns.", valueName: "folder"),
    completion: .directory)
  var returns: String

  @Option(name: .long, help: ArgumentHelp("Window of the estimates.", valueName: "from:to"))
  var window: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Months after which events and nights count half, or none.", valueName: "months"))
  var halfLife: String = "18"

  @Option(name: .long, help: "Coverage of the exact intervals in per cent.")
  var level: Double = 95

  @Option(name: .long, help: "table, csv or json.")
  var format: Format = .table

  @Flag(name: .shortAndLong, help: "No notes on standard error.")
  var quiet = false

  func validate() throws {
    _ = try dates()
    _ = try months()
    guard level > 0, level < 100 else {
      throw ValidationError("--level takes a percentage between 0 and 100.")
    }
  }

  func run() throws {
    let (from, to) = try dates()
    let halfLife = try months()
    try reporting {
      let exposure = try CareReturns.read(folder: returns).exposure(from: from, to: to)
      let rates = try CareRates(exposure, halfLife: halfLife)
      switch format {
      case .table: Terminal.out(try rates.table(coverage: level / 100))
      case .csv: Terminal.out(try rates.csv(coverage: level / 100))
      case .json: Terminal.out(try rates.json(coverage: level / 100))
      }
      guard !quiet else { return }
      for note in rates.notes { Terminal.message("headroom: \(note)") }
    }
  }

  private func dates() throws -> (CalendarDate, CalendarDate) {
    let parts = window.split(separator: ":").map(String.init)
    guard parts.count == 2, let from = try? CalendarDate(iso: parts[0]),
      let to = try? CalendarDate(iso: parts[1])
    else {
      throw ValidationError(
        "--window takes two days such as 2022-04-01:2025-04-01, not '\(window)'.")
    }
    return (from, to)
  }

  private func months() throws -> Double? {
    if halfLife == "none" { return nil }
    guard let months = Double(halfLife), months > 0, months.isFinite else {
      throw ValidationError("--half-life takes a number of months above 0, or none.")
    }
    return months
  }
}
