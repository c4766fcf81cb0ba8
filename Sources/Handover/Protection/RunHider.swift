import DisclosureControl
import Results

/// Finds and marks what must be hidden in a run.
struct RunHider {
  /// Figures that are hidden together in every scenario.
  enum Class: Hashable {
    case forecast(measure: String, splitBy: String, split: String, calendar: String, period: String)
    case baseline(measure: String, splitBy: String, split: String)
    case cost(cost: String, fund: String, kind: String, split: String, year: String)
  }

  /// One figure: scenarios that agree on it share it.
  struct Key: Hashable, Sendable, CustomStringConvertible {
    var group: Class
    var digits: String

    var description: String {
      switch group {
      case .forecast(let measure, _, let split, _, let period): "\(measure), \(split), \(period)"
      case .baseline(let measure, _, let split): "last published \(measure), \(split)"
      case .cost(let cost, _, _, let split, let year): "\(cost), \(split), \(year)"
      }
    }
  }

  private let run: HandoverRun
  private let rules: DisclosureRules
  /// The run with hidden figures marked.
  private(set) var protected: HandoverRun
  private(set) var hidden: Set<Class> = []
  private(set) var primaryCount = 0
  private(set) var secondaryCount = 0
  private(set) var notes: [String] = []

  init(_ run: HandoverRun, _ rules: DisclosureRules) {
    self.run = run
    self.rules = rules
    protected = run
  }

  /// Runs counts and costs in turn until neither hides more, then marks the tables.
  mutating func hide() throws(DisclosureError) {
    let counts = try countRelease()
    let costs = CostCells(run)
    var primary: Set<Class> = []
    while true {
      let before = hidden
      let sensitive = try solve(counts)
      primary.formUnion(sensitive)
      hidden.formUnion(try costs.hide(with: hidden, rules: rules))
      hidden.formUnion(costs.counts(behind: hidden))
      if hidden == before { break }
    }
    let forecasts = hidden.filter { if case .forecast = $0 { true } else { false } }
    primaryCount = forecasts.intersection(primary).count
    secondaryCount = forecasts.count - primaryCount
    RunMarker(hidden: hidden, rules: rules).mark(&protected)
    notes = summary()
  }

  /// Hides counts, and gives those that are sensitive themselves.
  private mutating func solve(
    _ release: LinkedRelease<Key>
  ) throws(DisclosureError) -> Set<Class> {
    let problem = try release.problem(tolerance: 1e-6)
    while true {
      let forced = release.keys.indices.filter { hidden.contains(release.keys[$0].group) }
      let suppression = problem.suppress(rules, forced: forced)
      let before = hidden.count
      for cell in suppression.suppressed { hidden.insert(release.keys[cell].group) }
      if hidden.count == before { return Set(suppression.primary.map { release.keys[$0].group }) }
    }
  }

  /// Every count of the forecasts and the published counts that they start from.
  private func countRelease() throws(DisclosureError) -> LinkedRelease<Key> {
    let table = run.table("forecasts")
    var release = LinkedRelease<Key>()
    var groups: [[String]: (total: [Key?], parts: [String: [[Key?]]])] = [:]
    var order: [[String]] = []
    for row in table.rows.indices {
      let (measure, splitBy) = (table.text(row, "measure"), table.text(row, "split_by"))
      let (split, calendar) = (table.text(row, "split"), table.text(row, "calendar"))
      let period = table.text(row, "period")
      let classes: [(Class, String)] = [
        (
          .forecast(
            measure: measure, splitBy: splitBy, split: split, calendar: calendar, period: period),
          "mean"
        ), (.baseline(measure: measure, splitBy: splitBy, split: split), "last_value"),
      ]
      var keys: [Key?] = []
      for (group, column) in classes {
        guard let value = table.number(row, column), value >= 0 else {
          keys.append(nil)
          continue
        }
        let key = Key(group: group, digits: "\(value)")
        try release.add(
          key,
          DisclosureCell(
            name: key.description, value: value, level: splitBy == "none" ? 1 : 0))
        keys.append(key)
      }
      let place = [table.text(row, "scenario"), measure, calendar, period]
      if groups[place] == nil { order.append(place) }
      var group = groups[place] ?? ([], [:])
      if splitBy == "none" {
        group.total = keys
      } else {
        group.parts[splitBy, default: []].append(keys)
      }
      groups[place] = group
    }
    for place in order {
      guard let group = groups[place] else { continue }
      for (_, parts) in group.parts.sorted(by: { $0.key < $1.key }) {
        for column in group.total.indices {
          try link(&release, total: group.total[column], parts: parts.map { $0[column] })
        }
      }
    }
    return release
  }

  /// Adds a sum where the parts are all there and add to the total.
  private func link(
    _ release: inout LinkedRelease<Key>, total: Key?, parts: [Key?]
  ) throws(DisclosureError) {
    guard let total, let place = release.position(of: total) else { return }
    let known = parts.compactMap { $0 }
    guard known.count == parts.count, !known.isEmpty else { return }
    let sum = known.reduce(0) {
      $0 + (release.position(of: $1).map { release.cells[$0].value } ?? 0)
    }
    let printed = release.cells[place].value
    guard abs(sum - printed) <= 1e-6 * max(1, printed) else { return }
    try release.add(total: total, of: known)
  }

  private func summary() -> [String] {
    // Not how many for their own size and how many for others': that would tell which are small.
    return [
      "Public: \(primaryCount + secondaryCount) forecast figures are hidden because they are small or "
        + "would give a small one away; each shows as \(ProtectedRun.symbol), in every scenario. Costs "
        + "and differences that rest on them are hidden with them.",
      "Left out for the public: answers in words, what checks found, resolved assumptions and notes "
        + "on methods.",
    ]
  }
}
