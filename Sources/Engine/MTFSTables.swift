import Finance
import Periods
import Probability
import Results
import ScenarioLanguage

/// The MTFS of every report: one table a fund and service, and the fund's total.
///
/// Low, central and high are percentiles of the fund's net budget in each year: the 10th, 50th and
/// 90th for an 80% range, which is also what the files hold where a report asks for the median only. The lines between two years' percentiles are Euler allocations over the draws (see
/// ``Finance/ReplicateMovements``), so that they add to the change exactly.
struct MTFSTables {
  let plan: RunPlan
  let table: DrawTable

  /// The rows of every report, and each fund's rounding difference.
  struct Outcome {
    var rows: [MTFSRow] = []
    /// Reports whose lines do not add: empty in a sound run.
    var broken: [String] = []
    /// Report, fund, year and difference between the rounded net and the rounded lines, in thousands.
    var roundingDifferences: [(name: String, difference: Pence)] = []
  }

  static func coverage(_ report: Report) -> Double {
    if case .medianWithRange(let coverage) = report.range { return coverage }
    return 0.8
  }

  private static func percentiles(_ report: Report) -> [(MTFSQuantile, Double)] {
    let tail = (1 - coverage(report)) / 2
    return [(.low, tail), (.central, 0.5), (.high, 1 - tail)]
  }

  func rows() throws(EngineError) -> Outcome {
    var outcome = Outcome()
    for report in plan.model.reports {
      guard case .cash = report.base else {
        throw EngineError(
          "The report `\(report.name)` asks for real prices. The MTFS is a cash plan: write "
            + "`prices cash`.")
      }
      guard let baseline = plan.scenario(report.baseline) else {
        throw EngineError("`\(report.name)` names `\(report.baseline)`, which is not a scenario.")
      }
      guard let from = plan.timeline.allYears.firstIndex(of: report.from), from > 0,
        let to = plan.timeline.allYears.firstIndex(of: report.to), to >= from
      else {
        throw EngineError(
          "`\(report.name)` reports \(report.from.label) to \(report.to.label), but the horizon is "
            + "\(plan.timeline.years[0].label) to "
            + "\(plan.timeline.years[plan.timeline.years.count - 1].label).")
      }
      for name in [report.baseline] + report.scenarios {
        guard let scenario = plan.scenario(name) else {
          throw EngineError("`\(report.name)` names `\(name)`, which is not a scenario.")
        }
        do {
          try append(report, scenario, baseline, Array(from...to), to: &outcome)
        } catch let error as EngineError {
          throw error
        } catch {
          throw EngineError("\(error)")
        }
      }
    }
    return outcome
  }

  /// One service's draws: spend under the scenario and its baseline, and the baseline's movements.
  private struct Service {
    let name: String
    /// Draws by year: the baseline's lines before savings, in the order of
    /// ``Finance/MTFSLineType/movements``.
    var movements: [[[Double]]]
    var spend: [[Double]]
    var baselineSpend: [[Double]]
    var investment: [[Double]]
  }

  private func append(
    _ report: Report, _ scenario: Int, _ baseline: Int, _ years: [Int],
    to outcome: inout Outcome
  ) throws {
    for fund in plan.model.funds {
      let services = services(fund.name, scenario, baseline, years)
      guard !services.isEmpty else { continue }
      var paths = services.map { _ in [MTFSQuantile: MTFSPath]() }
      for (quantile, p) in MTFSTables.percentiles(report) {
        let found = try allocate(services, years: years.count, p)
        for index in services.indices { paths[index][quantile] = found[index] }
      }
      let label = Finance.Fund(id: fund.name, label: fund.label, isRingfenced: fund.ringfenced)
      var tables: [MTFSTable] = []
      for (index, service) in services.enumerated() {
        tables.append(
          try MTFSTable(
            fund: label, service: service.name, firstYear: report.from, paths: paths[index]))
      }
      let scenarioName = plan.scenarios[scenario].scenario.name
      for table in tables {
        outcome.rows += rows(report, scenarioName, fund.name, table.service, [table])
      }
      outcome.rows += rows(report, scenarioName, fund.name, "total", tables)
      verify(report, scenarioName, tables, &outcome)
    }
  }

