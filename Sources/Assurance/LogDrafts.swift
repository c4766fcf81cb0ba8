public import Results

/// Entries that a run already knows enough of to begin.
public enum LogDrafts {
  /// An entry for every assumption or input file of a run that its log does not hold yet.
  ///
  /// Assumptions take their basis and owner from the scenario; `effect` is left blank, because what
  /// changes if it is wrong is a judgement. Data take their hash. Decisions and assurance have
  /// none: what was decided is not in a run.
  ///
  /// - Parameters:
  ///   - kind: `assumptions` or `data`.
  ///   - manifest: of the run.
  ///   - log: what is there already; an input with another hash is drafted anew.
  ///   - day: the date of the entries, ISO.
  ///   - owner: the post that answers for data files; ignored for assumptions, which name theirs.
  /// - Throws: ``LogError`` for another kind, or a day or post that is none.
  public static func entries(
    _ kind: LogKind, of manifest: Manifest, missingFrom log: LogTable, day: String, owner: String
  ) throws(LogError) -> [LogEntry] {
    var drafts: [LogEntry] = []
    var seen: Set<String> = []
    switch kind {
    case .assumptions:
      for row in manifest.assumptions
      where seen.insert(row.name).inserted && log.current(row.name) == nil {
        drafts.append(
          try LogEntry(
            kind,
            [
              "date": day, "name": row.name, "statement": statement(of: row.name, in: manifest),
              "basis": row.source, "owner": row.owner,
            ]))
      }
    case .data:
      for file in manifest.inputs
      where seen.insert(file.name).inserted && log.current(file.name)?["sha256"] != file.sha256 {
        drafts.append(
          try LogEntry(
            kind,
            [
              "date": day, "name": file.name, "sha256": file.sha256,
              "source": "\(file.role), \(file.bytes) bytes", "owner": owner,
            ]))
      }
    case .decisions, .assurance:
      throw LogError(
        "A run holds no \(kind.rawValue) to begin entries from; --from is for assumptions and data."
      )
    }
    return drafts
  }

  /// An assumption's figures in one sentence: at most three, and how many more there are.
  private static func statement(of name: String, in manifest: Manifest) -> String {
    let rows = manifest.assumptions.filter { $0.name == name && $0.scenario.isEmpty }
    let shown = rows.prefix(3).map {
      $0.holdsFor.isEmpty ? $0.value : "\($0.holdsFor): \($0.value)"
    }
    let rest = rows.count > 3 ? ["and \(rows.count - 3) more"] : []
    return (shown + rest).joined(separator: "; ")
  }
}
