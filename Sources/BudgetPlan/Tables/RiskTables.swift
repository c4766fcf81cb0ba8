import DelimitedText
public import Finance
public import Periods

/// What a change of one driver does to each year's net budget.
public struct SensitivityRow: Hashable, Sendable {
  /// The change, such as `1% on the price of placements`.
  public let change: String
  /// Pounds by year.
  public let amounts: [Pence]
  /// How it was computed: published ones differ by rounding and compounding.
  public let method: String
}

/// Sensitivities of a plan.
public enum SensitivityTable {
  /// One per cent more on each service's net budget, once, from the first year on: 1% of the central
  /// net budget of each year. Nothing compounds.
  public static func onePercent(_ plan: FinancialPlan, fund: String) -> [SensitivityRow] {
    var services: [String] = []
    for line in plan.lines(of: fund) where !services.contains(line.service) {
      services.append(line.service)
    }
    return services.compactMap { service in
      var sum = Pence.zero
      let net = plan.years.indices.map { year in
        for line in plan.lines(of: fund) where line.service == service && line.kind != .funding {
          sum += line.amounts[year].central
        }
        return sum
      }
      guard net.contains(where: { $0 > .zero }) else { return nil }
      return SensitivityRow(
        change: "1% on the cost of \(service.isEmpty ? "all lines" : service)",
        amounts: net.map { Pence(Int64((Double($0.count) / 100).rounded())) },
        method: "1% of the central net budget of each year; once, not compounding")
    }
  }

  /// More children of one kind all year, at a price uplifted each 1 April.
  ///
  /// Throws ``Finance/FinanceError`` where the price is missing or the path lacks a year.
  public static func children(
    _ count: Double, of service: String, provider: String = "", prices: PriceBook,
    upliftedBy path: InflationPath, years: [FinancialYear]
  ) throws(FinanceError) -> SensitivityRow {
    var amounts: [Pence] = []
    for year in years {
      let price = try prices.path(service, provider: provider, in: year, upliftedBy: path)
      amounts.append(try Pence(roundingPounds: price.cost(children: count)))
    }
    let children = count == count.rounded() ? "\(Int(count))" : "\(count)"
    return SensitivityRow(
      change: "\(children) more children in \(service)", amounts: amounts,
      method: "children × days ÷ 7 × weekly price, uplifted each 1 April by \(path.name)")
  }
}

/// A risk to a plan.
public struct PlanRisk: Hashable, Sendable {
  /// Its reference.
  public var ref: String
  /// What could happen.
  public var description: String
  /// The chance, 0 to 1.
  public var likelihood: Double
  /// What it would cost, pounds.
  public var value: Pence
  /// What is done about it.
  public var mitigation: String

  /// Likelihood × value, to the penny.
  public var expected: Pence { Pence(Int64((Double(value.count) * likelihood).rounded())) }

  /// Reads a risk table: `ref,description,likelihood,value,mitigation`.
  ///
  /// Throws ``BudgetPlanError`` with line and column.
  public static func read(bytes: [UInt8], file: String) throws(BudgetPlanError) -> [PlanRisk] {
    let rows = try TableRows(bytes, file: file)
    for name in ["ref", "description", "likelihood", "value"] { _ = try rows.column(name) }
    var risks: [PlanRisk] = []
    for row in 0..<rows.table.rowCount {
      guard let likelihood = try rows.number(row, "likelihood"), (0...1).contains(likelihood) else {
        throw rows.fault(row, "likelihood", "give a chance from 0 to 1")
      }
      guard let value = try rows.pence(row, "value") else {
        throw rows.fault(row, "value", "is empty; a risk of unknown size is not one of £0")
      }
      risks.append(
        PlanRisk(
          ref: rows.text(row, "ref"), description: rows.text(row, "description"),
          likelihood: likelihood, value: value, mitigation: rows.text(row, "mitigation")))
    }
    return risks
  }
}