  private func services(
    _ fund: String, _ scenario: Int, _ baseline: Int, _ years: [Int]
  ) -> [Service] {
    let chosen = plan.scenarios[scenario]
    let base = plan.scenarios[baseline]
    var names: [String] = []
    let covered = Set(chosen.costs.map(\.cost.name)).intersection(base.costs.map(\.cost.name))
    for cost in chosen.costs + base.costs
    where cost.funds.contains(fund) && covered.contains(cost.cost.name)
      && !names.contains(cost.cost.name)
    {
      names.append(cost.cost.name)
    }
    let span = [years[0] - 1] + years
    let none = [Double](repeating: 0, count: table.draws)
    /// A part of a cost's movement; its spend without a part.
    func series(_ scenario: Int, _ name: String, _ part: Int?, _ year: Int) -> [Double] {
      let resolved = plan.scenarios[scenario]
      guard let cost = resolved.costs.firstIndex(where: { $0.cost.name == name }),
        let place = resolved.costs[cost].funds.firstIndex(of: fund)
      else { return none }
      guard let part else {
        return table.series(.spending(scenario: scenario, cost: cost, fund: place, year: year))
      }
      return table.series(
        .movement(scenario: scenario, cost: cost, fund: place, part: part, year: year))
    }
    func lines(_ line: MTFSLineType?, _ change: [Double]) -> [[Double]] {
      MTFSLineType.movements.prefix(SeriesCatalogue.lines).map { $0 == line ? change : none }
    }
    var result = names.map { name in
      Service(
        name: name,
        movements: years.map { year in
          (0..<SeriesCatalogue.lines).map { series(baseline, name, $0, year) }
        },
        spend: span.map { series(scenario, name, nil, $0) },
        baselineSpend: span.map { series(baseline, name, nil, $0) },
        investment: span.map { _ in none })
    }
    for name in contracts(fund, chosen, base) {
      func spend(_ scenario: Int) -> [[Double]] {
        let resolved = plan.scenarios[scenario]
        guard let place = resolved.contracts.firstIndex(where: { $0.contract.name == name }) else {
          return span.map { _ in none }
        }
        return span.map {
          table.series(.contract(scenario: scenario, contract: place, part: 0, year: $0))
        }
      }
      let before = spend(baseline)
      // A contract that the baseline has too changes by its uplift and by the months paid for.
      let changes = years.indices.map { year in
        let change = zip(before[year + 1], before[year]).map { $0 - $1 }
        let isWhole = base.contracts.first { $0.contract.name == name }.map { contract in
          [span[year], span[year + 1]].allSatisfy { place in
            (place * 12..<place * 12 + 12).allSatisfy { contract.paid[$0] > 0 }
          }
        }
        return lines(isWhole == true ? .price : .fullYearEffect, change)
      }
      result.append(
        Service(
          name: name, movements: changes, spend: spend(scenario), baselineSpend: before,
          investment: span.map { _ in none }))
    }
    for (position, lever) in chosen.levers.enumerated() {
      for (number, spend) in lever.spends.enumerated() where spend.fund == fund {
        let draws = span.map {
          table.series(.spend(scenario: scenario, lever: position, spend: number, year: $0))
        }
        result.append(
          Service(
            name: lever.lever.name, movements: years.map { _ in lines(nil, none) },
            spend: span.map { _ in none }, baselineSpend: span.map { _ in none },
            investment: draws))
      }
    }
    return result
  }

  /// Contracts of either scenario that a fund pays.
  private func contracts(
    _ fund: String, _ chosen: ScenarioPlan, _ base: ScenarioPlan
  ) -> [String] {
    var names: [String] = []
    for contract in chosen.contracts + base.contracts
    where contract.contract.fund == fund && !names.contains(contract.contract.name) {
      names.append(contract.contract.name)
    }
    return names
  }

  /// The path of each service at the p-quantile of the fund's net budget.
  private func allocate(
    _ services: [Service], years: Int, _ p: Double
  ) throws -> [MTFSPath] {
    func net(_ year: Int) -> [Double] {
      var sum = [Double](repeating: 0, count: table.draws)
      for service in services {
        for draw in sum.indices {
          sum[draw] += service.spend[year][draw] + service.investment[year][draw]
        }
      }
      return sum
    }
    func quantile(_ year: Int) throws -> Double { try Quantile.type7(net(year), p) }
    let openings = try ReplicateMovements.allocate(
      lines: services.map { zip($0.spend[0], $0.investment[0]).map(+) }, target: quantile(0))
    var paths = openings.map { MTFSPath(openingBase: $0, movements: []) }
    for year in 1...years {
      var lines: [[Double]] = []
      for service in services {
        lines += service.movements[year - 1]
        lines.append(
          table.indices.map { draw in
            (service.spend[year][draw] - service.baselineSpend[year][draw])
              - (service.spend[year - 1][draw] - service.baselineSpend[year - 1][draw])
          })
        lines.append(
          zip(service.investment[year], service.investment[year - 1]).map { $0 - $1 })
      }
      let amounts = try ReplicateMovements.allocate(
        lines: lines, target: try quantile(year) - quantile(year - 1))
      for index in services.indices {
        let count = MTFSLineType.movements.count
        paths[index].movements.append(
          MTFSMovements(amounts: Array(amounts[index * count..<(index + 1) * count])))
      }
    }
    return paths
  }

  private func rows(
    _ report: Report, _ scenario: String, _ fund: String, _ service: String,
    _ tables: [MTFSTable]
  ) -> [MTFSRow] {
    guard let years = tables.first?.years else { return [] }
    func futures(_ line: MTFSLineType, _ year: Int, cumulative: Bool) -> Futures {
      func pence(_ quantile: MTFSQuantile) -> Int {
        tables.reduce(0) { sum, table in
          let lines = cumulative ? table.cumulative(quantile) : table.incremental(quantile)
          return sum + Int(lines[year][line].count)
        }
      }
      return Futures(low: pence(.low), central: pence(.central), high: pence(.high))
    }
    return MTFSLineType.allCases.flatMap { line in
      years.indices.map { year in
        MTFSRow(
          report: report.name, scenario: scenario, fund: fund, service: service,
          line: line.rawValue, financialYear: years[year].label,
          incremental: futures(line, year, cumulative: false),
          cumulative: futures(line, year, cumulative: true))
      }
    }
  }

  private func verify(
    _ report: Report, _ scenario: String, _ tables: [MTFSTable], _ outcome: inout Outcome
  ) {
    for table in tables {
      for quantile in MTFSQuantile.allCases {
        var before: Pence?
        for lines in table.incremental(quantile) {
          let name = "\(report.name), \(scenario), \(table.service), \(lines.year.label)"
          let sum = MTFSLineType.movements.reduce(lines[.base]) { $0 + lines[$1] }
          if sum != lines[.net] || before.map({ $0 != lines[.base] }) ?? false {
            outcome.broken.append("\(name), \(quantile.rawValue)")
          }
          before = lines[.net]
          if quantile == .central {
            let difference = lines.roundingDifference(in: .thousands)
            if difference != .zero { outcome.roundingDifferences.append((name, difference)) }
          }
        }
      }
    }
  }
}

extension DrawTable {
  var indices: Range<Int> { 0..<draws }
}
