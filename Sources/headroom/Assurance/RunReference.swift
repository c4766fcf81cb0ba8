import Foundation
import Publishing
import Results
import RunStore

/// A finished run as a command names it: its folder, or its name in the run store.
enum RunReference {
  /// Reads the run.
  ///
  /// Throws where it is neither, or where its folder is not whole.
  static func read(_ reference: String, store: StoreOptions) throws -> FinishedRun {
    let folder = reference.hasSuffix("/") ? String(reference.dropLast()) : reference
    let manager = FileManager.default
    if manager.fileExists(atPath: folder) || !manager.fileExists(atPath: store.path()) {
      return try RunFolder.read(folder)
    }
    return try RunFolder.read(try store.open().run(reference).origin.folder)
  }
}
