import ArgumentParser

/// `headroom sufficiency places|carers|step-down`.
struct SufficiencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sufficiency",
    abstract: "Children against places: who is not placed as planned, and what changes that.",
    subcommands: [
      SufficiencyPlacesCommand.self, SufficiencyCarersCommand.self,
      SufficiencyStepDownCommand.self,
    ])
}
