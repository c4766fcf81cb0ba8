import ArgumentParser
import ScenarioLanguage

/// `headroom explain CODE`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a message's code means, why it matters and what to write instead.",
    discussion: """
      Example:
        headroom explain E403
      """)

  @Argument(help: "A code such as E403; without one, the list of all.")
  var code: String?

  func run() throws {
    guard let code else {
      for code in DiagnosticCode.allCases { Terminal.out("\(code.rawValue)  \(code.title)\n") }
      return
    }
    guard let known = DiagnosticCode(rawValue: code.uppercased()) else {
      let near = DiagnosticCode.allCases.map(\.rawValue).filter {
        $0.dropFirst() == code.uppercased().dropFirst() || $0.hasSuffix(code)
      }
      Terminal.message(
        "headroom: there is no code `\(code)`."
          + (near.isEmpty
            ? " `headroom explain` lists them."
            : " Did you mean \(near.joined(separator: " or "))?"))
      throw Failure.couldNot.exitCode
    }
    Terminal.out(MessagePage(known).text)
  }
}
