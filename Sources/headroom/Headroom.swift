import ArgumentParser
import Engine

@main
enum EntryPoint {
  static func main() async {
    Terminal.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let (typed, near) = Headroom.misspelt(arguments) {
      Terminal.message("headroom: there is no command '\(typed)'; did you mean '\(near)'?")
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

      Example:
        headroom run scenarios/bromley.scenario && \\
        headroom report bromley --audience board -o report.html
      """,
    version: EngineVersion.current,
    subcommands: [
      RunCommand.self, CheckCommand.self, FormatCommand.self, ExplainCommand.self, ReadCommand.self,
      ScenarioCommand.self,
      MigrateCommand.self, BacktestCommand.self, ImportCommand.self,
      ForecastCommand.self, FitCommand.self, ReturnsCommand.self, ProjectCommand.self,
      MTFSCommand.self, TrackCommand.self, ReconstructCommand.self,
      ReconcileCommand.self, SynthesiseCommand.self, GoldenCommand.self, VerifyCommand.self,
      LanguageServerCommand.self, SizeBlockCommand.self, BlockContractCommand.self,
      SufficiencyCommand.self,
      PipelineCommand.self,
      EmergencyCommand.self, TransportCommand.self,
      GrammarCommand.self, DiscloseCommand.self, ExportCommand.self, SchemaCommand.self,
      RunsCommand.self, TraceCommand.self, ReportCommand.self, LogCommand.self, AssureCommand.self,
      InitCommand.self, DoctorCommand.self, StatusCommand.self, WatchCommand.self,
      CompletionsCommand.self, ManCommand.self, VersionCommand.self,
    ])

  /// The first word that should be a command and is none, at whatever depth, as it was typed, and
  /// the command it is nearest to; `nil` where every command is one, or the word is like none.
  static func misspelt(_ arguments: [String]) -> (typed: String, near: String)? {
    var command: any ParsableCommand.Type = Headroom.self
    var path: [String] = []
    for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
      let subcommands = command.configuration.subcommands
      guard !subcommands.isEmpty, !word.hasPrefix("-") else { return nil }
      if let next = subcommands.first(where: { $0.configuration.commandName == word }) {
        command = next
        path.append(word)
        continue
      }
      // A group that does something by itself takes arguments of its own.
      guard command.configuration.defaultSubcommand == nil,
        let near = nearest(to: word, among: subcommands.compactMap { $0.configuration.commandName })
      else { return nil }
      return ((path + [word]).joined(separator: " "), (path + [near]).joined(separator: " "))
    }
    return nil
  }

  private static func nearest(to word: String, among names: [String]) -> String? {
    Misspelling.nearest(to: word, among: names)
  }
}
