import Foundation

/// A table that the notebook shows: some columns of some rows of a run's table.
struct NotebookTable {
  /// What the readers call it.
  let name: String
  /// The run's table.
  let source: String
  let caption: String
  let columns: [String]
  /// Which rows: the value that each of these columns must have.
  let filter: [(column: String, value: String)]

  static func all(_ run: HandoverRun) -> [NotebookTable] {
    let forecasts = NotebookChart.all(run).map { chart in
      NotebookTable(
        name: chart.name, source: "forecasts",
        caption: "\(chart.measure), \(chart.unit), scenario \(chart.baseline)",
        columns: ["split_by", "split", "period", "p10", "p50", "p90"],
        filter: [
          ("measure", chart.measure), ("calendar", chart.calendar), ("scenario", chart.baseline),
        ])
    }
    var tables = forecasts
    if !run.table("costs").rows.isEmpty {
      tables.append(
        NotebookTable(
          name: "costs", source: "costs", caption: "Spend in pounds, all items",
          columns: [
            "scenario", "cost", "fund", "financial_year", "price_base", "p10", "p50", "p90",
          ],
          filter: [("split", "total")]))
    }
    if !run.table("mtfs").rows.isEmpty {
      tables.append(
        NotebookTable(
          name: "mtfs", source: "mtfs", caption: "Net budget, pounds cash",
          columns: ["report", "scenario", "fund", "financial_year", "low", "central", "high"],
          filter: [("line", "net"), ("service", "total")]))
    }
    tables.append(
      NotebookTable(
        name: "accuracy", source: "backtest_summary",
        caption: "How good past forecasts were, all distances together",
        columns: [
          "measure", "forecaster", "forecasts", "mean_relative_error", "bias", "coverage_80",
        ],
        filter: [("horizon", "all")]))
    return tables
  }

  private func rows(_ run: HandoverRun) -> (table: RunTable, rows: [[RunField]]) {
    let table = run.table(source)
    let places = columns.compactMap(table.position)
    return (
      table,
      table.rows.indices.filter { row in
        filter.allSatisfy { table.text(row, $0.column) == $0.value }
      }.map { row in places.map { table.rows[row][$0] } }
    )
  }

  /// A figure as tables show it: whole with thousands separators from 100, three decimals below 1,
  /// one between.
  static func shown(_ value: Double) -> String {
    let size = abs(value)
    if size >= 100 || value == value.rounded() {
      let digits = String(format: "%.0f", size)
      var grouped = ""
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { grouped += "," }
        grouped.append(digit)
      }
      return (value < 0 && digits != "0" ? "-" : "") + grouped
    }
    return String(format: size < 1 ? "%.3f" : "%.1f", value)
  }

  private func cells(_ row: [RunField]) -> [(text: String, isFigure: Bool)] {
    row.map { field in
      switch field {
      case .text(let text): (SpreadsheetGuard.label(text), false)
      case .number(let value, _): (Self.shown(value), true)
      case .missing: ("", true)
      case .suppressed: (ProtectedRun.symbol, true)
      }
    }
  }

  /// The table as HTML on one line.
  func html(_ run: HandoverRun) -> String {
    let head = columns.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined()
    let body = rows(run).rows.map { row in
      let cells = cells(row).map { cell in
        cell.isFigure
          ? "<td style=\"text-align:right\">\(Self.escaped(cell.text))</td>"
          : "<td>\(Self.escaped(cell.text))</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }.joined()
    return "<table><caption>\(Self.escaped(caption))</caption><thead><tr>\(head)</tr></thead>"
      + "<tbody>\(body)</tbody></table>"
  }

  /// The table as text, fields parted by tabs.
  func plain(_ run: HandoverRun) -> String {
    ([columns] + rows(run).rows.map { cells($0).map(\.text) })
      .map { $0.joined(separator: "\t") }.joined(separator: "\n")
  }

  /// As Python's `html.escape`.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#x27;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
