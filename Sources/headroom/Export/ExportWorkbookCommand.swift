import ArgumentParser
import DisclosureControl
import Handover
import Publishing
import Workbooks

/// `headroom export xlsx RUN`.
struct ExportWorkbookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xlsx",
    abstract: "A run as a workbook: live formulas for finance, or accessible tables to publish.",
    discussion: """
      finance has every figure, with costs and the MTFS as formulas that tie out to the run; \
      publish has values only, small figures hidden (docs/WORKBOOK.md). A file that is there is \
      not replaced without --force.

      Examples:
        headroom run scenarios/bromley.scenario --out out
        headroom export xlsx bromley -o finance.xlsx
        headroom export xlsx bromley --profile publish -o published.xlsx
      """)

  enum Profile: String, ExpressibleByArgument, CaseIterable {
    case finance, publish
  }

  enum Status: String, ExpressibleByArgument, CaseIterable {
    case draft, assured
  }

  @Argument(help: ArgumentHelp(RunReference.help), completion: .directory)
  var run: String

  @OptionGroup var store: StoreOptions

  @Option(name: .long, help: "finance or publish; publish where -o names it so.")
  var profile: Profile?

  @Option(name: .long, help: "Who answers for the workbook (a role).")
  var owner: String = ""

  @Option(name: .long, help: "What the cover says: draft or assured.")
  var status: Status = .draft

  @Option(name: .long, help: "publish: figures above 0 and below this are hidden.")
  var threshold: Double = 5

  @Option(
    name: [.short, .long], help: ArgumentHelp("The file to write.", valueName: "file"),
    completion: .file(extensions: ["xlsx"]))
  var out: String = "workbook.xlsx"

  @Flag(name: .long, help: "Replace a file that is there.")
  var force = false

  @OptionGroup var dry: DryRunOptions

  func validate() throws {
    if profile == .finance, Publication.isNamed(out) {
      throw ValidationError(
        "the finance profile shows every figure, and \(out) is named for publication: use --profile "
          + "publish, or another name.")
    }
  }

  func run() async throws {
    try reporting {
      let folder = try RunReference.folder(run, store: store.path())
      let contents: WorkbookContents
      let profile = profile ?? (Publication.isNamed(out) ? .publish : .finance)
      switch profile {
      case .finance:
        contents = try FinanceWorkbook(
          run: try RunFolder.read(folder), owner: owner, status: status.rawValue
        ).contents
      case .publish:
        contents = try PublishedTables(
          try ProtectedRun(
            public: try HandoverRun(folder: folder),
            rules: try DisclosureRules(threshold: threshold))
        ).workbook(owner: owner)
      }
      if dry.dryRun {
        try WorkbookRules.check(contents)
        Terminal.out("would write  \(out)\n")
        return
      }
      let isNew = try WorkbookFile.write(contents, to: out, isReplacing: force)
      Terminal.out(
        isNew
          ? "\(out) has \(contents.sheets.count) sheets.\n"
          : "\(out) holds this very workbook already; nothing was written.\n")
      if profile == .finance {
        Terminal.message(
          "Every figure is shown: --profile publish makes one that may be published.")
      }
    }
  }
}
