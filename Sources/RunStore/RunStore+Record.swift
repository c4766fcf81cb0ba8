import GRDB
public import Results

extension RunStore {
  /// What became of a run that was to be recorded.
  public enum Recorded: Sendable, Equatable {
    /// It was added.
    case added
    /// It was there already, byte for byte the same.
    case unchanged
    /// It was there, its bytes had been damaged, and they were put right.
    case repaired
  }

  /// Records a finished run with its files, in one transaction: all of it or nothing.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - name: the scenario file's name without its extension.
  ///   - files: the run's files, as they were written.
  ///   - origin: where it came from.
  ///   - lineage: which name of the scenario needs which.
  /// - Throws: ``StoreError``; a run of the same id with other bytes is refused, because a finished
  ///   run is never overwritten.
  public func record(
    _ run: Run, name: String, files: [(name: String, bytes: [UInt8])], origin: RunOrigin,
    lineage: [LineageLink] = []
  ) throws(StoreError) -> Recorded {
    let hashed = files.map {
      StoredFile(name: $0.name, sha256: Digest.of($0.bytes), content: $0.bytes)
    }
    let digest = Digest.of(files: hashed.map { ($0.name, $0.sha256) })
    let id = run.manifest.runID
    return try write { db in
      if let known = try String.fetchOne(
        db, sql: "SELECT digest FROM run WHERE id = ?", arguments: [id])
      {
        guard known == digest else { throw try conflict(db, id: id, files: hashed) }
        return try mend(db, id: id, files: hashed) ? .repaired : .unchanged
      }
      try insert(db, run, name: name, digest: digest, origin: origin)
      try insertEvidence(db, run, lineage)
      for file in hashed { try insert(db, file, of: id) }
      return .added
    }
  }

  private func conflict(_ db: Database, id: String, files: [StoredFile]) throws -> StoreError {
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, sha256 FROM output WHERE run = ?", arguments: [id])
    let known = Dictionary(
      rows.map { ($0["name"] as String, $0["sha256"] as String) }, uniquingKeysWith: { $1 })
    let other = files.first { known[$0.name] != $0.sha256 }?.name ?? "set of files"
    return StoreError(
      .conflict,
      "The store \(path) holds run \(id) with another \(other), though its inputs are the same. A "
        + "finished run is never overwritten. If the program was rebuilt meanwhile, record into "
        + "another store with --store.")
  }

  /// Puts back files whose stored bytes no longer have their hash; whether any had to be.
  private func mend(_ db: Database, id: String, files: [StoredFile]) throws -> Bool {
    var mended = false
    for file in files {
      let there = try Row.fetchOne(
        db, sql: "SELECT content FROM output WHERE run = ? AND name = ?",
        arguments: [id, file.name])
      if let there, there.bytes("content") == file.content { continue }
      try db.execute(
        sql: "DELETE FROM output WHERE run = ? AND name = ?", arguments: [id, file.name])
      try insert(db, file, of: id)
      mended = true
    }
    return mended
  }

  private func insert(_ db: Database, _ file: StoredFile, of id: String) throws {
    try db.execute(
      sql: "INSERT INTO output (run, name, sha256, bytes, content) VALUES (?, ?, ?, ?, ?)",
      arguments: [id, file.name, file.sha256, file.content.count, file.content.data])
  }

  private func insert(
    _ db: Database, _ run: Run, name: String, digest: String, origin: RunOrigin
  ) throws {
    let manifest = run.manifest
    try db.execute(
      sql: """
        INSERT INTO run (id, name, title, area_code, area_name, first_month, last_month, draws,
          seed, engine_version, language_edition, layout, scenario_path, statistics_path, folder,
          recorded_at, checks_passed, checks_failed, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        manifest.runID, name, manifest.title, manifest.areaCode, manifest.areaName,
        manifest.firstMonth, manifest.lastMonth, manifest.draws, String(manifest.seed),
        manifest.engineVersion, manifest.languageEdition, manifest.schemaVersion, origin.scenario,
        origin.statistics, origin.folder, origin.recordedAt,
        run.checks.filter { $0.outcome == "pass" }.count,
        run.checks.filter { $0.outcome == "fail" }.count, digest,
      ])
  }

  private func insertEvidence(_ db: Database, _ run: Run, _ lineage: [LineageLink]) throws {
    let manifest = run.manifest
    let id = manifest.runID
    for input in manifest.inputs {
      try db.execute(
        sql: "INSERT OR IGNORE INTO input (run, role, name, sha256, bytes) VALUES (?, ?, ?, ?, ?)",
        arguments: [id, input.role, input.name, input.sha256, input.bytes])
    }
    for (position, row) in manifest.assumptions.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO assumption (run, position, name, scenario, holds_for, value, shape, source,
            owner, reviewed, confidence, location)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id, position, row.name, row.scenario, row.holdsFor, row.value, row.shape, row.source,
          row.owner, row.reviewed, row.confidence, row.location,
        ])
    }
    for (position, method) in manifest.methods.enumerated() {
      try db.execute(
        sql: "INSERT INTO method (run, position, measure, note) VALUES (?, ?, ?, ?)",
        arguments: [id, position, method.measure, method.note])
    }
    for (position, source) in manifest.sources.enumerated() {
      try db.execute(
        sql: "INSERT INTO source (run, position, id, citation, licence) VALUES (?, ?, ?, ?, ?)",
        arguments: [id, position, source.id, source.citation, source.licence])
    }
    for (position, answer) in run.answers.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO answer (run, position, ask, exploratory, sentences) VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          id, position, answer.ask, answer.isExploratory,
          answer.sentences.joined(separator: "\n"),
        ])
    }
    for link in Set(lineage).sorted(by: { ($0.name, $0.needs) < ($1.name, $1.needs) }) {
      try db.execute(
        sql: "INSERT INTO lineage (run, name, needs) VALUES (?, ?, ?)",
        arguments: [id, link.name, link.needs])
    }
  }
}
