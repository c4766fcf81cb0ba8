import Foundation
import GRDB

/// Runs kept in one SQLite file: what went in, what came out, the assumptions and who signed.
///
/// Aggregates only: a run holds no child's record, so neither does the store. Several processes may
/// read and write at once (write-ahead log); what a transaction did not finish is not there.
public struct RunStore: Sendable {
  /// What a store is opened for.
  public enum Purpose: Sendable {
    /// Reading; nothing is made where there is no store.
    case reading
    /// Writing; an absent store is made, an older layout is brought up to date.
    case writing
  }

  /// The layout of stores that this program writes.
  public static var layoutVersion: Int { StoreSchema.version }

  /// The file, as the user named it.
  public let path: String
  let queue: DatabaseQueue

  /// Opens the store at `path`.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - purpose: reading or writing.
  ///   - patience: seconds to wait for other processes.
  /// - Throws: ``StoreError`` where the file is absent (for reading), not a store, of a newer
  ///   version, damaged or not accessible.
  public init(
    _ path: String, for purpose: Purpose, patience: Double = 30
  ) throws(StoreError) {
    self.path = path
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    let exists = manager.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue {
      throw StoreError(
        .inaccessible,
        "\(path) is a folder; the run store is a file. Name one such as \(path)/headroom.sqlite "
          + "with --store or HEADROOM_STORE.")
    }
    switch purpose {
    case .reading:
      guard exists else {
        throw StoreError(
          .absent,
          "There is no run store at \(path). `headroom run FILE.scenario` makes one; name another "
            + "with --store or HEADROOM_STORE.")
      }
    case .writing:
      let folder = (path as NSString).deletingLastPathComponent
      if !folder.isEmpty {
        do {
          try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
          throw StoreError(
            .inaccessible,
            "I can't make the folder \(folder) for the run store: \(error.localizedDescription). "
              + "Name another place with --store or HEADROOM_STORE.")
        }
      }
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    // An older layout is brought up to date by readers as well, so a reader opens for writing where
    // it may.
    configuration.readonly = purpose == .reading && !manager.isWritableFile(atPath: path)
    queue = try Self.translating(path) {
      do {
        return try Self.open(path, configuration, patience: patience)
      } catch let error as DatabaseError where configuration.readonly {
        // The write-ahead log wants to write beside the store, where this user may not. Without a log
        // nobody is writing, and the file can be read as it stands.
        guard [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode.primaryResultCode),
          !manager.fileExists(atPath: path + "-wal"),
          let still = try? Self.open(Self.unchanging(path), configuration, patience: patience)
        else { throw error }
        return still
      }
    }
  }

  /// The file as one that nobody changes (SQLite, "Uniform Resource Identifiers", `immutable`).
  private static func unchanging(_ path: String) -> String {
    let plain = URL(fileURLWithPath: path).path
    let name = plain.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? plain
    return "file:\(name)?immutable=1"
  }

  /// Opens the file, checks whose it is, and brings its layout up to date.
  private static func open(
    _ path: String, _ configuration: Configuration, patience: Double
  ) throws -> DatabaseQueue {
    // SQLite does not wait where two processes turn a new file to the write-ahead log at once.
    var attempts = max(1, Int(patience * 40))
    while true {
      do {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { db in
          try prepare(db, path, isReadOnly: configuration.readonly)
        }
        return queue
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && attempts > 1 {
        attempts -= 1
        usleep(25_000)
      }
    }
  }

  private static func prepare(_ db: Database, _ path: String, isReadOnly: Bool) throws {
    guard try StoreSchema.isOurs(db) else {
      throw StoreError(
        .foreign,
        "\(path) is an SQLite file of another program, not a store of runs. Name another file with "
          + "--store or HEADROOM_STORE.")
    }
    let version = try StoreSchema.version(of: db)
    guard version <= StoreSchema.version else {
      throw StoreError(
        .newer,
        "\(path) was written by a newer version of Headroom (layout \(version); this program knows "
          + "up to \(StoreSchema.version)). Nothing was changed. Use the newer program, or name "
          + "another store with --store.")
    }
    guard !isReadOnly else { return }
    try db.execute(sql: "PRAGMA journal_mode = WAL")
    try db.execute(sql: "PRAGMA synchronous = FULL")
    try StoreSchema.migrate(db)
  }

  /// Turns the database's errors into sentences.
  static func translating<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(StoreError) -> Value {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw sentence(for: error, path)
    } catch {
      throw StoreError(.inaccessible, "I can't use the run store \(path): \(error)")
    }
  }

  private static func sentence(for error: DatabaseError, _ path: String) -> StoreError {
    let reason = error.message ?? "\(error.resultCode)"
    switch error.resultCode.primaryResultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      return StoreError(
        .damaged,
        "The run store \(path) is damaged (\(reason)). `headroom runs verify` says which runs can "
          + "still be read. The run folders beside it are whole: move the store away and run the "
          + "scenarios again, and it is made anew.")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return StoreError(
        .busy,
        "Another program keeps the run store \(path) locked. Wait until it is done and try again.")
    case .SQLITE_FULL:
      return StoreError(
        .inaccessible,
        "The disk is full: nothing was added to the run store \(path). Free some space and run "
          + "again.")
    default:
      return StoreError(
        .inaccessible,
        "I can't use the run store \(path): \(reason). Check that you may write there, or name "
          + "another with --store.")
    }
  }

  /// Reads, with errors as sentences.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try Self.translating(path) { try queue.read(body) }
  }

  /// Writes in one transaction, with errors as sentences.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try Self.translating(path) {
      try queue.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(db)
          return .commit
        }
        guard let value else {
          throw StoreError(.inaccessible, "The run store \(path) did not finish what it began.")
        }
        return value
      }
    }
  }
}
