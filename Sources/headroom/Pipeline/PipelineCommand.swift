import ArgumentParser

/// `headroom pipeline plans|growth|settings`.
struct PipelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline",
    abstract: "EHC plans from request to plan, what their growth comes from, and places for them.",
    discussion: """
      Example:
        headroom pipeline growth --area Bromley --from 2020 --to 2025
      """,
    subcommands: [
      PipelinePlansCommand.self, PipelineGrowthCommand.self, PipelineSettingsCommand.self,
    ])
}
