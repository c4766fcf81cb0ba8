import ArgumentParser
import DisclosureControl
import Handover

extension ExportMode: ExpressibleByArgument {}

/// The run that an export reads, and whom it is for.
struct ExportOptions: ParsableArguments {
  @Argument(help: "The folder of a finished run.", completion: .directory)
  var run: String

  @Option(
    name: .long,
    help: "internal (every figure) or public (small figures hidden).")
  var mode: ExportMode?

  @Option(name: .long, help: "Public figures above 0 and below this are hidden.")
  var threshold: Double = 5

  /// The run as it may be shown.
  func load(default mode: ExportMode) throws -> ProtectedRun {
    let run = try FinishedRun(
      folder: self.run.hasSuffix("/") ? String(self.run.dropLast()) : self.run)
    switch self.mode ?? mode {
    case .internal: return ProtectedRun(internal: run)
    case .public:
      return try ProtectedRun(public: run, rules: try DisclosureRules(threshold: threshold))
    }
  }

  /// Writes a package into a folder and says what it holds.
  func write(_ package: ExportPackage, to folder: String) throws {
    let isNew = try package.write(to: folder)
    for note in package.notes { Terminal.message(note) }
    Terminal.out(
      isNew
        ? "\(package.files.count) files are in \(folder)\n"
        : "\(folder) holds these very files already; nothing was written.\n")
  }
}
