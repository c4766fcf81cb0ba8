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
      The SSDA903 has no mark for an emergency: --codes says which placement codes count, and \
      every output says so too. Counts are rounded to the nearest 5, because small ones may tell \
      of one child, and below ten emergencies nothing else is said; --exact is for those who may \
      see more.

      By month, weekday, age, reason, first or repeat, and onward placement; length of stay with \
      stays that are still open censored; an alarm where months run above their level; nights to \
      expect, with a range. Tables (CSV): --definition has from, codes (spaces between), \
      short_nights; --prices has placement (a code or a group), price_per_week; --peers has name, \
      emergencies, entries.

      Examples:
        headroom emergency --returns demonstration/ssda903 --codes Z1 \\
          --from 2020-04 --until 2025-03-31
        headroom emergency --returns demonstration/ssda903 \\
          --definition demonstration/emergency/definitions.csv \\
          --prices demonstration/emergency/prices.csv \\
          --peers demonstration/emergency/peers.csv --from 2020-04 \\
          --until 2025-03-31 --usual 2020-04..2022-03
      """)

  @Option(name: .long, help: ArgumentHelp("Folder of SSDA903 returns.", valueName: "dir"))
  var returns: String
  @Option(name: .long, help: ArgumentHelp("Placement codes that count.", valueName: "list"))
  var codes = "Z1,Z11,Z12,Z13,Z14"
  @Option(
    name: .long,
    help: ArgumentHelp("Dated definitions, in place of --codes.", valueName: "file"))
  var definition: String?
  @Option(
    name: .long,
    help: ArgumentHelp("What a week costs by code or group of placement.", valueName: "file"))
  var prices: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Emergencies of several names, for a funnel.", valueName: "file"))
  var peers: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Months whose level is the usual one.", valueName: "YYYY-MM..YYYY-MM"))
  var usual: String?
  @Option(name: .long, help: "Children of the area, for rates per 10,000.")
  var children: Double?
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
  @Option(name: .long, help: "Months to look ahead.")
  var months = 12
  @Option(name: .long, help: "How many futures.")
  var simulations = 2000
  @Option(name: .long, help: "The seed of the random numbers.")
  var seed: UInt64 = 1
  @Flag(name: .long, help: "Counts as they are, for those who may see them.")
  var exact = false
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  @Option(name: .long, help: "The format: table, csv or json.")
  var format: Format = .table
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func validate() throws {
    guard (1...120).contains(months), (2...100_000).contains(simulations) else {
      throw ValidationError("--months takes 1 to 120, --simulations 2 to 100000.")
    }
    if let children, !(children > 0 && children < 1e8) {
      throw ValidationError("--children is a number above 0.")
    }
    if let premium, !(premium > 0 && premium <= 1_000_000) {
      throw ValidationError(
        "--premium is above £0 and at most £1,000,000 a week; a missing price is not £0.")
    }
  }

  func run() throws {
    let text: String
    do {
      let profile = try profile()
      let page = try EmergencyPage(profile, try questions(profile), isExact: exact)
      switch format {
      case .csv: text = page.csv
      case .json: text = try page.json()
      case .table: text = page.text
      }
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    try reporting { try OutputFile.write(text, to: output) }
  }

  private func profile() throws -> EmergencyProfile {
    let list = codes.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let rules: EmergencyRules
    if let definition {
      rules = try EmergencyRules(bytes: InputBytes.read(definition), file: definition)
    } else {
      rules = EmergencyRules(
        try EmergencyDefinition(codes: Set(list), noticeDays: 0, shortNights: shortNights))
    }
    return try CareReturns.read(folder: returns).emergencies(
      rules,
      prices: try prices.map { try EmergencyPrices(bytes: InputBytes.read($0), file: $0) },
      from: try month(from, "--from"), asOf: CalendarDate(iso: until))
  }

  private func questions(_ profile: EmergencyProfile) throws -> EmergencyQuestions {
    var span: ClosedRange<Month>?
    if let usual {
      let ends = usual.components(separatedBy: "..")
      guard ends.count == 2 else {
        throw EmergencyError(
          description: "--usual takes two months such as 2020-04..2022-03; '\(usual)' is none.")
      }
      let first = try month(ends[0], "--usual")
      let last = try month(ends[1], "--usual")
      let watched = profile.first...profile.asOf.month
      guard first <= last, watched.contains(first), watched.contains(last) else {
        throw EmergencyError(
          description: "--usual is \(usual), which is not a span within \(profile.first) to "
            + "\(profile.asOf.month); the usual level can only be counted there.")
      }
      span = first...last
    }
    return EmergencyQuestions(
      premium: premium, usual: span, children: children,
      peers: try peers.map { try EmergencyPeers(bytes: InputBytes.read($0), file: $0) },
      ahead: months, simulations: simulations, seed: seed)
  }

  private func month(_ text: String, _ option: String) throws -> Month {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2, (1...12).contains(parts[1]), (1900...2200).contains(parts[0]) else {
      throw EmergencyError(
        description: "\(option) takes a month such as 2024-04; '\(text)' is none.")
    }
    return Month(year: parts[0], monthOfYear: parts[1])
  }
}
