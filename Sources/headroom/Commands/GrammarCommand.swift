import ArgumentParser
import LanguageServer

/// `headroom grammar WHICH`: the files of editors that are made from the language's table.
struct GrammarCommand: ParsableCommand {
  enum Which: String, ExpressibleByArgument, CaseIterable {
    case textmate
    case configuration
  }

  static let configuration = CommandConfiguration(
    commandName: "grammar", abstract: "Print a grammar for editors.",
    discussion: """
      Example:
        headroom grammar textmate
      """, shouldDisplay: false)

  @Argument(help: "textmate or configuration.")
  var which: Which

  func run() {
    switch which {
    case .textmate: Terminal.out(TextMateGrammar.text)
    case .configuration: Terminal.out(LanguageConfiguration.text)
    }
  }
}
