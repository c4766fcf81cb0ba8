import DelimitedText
public import Finance
public import Periods

/// What drives the cost of each kind of place in two years: `financial_year,item,children,weeks,price`.
public struct DriverFile: Sendable {
  /// The two years.
  public let years: (before: FinancialYear, after: FinancialYear)
  /// What moved the cost from one to the other.
  public let bridge: CostBridge

  /// Reads the file. An item that a year does not list has no children in it.
  ///
  /// Throws ``BudgetPlanError`` with line and column for a figure that is empty or none, more or
  /// fewer than two years, or an item that comes twice in a year.
  public init(bytes: [UInt8], file: String) throws(BudgetPlanError) {
    let rows = try TableRows(bytes, file: file)
    for name in ["financial_year", "item", "children", "weeks", "price"] {
      _ = try rows.column(name)
    }
    var found: [FinancialYear: [String: CostDrivers]] = [:]
    var items: [String] = []
    for row in 0..<rows.table.rowCount {
      let year = try rows.year(row, "financial_year")
      let item = rows.text(row, "item")
      var figures: [Double] = []
      for name in ["children", "weeks", "price"] {
        guard let figure = try rows.number(row, name) else {
          throw rows.fault(row, name, "is empty, and a missing \(name) is not 0; fill it in")
        }
        figures.append(figure)
      }
      guard found[year]?[item] == nil else {
        throw rows.fault(row, "item", "\(item) comes twice in \(year.label); add the rows up")
      }
      if !items.contains(item) { items.append(item) }
      found[year, default: [:]][item] = CostDrivers(
        item: item, children: figures[0], weeks: figures[1], price: figures[2])
    }
    let ordered = found.keys.sorted()
    guard ordered.count == 2 else {
      throw BudgetPlanError(
        "\(file): a bridge leads from one year to another; the file has \(ordered.count) years. Give two."
      )
    }
    func drivers(_ year: FinancialYear) -> [CostDrivers] {
      items.map {
        found[year]?[$0] ?? CostDrivers(item: $0, children: 0, weeks: 0, price: 0)
      }
    }
    years = (ordered[0], ordered[1])
    do {
      bridge = try CostBridge(before: drivers(ordered[0]), after: drivers(ordered[1]))
    } catch {
      throw BudgetPlanError("\(file): \(error.description)")
    }
  }
}

/// Money spent to save, by year: `financial_year,costs,deflator` and one column for each kind of
/// saving, `cashable`, `avoidance`, `efficiency`.
public struct AppraisalFile: Sendable {
  /// The years, the first undiscounted.
  public let years: [FinancialYear]
  /// The appraisal.
  public let result: InvestToSave

  /// Reads and appraises the file.
  ///
  /// - Parameters:
  ///   - rates: discount rates and the days they hold from.
  ///   - optimismCost: share added to costs.
  ///   - optimismBenefit: share taken from benefits.
  /// - Throws: ``BudgetPlanError`` with line and column for a figure that is empty or none, or years
  ///   that do not follow each other; what the appraisal refuses.
  public init(
    bytes: [UInt8], file: String, rates: DiscountRates, optimismCost: Double,
    optimismBenefit: Double
  ) throws(BudgetPlanError) {
    let rows = try TableRows(bytes, file: file)
    let needed = ["financial_year", "costs", "deflator"]
    for name in needed { _ = try rows.column(name) }
    let kinds = SavingKind.allCases.map(\.rawValue)
    if let other = rows.table.columns.first(where: { !(needed + kinds).contains($0) }) {
      throw BudgetPlanError(
        "\(file):1: the column '\(other)' means nothing here, so its money would be left out. Benefits are "
          + "\(kinds.joined(separator: ", ")).")
    }
    let given = SavingKind.allCases.filter { rows.table.position(of: $0.rawValue) != nil }
    guard !given.isEmpty else {
      throw BudgetPlanError(
        "\(file):1: no column of benefits, so nothing could pay back. Add "
          + "\(kinds.joined(separator: ", ")), as far as there are such savings.")
    }
    var years: [FinancialYear] = []
    var costs: [Double] = []
    var deflator: [Double] = []
    var benefits: [SavingKind: [Double]] = [:]
    for row in 0..<rows.table.rowCount {
      let year = try rows.year(row, "financial_year")
      if let last = years.last, last.advanced(by: 1) != year {
        throw rows.fault(
          row, "financial_year",
          "\(year.label) does not follow \(last.label); give every year, in order")
      }
      years.append(year)
      guard let cost = try rows.number(row, "costs"), let level = try rows.number(row, "deflator")
      else {
        throw rows.fault(row, "costs", "costs and deflator are both needed; 0 costs are written 0")
      }
      costs.append(cost)
      deflator.append(level)
      for kind in given {
        guard let benefit = try rows.number(row, kind.rawValue) else {
          throw rows.fault(
            row, kind.rawValue, "is empty: a missing benefit is not £0; write 0 where there is none"
          )
        }
        benefits[kind, default: []].append(benefit)
      }
    }
    guard let first = years.first else {
      throw BudgetPlanError("\(file): there is no year to appraise.")
    }
    self.years = years
    do {
      result = try InvestToSave(
        from: first, costs: costs, benefits: benefits, deflator: deflator, rates: rates,
        optimismCost: optimismCost, optimismBenefit: optimismBenefit)
    } catch {
      throw BudgetPlanError("\(file): \(error.description)")
    }
  }
}
