extension ReturnsCheck {
  /// The report for reading: rows of each table that are used and set aside, then each rule that was
  /// broken with its number of findings, its first places and what to do.
  public var table: String {
    var text = ""
    for part in parts {
      text += "\(part.kind == .care ? "SSDA903" : "SEN2")\n\n"
      text += Self.columns(Self.countRows(part.report), numbers: [2, 3, 4])
      text += "\n"
      for severity in ReturnsFinding.Severity.allCases {
        text += Self.rules(part.report, severity)
      }
      if !part.summary.isEmpty { text += part.summary + "\n" }
    }
    return text + "\(count(.error)) errors, \(count(.warning)) warnings, \(count(.note)) notes\n"
  }

  private static func countRows(_ report: ReturnsReport) -> [[String]] {
    var rows = [["file", "table", "rows", "used", "set aside", "reasons"]]
    for count in report.counts {
      let reasons = count.setAside.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      rows.append([
        count.file, count.table, String(count.rows), String(count.used),
        String(count.setAside.values.reduce(0, +)),
        reasons.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
      ])
    }
    return rows
  }

  private static func rules(
    _ report: ReturnsReport, _ severity: ReturnsFinding.Severity
  ) -> String {
    struct Key: Hashable {
      let rule: String
      let column: String
    }
    var groups: [Key: [ReturnsFinding]] = [:]
    for finding in report.findings where finding.severity == severity {
      groups[Key(rule: finding.rule, column: finding.column ?? ""), default: []].append(finding)
    }
    let sorted = groups.sorted { left, right in
      if left.value.count != right.value.count { return left.value.count > right.value.count }
      return (left.key.rule, left.key.column) < (right.key.rule, right.key.column)
    }
    return sorted.reduce(into: "") { text, group in
      let places = group.value.prefix(3).map { finding in
        finding.file + (finding.row.map { ":\($0)" } ?? "")
      }
      let more = group.value.count > 3 ? " …" : ""
      let column = group.key.column.isEmpty ? "" : " (\(group.key.column))"
      text += "\(severity.rawValue): \(group.key.rule)\(column) × \(group.value.count)"
      text += " at \(places.joined(separator: ", "))\(more)\n"
      if let first = group.value.first { text += "  \(first.message)\n  → \(first.action)\n" }
      text += "\n"
    }
  }

  private static func columns(_ rows: [[String]], numbers: Set<Int>) -> String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.reduce(into: "") { text, row in
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return numbers.contains(column) ? padding + cell : cell + padding
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
  }
}
