import ArgumentParser
import DelimitedText
import PlanPipeline

/// `headroom export dsg-plan --settings FILE … --from 2026/27`.
struct ExportManagementPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dsg-plan",
    abstract:
      "Tables of a DSG management plan: by placement, age group and need, spend and balance.",
    discussion: """
      Without and, where a --mitigated table is given, with management's action. Rows have a key \
      of one column for the department's template. --needs has need, share; --block has \
      financial_year, line (brought-forward, allocation, recoupment, block-transfer, other-spend), \
      amount in pounds. The other tables are those of `headroom pipeline settings`.

      Example:
        headroom export dsg-plan --settings demonstration/pipeline/settings.csv \\
          --plans demonstration/pipeline/plans.csv \\
          --joiners demonstration/pipeline/joiners.csv \\
          --transfers demonstration/pipeline/transfers.csv \\
          --needs demonstration/pipeline/needs.csv \\
          --block demonstration/pipeline/high-needs-block.csv \\
          --mitigated-capacity demonstration/pipeline/capacity.csv --from 2026/27 \\
          -o dsg-plan.csv
      """)

  @OptionGroup var options: SettingOptions
  @Option(name: .long, help: "How many school years.")
  var years = 5
  @Option(name: .long, help: ArgumentHelp("Shares by primary need.", valueName: "file"))
  var needs: String?
  @Option(name: .long, help: ArgumentHelp("The high needs block.", valueName: "file"))
  var block: String?
  @Option(name: .long, help: ArgumentHelp("Joiners with mitigation.", valueName: "file"))
  var mitigatedJoiners: String?
  @Option(name: .long, help: ArgumentHelp("Phase transfers with mitigation.", valueName: "file"))
  var mitigatedTransfers: String?
  @Option(name: .long, help: ArgumentHelp("Leavers with mitigation.", valueName: "file"))
  var mitigatedLeavers: String?
  @Option(name: .long, help: ArgumentHelp("Places with mitigation.", valueName: "file"))
  var mitigatedCapacity: String?
  @Option(name: [.short, .long], help: ArgumentHelp("The file to write.", valueName: "file"))
  var out: String?

  func run() throws {
    try reporting {
      let tables = try options.tables()
      let isMitigated =
        mitigatedJoiners != nil || mitigatedTransfers != nil || mitigatedLeavers != nil
        || mitigatedCapacity != nil
      var mitigated: (tables: SettingTables, forecast: SettingForecast)?
      if isMitigated {
        let other = try options.tables(
          joiners: mitigatedJoiners, transfers: mitigatedTransfers, leavers: mitigatedLeavers,
          capacity: mitigatedCapacity)
        mitigated = (other, try options.forecast(other, years: years))
      }
      let plan = try ManagementPlan(
        unmitigated: (tables, try options.forecast(tables, years: years)), mitigated: mitigated,
        needs: try needs.map { try ManagementPlan.needs(bytes: InputBytes.read($0), file: $0) }
          ?? [],
        block: try block.map { try ManagementPlan.Block(bytes: InputBytes.read($0), file: $0) })
      var writer = DelimitedTextWriter()
      writer.append(row: ["key", "version", "table", "year", "category", "unit", "value"])
      for row in plan.rows {
        writer.append(
          row: [
            row.key, row.version, row.table, row.year, row.category, row.unit,
            DelimitedTextWriter.format((row.value * 100).rounded() / 100),
          ])
      }
      try OutputFile.write(String(decoding: writer.bytes, as: UTF8.self), to: out)
    }
  }
}
