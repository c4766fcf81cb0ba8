import GRDB

extension RunStore {
  /// Puts a run away: it is kept for good and left out of the list. Or takes it back.
  ///
  /// - Throws: ``StoreError`` where there is no such run or the store cannot be written.
  public func archive(_ id: String, _ archived: Bool = true) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "UPDATE run SET archived = ? WHERE id = ?", arguments: [archived, id])
    }
  }

  /// Signs a run in a role; a later signature in the same role takes the place of the earlier.
  ///
  /// - Throws: ``StoreError`` where the store cannot be written.
  public func sign(_ id: String, _ signature: Signature) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO signature (run, role, signed_by, signed_on, note)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          id, signature.role, signature.signedBy, signature.signedOn, signature.note,
        ])
    }
  }

  /// Removes old runs: of each scenario's name all but the newest `keep`. A run that is signed or
  /// archived is never removed, nor the latest of its name.
  ///
  /// - Parameters:
  ///   - keep: runs of each name to keep, from 1.
  ///   - dryRun: whether to say only what would go.
  /// - Returns: the runs that went, the newest first.
  /// - Throws: ``StoreError`` where `keep` is below 1 or the store cannot be written.
  public func prune(keep: Int, dryRun: Bool) throws(StoreError) -> [StoredRun] {
    guard keep >= 1 else {
      throw StoreError(
        .malformed, "--keep takes a whole number from 1: the latest run of each is always kept.")
    }
    func candidates(_ db: Database) throws -> [StoredRun] {
      var seen: [String: Int] = [:]
      return try Row.fetchAll(db, sql: Self.selection + " ORDER BY sequence DESC").map(Self.run)
        .filter { run in
          seen[run.name, default: 0] += 1
          return seen[run.name, default: 0] > keep && run.signedBy.isEmpty && !run.isArchived
        }
    }
    if dryRun { return try read(candidates) }
    let gone = try write { db in
      let runs = try candidates(db)
      for run in runs {
        try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run.id])
      }
      return runs
    }
    // The file shrinks only then; another process at work makes this wait for the next time.
    if !gone.isEmpty { try? queue.vacuum() }
    return gone
  }
}
