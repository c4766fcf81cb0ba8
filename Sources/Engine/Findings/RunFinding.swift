public import ScenarioLanguage

/// Something wrong with a scenario that only its figures show.
public struct RunFinding: Sendable, Equatable {
  /// `E603` or `W609`.
  public let code: DiagnosticCode
  /// The scenario in which it shows.
  public let scenario: String
  /// The lever at fault.
  public let lever: String
  /// Where the lever is declared.
  public let location: SourceLocation
  /// What was expected, in words.
  public let expected: String
  /// What was found, in words.
  public let found: String
  /// What was seen, why it matters and what to do.
  public let message: String
}

extension Diagnostic {
  /// A finding as a message about a file.
  ///
  /// - Parameter files: the files compiled, for the line of the lever.
  public init(_ finding: RunFinding, files: [SourceText]) {
    let place = finding.location
    var span = SourceSpan(
      file: place.file, start: 0, end: 0, line: place.line, column: place.column,
      endLine: place.line, endColumn: place.column + 1)
    if let file = files.first(where: { $0.path == place.file }) {
      let line = file.line(place.line)
      let start = file.start(ofLine: place.line) + line.prefix(place.column - 1).utf8.count
      let end = file.start(ofLine: place.line) + line.utf8.count
      span = file.span(start..<max(start, end))
    }
    self.init(
      finding.code, span, finding.message,
      fixes: [
        Fix(
          kind: finding.code == .e603 ? .fill : .choose,
          title: finding.code == .e603
            ? "write fewer, or `cap` the item"
            : "check the direction of the lever, or say in a `note` why it is worth its cost",
          edits: [])
      ])
  }
}
