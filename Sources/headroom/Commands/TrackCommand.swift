import ArgumentParser
import BudgetPlan
import DelimitedText

/// `headroom track RUN --actuals FILE`.
struct TrackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "track",
    abstract:
      "New actuals beside the last forecast: in the band, on one side, a saving off course.",
    discussion: """
      Actuals are a CSV file of subject,split,period,value: a measure of forecasts.csv or a cost \
      of costs.csv, with the run's own periods. With --without, the actuals say how much of the \
      saving between the two scenarios is delivered, from when a saving that does not happen would \
      show, and since when it is off course; exit code 1 where it is.

      Example:
        headroom run scenarios/bromley.scenario && \\
        headroom track bromley --actuals docs/examples/actuals.csv \\
          --scenario mtfs-plan --without baseline
      """)

  @Argument(help: ArgumentHelp(RunReference.help), completion: .directory)
  var reference: String

  @OptionGroup var store: StoreOptions

  @Option(name: .long, help: "What happened; - for standard input.", completion: .file())
  var actuals: String

  @Option(name: .long, help: "The scenario that is being carried out.")
  var scenario: String = "baseline"

  @Option(name: .long, help: "The scenario without its savings.")
  var without: String?

  @Option(name: .long, help: "Points in a row on one side of the median that count as a signal.")
  var runLength: Int = 6

  @Option(name: .long, help: "table or csv.")
  var format: TableFormat = .table

  @Option(
    name: [.short, .customLong("output")], help: "File to write; standard output by default.",
    completion: .file())
  var output: String?

  func validate() throws {
    guard runLength > 1 else { throw ValidationError("--run-length takes 2 or more.") }
  }

  func run() throws {
    let series = try reporting {
      let folder = try RunReference.folder(reference, store: store.path())
      let series = try RunTracking.series(
        actuals: ActualsFile(bytes: InputBytes.read(actuals), file: actuals),
        forecasts: InputBytes.read("\(folder)/forecasts.csv"),
        costs: InputBytes.read("\(folder)/costs.csv"), folder: folder, scenario: scenario,
        baseline: without, runLength: runLength)
      let text =
        format == .csv
        ? String(decoding: PlanText.trackingTable(series).bytes, as: UTF8.self)
        : PlanText.tracking(series)
      try OutputFile.write(text, to: output)
      return series
    }
    if series.contains(where: { $0.offCourseFrom != nil }) { throw Failure.checkFailed.exitCode }
  }
}
