import ArgumentParser
import DelimitedText
import Foundation
import PlanPipeline
import Publishing

/// `headroom pipeline settings --settings FILE --plans FILE --joiners FILE --from 2026/27`.
struct PipelineSettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "Plans by school year and setting against places: phase transfers and overflow.",
    discussion: """
      Tables (CSV): settings has setting, capacity (empty where not limited), price_per_year, \
      overflow; plans has ncy, setting, plans; joiners has ncy, setting, per_year; --transfers has \
      ncy (the last year of a phase), from, to, share; --leavers has ncy, setting, share; \
      --capacity has academic_year, setting, capacity.

      Whoever has a place keeps it; free places go to phase transfers before joiners, the youngest \
      first.

      Example:
        headroom pipeline settings --settings demonstration/pipeline/settings.csv \\
          --plans demonstration/pipeline/plans.csv \\
          --joiners demonstration/pipeline/joiners.csv \\
          --transfers demonstration/pipeline/transfers.csv \\
          --leavers demonstration/pipeline/leavers.csv \\
          --capacity demonstration/pipeline/capacity.csv --from 2026/27
      """)

  @OptionGroup var options: SettingOptions
  @Option(name: .long, help: "How many school years.")
  var years = 5
  @Option(name: .long, help: "The format: table or csv.")
  var format: TableFormat = .table
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func run() throws {
    let forecast: SettingForecast
    do {
      forecast = try options.forecast(options.tables(), years: years)
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    try reporting {
      try OutputFile.write(format == .csv ? csv(forecast) : page(forecast), to: output)
    }
  }

  private func csv(_ forecast: SettingForecast) -> String {
    var writer = DelimitedTextWriter()
    writer.append(
      row: ["academic_year", "measure", "ncy", "setting", "mean", "p10", "p50", "p90"])
    for row in forecast.rows {
      writer.append(
        row: [row.academicYear, row.measure.rawValue, "", row.setting]
          + PipelineText.figures(row.range))
    }
    for row in forecast.phases {
      writer.append(
        row: [row.academicYear, "phase-transfers-asked", "\(row.ncy)", row.setting]
          + PipelineText.figures(row.range))
    }
    for row in forecast.extraCost {
      writer.append(
        row: [row.academicYear, "extra-cost", "", "total"] + PipelineText.figures(row.range))
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func page(_ forecast: SettingForecast) -> String {
    let labels = forecast.extraCost.map(\.academicYear)
    var text = ""
    for (measure, title) in [
      (SettingForecast.Measure.plans, "plans, median (80% range)"),
      (.asked, "wanted: there or asked for"), (.overflow, "sent on for want of a place"),
    ] {
      var table = TextTable(header: [title] + labels)
      var settings: [String] = []
      for row in forecast.rows where !settings.contains(row.setting) {
        settings.append(row.setting)
      }
      for setting in settings {
        let rows = forecast.rows.filter { $0.measure == measure && $0.setting == setting }
        guard rows.contains(where: { $0.range.p90 > 0 }) else { continue }
        table.rows.append(
          [setting]
            + rows.map {
              String(format: "%.0f (%.0f to %.0f)", $0.range.p50, $0.range.p10, $0.range.p90)
            })
      }
      if !table.rows.isEmpty { text += table.text() + "\n\n" }
    }
    var table = TextTable(header: ["£000"] + labels)
    let spend = forecast.rows.filter { $0.measure == .spend && $0.setting == "total" }.map(\.range)
    for (name, ranges) in [
      ("places, a full year", spend),
      ("of it overflow of that September", forecast.extraCost.map(\.range)),
    ] {
      table.rows.append(
        [name]
          + ranges.map {
            String(
              format: "%.0f (%.0f to %.0f)", $0.p50 / 1000, $0.p10 / 1000, $0.p90 / 1000)
          })
    }
    return text + table.text() + "\n"
  }
}
