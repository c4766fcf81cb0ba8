import DelimitedText
public import Finance
public import Periods

/// A cost that is not exceeded with a probability.
public struct CostLevel: Hashable, Sendable {
  /// The probability.
  public let probability: Double
  /// The cost, pounds.
  public let cost: Double
}

/// Which budget of a fund and year holds with which chance, as a run's `levels.csv` has it.
public struct RunLevel: Hashable, Sendable {
  /// The fund.
  public let fund: String
  /// The year.
  public let year: FinancialYear
  /// Mean net cost, pounds.
  public let mean: Double
  /// Costs not exceeded with each probability, in order.
  public let quantiles: [CostLevel]
  /// The services' own P80s added up; `nil` where the run's costs are not those of the net.
  public let sumOfP80: Double?

  /// The cost not exceeded with a probability that the table has; `nil` otherwise.
  public func quantile(_ probability: Double) -> Double? {
    quantiles.first { abs($0.probability - probability) < 1e-9 }?.cost
  }

  /// About the chance that a budget holds, by interpolation between the table's quantiles; the ends
  /// where it lies beyond them.
  public func chance(of budget: Double) -> Double {
    guard let first = quantiles.first, let last = quantiles.last else { return .nan }
    if budget <= first.cost { return budget < first.cost ? 0 : first.probability }
    if budget >= last.cost { return budget > last.cost ? 1 : last.probability }
    for (low, high) in zip(quantiles, quantiles.dropFirst()) where budget <= high.cost {
      guard high.cost > low.cost else { return high.probability }
      return low.probability
        + (high.probability - low.probability) * (budget - low.cost) / (high.cost - low.cost)
    }
    return last.probability
  }

  /// Reads the levels of a report and scenario, and adds up the services' own P80s from `costs.csv`.
  ///
  /// Throws ``BudgetPlanError`` with line and column.
  public static func read(
    levels: [UInt8], costs: [UInt8], folder: String, report: String, scenario: String
  ) throws(BudgetPlanError) -> [RunLevel] {
    let rows = try TableRows(levels, file: "\(folder)/levels.csv")
    let spend = try TableRows(costs, file: "\(folder)/costs.csv")
    var found: [RunLevel] = []
    for row in 0..<rows.table.rowCount
    where rows.text(row, "report") == report && rows.text(row, "scenario") == scenario {
      let year = try rows.year(row, "financial_year")
      let fund = rows.text(row, "fund")
      guard let mean = try rows.number(row, "mean") else {
        throw rows.fault(row, "mean", "is empty")
      }
      var quantiles: [CostLevel] = []
      for percent in stride(from: 5, through: 95, by: 5) {
        if let cost = try rows.number(row, "p\(percent)") {
          quantiles.append(CostLevel(probability: Double(percent) / 100, cost: cost))
        }
      }
      var sum = 0.0
      var means = 0.0
      for line in 0..<spend.table.rowCount
      where spend.text(line, "scenario") == scenario && spend.text(line, "fund") == fund
        && spend.text(line, "split") == "total" && spend.text(line, "financial_year") == year.label
      {
        sum += try spend.number(line, "p80") ?? 0
        means += try spend.number(line, "mean") ?? 0
      }
      found.append(
        RunLevel(
          fund: fund, year: year, mean: mean, quantiles: quantiles,
          sumOfP80: abs(means - mean) <= 1e-6 * max(abs(mean), 1) ? sum : nil))
    }
    return found
  }
}

extension PlanText {
  /// P50, P80 and P90 budgets of each fund, what adding the services' P80s would hold too much, and
  /// the chance that a budget holds where one is given.
  public static func levels(
    _ levels: [RunLevel], budgets: BudgetFile?, years: [FinancialYear], unit: MoneyUnit
  ) throws(BudgetPlanError) -> String {
    var funds: [String] = []
    for level in levels where !funds.contains(level.fund) { funds.append(level.fund) }
    var parts: [String] = []
    for fund in funds {
      let own = levels.filter { $0.fund == fund }
      func cell(_ pounds: Double?) throws(BudgetPlanError) -> String {
        guard let pounds else { return "–" }
        do {
          return amount(try Pence(roundingPounds: pounds), unit)
        } catch {
          throw BudgetPlanError(error.description)
        }
      }
      var rows: [[String]] = []
      for (label, probability) in [("P50", 0.5), ("P80", 0.8), ("P90", 0.9)] {
        var row = ["\(label) budget"]
        for level in own { row.append(try cell(level.quantile(probability))) }
        rows.append(row)
      }
      var reserve = ["Held above the mean to reach P80"]
      var added = ["Services' own P80s added up"]
      for level in own {
        reserve.append(try cell(level.quantile(0.8).map { $0 - level.mean }))
        added.append(try cell(level.sumOfP80))
      }
      rows += [reserve, added]
      if let budget = budgets?.budget(of: fund), !budget.isEmpty {
        rows.append(
          ["Chance that the budget holds, about"]
            + own.map { level in
              guard let place = years.firstIndex(of: level.year), let given = budget[place] else {
                return "–"
              }
              return chanceText(level.chance(of: given.pounds))
            })
      }
      parts.append(
        table(
          ["Budgets and their chance, \(PlanFund.label(fund)), \(heading(unit))"]
            + own.map(\.year.label), rows))
    }
    return parts.joined(separator: "\n")
  }

  private static func chanceText(_ chance: Double) -> String {
    if chance <= 0 { return "under 5%" }
    if chance >= 1 { return "over 95%" }
    return "\(Int((chance * 100).rounded()))%"
  }
}
