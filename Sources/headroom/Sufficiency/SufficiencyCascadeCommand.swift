import ArgumentParser
import Foundation
import Publishing
import Sufficiency

/// `headroom sufficiency cascade --load N --stages FILE`.
struct SufficiencyCascadeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cascade",
    abstract: "How many children each kind of place takes when the one before is full.",
    discussion: """
      The table of stages (CSV) has stage, capacity (empty where not limited), suited_share (of \
      those offered, 0 to 1) and price_per_week, in order of preference.

      Means in the long run, in closed form; 'headroom sufficiency places' simulates month by \
      month.

      Example:
        headroom sufficiency cascade --load 96 \\
          --stages demonstration/sufficiency/stages.csv
      """)

  @Option(
    name: .long,
    help: ArgumentHelp("Children in placement on average: referrals × stay.", valueName: "number"))
  var load: Double
  @Option(name: .long, help: ArgumentHelp("Table of stages.", valueName: "file"))
  var stages: String
  @Option(name: .long, help: "The format: table or csv.") var format: TableFormat = .table
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func run() throws {
    let cascade: OverflowCascade
    do {
      cascade = try OverflowCascade(
        load: load, stages: OverflowCascade.stages(bytes: InputBytes.read(stages), file: stages))
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    let text = format == .csv ? Self.csv(cascade) : Self.page(cascade)
    try reporting { try OutputFile.write(text, to: output) }
  }

  private static func csv(_ cascade: OverflowCascade) -> String {
    var text = "stage,offered,carried,occupancy,blocking,overflow,weekly_cost\n"
    for outcome in cascade.outcomes {
      let name = outcome.stage.name.replacingOccurrences(of: "\"", with: "\"\"")
      text += "\"\(name)\",\(outcome.offered),\(outcome.carried),"
      text += "\(outcome.occupancy.map { "\($0)" } ?? ""),\(outcome.blocking),\(outcome.overflow),"
      text += "\(outcome.carried * outcome.stage.weeklyPrice)\n"
    }
    return text
  }

  private static func page(_ cascade: OverflowCascade) -> String {
    var table = TextTable(
      header: ["stage", "offered", "placed", "in use", "full when asked", "go on", "£ a week"])
    for outcome in cascade.outcomes {
      table.rows.append([
        outcome.stage.name, String(format: "%.1f", outcome.offered),
        String(format: "%.1f", outcome.carried),
        outcome.occupancy.map { String(format: "%.0f%%", $0 * 100) } ?? "",
        String(format: "%.0f%%", outcome.blocking * 100), String(format: "%.1f", outcome.overflow),
        String(format: "%.0f", outcome.carried * outcome.stage.weeklyPrice),
      ])
    }
    let first = cascade.outcomes.first
    return table.text()
      + String(
        format:
          "\n\n%.1f children are not in the first kind of place, %.1f in none; £%.0f a week for those placed.\n",
        first?.overflow ?? 0, cascade.unplaced, cascade.weeklyCost)
  }
}
