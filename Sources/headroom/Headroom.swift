import ArgumentParser
import Engine

@main
enum EntryPoint {
  static func main() async {
    Terminal.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let word = arguments.first, let near = Headroom.nearestCommand(to: word) {
      Terminal.message("headroom: there is no command '\(word)'; did you mean '\(near)'?")
    }
    await Headroom.main(arguments)
  }
}

/// The command line: each command is a few lines that call a room.
struct Headroom: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headroom",
    abstract: "Forecasts and scenarios for English children's services.",
    discussion: """
      Plans, children looked after and SEND transport: projected, priced and laid out as MTFS lines. \
      No network, no telemetry: every command reads files and writes files.

      Exit codes: 0 done, 1 done and a check failed, 2 could not do it, 64 wrong usage.
      """,
    version: EngineVersion.current,
    subcommands: [
      RunCommand.self, CheckCommand.self, FormatCommand.self, ExplainCommand.self, ReadCommand.self,
      ScenarioCommand.self,
      MigrateCommand.self, BacktestCommand.self, ImportCommand.self,
      ForecastCommand.self, FitCommand.self, ReturnsCommand.self, ProjectCommand.self,
      ReconcileCommand.self, SynthesiseCommand.self, GoldenCommand.self, VerifyCommand.self,
      LanguageServerCommand.self, GrammarCommand.self, ReportCommand.self,
    ])

  /// The command a mistyped first word is nearest to; `nil` where it is a command or an option, or
  /// like none.
  static func nearestCommand(to word: String) -> String? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !word.hasPrefix("-"), word != "help", !names.contains(word) else { return nil }
    let typed = Set(word)
    return names.filter { name in
      let common = Set(name).intersection(typed).count
      return name.first == word.first && common * 3 >= Set(name).count * 2
    }.max { Set($0).intersection(typed).count < Set($1).intersection(typed).count }
  }
}
