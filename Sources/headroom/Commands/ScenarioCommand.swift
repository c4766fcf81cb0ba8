import ArgumentParser
import Engine
import Foundation
import Publishing
import Results
import ScenarioLanguage
import ScenarioProse

/// `headroom scenario diff A B`.
struct ScenarioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Compare scenario files.",
    discussion: """
      Example:
        headroom scenario diff scenarios/step-down.scenario \\
          scenarios/transport-review.scenario
      """, subcommands: [Difference.self])

  struct Difference: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text
      case json
    }

    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract:
        "What differs between two files or scenarios: levers, assumptions, the rest, results.",
      discussion: """
        A scenario of a file is FILE:NAME.

        Example:
          headroom scenario diff scenarios/step-down.scenario \\
            scenarios/transport-review.scenario
        """)

    @Argument(help: "The first file, or FILE:SCENARIO.")
    var before: String

    @Argument(help: "The second.")
    var after: String

    @OptionGroup var statistics: StatisticsOptions

    @Flag(name: .long, help: "Run both, and compare what each cost comes to.")
    var results = false

    @Option(name: .long, help: "text or json.")
    var format: Format = .text

    func run() async throws {
      let (first, second) = (Self.split(before), Self.split(after))
      let models = (
        try CompiledFile.model(first.file), try CompiledFile.model(second.file)
      )
      let scenarios = try pair(first, second, models)
      let difference = ScenarioDifference(models.0, models.1, scenarios: scenarios)
      var costs: [CostChange] = []
      if results {
        let (old, new) = (
          try await run(models.0, first.file), try await run(models.1, second.file)
        )
        costs = CostChange.between(old, new, scenarios: scenarios)
      }
      switch format {
      case .text: Terminal.out(DifferenceText.plain(difference, costs, ran: results))
      case .json: Terminal.out(try DifferenceText.json(difference, costs))
      }
    }

    private static func split(_ argument: String) -> (file: String, scenario: String?) {
      guard let colon = argument.lastIndex(of: ":"), argument[..<colon].hasSuffix(".scenario")
      else { return (argument, nil) }
      return (String(argument[..<colon]), String(argument[argument.index(after: colon)...]))
    }

    private func pair(
      _ first: (file: String, scenario: String?), _ second: (file: String, scenario: String?),
      _ models: (ScenarioModel, ScenarioModel)
    ) throws -> (String, String)? {
      guard first.scenario != nil || second.scenario != nil else { return nil }
      guard let one = first.scenario, let two = second.scenario else {
        throw ValidationError("Name a scenario of both files, or of neither.")
      }
      for (name, model, file) in [(one, models.0, first.file), (two, models.1, second.file)]
      where !model.scenarios.contains(where: { $0.name == name }) {
        throw ValidationError(
          "\(file) has no scenario `\(name)`. It has "
            + model.scenarios.map(\.name).joined(separator: ", ") + ".")
      }
      return (one, two)
    }

    private func run(_ model: ScenarioModel, _ file: String) async throws -> Run {
      let known = try reporting {
        RunEngine.needsStatistics(model) ? try statistics.load(beside: file) : .none
      }
      do {
        return try await RunEngine(
          model: model, statistics: known, inputs: [], tables: .fileSystem(rootPath: file)
        ).run(threads: ProcessInfo.processInfo.activeProcessorCount)
      } catch {
        Terminal.message("headroom: \(error)")
        throw Failure.couldNot.exitCode
      }
    }
  }
}
