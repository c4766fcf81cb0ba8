public import DelimitedText
public import Finance
import Periods

extension PlanText {
  /// Two vintages line by line, what changed between them, and each fund's total by cause.
  public static func difference(_ difference: PlanDifference, unit: MoneyUnit) -> String {
    var text = ""
    for (place, change) in difference.changes.enumerated() {
      let step = difference.changes.count > 1 ? ", step \(place + 1)" : ""
      text += "What the runs were made from\(step):\n"
      if change.causes.isEmpty { text += "  the same data, assumptions, method and policy\n" }
      for cause in change.causes {
        let evidence = change.evidence[cause] ?? []
        for item in evidence.prefix(5) { text += "  \(cause.rawValue): \(item)\n" }
        if evidence.count > 5 { text += "  \(cause.rawValue): and \(evidence.count - 5) more\n" }
      }
      text += "\n"
    }
    for fund in difference.funds {
      let lines = difference.lines.filter { $0.fund == fund }
      let (whole, parts) = difference.total(of: fund)
      func cells(_ amounts: [Pence]) -> [String] {
        amounts.map { amount($0, unit) } + [amount(amounts.reduce(.zero, +), unit)]
      }
      let isKnown = !difference.changes.isEmpty
      var rows: [[String]] = []
      for line in lines {
        let presence = line.presence == .both ? "" : line.presence.rawValue
        let start = [line.ref, line.description, presence]
        for (cause, amounts) in line.parts.sorted(by: { $0.key < $1.key }) {
          rows.append(start + (isKnown ? [cause.label] : []) + cells(amounts))
        }
        if line.parts.isEmpty {
          rows.append(start + (isKnown ? [""] : []) + cells(line.difference))
        }
      }
      if isKnown {
        rows += parts.map { ["", "From \($0.0.label)", "", $0.0.label] + cells($0.1) }
      }
      rows.append(["", "Difference", ""] + (isKnown ? [""] : []) + cells(whole))
      text += table(
        ["Ref", "\(PlanFund.label(fund)), \(heading(unit))", "Line"] + (isKnown ? ["Cause"] : [])
          + difference.years.map(\.label) + ["Total"],
        rows, words: isKnown ? 4 : 3)
      text += "\n"
    }
    if difference.lines.isEmpty { text += "No line differs.\n" }
    text += "\(difference.unchanged) lines are the same.\n"
    if !difference.uncompared.isEmpty {
      text +=
        "Not compared, in one of them only: "
        + difference.uncompared.map(\.label).joined(separator: ", ") + ".\n"
    }
    if difference.isNear {
      text +=
        "Policy changed together with something else: lines that decisions make are put down to policy, "
        + "the others to the rest. That is near; a run between the two, with --through, is exact.\n"
    }
    if difference.hasJoinedCauses {
      text +=
        "Causes joined by + changed together and can't be told apart: run the earlier scenario with one "
        + "of them changed, and give that run with --through.\n"
    }
    return text
  }

  /// The same as CSV: one row a line, year and cause.
  public static func differenceTable(_ difference: PlanDifference) -> DelimitedTextWriter {
    var writer = DelimitedTextWriter()
    writer.append(row: [
      "fund", "ref", "description", "type", "line", "financial_year", "before", "after", "cause",
      "difference",
    ])
    for line in difference.lines {
      let parts = line.parts.sorted { $0.key < $1.key }
      for (place, year) in difference.years.enumerated() {
        for (cause, amounts) in parts {
          writer.append(row: [
            line.fund, line.ref, line.description, line.kind.rawValue, line.presence.rawValue,
            year.label, PlanFile.pounds(line.before[place]), PlanFile.pounds(line.after[place]),
            cause.label, PlanFile.pounds(amounts[place]),
          ])
        }
      }
    }
    return writer
  }
}
