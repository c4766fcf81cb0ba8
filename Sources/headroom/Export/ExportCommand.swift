import ArgumentParser

/// `headroom export`.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Hand a finished run over: workbook, open data, Power BI, JSON, notebooks.",
    discussion: """
      RUN is the folder that `headroom run` printed. With --mode public, small figures and what \
      gives them away are hidden (docs/DISCLOSURE.md); ees is public unless told otherwise.

      Examples:
        headroom run scenarios/bromley.scenario --out out
        headroom export notebook bromley --mode public -o notebook
      """,
    subcommands: [
      ExportJSONCommand.self, ExportCapacityCommand.self,
      ExportManagementPlanCommand.self, ExportNotebookCommand.self, ExportOpenDataCommand.self,
      ExportPowerBICommand.self, ExportWorkbookCommand.self,
    ])
}
