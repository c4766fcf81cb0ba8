import ArgumentParser
import DelimitedText
import PlanPipeline

/// `headroom export scap --settings FILE … --from 2026/27`.
struct ExportCapacityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scap",
    abstract: "Pupils with plans for the school capacity survey: reception to NCY 11.",
    discussion: """
      Five school years of primary and seven of secondary pupils, by NCY and setting, with a key \
      of one column for the department's template. The tables are those of `headroom pipeline \
      settings`.

      Example:
        headroom export scap --settings demonstration/pipeline/settings.csv \\
          --plans demonstration/pipeline/plans.csv \\
          --joiners demonstration/pipeline/joiners.csv \\
          --transfers demonstration/pipeline/transfers.csv --from 2026/27 \\
          -o scap.csv
      """)

  @OptionGroup var options: SettingOptions
  @Option(name: [.short, .long], help: ArgumentHelp("The file to write.", valueName: "file"))
  var out: String?

  func run() throws {
    try reporting {
      let forecast = try options.forecast(
        options.tables(), years: CapacityReturn.secondaryYears)
      var writer = DelimitedTextWriter()
      writer.append(
        row: ["key", "academic_year", "ncy", "phase", "setting", "forecast", "mean", "p10", "p90"])
      for row in try CapacityReturn(forecast).rows {
        writer.append(
          row: [
            row.key, row.academicYear, row.ncy, row.phase, row.setting, "\(row.forecast)",
            DelimitedTextWriter.significant(row.range.mean),
            DelimitedTextWriter.significant(row.range.p10),
            DelimitedTextWriter.significant(row.range.p90),
          ])
      }
      try OutputFile.write(String(decoding: writer.bytes, as: UTF8.self), to: out)
    }
  }
}
