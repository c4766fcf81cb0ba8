import ArgumentParser

/// `headroom mtfs …`.
struct MTFSCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mtfs",
    abstract:
      "The medium-term financial strategy: plans shown, checked and compared; costs bridged and appraised.",
    discussion: """
      A plan is a run's folder, a plan file that `headroom mtfs export` wrote, or a published \
      table (ref,section,line,2026/27,…,total,unit). Funds are never netted.

      Example:
        headroom mtfs show seeds/published/east-sussex-2025-12.csv --unit millions
      """,
    subcommands: [
      MTFSShowCommand.self, MTFSCheckCommand.self, MTFSDiffCommand.self, MTFSExportCommand.self,
      MTFSBridgeCommand.self, MTFSAppraiseCommand.self,
    ])
}
