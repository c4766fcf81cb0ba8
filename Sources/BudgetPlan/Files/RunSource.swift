import DelimitedText
import Finance
import Foundation
import Periods
public import Results

/// A run's folder as a source of plans: its manifest and the tables a plan is made from.
public struct RunSource: Sendable {
  /// The folder, as messages call it.
  public let folder: String
  /// What went in.
  public let manifest: Manifest
  let mtfs: TableRows

  /// Reads a run's manifest and `mtfs.csv`.
  ///
  /// Throws ``BudgetPlanError`` where one of them can't be read.
  public init(folder: String, manifest: [UInt8], mtfs: [UInt8]) throws(BudgetPlanError) {
    self.folder = folder
    do {
      self.manifest = try JSONDecoder().decode(Manifest.self, from: Data(manifest))
    } catch {
      throw BudgetPlanError(
        "\(folder)/manifest.json is not the manifest of a run, so nobody could say what the figures "
          + "were made from: \(error.localizedDescription) Run the scenario again.")
    }
    self.mtfs = try TableRows(mtfs, file: "\(folder)/mtfs.csv")
  }

  /// The reports and scenarios of `mtfs.csv`, in its order.
  public var plans: [(report: String, scenario: String)] {
    var found: [(report: String, scenario: String)] = []
    for row in 0..<mtfs.table.rowCount {
      let report = mtfs.text(row, "report")
      let scenario = mtfs.text(row, "scenario")
      if !found.contains(where: { $0 == (report, scenario) }) { found.append((report, scenario)) }
    }
    return found
  }

  /// Which plan is meant: of the last report, and its last scenario, where none is named.
  ///
  /// Throws ``BudgetPlanError`` that names the plans there are where there is no such one.
  public func choice(
    report: String? = nil, scenario: String? = nil
  ) throws(BudgetPlanError) -> (report: String, scenario: String) {
    let known = plans
    guard !known.isEmpty else {
      throw BudgetPlanError(
        "\(folder) has no MTFS lines: its scenario file has no report. Add one and run it again.")
    }
    guard
      let chosen = known.last(where: {
        (report == nil || $0.report == report) && (scenario == nil || $0.scenario == scenario)
      })
    else {
      throw BudgetPlanError(
        "\(folder) has no MTFS of \([report, scenario].compactMap(\.self).joined(separator: ", ")). "
          + "It has "
          + known.map { "\($0.report), \($0.scenario)" }.joined(separator: "; ") + ".")
    }
    return chosen
  }

  /// The plan of a report and scenario, chosen as ``choice(report:scenario:)`` does. A run's lines are
  /// `service/line`; net budgets are tied out and not lines.
  ///
  /// Throws ``BudgetPlanError`` where there is no such plan or a table is malformed.
  public func plan(
    report: String? = nil, scenario: String? = nil
  ) throws(BudgetPlanError) -> FinancialPlan {
    let chosen = try choice(report: report, scenario: scenario)
    return try plan(chosen.report, chosen.scenario)
  }

  private func plan(_ report: String, _ scenario: String) throws(BudgetPlanError) -> FinancialPlan {
    let rows = mtfs
    var years: Set<FinancialYear> = []
    var keys: [[String]] = []
    var amounts: [[String]: [FinancialYear: PlanAmount]] = [:]
    var range = ""
    for row in 0..<rows.table.rowCount
    where rows.text(row, "report") == report && rows.text(row, "scenario") == scenario {
      let year = try rows.year(row, "financial_year")
      years.insert(year)
      range = rows.text(row, "range")
      let key = ["fund", "service", "line"].map { rows.text(row, $0) }
      guard let low = try rows.pence(row, "low"), let central = try rows.pence(row, "central"),
        let high = try rows.pence(row, "high")
      else { throw rows.fault(row, "central", "is empty, so the line has no amount") }
      if amounts[key] == nil { keys.append(key) }
      amounts[key, default: [:]][year] = PlanAmount(low: low, central: central, high: high)
    }
    let ordered = years.sorted()
    var lines: [PlanLine] = []
    var totals: [PrintedTotal] = []
    for key in keys where key[1] != "total" {
      let byYear = ordered.map { amounts[key]?[$0] ?? .zero }
      if key[2] == "net" {
        let covers = keys.filter { $0[0] == key[0] && $0[1] == key[1] && $0[2] != "net" }.map(ref)
        totals.append(
          PrintedTotal(
            label: "\(key[1]), net", covers: covers,
            amounts: ordered.indices.map {
              byYear[$0].central - ($0 == 0 ? .zero : byYear[$0 - 1].central)
            }, total: nil))
        continue
      }
      guard let kind = RunSource.kinds[key[2]] else {
        throw BudgetPlanError(
          "\(folder)/mtfs.csv: '\(key[2])' is a line this version does not know, so its money would be "
            + "left out. Use the version that made the run, \(manifest.engineVersion).")
      }
      // The base of a later year is the net of the year before, and no change.
      let changes =
        kind == .base ? [byYear[0]] + ordered.dropFirst().map { _ in .zero } : byYear
      guard changes.contains(where: { $0 != .zero }) else { continue }
      lines.append(
        PlanLine(
          ref: ref(key), fund: key[0], service: key[1], description: "\(key[1]), \(kind.label)",
          kind: kind,
          range: "\(range.isEmpty ? "range" : range) of the fund's net budget", amounts: changes,
          evidence: Evidence(
            sourceRun: manifest.runID, assumptions: manifest.title, signedOffBy: "")))
    }
    return try FinancialPlan(
      name: "\(folder) (\(report), \(scenario))", years: ordered, lines: lines,
      printedTotals: totals)
  }

  private func ref(_ key: [String]) -> String { "\(key[1])/\(key[2])" }

  private static let kinds: [String: PlanLineKind] = [
    "base": .base, "demography": .demography, "demand": .demand, "mix": .mix,
    "inflation": .inflation, "price": .contractPrice,
    "full-year effect": .fullYearEffect, "savings": .saving, "investment": .investment,
  ]
}
