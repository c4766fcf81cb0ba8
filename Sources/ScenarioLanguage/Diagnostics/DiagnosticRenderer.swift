/// Turns diagnostics into text for people (plain, or coloured for a terminal) and for programs (JSON).
public struct DiagnosticRenderer: Sendable {
  private let files: [String: SourceText]
  private static let width = 83

  /// A renderer that shows lines of these files.
  public init(files: [SourceText]) {
    self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Every message in the box style, without colour.
  public func plain(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { box($0, Palette.none) }.joined(separator: "\n")
  }

  /// Every message in the box style, in ANSI colours.
  public func coloured(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { box($0, Palette.ansi) }.joined(separator: "\n")
  }

  private struct Palette {
    var rule = ""
    var error = ""
    var warning = ""
    var fix = ""
    var off = ""
    static let none = Palette()
    static let ansi = Palette(
      rule: "\u{1B}[1m", error: "\u{1B}[31m", warning: "\u{1B}[33m", fix: "\u{1B}[36m",
      off: "\u{1B}[0m")
  }

  private func box(_ diagnostic: Diagnostic, _ palette: Palette) -> String {
    let span = diagnostic.span
    let mark = diagnostic.severity == .error ? palette.error : palette.warning
    let left = "── \(diagnostic.title.uppercased()) "
    let right = " \(visible(span.file)):\(span.line) ── \(diagnostic.code.rawValue)"
    let fill = max(3, Self.width - left.count - right.count)
    var lines = [palette.rule + left + String(repeating: "─", count: fill) + right + palette.off]
    lines += excerpt(span, mark, palette.off)
    lines += visible(diagnostic.message).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    for note in diagnostic.notes {
      let place = note.span.map { " (\(visible($0.file)):\($0.line))" } ?? ""
      lines.append("   \(visible(note.message))\(place)")
    }
    for fix in diagnostic.fixes {
      lines.append("\(palette.fix)→ [\(fix.kind.rawValue)]\(palette.off) \(visible(fix.title))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func excerpt(_ span: SourceSpan, _ mark: String, _ off: String) -> [String] {
    guard let source = files[span.file] else { return [] }
    let text = visible(source.line(span.line))
    let number = "\(span.line)"
    let end = span.endLine == span.line ? span.endColumn : text.count + 1
    let carets = String(repeating: "^", count: max(1, end - span.column))
    let margin = String(repeating: " ", count: number.count)
    let indent = String(repeating: " ", count: span.column - 1)
    return ["\(number) │ \(text)", "\(margin) │ \(indent)\(mark)\(carets)\(off)"]
  }

  /// Text with control and direction characters made harmless; line feeds stay.
  private func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.value {
          case 0x0A: scalar
          case 0x09: " "
          case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF,
            0x61C:
            "\u{FFFD}"
          default: scalar
          }
        }))
  }
}

extension DiagnosticRenderer {
  /// One JSON object: `schema_version` 1 and `diagnostics`. Keys never change meaning.
  public func json(_ diagnostics: [Diagnostic]) -> String {
    let items = diagnostics.map { "    " + object($0) }.joined(separator: ",\n")
    let body = diagnostics.isEmpty ? "[]" : "[\n\(items)\n  ]"
    return "{\n  \"schema_version\": 1,\n  \"diagnostics\": \(body)\n}\n"
  }

  private func object(_ diagnostic: Diagnostic) -> String {
    let notes = diagnostic.notes.map { note in
      let place = note.span.map { ",\(position($0))" } ?? ""
      return "{\"message\":\(quote(note.message))\(place)}"
    }
    let fixes = diagnostic.fixes.map { fix in
      let edits = fix.edits.map {
        "{\"file\":\(quote($0.file)),\"start\":\($0.start),\"end\":\($0.end),"
          + "\"replacement\":\(quote($0.replacement))}"
      }
      return "{\"kind\":\"\(fix.kind.rawValue)\",\"title\":\(quote(fix.title)),"
        + "\"edits\":[\(edits.joined(separator: ","))]}"
    }
    return
      "{\"code\":\"\(diagnostic.code.rawValue)\",\"severity\":\"\(diagnostic.severity.rawValue)\""
      + ",\"title\":\(quote(diagnostic.title)),\"message\":\(quote(diagnostic.message)),"
      + position(diagnostic.span)
      + ",\"notes\":[\(notes.joined(separator: ","))],\"fixes\":[\(fixes.joined(separator: ","))]}"
  }

  private func position(_ span: SourceSpan) -> String {
    "\"file\":\(quote(span.file)),\"line\":\(span.line),\"column\":\(span.column),"
      + "\"end_line\":\(span.endLine),\"end_column\":\(span.endColumn),"
      + "\"start\":\(span.start),\"end\":\(span.end)"
  }

  private func quote(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _
      where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        || (0x200B...0x200F).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
        || (0x2060...0x2069).contains(scalar.value) || scalar.value == 0xFEFF:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
