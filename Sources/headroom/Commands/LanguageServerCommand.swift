import ArgumentParser
import Foundation
import LanguageServer

/// `headroom lsp`.
struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: messages while typing, completion, hover, rename and formatting.",
    discussion: """
      Speaks the Language Server Protocol over standard input and output. Editors start it; see \
      editors/ for Visual Studio Code, Neovim and Helix.

      Example:
        headroom lsp
      """)

  @Option(
    name: .long, help: "Address of the folder with MESSAGES.md, to which codes of messages link.")
  var documentation: String?

  @Flag(name: .long, help: .hidden)
  var stdio = false

  func run() throws {
    let code = ServerLoop.run(
      LanguageServer(access: .disk(), documentation: documentation),
      input: .standardInput, output: .standardOutput)
    if code != 0 { throw ExitCode(Int32(code)) }
  }
}
