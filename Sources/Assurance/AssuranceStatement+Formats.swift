extension AssuranceStatement {
  /// As Markdown: for a paper, or to be kept beside the run.
  public var markdown: String {
    blocks.map { block in
      switch block {
      case .title(let text): "# \(text)\n"
      case .heading(let text): "## \(text)\n"
      case .paragraph(let text): "\(text)\n"
      case .list(let lines): lines.map { "- \($0)\n" }.joined()
      case .table(let header, let rows):
        Self.line(header) + Self.line(header.map { _ in "---" })
          + rows.map(Self.line).joined()
      }
    }.joined(separator: "\n")
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
  }

  /// A bar would end the cell, a line break the row.
  private static func escaped(_ cell: String) -> String {
    String(cell.map { $0.isNewline ? " " : $0 }).split(
      separator: "|", omittingEmptySubsequences: false
    ).joined(separator: "\\|")
  }

  /// As text for a screen: each row of a table is a line of `heading: cell` pairs.
  public var text: String {
    blocks.map { block in
      switch block {
      case .title(let text): "\(text)\n\(String(repeating: "=", count: text.count))\n"
      case .heading(let text): "\(text)\n\(String(repeating: "-", count: text.count))\n"
      case .paragraph(let text): "\(text)\n"
      case .list(let lines): lines.map { "- \($0)\n" }.joined()
      case .table(let header, let rows): rows.map { Self.pairs(header, $0) }.joined()
      }
    }.joined(separator: "\n")
  }

  private static func pairs(_ header: [String], _ cells: [String]) -> String {
    guard let first = cells.first else { return "" }
    if header.count == 2 { return "\(first): \(cells.dropFirst().joined())\n" }
    let rest = zip(header, cells).dropFirst().map { "\($0.lowercased()) \($1)" }
    return "\(first): \(rest.joined(separator: "; "))\n"
  }
}
