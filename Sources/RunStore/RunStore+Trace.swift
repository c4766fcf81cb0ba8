import DelimitedText
import GRDB
import Results

extension RunStore {
  /// Explains one figure: what it is, how it comes about, and what it rests on.
  ///
  /// - Throws: ``StoreError`` where the run, file, row or column does not exist (what there is, or is
  ///   nearest, is named), several rows fit, or the stored file is damaged.
  public func trace(_ reference: FigureReference) throws(StoreError) -> Trace {
    let run = try run(reference.run)
    let file = try file(reference.file, of: run.id)
    if case .input(let name) = reference.place { return try trace(input: name, of: run, file) }
    if case .assumption(let name) = reference.place {
      return try trace(assumption: name, of: run, file)
    }
    guard file.name.hasSuffix(".csv") else {
      throw StoreError(
        .malformed, "\(file.name) is not a table: trace explains figures of the CSV files of a run."
      )
    }
    let table: DelimitedTable
    do {
      table = try DelimitedTable(bytes: file.content, file: file.name)
    } catch {
      throw StoreError(.damaged, "\(file.name) of run \(run.id) can't be read: \(error)")
    }
    let row = try self.row(reference.place, of: table)
    let column = try self.column(reference.column, of: table)
    func value(_ name: String) -> String {
      table.position(of: name).map { table.text(row: row, column: $0) } ?? ""
    }
    let keys = FileGuide.keys(of: file.name)
    let evidence = try evidence(of: run.id)
    let resting = restsOn(file: file.name, value, evidence)
    return Trace(
      run: run.id, title: run.title, engineVersion: run.engineVersion, draws: run.draws,
      seed: run.seed, file: file.name, sha256: file.sha256, line: table.line(ofRow: row),
      column: column, value: value(column),
      meaning: FileGuide.meaning(of: column, in: file.name, value),
      keys: table.columns.filter(keys.contains).map { Trace.Key(column: $0, value: value($0)) },
      formulas: FileGuide.formulas(of: file.name, value), restsOn: resting,
      assumptions: evidence.assumptions(
        resting, scenarios: [value("scenario"), value("baseline")]),
      methods: evidence.methods(resting), inputs: evidence.inputs(resting),
      sources: evidence.sources(resting), signedBy: run.signedBy, command: run.origin.command)
  }

  private func row(
    _ place: FigureReference.Place, of table: DelimitedTable
  ) throws(StoreError) -> Int {
    switch place {
    case .line(let line):
      guard let row = (0..<table.rowCount).first(where: { table.line(ofRow: $0) == line }) else {
        let last = table.rowCount == 0 ? 1 : table.line(ofRow: table.rowCount - 1)
        throw StoreError(
          .unknown,
          table.rowCount == 0
            ? "\(table.file) of this run has no rows."
            : "\(table.file) has no row on line \(line): its rows are on lines 2 to \(last).")
      }
      return row
    case .input, .assumption:
      throw StoreError(.malformed, "Only manifest.json lists inputs and assumptions.")
    case .columns(let matches):
      var positions: [(Int, String)] = []
      for match in matches {
        positions.append((try position(of: match.column, in: table), match.value))
      }
      let rows = (0..<table.rowCount).filter { row in
        positions.allSatisfy { table.text(row: row, column: $0.0) == $0.1 }
      }
      if let only = rows.first, rows.count == 1 { return only }
      let asked = matches.map { "\($0.column)=\($0.value)" }.joined(separator: ",")
      if rows.isEmpty { throw absent(matches, asked, positions, table) }
      throw StoreError(
        .unknown,
        "\(rows.count) rows of \(table.file) have \(asked), on lines "
          + rows.prefix(5).map { String(table.line(ofRow: $0)) }.joined(separator: ", ")
          + (rows.count > 5 ? " and more" : "")
          + ". Name more columns: \(table.columns.joined(separator: ", ")).")
    }
  }

