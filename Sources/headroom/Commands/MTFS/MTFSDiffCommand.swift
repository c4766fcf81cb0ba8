import ArgumentParser
import BudgetPlan
import DelimitedText
import Finance

/// `headroom mtfs diff A B`.
struct MTFSDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract:
      "Two vintages of a plan line by line; between runs, by data, assumption, method, policy.",
    discussion: """
      Lines are matched by fund and reference; new and gone ones are named. Between two runs the \
      manifests say what changed. Where two of data, assumption and method changed together they \
      can't be told apart from the two ends: give runs between them with --through, each with one \
      thing changed, and every line is split exactly.

      Example:
        headroom mtfs diff seeds/published/east-sussex-2025-11.csv \\
          seeds/published/east-sussex-2025-12.csv --unit millions
      """)

  @Argument(help: "The earlier plan.")
  var earlier: String

  @Argument(help: "The later plan.")
  var later: String

  @Option(name: .long, help: "A run between the two; may be given more than once, in order.")
  var through: [String] = []

  @OptionGroup var choice: PlanChoice

  @Option(name: .long, help: "pence, pounds, thousands or millions.", transform: PlanInput.unit)
  var unit: MoneyUnit = .thousands

  @Option(name: .long, help: "table or csv.")
  var format: TableFormat = .table

  @Option(
    name: [.short, .customLong("output")], help: "File to write; standard output by default.",
    completion: .file())
  var output: String?

  func run() throws {
    try reporting {
      let chain = try ([earlier] + through + [later]).map {
        try PlanInput.read($0, report: choice.report, scenario: choice.scenario)
      }
      let difference = try PlanDifference(chain)
      let text =
        format == .csv
        ? String(decoding: PlanText.differenceTable(difference).bytes, as: UTF8.self)
        : "\(chain[chain.count - 1].plan.name) against \(chain[0].plan.name)\n\n"
          + PlanText.difference(difference, unit: unit)
      try OutputFile.write(text, to: output)
    }
  }
}
