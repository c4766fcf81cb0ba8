import DelimitedText

extension ReturnsCheck {
  /// Every finding, one row each, as `return,file,row,column,rule,severity,message,action`.
  public var csv: String {
    var writer = DelimitedTextWriter()
    writer.append(row: [
      "return", "file", "row", "column", "rule", "severity", "message", "action",
    ])
    for part in parts {
      for finding in part.report.findings {
        writer.append(row: [
          part.kind.rawValue, finding.file, finding.row.map(String.init) ?? "",
          finding.column ?? "", finding.rule, finding.severity.rawValue, finding.message,
          finding.action,
        ])
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The counts of rows, as `return,file,table,rows,used,reason,set_aside`: one row for each table of
  /// a file, with an empty reason, and one for each reason why rows are set aside.
  public var countsCSV: String {
    var writer = DelimitedTextWriter()
    writer.append(row: ["return", "file", "table", "rows", "used", "reason", "set_aside"])
    for part in parts {
      for count in part.report.counts {
        let aside = count.setAside.values.reduce(0, +)
        let start = [part.kind.rawValue, count.file, count.table]
        writer.append(row: start + [String(count.rows), String(count.used), "", String(aside)])
        for (reason, rows) in count.setAside.sorted(by: { $0.key < $1.key }) {
          writer.append(row: start + ["", "", reason, String(rows)])
        }
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
