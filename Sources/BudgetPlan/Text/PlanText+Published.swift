import Finance
import Periods

extension PlanText {
  /// A published case rebuilt: its table's sums, its difference from the vintage before, and the
  /// arithmetic of its claims.
  ///
  /// Throws ``BudgetPlanError`` where its table is in different price bases.
  public static func published(_ item: PublishedCase) throws(BudgetPlanError) -> String {
    var text = "\(item.title) [\(item.name)]\n  \(item.source)\n"
    if let table = item.table {
      let unit = table.unit
      if let difference = item.difference, let earlier = item.earlier {
        for total in table.printedTotals.suffix(1) {
          let before = earlier.printedTotals.last
          text += "\n" + PlanText.difference(difference, unit: unit)
          text +=
            "Printed change in \(total.label.lowercased()): "
            + zip(table.years, zip(total.amounts, before?.amounts ?? [])).compactMap { year, pair in
              guard let now = pair.0, let then = pair.1 else { return nil }
              return "\(year.label) \(amount(now - then, unit))"
            }.joined(separator: ", ") + ".\n"
        }
      } else {
        text += "\n" + (try plan(table, layout: .increments, unit: unit))
        for total in table.printedTotals {
          text +=
            "Printed \(total.label.lowercased()): "
            + zip(table.years, total.amounts).map {
              "\($0.label) \($1.map { amount($0, unit) } ?? "none")"
            }
            .joined(separator: ", ")
            + (total.total.map { ", total \(amount($0, unit))" } ?? "") + ".\n"
        }
      }
      text += findings(item.findings)
      if !item.findings.contains(where: { $0.weight == .fail }) {
        text +=
          "Every printed total ties\(item.findings.contains { $0.kind == "rounding" } ? ", within rounding" : "").\n"
      }
    }
    for claim in item.claims {
      text += "  \(claim.name): \(claim.arithmetic) = \(number(claim.result)) \(claim.unit)"
      if let published = claim.published, let difference = claim.difference {
        text += "; published \(number(published)): \(claim.verdict.rawValue)"
        if claim.verdict != .ties {
          text +=
            " (difference \(number(difference)), rounding explains ±\(number(claim.tolerance)))"
        }
        if claim.verdict == .knownApart { text += ": \(claim.knownDifference)" }
      } else {
        text += "; derived here"
      }
      text += "\n"
    }
    return text
  }
}
