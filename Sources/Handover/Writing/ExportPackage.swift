import Foundation
import WholeFiles

/// A file of an export.
public struct ExportFile: Sendable, Equatable {
  /// Its path below the export's folder.
  public let path: String
  /// Its bytes.
  public let bytes: [UInt8]

  init(_ path: String, _ bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
}

/// The files of an export, written whole or not at all.
public struct ExportPackage: Sendable, Equatable {
  /// The files, in the order in which they are listed.
  public let files: [ExportFile]
  /// What the reader should know: what was hidden, what was left out.
  public let notes: [String]

  init(files: [ExportFile], notes: [String] = []) {
    self.files = files
    self.notes = notes
  }

  /// Whether a folder holds these very files already. Throws ``HandoverError`` where it holds others.
  public func isWritten(to folder: String) throws(HandoverError) -> Bool {
    let manager = FileManager.default
    guard manager.fileExists(atPath: folder) else { return false }
    for file in files {
      guard manager.contents(atPath: "\(folder)/\(file.path)").map(Array.init) == file.bytes
      else {
        throw HandoverError(
          "\(folder) is there already and its \(file.path) is another. Nothing was written: move "
            + "that folder away, or name another with -o.")
      }
    }
    return true
  }

  /// Writes the files into a new folder, through a temporary folder beside it that is then renamed.
  ///
  /// A folder that holds the very same files is left as it is; any other that is there is refused,
  /// because what was handed over must not change under its reader. Throws ``HandoverError``;
  /// nothing half-written is left behind.
  ///
  /// Returns whether anything was written.
  @discardableResult
  public func write(to folder: String) throws(HandoverError) -> Bool {
    if try isWritten(to: folder) { return false }
    let manager = FileManager.default
    let name = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let temporary = PartialPath.make(for: name)
    do {
      for file in files {
        let path = URL(fileURLWithPath: "\(temporary)/\(file.path)")
        try manager.createDirectory(
          at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: path)
      }
      try manager.moveItem(atPath: temporary, toPath: name)
    } catch {
      try? manager.removeItem(atPath: temporary)
      throw HandoverError(
        "I can't write the export to \(folder): \(WholeFile.reason(error)). Nothing was left behind; "
          + "name another folder with -o.")
    }
    return true
  }
}
