import GRDB

/// The tables of the store, as the steps that lead from an empty file to the present layout.
enum StoreSchema {
  /// Marks the file as a store of runs (`PRAGMA application_id`): "HDRM".
  static let applicationID = 0x4844_524D

  /// Step `n` leads from layout `n` to `n + 1`. A step that was ever released is never changed.
  static let steps: [String] = [runs, signatures]

  /// The layout that this program writes (`PRAGMA user_version`).
  static var version: Int { steps.count }

  private static let runs = """
    CREATE TABLE run (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      title TEXT NOT NULL,
      area_code TEXT NOT NULL,
      area_name TEXT NOT NULL,
      first_month TEXT NOT NULL,
      last_month TEXT NOT NULL,
      draws INTEGER NOT NULL,
      seed TEXT NOT NULL,
      engine_version TEXT NOT NULL,
      language_edition INTEGER NOT NULL,
      layout INTEGER NOT NULL,
      scenario_path TEXT NOT NULL,
      statistics_path TEXT NOT NULL,
      folder TEXT NOT NULL,
      recorded_at TEXT NOT NULL,
      checks_passed INTEGER NOT NULL,
      checks_failed INTEGER NOT NULL,
      digest TEXT NOT NULL,
      archived INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX run_by_name ON run (name, sequence);
    CREATE TABLE input (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      role TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
      PRIMARY KEY (run, role, name)
    ) WITHOUT ROWID;
    CREATE TABLE assumption (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL, scenario TEXT NOT NULL, holds_for TEXT NOT NULL, value TEXT NOT NULL,
      shape TEXT NOT NULL, source TEXT NOT NULL, owner TEXT NOT NULL, reviewed TEXT NOT NULL,
      confidence TEXT NOT NULL, location TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) WITHOUT ROWID;
    CREATE TABLE method (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      position INTEGER NOT NULL, measure TEXT NOT NULL, note TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) WITHOUT ROWID;
    CREATE TABLE source (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      position INTEGER NOT NULL, id TEXT NOT NULL, citation TEXT NOT NULL, licence TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) WITHOUT ROWID;
    CREATE TABLE answer (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      position INTEGER NOT NULL, ask TEXT NOT NULL, exploratory INTEGER NOT NULL,
      sentences TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) WITHOUT ROWID;
    CREATE TABLE lineage (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      name TEXT NOT NULL, needs TEXT NOT NULL,
      PRIMARY KEY (run, name, needs)
    ) WITHOUT ROWID;
    CREATE TABLE output (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, content BLOB NOT NULL,
      PRIMARY KEY (run, name)
    );
    """

  private static let signatures = """
    CREATE TABLE signature (
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      role TEXT NOT NULL, signed_by TEXT NOT NULL, signed_on TEXT NOT NULL, note TEXT NOT NULL,
      PRIMARY KEY (run, role)
    ) WITHOUT ROWID;
    """

  /// Brings a store to the present layout: the remaining steps in one transaction, so that a store
  /// has one layout or another and never half of one.
  static func migrate(_ db: Database) throws {
    guard try version(of: db) < version else { return }
    try db.inTransaction(.immediate) {
      // Another process may have done it while this one waited.
      let found = try version(of: db)
      for step in steps.dropFirst(found) { try db.execute(sql: step) }
      if found < version {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(version)")
      }
      return .commit
    }
  }

  /// The layout of an open file; 0 for an empty one.
  static func version(of db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// Whether the file is a store of runs, or empty.
  static func isOurs(_ db: Database) throws -> Bool {
    if try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID { return true }
    return try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") == 0
  }
}
