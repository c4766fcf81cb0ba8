import ArgumentParser
import CouncilReturns
import Foundation
import Periods
import Probability
import Publishing
import Surveillance

/// `headroom emergency --returns DIR --from MONTH --until DATE`.
struct EmergencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emergency",
    abstract: "A profile of emergency placements from SSDA903 returns, and how many to expect.",
    discussion: """
      The SSDA903 has no mark for an emergency: --codes says which placement codes count, and every \
      output says so too. Counts are rounded to the nearest 5, because small ones may tell of one \
      child, and below ten emergencies nothing else is said; --exact is for those who may see more.

        headroom emergency --returns demonstration/ssda903 --codes Z1 \
      --from 2020-04 --until 2025-03-31 --usual 2020-04..2022-03

      By month, weekday, age, reason, first or repeat, and onward placement; length of stay with \
      stays that are still open censored; an alarm where months run above the level of the months of --usual; nights \
      to expect, with a range.
      """)

  @Option(name: .long, help: ArgumentHelp("Folder of SSDA903 returns.", valueName: "dir"))
  var returns: String
  @Option(name: .long, help: ArgumentHelp("Placement codes that count.", valueName: "list"))
  var codes = "Z1,Z11,Z12,Z13,Z14"
  @Option(name: .long, help: "Most nights of a short stop.")
  var shortNights = 28
  @Option(name: .long, help: ArgumentHelp("The first month.", valueName: "YYYY-MM"))
  var from: String
  @Option(name: .long, help: ArgumentHelp("The day of the extract.", valueName: "YYYY-MM-DD"))
  var until: String
  @Option(
    name: .long,
    help: ArgumentHelp("What a week costs above the placement planned.", valueName: "£"))
  var premium: Double?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Months with the usual level; those after them are watched.", valueName: "YYYY-MM..YYYY-MM"))
  var usual: String?
  @Option(name: .long, help: "Months to look ahead.")
  var months = 12
  @Option(name: .long, help: "How many futures.")
  var simulations = 2000
  @Option(name: .long, help: "The seed of the random numbers.")
  var seed: UInt64 = 1
  @Flag(name: .long, help: "Counts as they are, for those who may see them.")
  var exact = false
  @Option(name: .long, help: "The format: table or csv.")
  var format: TableFormat = .table
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func validate() throws {
    guard (1...120).contains(months), (2...100_000).contains(simulations) else {
      throw ValidationError("--months takes 1 to 120, --simulations 2 to 100000.")
    }
    if let premium, !(premium > 0 && premium <= 1_000_000) {
      throw ValidationError(
        "--premium is above £0 and at most £1,000,000 a week; a missing price is not £0.")
    }
  }

  func run() throws {
    let text: String
    do {
      let first = try Self.month(from, "--from")
      let watched = try usual.map { text in
        let ends = text.components(separatedBy: "..")
        guard ends.count == 2 else {
          throw EmergencyError(
            description: "--usual takes months such as 2020-04..2022-03; '\(text)' is none.")
        }
        let (start, end) = (
          try Self.month(ends[0], "--usual"), try Self.month(ends[1], "--usual")
        )
        guard start <= end else {
          throw EmergencyError(description: "--usual \(text) ends before it starts.")
        }
        return start...end
      }
      let list = codes.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      let profile = try CareReturns.read(folder: returns).emergencies(
        EmergencyDefinition(codes: Set(list), noticeDays: 0, shortNights: shortNights),
        from: first, asOf: CalendarDate(iso: until))
      let page = try EmergencyPage(
        profile, usual: watched, premium: premium, months: months, simulations: simulations,
        seed: seed,
        isExact: exact)
      text = format == .csv ? page.csv : page.text
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    try reporting { try OutputFile.write(text, to: output) }
  }

  private static func month(_ text: String, _ option: String) throws -> Month {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2, (1...12).contains(parts[1]), (1900...2200).contains(parts[0]) else {
      throw EmergencyError(
        description: "\(option) takes a month such as 2024-04; '\(text)' is none.")
    }
    return Month(year: parts[0], monthOfYear: parts[1])
  }
}
