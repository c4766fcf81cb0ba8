import ArgumentParser

/// `headroom sufficiency places|cascade|allocate|carers|step-down`.
struct SufficiencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sufficiency",
    abstract: "Children against places: who is not placed as planned, and what changes that.",
    discussion: """
      Example:
        headroom sufficiency places --demand demonstration/sufficiency/demand.csv \\
          --places demonstration/sufficiency/places.csv --unplaced-price 12000 \\
          --from 2026-04
      """,
    subcommands: [
      SufficiencyPlacesCommand.self, SufficiencyCascadeCommand.self,
      SufficiencyAllocateCommand.self, SufficiencyCarersCommand.self,
      SufficiencyStepDownCommand.self,
    ])
}
