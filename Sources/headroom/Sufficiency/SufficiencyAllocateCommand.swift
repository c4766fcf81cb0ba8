import ArgumentParser
import Foundation
import Publishing
import Sufficiency

/// `headroom sufficiency allocate --groups FILE --places FILE --costs FILE`.
struct SufficiencyAllocateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocate",
    abstract: "Who could go where at the lowest cost, and what one more place is worth.",
    discussion: """
      Tables (CSV): groups has group, children; places has place, capacity; costs has group, \
      place, cost_per_week, without a row where a place does not suit.

      For planning, not for deciding about a child. Where answers cost the same, groups that come \
      first in their table go to places that come first in theirs.

      Example:
        headroom sufficiency allocate \\
          --groups demonstration/sufficiency/groups.csv \\
          --places demonstration/sufficiency/allocation-places.csv \\
          --costs demonstration/sufficiency/costs.csv --unmet-penalty 12000
      """)

  @Option(name: .long, help: ArgumentHelp("Table of groups.", valueName: "file"))
  var groups: String
  @Option(name: .long, help: ArgumentHelp("Table of places.", valueName: "file"))
  var places: String
  @Option(name: .long, help: ArgumentHelp("Table of costs.", valueName: "file"))
  var costs: String
  @Option(
    name: .long,
    help: ArgumentHelp("What a child without a place counts.", valueName: "£ a week"))
  var unmetPenalty: Double
  @Option(name: .long, help: "The format: table or csv.") var format: TableFormat = .table
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func validate() throws {
    guard unmetPenalty > 0, unmetPenalty.isFinite else {
      throw ValidationError(
        "--unmet-penalty is above £0 a week: for nothing, nobody would be placed.")
    }
  }

  func run() throws {
    let tables: AllocationTables
    let found: PlaceAllocation
    do {
      tables = try AllocationTables(
        groups: (InputBytes.read(groups), groups), places: (InputBytes.read(places), places),
        costs: (InputBytes.read(costs), costs))
      found = try PlaceAllocation(
        demand: tables.children, capacity: tables.capacity, cost: tables.cost,
        unmetPenalty: unmetPenalty)
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    let text = format == .csv ? Self.csv(tables, found) : Self.page(tables, found)
    try reporting { try OutputFile.write(text, to: output) }
  }

  private static func csv(_ tables: AllocationTables, _ found: PlaceAllocation) -> String {
    func quoted(_ text: String) -> String {
      "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\""
    }
    var text = "what,group,place,value\n"
    for (group, name) in tables.groups.enumerated() {
      for (place, kind) in tables.places.enumerated() {
        text += "children,\(quoted(name)),\(quoted(kind)),\(found.placed[group][place])\n"
      }
      text += "without a place,\(quoted(name)),,\(found.unmet[group])\n"
    }
    for (place, kind) in tables.places.enumerated() {
      text += "saved by one more place GBP a week,,\(quoted(kind)),"
      text += "\(found.valueOfOneMorePlace[place])\n"
    }
    return text + "cost with penalties GBP a week,,,\(found.cost)\n"
  }

  private static func page(_ tables: AllocationTables, _ found: PlaceAllocation) -> String {
    var table = TextTable(header: ["group"] + tables.places + ["no place"])
    for (group, name) in tables.groups.enumerated() {
      table.rows.append(
        [name] + found.placed[group].map { "\($0)" } + ["\(found.unmet[group])"])
    }
    table.rows.append(
      ["one more saves £"] + found.valueOfOneMorePlace.map { String(format: "%.0f", $0) } + [""])
    return table.text()
      + String(
        format: "\n\n£%.0f a week, penalties for those without a place included.\n", found.cost)
  }
}
