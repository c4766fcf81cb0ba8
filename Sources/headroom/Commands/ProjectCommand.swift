import ArgumentParser

/// `headroom project ehcp|cla`: projections straight from a council's own returns.
struct ProjectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "project",
    abstract: "Project plans or children looked after from a council's own returns.",
    discussion: """
      Example:
        headroom project ehcp --transitions demonstration/sen2/transitions.csv \\
          --population demonstration/sen2/population.csv --from 2025 --until 2030
      """,
    subcommands: [
      ProjectPlansCommand.self,
      ProjectCareCommand.self,
    ])
}
