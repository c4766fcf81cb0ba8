import DisclosureControl

/// The costs of a run, and the counts behind them.
struct CostCells {
  private let run: HandoverRun
  private let table: RunTable
  /// The measures whose items a cost's items are.
  private let measures: [String: [String]]

  init(_ run: HandoverRun) {
    self.run = run
    table = run.table("costs")
    let forecasts = run.table("forecasts")
    var items: [String: Set<String>] = [:]
    for row in forecasts.rows.indices {
      items[forecasts.text(row, "measure"), default: []].insert(forecasts.text(row, "split"))
    }
    var costItems: [String: Set<String>] = [:]
    for row in table.rows.indices where table.text(row, "split") != "total" {
      costItems[table.text(row, "cost"), default: []].insert(table.text(row, "split"))
    }
    measures = costItems.mapValues { costs in
      items.filter { costs.isSubset(of: $0.value) }.keys.sorted()
    }
  }

  private func group(_ row: Int) -> RunHider.Class {
    .cost(
      cost: table.text(row, "cost"), fund: table.text(row, "fund"), kind: table.text(row, "kind"),
      split: table.text(row, "split"), year: table.text(row, "financial_year"))
  }

  /// The counts that a cost is paid for.
  private func counts(
    behind cost: String, split: String, year: String, in classes: Set<RunHider.Class>
  ) -> [RunHider.Class] {
    let behind = measures[cost] ?? []
    return classes.filter { group in
      guard case .forecast(let measure, _, let item, let calendar, let period) = group else {
        return false
      }
      return behind.contains(measure) && item == split && calendar == "financial-year"
        && period == year
    }
  }

  /// Costs to hide because the counts behind them are hidden, and those that give them away.
  ///
  /// Every cost of a hidden count is sensitive, within an interval of as many children's cost as the
  /// rules ask for.
  func hide(
    with hidden: Set<RunHider.Class>, rules: DisclosureRules
  ) throws(DisclosureError) -> Set<RunHider.Class> {
    var means: [[String]: Double] = [:]
    let forecasts = run.table("forecasts")
    for row in forecasts.rows.indices where forecasts.text(row, "calendar") == "financial-year" {
      let place = ["scenario", "measure", "split", "period"].map { forecasts.text(row, $0) }
      means[place] = forecasts.number(row, "mean")
    }
    var release = LinkedRelease<RunHider.Key>()
    var groups: [[String]: (total: RunHider.Key?, parts: [RunHider.Key])] = [:]
    var order: [[String]] = []
    for row in table.rows.indices {
      guard let value = table.number(row, "mean"), value >= 0 else { continue }
      let (cost, split) = (table.text(row, "cost"), table.text(row, "split"))
      let (scenario, year) = (table.text(row, "scenario"), table.text(row, "financial_year"))
      let key = RunHider.Key(group: group(row), digits: "\(value)")
      var sensitivity = DisclosureCell.Sensitivity.never
      for count in counts(behind: cost, split: split, year: year, in: hidden) {
        guard case .forecast(let measure, _, _, _, _) = count else { continue }
        let children = max(means[[scenario, measure, split, year]] ?? 1, 1)
        sensitivity = .always(width: rules.minimumWidth * value / children)
      }
      try release.add(
        key,
        DisclosureCell(
          name: key.description, value: value, level: split == "total" ? 1 : 0,
          sensitivity: sensitivity))
      let place = [scenario, cost, table.text(row, "fund"), table.text(row, "kind"), year]
      if groups[place] == nil { order.append(place) }
      if split == "total" {
        groups[place, default: (nil, [])].total = key
      } else {
        groups[place, default: (nil, [])].parts.append(key)
      }
    }
    for place in order {
      guard let group = groups[place], let total = group.total, !group.parts.isEmpty else {
        continue
      }
      let values = ([total] + group.parts).map { key in
        release.position(of: key).map { release.cells[$0].value } ?? 0
      }
      let sum = values.dropFirst().reduce(0, +)
      guard abs(sum - values[0]) <= 1e-6 * max(1, sum) else { continue }
      try release.add(total: total, of: group.parts)
    }
    let problem = try release.problem(tolerance: 1e-6)
    let forced = release.keys.indices.filter { hidden.contains(release.keys[$0].group) }
    let suppression = problem.suppress(rules, forced: forced)
    return Set(suppression.suppressed.map { release.keys[$0].group })
  }

  /// Counts that must be hidden because their cost is: the price of a place is published.
  func counts(behind hidden: Set<RunHider.Class>) -> Set<RunHider.Class> {
    let forecasts = run.table("forecasts")
    var costs: [[String]: Bool] = [:]
    for case .cost(let cost, _, _, let split, let year) in hidden {
      for measure in measures[cost] ?? [] { costs[[measure, split, year]] = true }
    }
    var counts: Set<RunHider.Class> = []
    for row in forecasts.rows.indices where forecasts.text(row, "calendar") == "financial-year" {
      let (measure, split) = (forecasts.text(row, "measure"), forecasts.text(row, "split"))
      let period = forecasts.text(row, "period")
      guard costs[[measure, split, period]] == true else { continue }
      counts.insert(
        .forecast(
          measure: measure, splitBy: forecasts.text(row, "split_by"), split: split,
          calendar: "financial-year", period: period))
    }
    return counts
  }
}
