import ArgumentParser

/// `headroom sufficiency places|cascade|allocate|carers|step-down`.
struct SufficiencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sufficiency",
    abstract: "Children against places: who is not placed as planned, and what changes that.",
    subcommands: [
      SufficiencyPlacesCommand.self, SufficiencyCascadeCommand.self,
      SufficiencyAllocateCommand.self, SufficiencyCarersCommand.self,
      SufficiencyStepDownCommand.self,
    ])
}
