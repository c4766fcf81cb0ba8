import ArgumentParser
import BudgetPlan
import DelimitedText

/// `headroom mtfs export RUN`.
struct MTFSExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract:
      "A plan in the whole layout, as CSV to fill in: owner, budget code, sign-off, delivery.",
    discussion: """
      One row a line and financial year, in pounds and pence; `headroom mtfs show` and the others \
      read it back.

      Example:
        headroom mtfs export seeds/published/east-sussex-2025-12.csv -o plan.csv
      """)

  @Argument(
    help:
      "A run (its folder, its id, latest or a scenario's name), a plan file or a published table.")
  var plan: String

  @OptionGroup var choice: PlanChoice

  @Option(
    name: [.short, .customLong("output")], help: "File to write; standard output by default.",
    completion: .file())
  var output: String?

  func run() throws {
    try reporting {
      let plan = try PlanInput.read(plan, report: choice.report, scenario: choice.scenario).plan
      try OutputFile.write(
        String(decoding: PlanFile.write(plan).bytes, as: UTF8.self), to: output)
    }
  }
}
