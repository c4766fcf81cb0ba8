import Foundation
import Periods
import Results
import ScenarioLanguage

/// Levers of one scenario that act on the same children: what they save apart, and together.
///
/// A run counts a saving once, because the levers act on one stock in every draw. What two business
/// cases promise apart is more than that by the overlap: saving(A) + saving(B) − saving(A and B), the
/// mean over the same draws and the report's years, spend on the levers themselves left out.
struct LeverOverlaps {
  let plan: RunPlan
  let threads: Int

  /// Draws of each check.
  static let draws = 200

  /// A row for each pair whose overlap is more than two standard errors from nought.
  func rows() async -> [CheckRow] {
    var result: [CheckRow] = []
    for report in plan.model.reports {
      for name in report.scenarios {
        guard let scenario = plan.scenario(name), let baseline = plan.scenario(report.baseline)
        else { continue }
        for row in await rows(report, scenario, baseline)
        where !result.contains(where: { $0.check == row.check }) { result.append(row) }
      }
    }
    return result
  }

  private func rows(_ report: Report, _ scenario: Int, _ baseline: Int) async -> [CheckRow] {
    let resolved = plan.scenarios[scenario]
    let inherited = Set(plan.scenarios[baseline].levers.map(\.lever.name))
    let own = resolved.levers.filter { !inherited.contains($0.lever.name) }
    var result: [CheckRow] = []
    var alone: [String: [Double]] = [:]
    for (place, first) in own.enumerated() {
      for second in own[(place + 1)...] where first.measure == second.measure {
        let items = first.items.intersection(second.items)
        guard !items.isEmpty else { continue }
        let pair = [first.lever.name, second.lever.name]
        for name in pair where alone[name] == nil {
          alone[name] = await saving(report, scenario, baseline, of: [name], among: own)
        }
        let both = await saving(report, scenario, baseline, of: pair, among: own)
        guard let one = alone[pair[0]], let other = alone[pair[1]] else { continue }
        let overlap = Summary(draws: both.indices.map { one[$0] + other[$0] - both[$0] })
        let error = overlap.sd / Double(max(1, both.count)).squareRoot()
        guard abs(overlap.mean) > 2 * error, abs(overlap.mean) >= 1 else { continue }
        let measure = resolved.measures[first.measure]
        let shared = items.sorted().map { measure.items[$0] }.joined(separator: ", ")
        func pounds(_ draws: [Double]) -> String { AnswerText.pounds(Summary(draws: draws).mean) }
        let outcome =
          overlap.mean > 0
          ? "\(AnswerText.pounds(overlap.mean)) would be counted twice if the two were added up; the "
            + "run counts it once."
          : "together they save \(AnswerText.pounds(-overlap.mean)) more than apart."
        result.append(
          CheckRow(
            kind: "lever", check: "overlap of \(pair[0]) and \(pair[1]) in \(resolved.tableName)",
            outcome: "note", expected: "", found: AnswerText.pounds(overlap.mean),
            detail: "`\(pair[0])` and `\(pair[1])` act on the same children (\(shared) of "
              + "\(measure.measure.name)). From \(report.from.label) to \(report.to.label) they save "
              + "\(pounds(one)) and \(pounds(other)) apart and \(pounds(both)) together: \(outcome)"
          ))
      }
    }
    return result
  }

  /// What some of a scenario's own levers save over the report's years, by draw.
  private func saving(
    _ report: Report, _ scenario: Int, _ baseline: Int, of names: [String], among own: [LeverPlan]
  ) async -> [Double] {
    var part = plan.subset(of: [scenario, baseline], draws: LeverOverlaps.draws)
    var sum = [Double](repeating: 0, count: part.draws)
    guard let place = part.scenario(plan.scenarios[scenario].scenario.name),
      let base = part.scenario(plan.scenarios[baseline].scenario.name)
    else { return sum }
    let others = Set(own.map(\.lever.name)).subtracting(names)
    for index in part.scenarios[place].levers.indices
    where others.contains(part.scenarios[place].levers[index].lever.name) {
      part.scenarios[place].levers[index].scale = 0
    }
    let table = await Simulation(plan: part).run(threads: threads) { _ in }
    let comparisons = ComparisonTables(plan: part, table: table)
    for (year, label) in plan.timeline.allYears.enumerated()
    where label >= report.from && label <= report.to {
      for (draw, saved) in comparisons.saving(place, base, year, investment: false).enumerated() {
        sum[draw] += saved
      }
    }
    return sum
  }
}

extension LeverPlan {
  /// Positions of the items that it takes children from or brings them to.
  var items: Set<Int> {
    var found: Set<Int> = []
    for effect in effects {
      switch effect.kind {
      case .move(let from, let to), .divert(let from, let to): found.formUnion([from, to])
      case .reduce(let from, let to): found.formUnion([from, to].compactMap { $0 })
      case .increase(let to, let from): found.formUnion([from, to].compactMap { $0 })
      case .set(let item), .cap(let item): found.insert(item)
      }
    }
    return found
  }
}
