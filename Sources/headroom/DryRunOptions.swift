import ArgumentParser

/// The `--dry-run` flag of a command that writes files.
struct DryRunOptions: ParsableArguments {
  @Flag(name: [.customShort("n"), .long], help: "Say what would be written; write nothing.")
  var dryRun = false

  /// Writes a table or a page, or says that it would.
  func write(_ text: String, to path: String?) throws {
    guard dryRun, let path else { return try OutputFile.write(text, to: path) }
    Terminal.out("would write  \(path)\n")
  }
}
