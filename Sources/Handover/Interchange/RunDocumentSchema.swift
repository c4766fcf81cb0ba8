/// The JSON Schema (draft 2020-12) of ``RunDocument``.
public enum RunDocumentSchema {
  /// The schema as a document.
  public static func bytes() -> [UInt8] {
    let members: [(String, JSONText)] = [
      ("kind", .object([("const", .string(RunDocument.kind))])),
      ("schema_version", .object([("const", .number(Double(RunDocument.schemaVersion)))])),
      ("tool_version", text("version of Headroom that made the run")),
      (
        "run_id",
        .object([
          ("type", .string("string")), ("pattern", .string("^[0-9a-f]{12}$")),
          ("description", .string("first twelve digits of the hash of everything that went in")),
        ])
      ),
      ("mode", .object([("enum", .strings(ExportMode.allCases.map(\.rawValue)))])),
      ("title", text("title of the scenario file")),
      ("area", record([("code", "ONS code, or empty"), ("name", "name")])),
      ("first_month", text("first month, as 2026-04")),
      ("last_month", text("last month")),
      ("draws", .object([("type", .string("integer")), ("minimum", .number(1))])),
      ("seed", .object([("type", .string("integer")), ("minimum", .number(0))])),
      ("notes", list(text("what readers should know"))),
      (
        "inputs",
        list(
          record(
            [("name", "file"), ("role", "scenario, statistics or data"), ("sha256", "hash")],
            integers: ["bytes"]))
      ),
      ("sources", list(record([("id", "key"), ("citation", "source"), ("licence", "licence")]))),
      (
        "assumptions",
        list(
          record([
            ("name", "the assumption"), ("scenario", "scenario that overrides it, or empty"),
            ("holds_for", "item or period, or empty"), ("value", "figure or range"),
            ("shape", "distribution"), ("source", "evidence"), ("owner", "a role"),
            ("reviewed", "date"), ("confidence", "confidence"), ("location", "file and line"),
          ]))
      ),
      ("methods", list(record([("measure", "the measure"), ("note", "how it was forecast")]))),
      ("tables", object(RunLayout.all.map { ($0.name, list(row($0))) })),
    ]
    let schema: [(String, JSONText)] =
      [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("title", .string("A finished Headroom run")),
        (
          "description",
          .string(
            "Figures are numbers; null where there is none, and the text c where disclosure "
              + "control hides one (mode public only).")
        ),
      ] + Self.members(of: object(members))
    return JSONText.object(schema).document()
  }

  private static func row(_ layout: RunLayout) -> JSONText {
    var members: [(String, JSONText)] = [("description", JSONText.string(layout.grain))]
    let columns = layout.columns.map { column in
      (column.name, column.kind == .text ? text(column.meaning) : figure(column))
    }
    members += Self.members(of: object(columns))
    return .object(members)
  }

  private static func figure(_ column: RunColumn) -> JSONText {
    var kinds: [JSONText] = [.flat(.object([("type", .strings(["number", "null"]))]))]
    if column.kind == .figure {
      kinds.append(.flat(.object([("const", .string(ProtectedRun.symbol))])))
    }
    return .object([("description", .string(column.meaning)), ("anyOf", .array(kinds))])
  }

  private static func text(_ meaning: String) -> JSONText {
    .flat(.object([("type", .string("string")), ("description", .string(meaning))]))
  }

  private static func list(_ items: JSONText) -> JSONText {
    .object([("type", .string("array")), ("items", items)])
  }

  private static func record(
    _ texts: [(String, String)], integers: [String] = []
  ) -> JSONText {
    object(
      texts.map { ($0.0, text($0.1)) }
        + integers.map { ($0, .flat(.object([("type", .string("integer"))]))) })
  }

  private static func object(_ members: [(String, JSONText)]) -> JSONText {
    .object([
      ("type", .string("object")), ("required", .flat(.strings(members.map(\.0)))),
      ("additionalProperties", .bool(false)), ("properties", .object(members)),
    ])
  }

  private static func members(of value: JSONText) -> [(String, JSONText)] {
    guard case .object(let members) = value else { return [] }
    return members
  }
}
