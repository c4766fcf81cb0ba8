/// A fan chart of one measure's total: the median and 80% range of the first scenario, and the
/// medians of the others.
struct NotebookChart {
  /// The file's name without its extension.
  let name: String
  let measure: String
  let calendar: String
  let unit: String
  /// The scenario whose range is shown.
  let baseline: String
  /// What the chart shows, in a sentence.
  let description: String

  /// A chart of every measure: on its census where it has one, else over the year.
  static func all(_ run: HandoverRun) -> [NotebookChart] {
    let table = run.table("forecasts")
    guard let baseline = run.scenarios.first else { return [] }
    return run.measures.compactMap { measure in
      let totals = table.rows.indices.filter {
        table.text($0, "measure") == measure && table.text($0, "split_by") == "none"
      }
      let calendar =
        totals.contains { table.text($0, "calendar") == "census" } ? "census" : "financial-year"
      let shown = totals.filter {
        table.text($0, "calendar") == calendar && table.text($0, "scenario") == baseline
          && table.number($0, "p50") != nil
      }
      guard let first = shown.first, let last = shown.last else { return nil }
      let unit = table.text(first, "unit")
      func figure(_ row: Int, _ column: String) -> String {
        NotebookTable.shown(table.number(row, column) ?? 0)
      }
      let description =
        "\(measure), scenario \(baseline): the median goes from \(figure(first, "p50")) \(unit) "
        + "(\(table.text(first, "period"))) to \(figure(last, "p50")) (\(table.text(last, "period"))); "
        + "at the end eight in ten futures lie between \(figure(last, "p10")) and "
        + "\(figure(last, "p90"))."
      return NotebookChart(
        name: OpenDataExport.snake(measure), measure: measure, calendar: calendar, unit: unit,
        baseline: baseline, description: description)
    }
  }

  /// The columns whose values the chart holds.
  static let columns = ["scenario", "period", "p10", "p50", "p90"]

  /// The rows of the forecasts that the chart shows.
  func rows(_ run: HandoverRun) -> [Int] {
    let table = run.table("forecasts")
    return table.rows.indices.filter { row in
      table.text(row, "measure") == measure && table.text(row, "split_by") == "none"
        && table.text(row, "calendar") == calendar
        && ["p10", "p50", "p90"].allSatisfy { table.number(row, $0) != nil }
    }
  }

  /// The chart as Vega-Lite 5 with its values.
  func specification(_ run: HandoverRun) -> JSONText {
    let table = run.table("forecasts")
    let values = rows(run).map { row in
      JSONText.flat(
        .object(
          Self.columns.map { column in
            guard let place = table.position(column) else { return (column, .null) }
            let value = RunDocument.value(table.rows[row][place])
            if case .string(let text) = value {
              return (column, .string(SpreadsheetGuard.label(text)))
            }
            return (column, value)
          }))
    }
    let axis = JSONText.flat(
      .object([
        ("field", .string("period")), ("type", .string("ordinal")),
        ("title", .string(calendar == "census" ? "Census" : "Financial year")),
      ]))
    return .object([
      ("$schema", .string("https://vega.github.io/schema/vega-lite/v5.json")),
      ("title", .string("\(measure): median and 80% range")),
      ("description", .string(description)),
      ("width", .number(560)), ("height", .number(280)),
      (
        "usermeta",
        .flat(
          .object([
            (
              "headroom",
              .object([
                ("table", .string("forecasts")), ("columns", .strings(Self.columns)),
                (
                  "where",
                  .object([
                    ("measure", .string(SpreadsheetGuard.label(measure))),
                    ("split_by", .string("none")),
                    ("calendar", .string(calendar)),
                  ])
                ),
              ])
            )
          ]))
      ),
      ("data", .object([("values", .array(values))])),
      (
        "layer",
        .array([
          .object([
            (
              "transform",
              .flat(
                .array([
                  .object([("filter", .string("datum.scenario === \(JSONText.quoted(baseline))"))])
                ]))
            ),
            (
              "mark",
              .flat(
                .object([
                  ("type", .string("area")), ("color", .string("#6BACE6")),
                  ("opacity", .number(0.45)),
                  ("line", .object([("color", .string("#2073BC")), ("strokeWidth", .number(1))])),
                ]))
            ),
            (
              "encoding",
              .object([
                ("x", axis),
                (
                  "y",
                  .flat(
                    .object([
                      ("field", .string("p10")), ("type", .string("quantitative")),
                      ("title", .string(unit)), ("scale", .object([("zero", .bool(false))])),
                    ]))
                ), ("y2", .flat(.object([("field", .string("p90"))]))),
              ])
            ),
          ]),
          .object([
            (
              "mark",
              .flat(.object([("type", .string("line")), ("point", .bool(true))]))
            ),
            (
              "encoding",
              .object([
                ("x", axis),
                (
                  "y",
                  .flat(
                    .object([("field", .string("p50")), ("type", .string("quantitative"))]))
                ),
                (
                  "color",
                  .flat(
                    .object([
                      ("field", .string("scenario")), ("type", .string("nominal")),
                      (
                        "scale",
                        .object([
                          (
                            "range",
                            .strings([
                              "#12436D", "#F46A25", "#28A197", "#801650", "#3D3D3D", "#A285D1",
                            ])
                          )
                        ])
                      ),
                    ]))
                ),
                (
                  "strokeDash",
                  .flat(
                    .object([("field", .string("scenario")), ("type", .string("nominal"))]))
                ),
              ])
            ),
          ]),
        ])
      ),
    ])
  }

  func document(_ run: HandoverRun) -> [UInt8] { specification(run).document() }
}
