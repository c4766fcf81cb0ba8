import ArgumentParser
import BoardReport
import DisclosureControl
import Handover
import Publishing

/// `headroom report RUN`.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "One offline page of a finished run for a board, members or analysts.",
    discussion: """
      The page needs no script and fetches nothing. Members get public figures: what every output \
      for the public hides (docs/DISCLOSURE.md) is hidden here too. A PDF is printed by an \
      installed Chromium, Chrome or Edge; where there is none, the page is written and the exit \
      code is 2.

      Example:
        headroom run scenarios/bromley.scenario && \\
        headroom report bromley --audience board -o report.html
      """)

  enum Reader: String, ExpressibleByArgument, CaseIterable {
    case board, members, technical

    var audience: Audience {
      switch self {
      case .board: .board
      case .members: .members
      case .technical: .technical
      }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html, pdf
  }

  @Argument(help: ArgumentHelp(RunReference.help), completion: .directory)
  var run: String

  @OptionGroup var store: StoreOptions

  @Option(name: .long, help: "Whom it is for.")
  var audience: Reader = .board

  @Option(name: .long, help: "The format.")
  var format: Format = .html

  @Option(
    name: .long,
    help: """
      internal (every figure) or public (small figures hidden); public for members, and where -o \
      names it so.
      """)
  var mode: ExportAudience?

  @Option(name: .long, help: "Public figures above 0 and below this are hidden.")
  var threshold: Double = 5

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file; standard output without it.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var dry: DryRunOptions

  func validate() throws {
    if format == .pdf, output == nil {
      throw ValidationError("--format pdf needs a file: add -o report.pdf.")
    }
    if format == .pdf, output?.hasSuffix(".html") == true {
      throw ValidationError("--format pdf writes the page beside the PDF: name the PDF with -o.")
    }
  }

  /// A page for members, or one whose name says that it is for publication, is for the public.
  private func disclosure(_ folder: String) throws -> Disclosure {
    let usual: ExportAudience = audience.audience.isPublic ? .public : .internal
    guard try Publication.mode(mode, usual: usual, place: output) == .public else {
      return .internal
    }
    let run = try ProtectedRun(
      public: try HandoverRun(folder: folder), rules: try DisclosureRules(threshold: threshold))
    return .public(hiding: run.hidden)
  }

  func run() async throws {
    let page = try reporting {
      let folder = try RunReference.folder(run, store: store.path())
      return BoardReport(
        try RunFolder.read(folder), audience: audience.audience, disclosure: try disclosure(folder)
      ).html
    }
    guard format == .pdf, let output else {
      try reporting { try dry.write(page, to: output == "-" ? nil : output) }
      if let output, output != "-", !dry.dryRun {
        Terminal.message("\(output) is written. Open it in a browser; it needs no network.")
      }
      return
    }
    try reporting {
      let pagePath = "\(FilePath.folder(output))/\(FilePath.stem(output)).html"
      try dry.write(page, to: pagePath)
      if dry.dryRun {
        Terminal.out("would write  \(output)\n")
        return
      }
      try BrowserPrinter.print(page: pagePath, to: output)
      Terminal.message("\(output) and \(pagePath) are written.")
    }
  }
}
