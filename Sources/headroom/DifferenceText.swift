import Foundation
import Results
import ScenarioProse

/// What a cost comes to in a year in one run and in another.
struct CostChange: Encodable {
  let scenario: String
  let cost: String
  let fund: String
  let financialYear: String
  let before: Double
  let after: Double

  /// Medians of totals that differ by a pound or more, for scenarios and costs that both runs have.
  static func between(_ old: Run, _ new: Run, scenarios: (String, String)?) -> [CostChange] {
    func totals(_ run: Run, _ chosen: String?) -> [(key: String, row: CostRow)] {
      run.costs.filter { $0.split == "total" && (chosen == nil || $0.scenario == chosen) }.map {
        let scenario = chosen == nil ? $0.scenario : ""
        return ("\(scenario)|\($0.cost)|\($0.fund)|\($0.financialYear)", $0)
      }
    }
    let known = Dictionary(
      totals(old, scenarios?.0).map { ($0.key, $0.row) }, uniquingKeysWith: { first, _ in first })
    return totals(new, scenarios?.1).compactMap { key, row in
      guard let before = known[key], abs(before.summary.p50 - row.summary.p50) >= 1 else {
        return nil
      }
      return CostChange(
        scenario: row.scenario, cost: row.cost, fund: row.fund, financialYear: row.financialYear,
        before: before.summary.p50, after: row.summary.p50)
    }
  }
}

/// Differences on a screen and for programs.
enum DifferenceText {
  static func plain(
    _ difference: ScenarioDifference, _ costs: [CostChange], ran: Bool
  ) -> String {
    var text = ""
    let titles = [
      ("levers", "Levers and contracts"), ("assumptions", "Assumptions"), ("other", "The rest"),
    ]
    for (group, title) in titles {
      text += "\(title)\n"
      let items = difference.items.filter { $0.group == group }
      if items.isEmpty { text += "  no difference\n" }
      for item in items {
        text += "  \(item.kind) \(item.name)\n"
        text += item.before.map { "  - \($0)\n" } ?? ""
        text += item.after.map { "  + \($0)\n" } ?? ""
      }
      text += "\n"
    }
    guard ran else { return text + "Results: not run; add --results.\n" }
    text += "Results (medians, £000 cash)\n"
    if costs.isEmpty { text += "  no difference\n" }
    for cost in costs {
      text += String(
        format: "  %@, %@, %@: %.0f to %.0f (%+.0f)\n", cost.scenario, cost.cost,
        cost.financialYear, cost.before / 1000, cost.after / 1000,
        (cost.after - cost.before) / 1000)
    }
    return text
  }

  static func json(_ difference: ScenarioDifference, _ costs: [CostChange]) throws -> String {
    struct Item: Encodable {
      let group: String
      let kind: String
      let name: String
      let before: String?
      let after: String?
    }
    struct Whole: Encodable {
      let schemaVersion = 1
      let differences: [Item]
      let results: [CostChange]
      enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case differences, results
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let whole = Whole(
      differences: difference.items.map {
        Item(
          group: $0.group, kind: $0.kind, name: $0.name, before: $0.before, after: $0.after)
      }, results: costs)
    return String(decoding: try encoder.encode(whole), as: UTF8.self) + "\n"
  }
}
