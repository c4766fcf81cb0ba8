import Foundation
public import Results

/// A finished run, as its folder holds it.
public struct HandoverRun: Sendable {
  /// The newest layout of run folders that is read.
  public static let newestSchema = Run.schemaVersion

  /// What the run was made from.
  public let manifest: Manifest
  /// Its tables by name.
  public var tables: [String: RunTable]

  /// A run from its parts.
  init(manifest: Manifest, tables: [String: RunTable]) {
    self.manifest = manifest
    self.tables = tables
  }

  /// Reads the files of a run's folder; `read` gives the bytes of a file, `nil` where there is none.
  ///
  /// Throws ``HandoverError`` for a folder that holds no run, one from a newer version, and a file
  /// that is missing or was changed into something that is no table.
  public init(folder: String, read: (String) -> [UInt8]?) throws(HandoverError) {
    guard let bytes = read("manifest.json") else {
      throw HandoverError(
        "\(folder) holds no finished run: there is no manifest.json in it. Name the folder that "
          + "`headroom run` printed, such as out/bromley/1a2b3c4d5e6f.")
    }
    do {
      manifest = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
    } catch {
      throw HandoverError(
        "\(folder)/manifest.json is no manifest that this version can read, so what the run was "
          + "made from is not known; run the scenario again.")
    }
    guard manifest.schemaVersion <= Self.newestSchema else {
      throw HandoverError(
        "\(folder) was written by a newer version (layout \(manifest.schemaVersion); this version "
          + "reads up to \(Self.newestSchema)); use that version, or run the scenario again.")
    }
    tables = [:]
    for layout in RunLayout.all {
      guard let bytes = read("\(layout.name).csv") else {
        throw HandoverError(
          "\(folder)/\(layout.name).csv is missing, so the run is not whole; run the scenario again."
        )
      }
      tables[layout.name] = try RunTable(
        layout: layout, bytes: bytes, file: "\(folder)/\(layout.name).csv")
    }
  }

  /// Reads a run's folder from disk.
  public init(folder: String) throws(HandoverError) {
    try self.init(folder: folder) { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map(Array.init)
    }
  }

  /// The table of that name; empty where the run has none.
  public func table(_ name: String) -> RunTable {
    tables[name]
      ?? RunTable(layout: RunLayout(name: name, grain: "", columns: []))
  }

  /// The scenarios in the order in which the forecasts name them.
  public var scenarios: [String] { Self.distinct(table("forecasts"), "scenario") }

  /// The measures in the order in which the forecasts name them.
  public var measures: [String] { Self.distinct(table("forecasts"), "measure") }

  static func distinct(_ table: RunTable, _ column: String) -> [String] {
    var seen = Set<String>()
    return table.rows.indices.map { table.text($0, column) }.filter { seen.insert($0).inserted }
  }
}
