import ArgumentParser

/// `headroom completions SHELL`.
struct CompletionsCommand: ParsableCommand {
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    var shell: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print what lets a shell complete commands, options and files.",
    discussion: """
      bash: put it into ~/.local/share/bash-completion/completions/headroom. zsh: into a folder of \
      fpath as _headroom. fish: into ~/.config/fish/completions/headroom.fish.

      Example:
        headroom completions bash
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file; standard output without it.", valueName: "file"),
    completion: .file())
  var output: String?

  func run() throws {
    try reporting {
      try OutputFile.write(
        Headroom.completionScript(for: shell.shell), to: output == "-" ? nil : output)
    }
  }
}
