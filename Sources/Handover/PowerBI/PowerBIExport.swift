/// A run as a Power BI project: data as a star schema, a model as text, a theme and a report with
/// empty pages.
public struct PowerBIExport: Sendable {
  private let protected: ProtectedRun
  private let files: [ExportFile]

  /// An export of a run.
  ///
  /// Throws ``HandoverError`` where the run's tables do not belong together.
  public init(_ protected: ProtectedRun) throws(HandoverError) {
    let schema = try StarSchema(protected)
    self.protected = protected
    var files = schema.tables.map { ExportFile("data/\($0.name).csv", $0.bytes) }
    files += PowerBIModel.files(schema)
    files += Self.project
    files.append(ExportFile("README.md", Self.readme(schema, protected)))
    self.files = files
  }

  /// The files and what to know about them.
  public func package() -> ExportPackage {
    ExportPackage(
      files: files,
      notes: protected.notes + [
        "Open headroom.pbip in Power BI Desktop and set the parameter DataFolder to the path of "
          + "this export's data folder."
      ])
  }

  private static let schemas = "https://developer.microsoft.com/json-schemas/fabric"

  private static var project: [ExportFile] {
    let report = "headroom.Report"
    let pages = [
      ("forecast", "Forecast and range"), ("cost", "Cost and budget"),
      ("accuracy", "How good it was"),
    ]
    var files = [
      json(
        "headroom.pbip", "\(schemas)/pbip/pbipProperties/1.0.0/schema.json",
        [
          ("version", .string("1.0")),
          (
            "artifacts",
            .array([.object([("report", .object([("path", .string(report))]))])])
          ), ("settings", .object([("enableAutoRecovery", .bool(true))])),
        ]),
      json(
        "headroom.SemanticModel/definition.pbism",
        "\(schemas)/item/semanticModel/definitionProperties/1.0.0/schema.json",
        [("version", .string("4.2")), ("settings", .object([]))]),
      json(
        "\(report)/definition.pbir",
        "\(schemas)/item/report/definitionProperties/2.0.0/schema.json",
        [
          ("version", .string("4.0")),
          (
            "datasetReference",
            .object([
              ("byPath", .object([("path", .string("../headroom.SemanticModel"))]))
            ])
          ),
        ]),
      json(
        "\(report)/definition/version.json",
        "\(schemas)/item/report/definition/versionMetadata/1.0.0/schema.json",
        [("version", .string("2.0.0"))]),
      json(
        "\(report)/definition/report.json",
        "\(schemas)/item/report/definition/report/1.0.0/schema.json",
        [
          (
            "themeCollection",
            .object([
              (
                "baseTheme",
                .object([
                  ("name", .string("CY24SU10")), ("reportVersionAtImport", .string("5.61")),
                  ("type", .string("SharedResources")),
                ])
              )
            ])
          ), ("layoutOptimization", .string("None")),
        ]),
      json(
        "\(report)/definition/pages/pages.json",
        "\(schemas)/item/report/definition/pagesMetadata/1.0.0/schema.json",
        [("pageOrder", .strings(pages.map(\.0))), ("activePageName", .string("forecast"))]),
      ExportFile("theme.json", theme.document()),
    ]
    for (name, title) in pages {
      files.append(
        json(
          "\(report)/definition/pages/\(name)/page.json",
          "\(schemas)/item/report/definition/page/1.0.0/schema.json",
          [
            ("name", .string(name)), ("displayName", .string(title)),
            ("displayOption", .string("FitToPage")), ("height", .number(720)),
            ("width", .number(1280)),
          ]))
    }
    return files
  }

  private static func json(
    _ path: String, _ schema: String, _ members: [(String, JSONText)]
  ) -> ExportFile {
    ExportFile(path, JSONText.object([("$schema", .string(schema))] + members).document())
  }

  /// Colours of the Government Analysis Function; no more than four in one chart.
  private static var theme: JSONText {
    .object([
      ("name", .string("Headroom")),
      (
        "dataColors",
        .strings(["#12436D", "#F46A25", "#28A197", "#801650", "#3D3D3D", "#A285D1"])
      ), ("background", .string("#FFFFFF")), ("foreground", .string("#0B0C0C")),
      ("tableAccent", .string("#12436D")),
    ])
  }

  private static func readme(_ schema: StarSchema, _ protected: ProtectedRun) -> String {
    var text = """
      # Power BI

      1. Copy this folder to where the report is to live.
      2. Open `headroom.pbip` in Power BI Desktop (the project format is in every version since 2025).
      3. Transform data > Edit parameters: set `DataFolder` to the path of the `data` folder. Refresh.
      4. View > Themes > Browse for themes: `theme.json`.
      5. Mark `dim_date` as the date table by its column `date`.

      The pages are empty: the measures are in `fact_forecast`. Percentiles do not add, so no column \
      is summed and each measure is blank unless the selection comes to one figure that was computed.

      \(protected.notes.joined(separator: "\n\n"))

      The data can be made Parquet, which Headroom does not write, with one line of DuckDB: \
      `COPY (FROM 'data/fact_forecast.csv') TO 'fact_forecast.parquet';`


      """
    for table in schema.tables {
      text += "**\(table.name)**: \(table.grain).\n\n"
      for column in table.columns { text += "- `\(column.name)`: \(column.meaning)\n" }
      text += "\n"
    }
    return text
  }
}
