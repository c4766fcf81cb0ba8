import ArgumentParser
import DisclosureControl
import Handover

/// Whom an export is for, on the command line.
enum ExportAudience: String, ExpressibleByArgument, CaseIterable {
  case `internal`
  case `public`
}

/// The run that an export reads, whom it is for, and whether it is written.
struct ExportOptions: ParsableArguments {
  @Argument(help: ArgumentHelp(RunReference.help), completion: .directory)
  var run: String

  @OptionGroup var store: StoreOptions

  @Option(
    name: .long,
    help: "internal (every figure) or public (small figures hidden); public where -o names it so.")
  var mode: ExportAudience?

  @Option(name: .long, help: "Public figures above 0 and below this are hidden.")
  var threshold: Double = 5

  @OptionGroup var dry: DryRunOptions

  /// The run as it may be shown.
  func load(default usual: ExportAudience, to place: String?) throws -> ProtectedRun {
    let mode = try Publication.mode(self.mode, usual: usual, place: place)
    let run = try HandoverRun(folder: RunReference.folder(self.run, store: store.path()))
    switch mode {
    case .internal: return ProtectedRun(internal: run)
    case .public:
      return try ProtectedRun(public: run, rules: try DisclosureRules(threshold: threshold))
    }
  }

  /// Writes a package into a folder and says what it holds.
  func write(_ package: ExportPackage, to folder: String) throws {
    for note in package.notes { Terminal.message(note) }
    if dry.dryRun, try !package.isWritten(to: folder) {
      for file in package.files { Terminal.out("would write  \(folder)/\(file.path)\n") }
      return
    }
    let isNew = try package.write(to: folder)
    Terminal.out(
      isNew
        ? "\(package.files.count) files are in \(folder)\n"
        : "\(folder) holds these very files already; nothing was written.\n")
  }
}
