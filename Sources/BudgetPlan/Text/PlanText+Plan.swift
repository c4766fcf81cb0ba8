public import Finance
import Periods

/// Which figures a table of a plan shows.
public enum PlanLayout: String, Hashable, Sendable, CaseIterable {
  /// Changes on the year before, and their total over the years.
  case increments
  /// Running sums.
  case cumulative
}

extension PlanText {
  /// A plan as one table a fund: increments with a total, or running sums; the net budget with and
  /// without decisions, the range, and the rounding difference.
  ///
  /// Throws ``BudgetPlanError`` where a fund's lines are in different price bases.
  public static func plan(
    _ plan: FinancialPlan, layout: PlanLayout, unit: MoneyUnit
  ) throws(BudgetPlanError) -> String {
    var parts: [String] = []
    for fund in plan.funds { parts.append(try table(plan, fund, layout, unit)) }
    return parts.joined(separator: "\n")
  }

  private static func table(
    _ plan: FinancialPlan, _ fund: String, _ layout: PlanLayout, _ unit: MoneyUnit
  ) throws(BudgetPlanError) -> String {
    let lines = plan.lines(of: fund)
    let bases = Set(lines.map(\.base.label)).sorted().joined(separator: ", ")
    let header =
      ["Ref", "\(PlanFund.label(fund)), \(bases), \(heading(unit))"] + plan.years.map(\.label)
      + (layout == .increments ? ["Total"] : [])
    func cells(_ amounts: [Pence], isStock: Bool = false) -> [String] {
      var text = amounts.map { amount($0, unit) }
      if layout == .increments {
        text.append(isStock ? "" : amount(amounts.reduce(.zero, +), unit))
      }
      return text
    }
    func sums(_ amounts: [Pence]) -> [Pence] {
      var sum = Pence.zero
      return amounts.map {
        sum += $0
        return sum
      }
    }
    var rows = lines.map { line in
      let changes = line.amounts.map(\.central)
      return [
        line.ref,
        (line.description.isEmpty ? line.kind.label : line.description)
          + (line.isOneOff ? " (one-off)" : ""),
      ] + cells(layout == .increments ? changes : sums(changes))
    }
    let change = try plan.change(of: fund).map(\.central)
    let net = try plan.net(of: fund)
    let unmitigated = try plan.net(of: fund, .unmitigated).map(\.central)
    let hasBase = lines.contains { $0.kind == .base }
    if layout == .increments {
      rows.append(
        ["", "Change in the year" + (hasBase ? ", base in the first" : "")] + cells(change))
    }
    if hasBase || layout == .cumulative {
      let what = hasBase ? "Net" : "Cumulative change"
      rows.append(["", what] + cells(net.map(\.central), isStock: true))
      if unmitigated != net.map(\.central) {
        rows.append(["", "\(what), unmitigated"] + cells(unmitigated, isStock: true))
      }
      if plan.hasCommonRange(fund) {
        rows.append(["", "\(what), low"] + cells(net.map(\.low), isStock: true))
        rows.append(["", "\(what), high"] + cells(net.map(\.high), isStock: true))
      }
    }
    var text = PlanText.table(header, rows, words: 2)
    if plan.hasCommonRange(fund), let range = lines.map(\.range).first(where: { !$0.isEmpty }) {
      text += "Low and high: \(range).\n"
    }
    let missing = try plan.roundingDifferences(of: fund, in: unit)
    if layout == .increments, missing.contains(where: { $0 != .zero }) {
      text +=
        "Totals are of unrounded figures; the printed lines miss them by "
        + zip(plan.years, missing).filter { $0.1 != .zero }
        .map { "\(amount($0.1, unit)) in \($0.0.label)" }.joined(separator: ", ") + ".\n"
    }
    return text
  }

  /// Findings of a check, one a paragraph.
  public static func findings(_ findings: [PlanFinding]) -> String {
    findings.map { "\($0.weight.rawValue): \($0.subject): \($0.message)\n" }.joined()
  }

