import GRDB

extension RunStore {
  /// The runs that could be read, the newest first, and the ids of those that could not.
  public struct Listing: Sendable, Equatable {
    /// Runs, the newest first.
    public var runs: [StoredRun]
    /// Ids of runs whose pages are damaged.
    public var unreadable: [String]
  }

  /// All runs, the newest first.
  ///
  /// - Parameter includingArchived: whether those put away are listed too.
  /// - Throws: ``StoreError``; where pages are damaged, what can be read is given and the rest named.
  public func runs(includingArchived: Bool = true) throws(StoreError) -> Listing {
    var listing: Listing
    do {
      listing = Listing(
        runs: try read { db in
          try Row.fetchAll(db, sql: Self.selection + " ORDER BY sequence DESC").map(Self.run)
        }, unreadable: [])
    } catch {
      guard error.kind == .damaged else { throw error }
      listing = try oneByOne()
    }
    if !includingArchived { listing.runs.removeAll(where: \.isArchived) }
    return listing
  }

  /// Runs looked up singly, through the index of ids, for a store with damaged pages.
  private func oneByOne() throws(StoreError) -> Listing {
    let ids = try read { db in try String.fetchAll(db, sql: "SELECT id FROM run ORDER BY id") }
    var listing = Listing(runs: [], unreadable: [])
    for id in ids {
      do {
        let found = try read { db in
          try Row.fetchOne(db, sql: Self.selection + " WHERE id = ?", arguments: [id]).map(Self.run)
        }
        if let found { listing.runs.append(found) }
      } catch {
        listing.unreadable.append(id)
      }
    }
    listing.runs.sort { $0.sequence > $1.sequence }
    return listing
  }

  /// The run that `reference` names: an id, the beginning of one (four digits or more), `latest`, or
  /// a scenario's name for its latest run.
  ///
  /// - Throws: ``StoreError`` with the nearest id where there is none such, and with the choices
  ///   where the beginning fits several.
  public func run(_ reference: String) throws(StoreError) -> StoredRun {
    let found = try read { db -> [StoredRun] in
      func fetch(_ condition: String, _ arguments: StatementArguments = []) throws -> [StoredRun] {
        try Row.fetchAll(db, sql: Self.selection + " " + condition, arguments: arguments)
          .map(Self.run)
      }
      let exact = try fetch("WHERE id = ?", [reference])
      if !exact.isEmpty { return exact }
      if reference == "latest" { return try fetch("ORDER BY sequence DESC LIMIT 1") }
      let named = try fetch("WHERE name = ? ORDER BY sequence DESC LIMIT 1", [reference])
      if !named.isEmpty { return named }
      guard reference.count >= 4, reference.allSatisfy(\.isHexDigit) else { return [] }
      return try fetch(
        "WHERE id >= ? AND id < ? ORDER BY id", [reference, reference + "g"])
    }
    if let only = found.first, found.count == 1 { return only }
    if found.count > 1 {
      throw StoreError(
        .unknown,
        "\(reference) is the beginning of \(found.count) runs: "
          + found.prefix(5).map { "\($0.id) (\($0.name))" }.joined(separator: ", ")
          + ". Give more digits.")
    }
    throw try unknown(reference)
  }

  private func unknown(_ reference: String) throws(StoreError) -> StoreError {
    let known = try read { db in
      try Row.fetchAll(db, sql: "SELECT id, name FROM run ORDER BY sequence DESC")
        .map { ($0["id"] as String, $0["name"] as String) }
    }
    guard !known.isEmpty else {
      return StoreError(
        .unknown,
        "The store \(path) holds no run yet. `headroom run FILE.scenario` records one.")
    }
    let near = Nearest.word(to: reference, among: known.map(\.0) + known.map(\.1))
    let name = known.first { $0.0 == near }?.1
    return StoreError(
      .unknown,
      "There is no run '\(reference)' in \(path)."
        + (near.map { " The nearest is \($0)" + (name.map { " (\($0))" } ?? "") + "." }
          ?? known.first.map { " The latest is \($0.0) (\($0.1))." } ?? "")
        + " `headroom runs list` shows them all.")
  }

  /// The files of a run, in order of name.
  ///
  /// - Throws: ``StoreError`` where the store cannot be read.
  public func files(of id: String) throws(StoreError) -> [StoredFile] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT name, sha256, content FROM output WHERE run = ? ORDER BY name",
        arguments: [id]
      ).map(Self.file)
    }
  }

  /// One file of a run, held against its hash.
  ///
  /// - Throws: ``StoreError`` where the run has no such file (the nearest is named) or its bytes are
  ///   not those that were recorded.
  public func file(_ name: String, of id: String) throws(StoreError) -> StoredFile {
    let found = try read { db in
      try Row.fetchOne(
        db, sql: "SELECT name, sha256, content FROM output WHERE run = ? AND name = ?",
        arguments: [id, name]
      ).map(Self.file)
    }
    guard let found else {
      let names = try read { db in
        try String.fetchAll(
          db, sql: "SELECT name FROM output WHERE run = ? ORDER BY name", arguments: [id])
      }
      throw StoreError(
        .unknown,
        "Run \(id) has no file \(name); it has \(names.joined(separator: ", ")).")
    }
    guard Digest.of(found.content) == found.sha256 else {
      throw StoreError(
        .damaged,
        "\(name) of run \(id) is damaged in the store \(path): its bytes no longer have the hash "
          + "that was recorded. Run the scenario again and the store is put right.")
    }
    return found
  }

  /// The signatures under a run, in order of role.
  ///
  /// - Throws: ``StoreError`` where the store cannot be read.
  public func signatures(of id: String) throws(StoreError) -> [Signature] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT role, signed_by, signed_on, note FROM signature WHERE run = ? ORDER BY role",
        arguments: [id]
      ).map {
        Signature(
          role: $0["role"], signedBy: $0["signed_by"], signedOn: $0["signed_on"], note: $0["note"])
      }
    }
  }

  static let selection = """
    SELECT run.*, (SELECT group_concat(role) FROM
      (SELECT role FROM signature WHERE signature.run = run.id ORDER BY role)) AS signed
    FROM run
    """

  static func run(_ row: Row) -> StoredRun {
    let signed: String? = row["signed"]
    return StoredRun(
      sequence: row["sequence"], id: row["id"], name: row["name"], title: row["title"],
      areaName: row["area_name"], firstMonth: row["first_month"], lastMonth: row["last_month"],
      draws: row["draws"], seed: row["seed"], engineVersion: row["engine_version"],
      origin: RunOrigin(
        scenario: row["scenario_path"], statistics: row["statistics_path"], folder: row["folder"],
        recordedAt: row["recorded_at"]),
      checksPassed: row["checks_passed"], checksFailed: row["checks_failed"],
      digest: row["digest"], isArchived: row["archived"],
      signedBy: signed.map { $0.split(separator: ",").map(String.init) } ?? [])
  }

  private static func file(_ row: Row) -> StoredFile {
    StoredFile(name: row["name"], sha256: row["sha256"], content: row.bytes("content"))
  }
}
