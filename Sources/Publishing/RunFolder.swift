import Foundation
public import Results
import WholeFiles

/// Why a run's files could not be written.
public struct PublishingError: Error, Equatable, CustomStringConvertible {
  /// What went wrong, and what to do.
  public let description: String
}

/// Writes a run's folder: whole, or not at all.
public enum RunFolder {
  /// What became of a run's folder.
  public enum Outcome: Sendable, Equatable {
    /// It was written.
    case written
    /// It was there already, byte for byte the same.
    case unchanged
  }

  /// The files of a run, `manifest.json` first.
  public static func files(_ run: Run) throws(PublishingError) -> [(name: String, bytes: [UInt8])] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      let manifest = try encoder.encode(run.manifest)
      return [("manifest.json", Array(manifest) + [0x0A])] + RunTables.files(run)
    } catch {
      throw PublishingError(description: "The manifest can't be written as JSON: \(error)")
    }
  }

  /// Writes the files into `folder`, through a temporary folder beside it that is then renamed.
  ///
  /// A finished run is never overwritten: one with the same bytes is left as it is, any other is
  /// refused. Throws ``PublishingError`` with the path and the system's reason; nothing is left
  /// behind then.
  public static func write(_ run: Run, to folder: String) throws(PublishingError) -> Outcome {
    let files = try files(run)
    let manager = FileManager.default
    let parent = parent(of: folder)
    if manager.fileExists(atPath: folder) {
      return try compare(files, with: folder)
    }
    if let obstacle = obstacle(above: folder) {
      throw PublishingError(
        description: "I can't write the run to \(folder): \(obstacle) is a file, not a folder. "
          + "Choose another folder with --out.")
    }
    let missing = missingFolders(parent)
    let temporary = PartialPath.make(for: folder)
    do {
      try manager.createDirectory(atPath: temporary, withIntermediateDirectories: true)
      for file in files {
        try Data(file.bytes).write(to: URL(fileURLWithPath: "\(temporary)/\(file.name)"))
      }
      try manager.moveItem(atPath: temporary, toPath: folder)
    } catch {
      try? manager.removeItem(atPath: temporary)
      // Another process finished the same run first.
      if manager.fileExists(atPath: "\(folder)/manifest.json") {
        return try compare(files, with: folder)
      }
      // Only if empty: another run may have written there meanwhile.
      for made in missing { _ = rmdir(made) }
      throw PublishingError(
        description:
          "I can't write the run to \(folder): \(WholeFile.reason(error)). Nothing was left "
          + "behind. Free some space or choose another folder with --out.")
    }
    return .written
  }

  /// The part of a path above its last component that exists and is not a folder.
  private static func obstacle(above folder: String) -> String? {
    var path = parent(of: folder)
    while !path.isEmpty, path != "/" {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
        return isFolder.boolValue ? nil : path
      }
      path = parent(of: path)
    }
    return nil
  }

  /// The folders of a path that do not exist yet, the deepest first.
  private static func missingFolders(_ folder: String) -> [String] {
    var missing: [String] = []
    var path = folder
    while !path.isEmpty, path != "/", !FileManager.default.fileExists(atPath: path) {
      missing.append(path)
      path = parent(of: path)
    }
    return missing
  }

  /// The path without its last component; empty where it has one only.
  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func compare(
    _ files: [(name: String, bytes: [UInt8])], with folder: String
  ) throws(PublishingError) -> Outcome {
    for file in files {
      guard let there = FileManager.default.contents(atPath: "\(folder)/\(file.name)"),
        Array(there) == file.bytes
      else {
        throw PublishingError(
          description: "\(folder) holds a run with the same inputs but another \(file.name). A "
            + "finished run is never overwritten: move that folder away and run again.")
      }
    }
    return .unchanged
  }
}