  /// One per cent more on each service of each fund.
  public static func sensitivity(_ plan: FinancialPlan, unit: MoneyUnit) -> String {
    plan.funds.compactMap { fund in
      let rows = SensitivityTable.onePercent(plan, fund: fund)
      guard let method = rows.first?.method else { return nil }
      return table(
        ["\(PlanFund.label(fund)), \(heading(unit))"] + plan.years.map(\.label),
        rows.map { [$0.change] + $0.amounts.map { amount($0, unit) } }) + "Method: \(method).\n"
    }.joined(separator: "\n")
  }

  /// Gaps of a fund met from reserves.
  public static func reserves(_ walk: ReserveWalk, fund: String, unit: MoneyUnit) -> String {
    func row(_ label: String, _ pick: (ReserveWalk.Year) -> Pence) -> [String] {
      [label] + walk.years.map { amount(pick($0), unit) }
    }
    var text = table(
      ["Reserves, \(PlanFund.label(fund)), \(heading(unit))"] + walk.years.map(\.year.label),
      [
        row("Opening", \.opening), row("Gap", \.gap), row("Drawn", \.drawn),
        row("Closing", \.closing), row("Gap left", \.unfunded),
      ])
    if let year = walk.firstUnfunded {
      text +=
        "From \(year.label) reserves above the minimum of \(walk.minimum.formatted(in: .pounds)) no longer "
        + "pay for the gap.\n"
    }
    return text
  }

  /// The account of the dedicated schools grant.
  public static func grant(_ account: GrantAccount, unit: MoneyUnit) -> String {
    var provisions: [String] = []
    for spend in account.years.flatMap(\.expenditure) where !provisions.contains(spend.provision) {
      provisions.append(spend.provision)
    }
    func row(_ label: String, _ pick: (GrantYear) -> Pence) -> [String] {
      [label] + account.years.map { amount(pick($0), unit) }
    }
    var rows = [row("Deficit brought forward", \.broughtForward)]
    rows += provisions.map { name in
      row("Spend, \(name)") { year in
        year.expenditure.filter { $0.provision == name }.reduce(.zero) { $0 + $1.amount }
      }
    }
    rows += [
      row("Allocation") { -$0.allocation }, row("Recoupment", \.recoupment),
      row("From other blocks") { -$0.blockTransfer }, row("In-year deficit", \.inYear),
      row("Deficit carried forward", \.carriedForward),
    ]
    return table(
      ["Dedicated schools grant, \(heading(unit))"] + account.years.map(\.year.label), rows)
  }

  /// A risk table with what is to be expected of it.
  public static func risks(_ risks: [PlanRisk], unit: MoneyUnit) -> String {
    table(
      ["Ref", "Risk, \(heading(unit))", "Mitigation", "Likelihood", "Value", "Expected"],
      risks.map {
        [
          $0.ref, $0.description, $0.mitigation, number($0.likelihood * 100) + "%",
          amount($0.value, unit), amount($0.expected, unit),
        ]
      } + [
        [
          "", "All of them (not at the same time)", "", "",
          amount(risks.reduce(.zero) { $0 + $1.value }, unit),
          amount(risks.reduce(.zero) { $0 + $1.expected }, unit),
        ]
      ], words: 3)
  }
}

extension PlanText {
  /// A fund's net cost beside its budget: the gap in each future of the range.
  ///
  /// Throws ``BudgetPlanError`` where a year has no budget.
  public static func gap(
    _ plan: FinancialPlan, _ budgets: BudgetFile, fund: String, unit: MoneyUnit
  ) throws(BudgetPlanError) -> String {
    let gaps = try budgets.gaps(of: fund, plan)
    let net = try plan.net(of: fund)
    let set = budgets.budget(of: fund).map { $0 ?? .zero }
    func row(_ label: String, _ amounts: [Pence]) -> [String] {
      [label] + amounts.map { amount($0, unit) }
    }
    var rows = [
      row("Net cost", net.map(\.central)), row("Budget", set), row("Gap", gaps),
    ]
    if plan.hasCommonRange(fund) {
      rows.append(row("Gap, low", zip(net, set).map { $0.low - $1 }))
      rows.append(row("Gap, high", zip(net, set).map { $0.high - $1 }))
    }
    return table(
      ["Gap, \(PlanFund.label(fund)), \(heading(unit))"] + plan.years.map(\.label), rows)
  }
}
