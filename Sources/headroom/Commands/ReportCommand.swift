import ArgumentParser
import BoardReport
import Publishing

/// `headroom report RUN`.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "One offline page of a finished run for a board, members or analysts.",
    discussion: """
      The page needs no script and fetches nothing. Members get public figures: counts rounded to \
      five and none from one to four. A PDF is printed by an installed Chromium, Chrome or Edge; \
      where there is none, the page is written and the exit code is 2.

      Example:
        headroom run scenarios/bromley.scenario && headroom report out/bromley/* --audience board -o report.html
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

  enum Mode: String, ExpressibleByArgument, CaseIterable {
    case `internal`, `public`

    var disclosure: Disclosure { self == .public ? .public : .internal }
  }

  @Argument(help: "The folder of a finished run.", completion: .directory)
  var run: String

  @Option(name: .long, help: "Whom it is for.")
  var audience: Reader = .board

  @Option(name: .long, help: "The format.")
  var format: Format = .html

  @Option(
    name: .long, help: "What is shown: every figure, or public figures. Public for members.")
  var mode: Mode?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file; standard output without it.", valueName: "file"),
    completion: .file())
  var output: String?

  func validate() throws {
    if format == .pdf, output == nil {
      throw ValidationError("--format pdf needs a file: add -o report.pdf.")
    }
    if format == .pdf, output?.hasSuffix(".html") == true {
      throw ValidationError("--format pdf writes the page beside the PDF: name the PDF with -o.")
    }
  }

  func run() async throws {
    let page = try reporting {
      BoardReport(
        try RunFolder.read(run), audience: audience.audience,
        disclosure: mode?.disclosure ?? audience.audience.disclosure
      ).html
    }
    guard format == .pdf, let output else {
      try reporting { try OutputFile.write(page, to: output == "-" ? nil : output) }
      if let output, output != "-" {
        Terminal.message("\(output) is written. Open it in a browser; it needs no network.")
      }
      return
    }
    try reporting {
      let pagePath = "\(FilePath.folder(output))/\(FilePath.stem(output)).html"
      try OutputFile.write(page, to: pagePath)
      try BrowserPrinter.print(page: pagePath, to: output)
      Terminal.message("\(output) and \(pagePath) are written.")
    }
  }
}
