import DelimitedText
public import Finance
public import Periods

/// Budgets to set beside a plan: `financial_year,fund,amount`, pounds.
public struct BudgetFile: Hashable, Sendable {
  /// The file as messages call it.
  public let file: String
  private let amounts: [String: [Pence?]]

  /// The funds with a budget, sorted.
  public var funds: [String] { amounts.keys.sorted() }

  /// Reads the budgets of a plan's years; other years are passed over.
  ///
  /// Throws ``BudgetPlanError`` with line and column for a fund the plan does not have, a year that
  /// comes twice, or an amount that is none.
  public init(bytes: [UInt8], file: String, plan: FinancialPlan) throws(BudgetPlanError) {
    let rows = try TableRows(bytes, file: file)
    for name in ["financial_year", "fund", "amount"] { _ = try rows.column(name) }
    var amounts: [String: [Pence?]] = [:]
    for row in 0..<rows.table.rowCount {
      let fund = rows.text(row, "fund")
      guard plan.funds.contains(fund) else {
        throw rows.fault(
          row, "fund",
          "'\(fund)' is no fund of the plan, so this budget would be compared with nothing; its funds are "
            + plan.funds.joined(separator: ", "))
      }
      let year = try rows.year(row, "financial_year")
      guard let amount = try rows.pence(row, "amount") else {
        throw rows.fault(row, "amount", "is empty; a budget that is not set is not one of £0")
      }
      guard let place = plan.years.firstIndex(of: year) else { continue }
      var own = amounts[fund] ?? plan.years.map { _ in nil }
      guard own[place] == nil else {
        throw rows.fault(row, "financial_year", "\(year.label) has a budget of \(fund) already")
      }
      own[place] = amount
      amounts[fund] = own
    }
    self.file = file
    self.amounts = amounts
  }

  /// The budget of each year; `nil` where none is set.
  public func budget(of fund: String) -> [Pence?] { amounts[fund] ?? [] }

  /// Central net cost less budget, by year.
  ///
  /// Throws ``BudgetPlanError`` where a year of the plan has no budget.
  public func gaps(of fund: String, _ plan: FinancialPlan) throws(BudgetPlanError) -> [Pence] {
    let net = try plan.net(of: fund)
    var gaps: [Pence] = []
    for (place, budget) in budget(of: fund).enumerated() {
      guard let budget else {
        throw BudgetPlanError(
          "\(file): there is no budget of \(fund) for \(plan.years[place].label), and one that is not set "
            + "is not £0. Add it.")
      }
      gaps.append(net[place].central - budget)
    }
    return gaps
  }
}

extension GrantAccount {
  /// What a plan spends from blocks of the grant: the central net budget of each service, by year.
  ///
  /// Throws ``BudgetPlanError`` where the plan has no fund of the grant.
  public static func spend(of plan: FinancialPlan) throws(BudgetPlanError) -> [GrantSpend] {
    let funds = plan.funds.filter { id in
      PlanFund.known.contains { $0.id == id && $0.isSchoolsGrant }
    }
    guard !funds.isEmpty else {
      throw BudgetPlanError(
        "\(plan.name) spends nothing from the dedicated schools grant; its funds are "
          + plan.funds.joined(separator: ", ") + ".")
    }
    var spend: [GrantSpend] = []
    for fund in funds {
      let lines = plan.lines(of: fund).filter { $0.kind != .funding }
      var services: [String] = []
      for line in lines where !services.contains(line.service) { services.append(line.service) }
      for service in services {
        var sum = Pence.zero
        for (place, year) in plan.years.enumerated() {
          for line in lines where line.service == service { sum += line.amounts[place].central }
          spend.append(GrantSpend(year: year, provision: service, amount: sum))
        }
      }
    }
    return spend
  }

  /// What a run spends from blocks of the grant by provision: the mean of each item of its costs, which
  /// add to the mean of the total as medians would not.
  ///
  /// Throws ``BudgetPlanError`` where the scenario spends nothing from the grant in those years.
  public static func spend(
    costs: [UInt8], folder: String, scenario: String, years: [FinancialYear]
  ) throws(BudgetPlanError) -> [GrantSpend] {
    let rows = try TableRows(costs, file: "\(folder)/costs.csv")
    let funds = Set(PlanFund.known.filter(\.isSchoolsGrant).map(\.id))
    func own(_ row: Int) throws(BudgetPlanError) -> Bool {
      guard rows.text(row, "scenario") == scenario, funds.contains(rows.text(row, "fund")) else {
        return false
      }
      return years.contains(try rows.year(row, "financial_year"))
    }
    var divided: Set<String> = []
    for row in 0..<rows.table.rowCount where try own(row) && rows.text(row, "split") != "total" {
      divided.insert(rows.text(row, "cost"))
    }
    var spend: [GrantSpend] = []
    for row in 0..<rows.table.rowCount where try own(row) {
      let cost = rows.text(row, "cost")
      let split = rows.text(row, "split")
      guard (split == "total") != divided.contains(cost) else { continue }
      guard let mean = try rows.pence(row, "mean") else {
        throw rows.fault(row, "mean", "is empty")
      }
      spend.append(
        GrantSpend(
          year: try rows.year(row, "financial_year"), provision: split == "total" ? cost : split,
          amount: mean))
    }
    guard !spend.isEmpty else {
      throw BudgetPlanError(
        "\(folder)/costs.csv: \(scenario) spends nothing from the dedicated schools grant; its funds are "
          + funds.sorted().joined(separator: ", ") + ".")
    }
    return spend
  }
}
