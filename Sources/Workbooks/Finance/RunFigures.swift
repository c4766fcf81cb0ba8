import Results

/// A run's rows by scenario and year, as the sheets need them.
struct RunFigures {
  /// A cost charged to a fund.
  struct Charge: Hashable {
    let cost: String
    let fund: String
  }

  /// An item of a cost.
  struct Item: Hashable {
    let charge: Charge
    let measure: String
    let split: String
  }

  let run: FinishedRun
  let scenarios: [String]
  let years: [String]
  let items: [Item]
  let charges: [Charge]
  let measures: [String]
  /// Number of the scenario that the workbook opens with.
  let chosen = 0
  private let driverRows: [Item: [String: FiledRow<DriverRow>]]
  private let spendRows: [Charge: [String: FiledRow<CostRow>]]

  init(_ run: FinishedRun) throws(WorkbookError) {
    self.run = run
    let spend = run.costs.filter { $0.priceBase == "cash" && $0.split == "total" }
    if run.drivers.isEmpty, spend.contains(where: { $0.kind == "cost" }) {
      throw WorkbookError(
        "drivers.csv of run \(run.manifest.runID) is empty, so nothing says what its costs are made "
          + "of and no formula can rebuild them. An earlier version made it: run the scenario again."
      )
    }
    scenarios = Self.distinct(
      run.forecasts.map(\.scenario) + spend.map(\.scenario) + run.drivers.map(\.scenario)
        + run.samples.map(\.scenario))
    years = Set(
      run.drivers.map(\.financialYear) + spend.map(\.financialYear)
        + run.forecasts.compactMap { FinancialYearName.holding($0.period) }
    ).sorted()
    var drivers: [Item: [String: FiledRow<DriverRow>]] = [:]
    var items: [Item] = []
    for row in run.drivers {
      let item = Item(
        charge: Charge(cost: row.cost, fund: row.fund), measure: row.measure, split: row.split)
      if drivers[item] == nil { items.append(item) }
      drivers[item, default: [:]][Self.key(row.scenario, row.financialYear)] = row
    }
    var spends: [Charge: [String: FiledRow<CostRow>]] = [:]
    var charges: [Charge] = []
    for row in spend {
      let charge = Charge(cost: row.cost, fund: row.fund)
      if spends[charge] == nil { charges.append(charge) }
      spends[charge, default: [:]][Self.key(row.scenario, row.financialYear)] = row
    }
    // Items of one cost and fund stand together, in the order of the costs.
    self.items = charges.flatMap { charge in items.filter { $0.charge == charge } }
    self.charges = charges
    measures = Self.distinct(
      run.forecasts.map(\.measure) + run.ledger.map(\.measure) + run.drivers.map(\.measure))
    driverRows = drivers
    spendRows = spends
    guard !scenarios.isEmpty else {
      throw WorkbookError(
        "run \(run.manifest.runID) holds no forecast and no cost, so there is nothing to hand over."
      )
    }
  }

  private static func key(_ scenario: String, _ year: String) -> String { "\(scenario)\n\(year)" }

  static func distinct(_ names: [String]) -> [String] {
    var seen = Set<String>()
    return names.filter { seen.insert($0).inserted }
  }

  func driver(_ item: Item, _ scenario: Int, _ year: Int) -> FiledRow<DriverRow>? {
    driverRows[item]?[Self.key(scenarios[scenario], years[year])]
  }

  /// The first of an item's rows, for what is the same in all.
  func driver(_ item: Item) -> FiledRow<DriverRow>? {
    for scenario in scenarios.indices {
      for year in years.indices {
        if let row = driver(item, scenario, year) { return row }
      }
    }
    return nil
  }

  /// A figure of an item's driver by scenario and year; 0 where there is none.
  func figures(_ item: Item, _ path: KeyPath<DriverRow, Double>) -> [[Double]] {
    scenarios.indices.map { scenario in
      years.indices.map { driver(item, scenario, $0)?.row[keyPath: path] ?? 0 }
    }
  }

  func spend(_ charge: Charge) -> [[Double]] {
    scenarios.indices.map { scenario in
      years.indices.map {
        spendRows[charge]?[Self.key(scenarios[scenario], years[$0])]?.summary.mean ?? 0
      }
    }
  }

  /// First and last line of a charge's rows in their file.
  func lines(_ charge: Charge) -> [Int] { (spendRows[charge] ?? [:]).values.map(\.lineNumber) }

  /// First and last line of an item's rows in their file.
  func lines(_ item: Item) -> [Int] { (driverRows[item] ?? [:]).values.map(\.lineNumber) }

  var funds: [String] { Self.distinct(charges.map(\.fund)) }
}

/// Financial years by name.
enum FinancialYearName {
  /// The financial year that holds a period: `2027-01` is in `2026/27`, `2027/28` is itself.
  static func holding(_ period: String) -> String? {
    if period.contains("/") { return period }
    let parts = period.split(separator: "-").compactMap { Int($0) }
    guard parts.count >= 2, parts[0] >= 1 else { return nil }
    let first = parts[1] >= 4 ? parts[0] : parts[0] - 1
    let last = (first + 1) % 100
    return "\(first)/\(last < 10 ? "0" : "")\(last)"
  }
}

/// Names of a scenario file as people read them.
enum ReadableName {
  private static let known = [
    "ehcps": "EHCP", "cla": "CLA", "general-fund": "General Fund",
    "high-needs": "High needs block (DSG)", "total": "Total",
  ]

  static func of(_ name: String) -> String {
    if let known = known[name] { return known }
    let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
