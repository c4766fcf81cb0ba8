import ArgumentParser
import Engine

/// The command line: each command is a few lines that call a room.
@main
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
      RunCommand.self, CheckCommand.self, BacktestCommand.self, ImportCommand.self,
      GoldenCommand.self,
    ])
}
