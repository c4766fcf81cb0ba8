import ArgumentParser

/// `headroom project ehcp|cla`: projections straight from a council's own returns.
struct ProjectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "project",
    abstract: "Project plans or children looked after from a council's own returns.",
    subcommands: [
      ProjectPlansCommand.self,
      ProjectCareCommand.self,
    ])
}
