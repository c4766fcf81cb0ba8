import ArgumentParser
import BudgetPlan

/// `headroom mtfs check FILE`.
struct MTFSCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Do a plan's totals tie, do its one-offs reverse, are its lines known?",
    discussion: """
      A printed total that misses its parts by no more than their rounding is stated, not failed. \
      Exit code 1 where a finding fails.

      Example:
        headroom mtfs check seeds/published/walsall-savings.csv
      """)

  @Argument(
    help: ArgumentHelp(
      "A run (its folder, its id, latest or a scenario's name), a plan file or a published table.",
      valueName: "plan"))
  var path: String

  @OptionGroup var choice: PlanChoice

  @Option(name: .long, help: "A plan whose lines this one should have; unknown ones are named.")
  var against: String?

  @Flag(name: .shortAndLong, help: "Failures and warnings only.")
  var quiet = false

  func run() throws {
    let (plan, all) = try reporting {
      let plan = try PlanInput.read(path, report: choice.report, scenario: choice.scenario).plan
      let earlier = try against.map {
        try PlanInput.read($0, report: choice.report, scenario: choice.scenario).plan
      }
      return (plan, plan.findings(against: earlier))
    }
    Terminal.out(PlanText.findings(all.filter { !quiet || $0.weight != .note }))
    let failed = all.count { $0.weight == .fail }
    Terminal.out(
      "\(plan.lines.count) lines over \(plan.years.count) years: \(failed) failed, "
        + "\(all.count { $0.weight == .warn }) to look at, \(all.count { $0.weight == .note }) notes.\n"
    )
    if failed > 0 { throw Failure.checkFailed.exitCode }
  }
}
