import GRDB

extension RunStore {
  /// How one run fared.
  public struct Condition: Sendable, Equatable {
    /// The run.
    public var id: String
    /// The scenario's name; empty where it cannot be read.
    public var name: String
    /// What is wrong; empty where nothing is.
    public var problems: [String]
  }

  /// What `headroom runs verify` found.
  public struct Inspection: Sendable, Equatable {
    /// Each run, the newest first.
    public var runs: [Condition]
    /// What SQLite says of the file's pages; empty where they are sound.
    public var pages: [String]
    /// Whether nothing is wrong.
    public var isSound: Bool { pages.isEmpty && runs.allSatisfy(\.problems.isEmpty) }
  }

  /// Reads everything back and holds it against its hashes.
  ///
  /// - Throws: ``StoreError`` where not even the list of runs can be read.
  public func inspect() throws(StoreError) -> Inspection {
    let listing = try runs()
    var inspection = Inspection(runs: [], pages: pages())
    for run in listing.runs {
      inspection.runs.append(
        Condition(id: run.id, name: run.name, problems: problems(of: run)))
    }
    for id in listing.unreadable {
      inspection.runs.append(
        Condition(id: id, name: "", problems: ["its entry is on a damaged page"]))
    }
    return inspection
  }

  /// SQLite's own check of pages and indices, at most twenty lines.
  private func pages() -> [String] {
    do {
      let lines = try read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") }
      return lines == ["ok"] ? [] : lines.flatMap { $0.split(separator: "\n").map(String.init) }
    } catch {
      return ["the check of pages could not be finished: the file is damaged"]
    }
  }

  private func problems(of run: StoredRun) -> [String] {
    let files: [StoredFile]
    do {
      files = try self.files(of: run.id)
    } catch {
      return ["its files are on a damaged page"]
    }
    var found = files.filter { Digest.of($0.content) != $0.sha256 }
      .map { "\($0.name) has not the hash that was recorded" }
    if Digest.of(files: files.map { ($0.name, $0.sha256) }) != run.digest {
      found.append("its list of files is not the one that was recorded")
    }
    return found
  }
}
