public import Results

/// A run as a live workbook for finance: the central path of children, costs and the MTFS as
/// formulas that tie out to the engine, simulated figures marked as such, and where each came from.
public struct FinanceWorkbook: Sendable {
  /// The workbook.
  public let contents: WorkbookContents

  /// The workbook of a run.
  ///
  /// Cost = Σ volume × calendar units × price × price index + what the product of means misses;
  /// volume = the run's × (live opening + closing) ÷ (the run's opening + closing);
  /// net = base + changes, and a base is the net of the year before. Every formula is written with
  /// the value that it comes to, so that the file reads right without being recalculated.
  ///
  /// - Parameters:
  ///   - run: a finished run with its drivers.
  ///   - owner: who answers for the workbook (a role).
  ///   - status: `draft` or `assured`.
  /// - Throws: ``WorkbookError`` for a run without forecasts and costs, and for one whose costs have
  ///   no drivers, as earlier versions wrote them.
  public init(
    run: FinishedRun, owner: String = "", status: String = "draft"
  ) throws(WorkbookError) {
    let figures = try RunFigures(run)
    let workings = FinanceWorkings(figures)
    let records = RecordSheets(workings: workings)
    let front = FrontSheets(figures: figures, owner: owner, status: status)
    let checks = Checks(workings)
    var grids: [Grid] = [checks.grid, records.assumptions, records.levers, workings.select.grid]
    grids += workings.calculations.map(\.grid)
    grids += [
      workings.prices.grid, workings.inflation.grid, workings.index.grid, workings.calendar.grid,
    ]
    if let cost = workings.cost { grids.append(cost.grid) }
    grids += workings.bridges.map(\.grid) + workings.fans.map(\.grid)
    grids.append(records.comparisons)
    if let sensitivity = workings.sensitivity { grids += [sensitivity.grid, workings.steps.grid] }
    grids.append(records.ranks)
    if let samples = workings.samples { grids += [samples.risk, samples.draws] }
    grids += [
      workings.data.grid, workings.plan.grid, records.files, Lineage(workings).grid,
      front.dictionary,
    ]
    let sheets = [front.notes].compactMap { $0.finished() } + grids.compactMap { $0.finished() }
    let first = [front.cover, front.contents(sheets)].compactMap { $0.finished() }
    contents = WorkbookContents(
      title: run.manifest.title,
      subject: "Finance workbook of run \(run.manifest.runID)",
      properties: [
        ("Run", run.manifest.runID), ("Engine", run.manifest.engineVersion), ("Status", status),
      ],
      sheets: first + sheets,
      names: workings.select.names + checks.names + workings.prices.names
        + workings.inflation.names + workings.calculations.flatMap(\.names))
  }
}
