import DelimitedText
public import DisclosureControl

/// What was hidden in tables of counts, and why, in words.
public enum DisclosureText {
  /// A line for all, and one for each hidden figure with what a reader can work out about it. The
  /// text names what is small, so it is not for publication.
  public static func report(_ safe: SafeTables, rules: DisclosureRules) -> String {
    let primary = safe.hidden.count { $0.isPrimary }
    var lines = [
      "\(safe.hidden.count) of \(safe.cellCount) figures are hidden: \(primary) small, "
        + "\(safe.hidden.count - primary) more so that no small one can be worked out."
    ]
    for figure in safe.hidden {
      let least = DelimitedTextWriter.significant(figure.interval.lower)
      let range =
        figure.interval.upper.map { "\(least) to \(DelimitedTextWriter.significant($0))" }
        ?? "\(least) or more"
      let reason =
        figure.isPrimary
        ? "below \(DelimitedTextWriter.significant(rules.threshold))" : figure.reason
      lines.append(
        "  \(figure.name) (\(figure.places.joined(separator: ", "))): \(reason); a reader can tell "
          + "\(range)")
    }
    for name in safe.unprotected {
      lines.append(
        "NOT HIDDEN: \(name). What is published already, or the table's own shape, gives it away: "
          + "leave it or its total out of the table.")
    }
    if !safe.hidden.isEmpty { lines.append("This list is not for publication.") }
    return lines.joined(separator: "\n")
  }

  /// Tables and what was hidden in them as one JSON document, which is not for publication.
  public static func json(_ safe: SafeTables) -> [UInt8] {
    let tables = safe.files.indices.map { index in
      let (columns, rows) = safe.rows(index)
      return JSONText.object([
        ("file", .string(safe.files[index])), ("columns", .flat(.strings(columns))),
        ("rows", .array(rows.map { .flat(.strings($0)) })),
      ])
    }
    let hidden = safe.hidden.map { figure in
      JSONText.flat(
        .object([
          ("figure", .string(figure.name)), ("places", .strings(figure.places)),
          ("is_small", .bool(figure.isPrimary)), ("reason", .string(figure.reason)),
          ("at_least", .number(figure.interval.lower)),
          ("at_most", figure.interval.upper.map(JSONText.number) ?? .null),
        ]))
    }
    return JSONText.object([
      ("kind", .string("headroom-disclosure")), ("schema_version", .number(1)),
      ("tables", .array(tables)), ("hidden", .array(hidden)),
      ("not_hidden", .strings(safe.unprotected)),
    ]).document()
  }

  /// A table for a terminal: columns as wide as their widest field, counts to the right.
  public static func columns(_ safe: SafeTables, table index: Int) -> String {
    let (header, rows) = safe.rows(index)
    let figures = safe.figureColumns(index)
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    let lines = ([header] + rows).map { row in
      row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return figures.contains(column) ? space + text : text + space
      }.joined(separator: "  ")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