  /// No row has all the values: says which value occurs nowhere, with the nearest that does.
  private func absent(
    _ matches: [FigureReference.Match], _ asked: String, _ positions: [(Int, String)],
    _ table: DelimitedTable
  ) -> StoreError {
    for (match, position) in zip(matches, positions) {
      var values: [String] = []
      for row in 0..<table.rowCount {
        let text = table.text(row: row, column: position.0)
        if values.last != text && !values.contains(text) { values.append(text) }
      }
      if values.contains(match.value) { continue }
      let near = Nearest.word(to: match.value, among: values)
      return StoreError(
        .unknown,
        "No row of \(table.file) has \(match.column)=\(match.value)"
          + (near.map { "; the nearest is \($0)." }
            ?? "; it has \(values.prefix(8).joined(separator: ", ")).")
      )
    }
    return StoreError(
      .unknown, "No row of \(table.file) has \(asked), though each value occurs in others.")
  }

  private func column(_ name: String?, of table: DelimitedTable) throws(StoreError) -> String {
    if let name {
      _ = try position(of: name, in: table)
      return name
    }
    guard let main = FileGuide.mainColumn(of: table.columns) else {
      throw StoreError(
        .malformed,
        "Say which column of \(table.file), after a slash: \(table.columns.joined(separator: ", "))."
      )
    }
    return main
  }

  private func position(of column: String, in table: DelimitedTable) throws(StoreError) -> Int {
    guard let position = table.position(of: column) else {
      throw StoreError(
        .unknown,
        "\(table.file) has no column \(column)"
          + (Nearest.word(to: column, among: table.columns).map { "; the nearest is \($0)" } ?? "")
          + ". Its columns are \(table.columns.joined(separator: ", ")).")
    }
    return position
  }

  /// The measure, cost or decision that a row is about, and all that it rests on.
  private func restsOn(
    file: String, _ value: (String) -> String, _ evidence: RunEvidence
  ) -> [String] {
    let scenarios = [value("scenario"), value("baseline")].filter { !$0.isEmpty }
    let walk = LineageWalk(evidence.links, scenarios: scenarios)
    func subject(_ name: String) -> [String] {
      let word = String(name.prefix { $0 != " " && $0 != "." })
      return ["measure", "cost", "figure", "lever", "contract"].map { "\($0) \(word)" }
        .filter(walk.knows)
    }
    let subjects: [String] =
      switch file {
      case "mtfs.csv": value("service") == "total" ? walk.everyCost() : subject(value("service"))
      case "gaps.csv", "levels.csv", "samples.csv": walk.everyCost()
      case "costs.csv", "drivers.csv": subject(value("cost"))
      case "comparisons.csv", "answers.csv":
        ["net", "saving"].contains(value("subject").prefix { $0 != " " && $0 != "." })
          ? walk.everyCost() : subject(value("subject"))
      default: subject(value("measure"))
      }
    return walk.closure(of: subjects)
  }

  func evidence(of id: String) throws(StoreError) -> RunEvidence {
    try read { db in
      func rows(_ sql: String) throws -> [Row] {
        try Row.fetchAll(db, sql: sql, arguments: [id])
      }
      return RunEvidence(
        links: try rows("SELECT name, needs FROM lineage WHERE run = ? ORDER BY name, needs")
          .map { LineageLink(name: $0["name"], needs: $0["needs"]) },
        allAssumptions: try rows("SELECT * FROM assumption WHERE run = ? ORDER BY position").map {
          ResolvedAssumption(
            name: $0["name"], scenario: $0["scenario"], holdsFor: $0["holds_for"],
            value: $0["value"], shape: $0["shape"], source: $0["source"], owner: $0["owner"],
            reviewed: $0["reviewed"], confidence: $0["confidence"], location: $0["location"])
        },
        allMethods: try rows("SELECT measure, note FROM method WHERE run = ? ORDER BY position")
          .map { MethodNote(measure: $0["measure"], note: $0["note"]) },
        allInputs: try rows("SELECT * FROM input WHERE run = ? ORDER BY role, name").map {
          InputFile(
            name: $0["name"], role: $0["role"], sha256: $0["sha256"], bytes: $0["bytes"])
        },
        allSources: try rows("SELECT * FROM source WHERE run = ? ORDER BY position").map {
          SourceNote(id: $0["id"], citation: $0["citation"], licence: $0["licence"])
        })
    }
  }
}
