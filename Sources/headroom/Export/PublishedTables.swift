import Handover
import Results
import Workbooks

/// A run that was made safe, as the tables of an accessible workbook.
struct PublishedTables {
  private let protected: ProtectedRun

  init(_ protected: ProtectedRun) { self.protected = protected }

  /// The workbook.
  func workbook(owner: String) throws(WorkbookError) -> WorkbookContents {
    let manifest = protected.run.manifest
    return try PublishWorkbook(
      title: manifest.title,
      about: [
        ("Area", manifest.areaName), ("Run", manifest.runID),
        ("Period", "\(manifest.firstMonth) to \(manifest.lastMonth)"), ("Contact", owner),
        (
          "Sources",
          "\(Set(manifest.sources.map(\.citation)).count) published sources, "
            + Set(manifest.sources.map(\.licence)).sorted().joined(separator: ", ")
        ),
      ],
      notes: [
        "A scenario is a set of decisions; the baseline is what is expected without them.",
        "Forecasts are simulated: eight in ten draws lie between P10 and P90.",
        "Figures are rounded one by one, so totals may differ from the sum of their parts.",
      ] + protected.notes,
      tables: [
        table(
          "forecasts", "Forecasts", "Forecasts of plans, children and passengers",
          [
            ("scenario", "Scenario"), ("measure", "Measure"), ("split_by", "Split by"),
            ("split", "Item"), ("calendar", "Calendar"), ("period", "Period"), ("unit", "Unit"),
            ("mean", "Mean"), ("p10", "P10"), ("p50", "Median"), ("p90", "P90"),
          ],
          ["A census is a stock on the day; a financial year is the average over the year."]),
        table(
          "costs", "Costs", "Costs by item and fund, pounds",
          [
            ("scenario", "Scenario"), ("cost", "Cost"), ("kind", "Kind"), ("fund", "Fund"),
            ("split", "Item"), ("financial_year", "Financial year"), ("price_base", "Price base"),
            ("mean", "Mean"), ("p10", "P10"), ("p50", "Median"), ("p90", "P90"),
          ], []),
        table(
          "mtfs", "MTFS", "Medium-Term Financial Strategy lines, pounds cash",
          [
            ("report", "Report"), ("scenario", "Scenario"), ("fund", "Fund"),
            ("service", "Service"), ("line", "Line"), ("financial_year", "Financial year"),
            ("range", "Range"), ("low", "Low"), ("central", "Central"), ("high", "High"),
          ],
          ["Pressures are positive and savings negative: changes on the year before."]),
        table(
          "comparisons", "Comparisons", "Differences between scenarios",
          [
            ("scenario", "Scenario"), ("baseline", "Baseline"), ("subject", "Subject"),
            ("split", "Item or fund"), ("financial_year", "Financial year"), ("unit", "Unit"),
            ("mean", "Mean"), ("p10", "P10"), ("p50", "Median"), ("p90", "P90"),
          ], ["A saving is the baseline less the scenario, so it is positive."]),
        table(
          "ledger", "Flows", "From opening to closing, by measure",
          [
            ("measure", "Measure"), ("period", "Census"), ("status", "Status"),
            ("opening", "Opening"), ("entries", "Entries"), ("exits", "Exits"),
            ("residual", "Residual"), ("closing", "Closing"),
          ],
          ["The residual is what published flows do not explain: transfers, late recording."]),
      ]
    ).contents
  }

  /// Columns whose words are names of a scenario file.
  private static let named: Set<String> = [
    "scenario", "baseline", "measure", "split_by", "split", "calendar", "cost", "fund", "service",
    "line", "subject", "report", "status",
  ]

  private func table(
    _ name: String, _ sheet: String, _ title: String, _ columns: [(String, String)],
    _ notes: [String]
  ) -> PublishTable {
    let manifest = protected.run.manifest
    let table = protected.run.table(name)
    let places = columns.map { column in table.layout.columns.firstIndex { $0.name == column.0 } }
    return PublishTable(
      sheet: sheet, title: "\(title), \(manifest.areaName)",
      source: "Headroom \(manifest.engineVersion), run \(manifest.runID)", notes: notes,
      columns: columns.map { PublishTable.Column($0.1) },
      rows: table.rows.map { row in
        zip(places, columns).map { place, column in
          guard let place else { return .missing }
          switch row[place] {
          case .text(let text):
            return .text(Self.named.contains(column.0) ? ReadableName.text(text) : text)
          case .number(let value, _): return .number(value)
          case .missing: return .missing
          case .suppressed: return .suppressed
          }
        }
      })
  }
}
