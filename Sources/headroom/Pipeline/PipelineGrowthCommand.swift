import ArgumentParser
import DelimitedText
import Engine
import Foundation
import PlanPipeline
import Publishing
import Returns

/// `headroom pipeline growth --area NAME --from YEAR --to YEAR`.
struct PipelineGrowthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract: "Growth of plans split into population, new plans a child, and how long plans last.",
    discussion: """
      From published statistics, or from a table (CSV) with year (of the January census), group, \
      population (of the middle of the year before), new_plans (in the year before) and plans.

      Effects are Shapley values: they add to the growth and depend on no order.

      Example:
        headroom pipeline growth --area Bromley --from 2020 --to 2025
      """)

  @Option(name: .long, help: ArgumentHelp("Area of the statistics.", valueName: "name"))
  var area: String?
  @Option(name: .long, help: ArgumentHelp("A table instead of statistics.", valueName: "file"))
  var counts: String?
  @Option(name: .long, help: "Census year at the start.")
  var from: Int
  @Option(name: .long, help: "Census year at the end.")
  var to: Int
  @OptionGroup var statistics: StatisticsOptions
  @Option(name: .long, help: "The format: table or csv.")
  var format: TableFormat = .table
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func validate() throws {
    guard (area == nil) != (counts == nil) else {
      throw ValidationError("Give --area for published statistics, or --counts for a table.")
    }
  }

  func run() throws {
    let table: GrowthTable
    let found: (groups: [(name: String, split: GrowthSplit)], total: GrowthSplit)
    do {
      table =
        try counts.map { try GrowthTable(bytes: InputBytes.read($0), file: $0) }
        ?? published(area ?? "")
      found = try table.split(from: from, to: to)
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    let before = table.groups.compactMap { table.plans(from, $0) }.reduce(0, +)
    var rows = found.groups
    if rows.count != 1 { rows.append(("total", found.total)) }
    let text: String
    if format == .csv {
      var writer = DelimitedTextWriter()
      writer.append(row: ["group", "population", "rate", "duration", "growth"])
      for row in rows {
        writer.append(
          row: [row.name]
            + [row.split.population, row.split.rate, row.split.duration, row.split.total]
            .map(DelimitedTextWriter.significant))
      }
      text = String(decoding: writer.bytes, as: UTF8.self)
    } else {
      var shown = TextTable(
        header: [
          "plans, \(from) to \(to)", "population", "new plans a child", "duration", "growth",
        ])
      for row in rows {
        shown.rows.append(
          [row.name]
            + [row.split.population, row.split.rate, row.split.duration, row.split.total].map {
              String(format: "%+.0f", $0)
            })
      }
      text =
        shown.text()
        + String(
          format: "\nFrom %.0f plans to %.0f. Duration is plans in force for each new one.\n",
          before,
          before + found.total.total)
    }
    try reporting { try OutputFile.write(text, to: output) }
  }

  /// Plans, new plans and people aged 0 to 17 of an area, all ages together.
  private func published(_ name: String) throws -> GrowthTable {
    let index = try statistics.load().index
    let place = try index.area(named: name)
    let plans = index.series(measure: "plans", area: place.code)
    let starts = index.series(measure: "new-plans", area: place.code)
    let people = index.series(measure: "population-0-17", area: place.code)
    var figures: [Int: [String: GrowthSplit.Group]] = [:]
    for (year, stock) in plans {
      guard let new = starts[year - 1], let population = people[year - 1] else { continue }
      figures[year] = [
        place.name: GrowthSplit.Group(population: population, newPlans: new, plans: stock)
      ]
    }
    return GrowthTable(groups: [place.name], figures: figures, source: statistics.statistics)
  }
}
