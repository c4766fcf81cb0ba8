import Foundation

extension VerificationReport {
  /// The columns of a table of the report.
  private static let header = [
    "area", "what", "against", "figures", "worst", "LRE", "target", "result", "where",
  ]

  private func cells(_ finding: Finding) -> [String] {
    [
      finding.area, finding.subject, finding.reference,
      finding.figures == 0 ? "" : "\(finding.figures)", finding.valueText,
      finding.digits.map { String(format: "%.1f", $0) } ?? "", finding.targetText,
      finding.outcome.rawValue, finding.note,
    ]
  }

  /// A table for documents, one section per area, with the totals below.
  public var markdown: String {
    var text = ""
    var area = ""
    for finding in findings {
      if finding.area != area {
        area = finding.area
        text += "\(text.isEmpty ? "" : "\n")### \(area)\n\n"
        text += "| What | Against | Figures | Worst | LRE | Target | Result |\n"
        text += "|---|---|--:|--:|--:|--:|---|\n"
      }
      let fields = cells(finding).map { $0.replacingOccurrences(of: "|", with: "\\|") }
      var result = fields[7]
      if finding.isBad, !finding.note.isEmpty { result = "**\(result)**: \(fields[8])" }
      text += "| \((fields[1...6] + [result]).joined(separator: " | ")) |\n"
    }
    return text + "\n\(summary)\n"
  }

  /// A comma separated table with a header: values with the digits that read back to the same
  /// double.
  public var csv: String {
    let rows = findings.map { finding -> [String] in
      var fields = cells(finding)
      fields[3] = "\(finding.figures)"
      fields[4] = finding.value.map { "\($0)" } ?? ""
      fields.insert(finding.measure.rawValue, at: 4)
      return fields
    }
    var header = VerificationReport.header
    header.insert("measure", at: 4)
    return ([header] + rows).map { row in
      row.map { field in
        field.contains(where: { ",\"\n".contains($0) })
          ? "\"\(field.replacingOccurrences(of: "\"", with: "\"\""))\"" : field
      }.joined(separator: ",") + "\n"
    }.joined()
  }

  /// Aligned columns, one section per area, with the totals below.
  public var text: String {
    let rows = findings.map { Array(cells($0)[1...7]) }
    let titles = Array(VerificationReport.header[1...7])
    let widths = titles.indices.map { j in
      ([titles] + rows).map { $0[j].count }.max() ?? 0
    }
    func line(_ row: [String]) -> String {
      let padded = row.enumerated().map { j, field in
        let space = String(repeating: " ", count: widths[j] - field.count)
        return (2...5).contains(j) ? space + field : field + space
      }
      let joined = padded.joined(separator: "  ")
      return String(joined.reversed().drop { $0 == " " }.reversed()) + "\n"
    }
    var text = line(titles)
    var area = ""
    for (finding, row) in zip(findings, rows) {
      if finding.area != area {
        area = finding.area
        text += "\n\(area)\n"
      }
      text += line(row)
      if finding.isBad, !finding.note.isEmpty { text += "    \(finding.note)\n" }
    }
    return text + "\n\(summary)\n"
  }
}

extension Finding {
  var isBad: Bool { outcome == .failed || outcome == .unreadable }

  /// The measured value in words.
  var valueText: String {
    guard let value else { return "" }
    switch measure {
    case .relativeError: return value == 0 ? "0" : String(format: "%.1e", value)
    case .shortfall: return value == 0 ? "0" : String(format: "%.1e", value)
    case .share: return String(format: "%.2f%%", value * 100)
    case .failures: return String(format: "%.0f", value)
    case .score: return String(format: abs(value) < 10 ? "%.4f" : "%.2f", value)
    }
  }

  /// The target in words.
  var targetText: String {
    switch target {
    case .none: return ""
    case .digits(let least): return "LRE ≥ \(Finding.short(least))"
    case .atMost(let limit):
      return "≤ \(measure == .share ? Finding.short(limit * 100) + "%" : Finding.short(limit))"
    case .within(let limits):
      return "\(Finding.short(limits.lowerBound)) to \(Finding.short(limits.upperBound))"
    }
  }

  private static func short(_ value: Double) -> String { String(format: "%g", value) }
}
