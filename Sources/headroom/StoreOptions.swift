import ArgumentParser
import Foundation
import RunStore

/// The `--store` option.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The run store; else HEADROOM_STORE, else out/headroom.sqlite.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var store: String?

  /// The store's file: the option, the variable, or `headroom.sqlite` in the folder of run folders.
  func path(out: String = "out") -> String { Self.path(named: store, out: out) }

  static func path(named store: String?, out: String = "out") -> String {
    if let store { return store }
    if let named = ProcessInfo.processInfo.environment["HEADROOM_STORE"], !named.isEmpty {
      return named
    }
    return "\(out)/headroom.sqlite"
  }

  /// The store, for a command that reads or changes one that exists.
  func open() throws -> RunStore { try RunStore(path(), for: .reading) }
}
