import Results

/// A run as one JSON document with a published schema.
public enum RunDocument {
  /// The layout of the document. It rises when a member changes meaning.
  public static let schemaVersion = 1
  /// What the document's `kind` says.
  public static let kind = "headroom-run"

  /// The document; hidden figures are the text `c`, missing ones null.
  public static func bytes(_ protected: ProtectedRun) -> [UInt8] {
    let manifest = protected.run.manifest
    let isInternal = protected.mode == .internal
    return JSONText.object([
      ("kind", .string(kind)),
      ("schema_version", .number(Double(schemaVersion))),
      ("tool_version", .string(manifest.engineVersion)),
      ("run_id", .string(manifest.runID)),
      ("mode", .string(protected.mode.rawValue)),
      ("title", .string(manifest.title)),
      (
        "area",
        .object([("code", .string(manifest.areaCode)), ("name", .string(manifest.areaName))])
      ),
      ("first_month", .string(manifest.firstMonth)),
      ("last_month", .string(manifest.lastMonth)),
      ("draws", .number(Double(manifest.draws))),
      ("seed", .digits(String(manifest.seed))),
      ("notes", .strings(protected.notes)),
      ("inputs", .array(manifest.inputs.map(input))),
      ("sources", .array(manifest.sources.map(source))),
      ("assumptions", .array(isInternal ? manifest.assumptions.map(assumption) : [])),
      ("methods", .array(isInternal ? manifest.methods.map(method) : [])),
      (
        "tables",
        .object(
          RunLayout.all.map { layout in
            (layout.name, .array(rows(protected.run.table(layout.name))))
          })
      ),
    ]).document()
  }

  /// A table's rows as objects.
  static func rows(_ table: RunTable) -> [JSONText] {
    table.rows.map { row in
      .flat(
        .object(
          zip(table.layout.columns, row).map { column, field in (column.name, value(field)) }))
    }
  }

  static func value(_ field: RunField) -> JSONText {
    switch field {
    case .text(let text): .string(text)
    case .number(_, let digits): .digits(digits)
    case .missing: .null
    case .suppressed: .string(ProtectedRun.symbol)
    }
  }

  private static func input(_ file: InputFile) -> JSONText {
    .flat(
      .object([
        ("name", .string(file.name)), ("role", .string(file.role)),
        ("sha256", .string(file.sha256)), ("bytes", .number(Double(file.bytes))),
      ]))
  }

  private static func source(_ note: SourceNote) -> JSONText {
    .flat(
      .object([
        ("id", .string(note.id)), ("citation", .string(note.citation)),
        ("licence", .string(note.licence)),
      ]))
  }

  private static func method(_ note: MethodNote) -> JSONText {
    .flat(.object([("measure", .string(note.measure)), ("note", .string(note.note))]))
  }

  private static func assumption(_ row: ResolvedAssumption) -> JSONText {
    .flat(
      .object([
        ("name", .string(row.name)), ("scenario", .string(row.scenario)),
        ("holds_for", .string(row.holdsFor)), ("value", .string(row.value)),
        ("shape", .string(row.shape)), ("source", .string(row.source)),
        ("owner", .string(row.owner)), ("reviewed", .string(row.reviewed)),
        ("confidence", .string(row.confidence)), ("location", .string(row.location)),
      ]))
  }
}
