import ArgumentParser
import BudgetPlan

/// `headroom reconstruct [CASE…]`.
struct ReconstructCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconstruct",
    abstract:
      "Published forecasts and budget tables rebuilt, with the arithmetic and its rounding.",
    discussion: """
      Without a case all of them are rebuilt. Exit code 1 where a published figure does not follow \
      from its parts and it is not known why.

      Example:
        headroom reconstruct ccn-transport medway-plans
      """)

  @Argument(help: "Cases; all of them by default.")
  var cases: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Folder of published figures.", valueName: "dir"),
    completion: .directory)
  var published: String = "seeds/published"

  @Flag(name: .long, help: "Names and titles only.")
  var list = false

  func run() throws {
    let chosen = try reporting {
      let all = try PublishedCases(folder: published) { name in
        try InputBytes.read("\(published)/\(name)")
      }.cases
      for name in cases where !all.contains(where: { $0.name == name }) {
        throw FileProblem(
          "There is no case '\(name)'. The cases are \(all.map(\.name).joined(separator: ", ")).")
      }
      let chosen = cases.isEmpty ? all : all.filter { cases.contains($0.name) }
      let text = try chosen.map {
        list ? "\($0.name): \($0.title)\n" : try PlanText.published($0)
      }.joined(separator: list ? "" : "\n")
      Terminal.out(text)
      return chosen
    }
    if !chosen.allSatisfy(\.ties) { throw Failure.checkFailed.exitCode }
  }
}
