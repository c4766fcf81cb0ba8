import Foundation
import Publishing
import Results
import RunStore

/// A finished run as a command names it: its folder, or its name in the run store (an id, the
/// beginning of one, `latest`, or a scenario's name).
enum RunReference {
  /// How arguments that name a run are explained.
  static let help =
    "A finished run: its folder, its id or the beginning of it, latest, or a scenario's name."

  /// The run's folder.
  ///
  /// - Parameter store: the store's file; the usual one where it is not given.
  /// - Throws: `StoreError` where it is neither, and `FileProblem` where the store knows the run and
  ///   its folder is gone.
  static func folder(
    _ reference: String, store: String = StoreOptions.path(named: nil)
  ) throws -> String {
    let folder =
      reference.hasSuffix("/") && reference != "/" ? String(reference.dropLast()) : reference
    let manager = FileManager.default
    if manager.fileExists(atPath: folder) || !manager.fileExists(atPath: store) { return folder }
    if folder.contains("/") { return folder }
    let run = try RunStore(store, for: .reading).run(folder)
    guard manager.fileExists(atPath: run.origin.folder) else {
      throw FileProblem(
        "The store knows run \(run.id), but its folder \(run.origin.folder) is not there. Run "
          + "`\(run.origin.command)` again, or name the folder where it is now.")
    }
    return run.origin.folder
  }

  /// Reads the run.
  static func read(_ reference: String, store: StoreOptions) throws -> FinishedRun {
    try RunFolder.read(try folder(reference, store: store.path()))
  }
}
