import ArgumentParser
import BudgetPlan
import Finance
import Foundation
import Periods

/// `headroom mtfs show RUN|FILE`.
struct MTFSShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "A plan as a table a fund: increments and total, or running sums; savings in brackets.",
    discussion: """
      --budget is a CSV file of financial_year,fund,amount (pounds): the gap of each year, and \
      with --reserves how long reserves pay for it. --grant is a CSV file of \
      financial_year,allocation,recoupment,block_transfer,brought_forward (pounds): the account of \
      the dedicated schools grant. --risks is a CSV file of \
      ref,description,likelihood,value,mitigation.

      Example:
        headroom mtfs show seeds/published/walsall-growth.csv --unit pounds
      """)

  @Argument(
    help: ArgumentHelp(
      "A run (its folder, its id, latest or a scenario's name), a plan file or a published table.",
      valueName: "plan"))
  var path: String

  @OptionGroup var choice: PlanChoice

  @Option(name: .long, help: "increments or cumulative.", transform: PlanInput.layout)
  var layout: PlanLayout = .increments

  @Option(name: .long, help: "pence, pounds, thousands or millions.", transform: PlanInput.unit)
  var unit: MoneyUnit = .thousands

  @Option(name: .long, help: "Budgets to set beside the net cost.", completion: .file())
  var budget: String?

  @Option(name: .long, help: "Reserves at the start that pay for gaps of the general fund, pounds.")
  var reserves: Double?

  @Option(name: .long, help: "The least reserves that must be held, pounds.")
  var minimumReserves: Double = 0

  @Option(name: .long, help: "Income of the dedicated schools grant.", completion: .file())
  var grant: String?

  @Option(name: .long, help: "Risks.", completion: .file())
  var risks: String?

  @Flag(name: .long, help: "What 1% more on each service costs.")
  var sensitivity = false

  func run() throws {
    try reporting {
      var found = self
      found.path = try PlanInput.place(path)
      try found.show()
    }
  }

  private func show() throws {
    let plan = try PlanInput.read(path, report: choice.report, scenario: choice.scenario).plan
    Terminal.out("\(plan.name)\n\n" + (try PlanText.plan(plan, layout: layout, unit: unit)))
    if sensitivity { Terminal.out("\n" + PlanText.sensitivity(plan, unit: unit)) }
    try showGap(plan)
    try showLevels(plan)
    if let grant { try showGrant(plan, income: grant) }
    if let risks {
      let table = try PlanRisk.read(bytes: InputBytes.read(risks), file: risks)
      Terminal.out("\n" + PlanText.risks(table, unit: unit))
    }
  }

  /// Budgets by chance, of a run that has them.
  private func showLevels(_ plan: FinancialPlan) throws {
    guard PlanInput.isFolder(path) else { return }
    let source = try PlanInput.run(path)
    let chosen = try source.choice(report: choice.report, scenario: choice.scenario)
    guard FileManager.default.fileExists(atPath: "\(path)/levels.csv") else { return }
    let levels = try RunLevel.read(
      levels: InputBytes.read("\(path)/levels.csv"), costs: InputBytes.read("\(path)/costs.csv"),
      folder: path, report: chosen.report, scenario: chosen.scenario)
    let budgets = try budget.map {
      try BudgetFile(bytes: InputBytes.read($0), file: $0, plan: plan)
    }
    Terminal.out(
      "\n" + (try PlanText.levels(levels, budgets: budgets, years: plan.years, unit: unit)))
  }

  private func showGap(_ plan: FinancialPlan) throws {
    var gaps: [String: [Pence]] = [:]
    if let budget {
      let budgets = try BudgetFile(bytes: InputBytes.read(budget), file: budget, plan: plan)
      for fund in budgets.funds {
        gaps[fund] = try budgets.gaps(of: fund, plan)
        Terminal.out("\n" + (try PlanText.gap(plan, budgets, fund: fund, unit: unit)))
      }
    } else if let fund = plan.funds.first(where: { $0 == "general-fund" }),
      plan.lines(of: fund).contains(where: { $0.kind == .funding })
    {
      gaps[fund] = try plan.net(of: fund).map(\.central)
    }
    guard let reserves else { return }
    guard let gap = gaps["general-fund"] else {
      throw FileProblem(
        "--reserves needs a gap of the general fund, and the plan has no funding lines to give one. Add "
          + "--budget with the budgets of the general fund.")
    }
    let walk = ReserveWalk(
      years: plan.years, gaps: gap, opening: try Pence(roundingPounds: reserves),
      minimum: try Pence(roundingPounds: minimumReserves))
    Terminal.out("\n" + PlanText.reserves(walk, fund: "general-fund", unit: unit))
  }

  private func showGrant(_ plan: FinancialPlan, income file: String) throws {
    let given = try GrantAccount.income(bytes: InputBytes.read(file), file: file)
    let spend: [GrantSpend]
    if PlanInput.isFolder(path) {
      let scenario = try PlanInput.run(path).choice(
        report: choice.report, scenario: choice.scenario
      ).scenario
      spend = try GrantAccount.spend(
        costs: InputBytes.read("\(path)/costs.csv"), folder: path, scenario: scenario,
        years: plan.years)
    } else {
      spend = try GrantAccount.spend(of: plan)
    }
    let account = try GrantAccount(
      broughtForward: given.broughtForward, income: given.income, expenditure: spend)
    Terminal.out("\n" + PlanText.grant(account, unit: unit))
    if PlanInput.isFolder(path) { Terminal.out("Spend is the mean over the draws.\n") }
  }
}
