import Results

/// One measure's sheet: opening + entries − exits + residual = closing, and the volumes that follow.
struct Calculation {
  let measure: String
  private(set) var grid: Grid
  /// The cells of inputs beside those of the run.
  private(set) var copies: [(input: String, run: String)] = []
  private(set) var names: [WorkbookName] = []
  /// A formula that is 0 where children are conserved; `nil` without a ledger.
  private(set) var conservation: Term?
  /// A formula that is the sum of absolute differences from the engine; `nil` without a ledger.
  private(set) var difference: Term?
  private var scaleRow = 0
  private var volumes: [RunFigures.Item: Int] = [:]
  private let figures: RunFigures

  /// - Parameter parent: the sheet of the measure that this one follows, where it has no ledger.
  init(
    _ measure: String, _ figures: RunFigures, data: inout EngineData, sheetName: String,
    parent: Calculation?
  ) {
    self.measure = measure
    self.figures = figures
    let ledger = figures.run.ledger.filter { $0.measure == measure }
    let years = Set(
      figures.years + ledger.compactMap { FinancialYearName.holding($0.period) }
    ).sorted()
    grid = Grid(
      sheetName,
      title: "\(ReadableName.of(measure)): "
        + (ledger.isEmpty ? "volumes by item" : "from opening to closing, and volumes"),
      sentences: [
        "This worksheet contains one table; a column is the financial year that holds the census.",
        ledger.isEmpty
          ? "Change a row marked input: volumes of every scenario move with the factor. Rows 'in "
            + "the run' stay."
          : "Change entries, exit rate or residual of a projected year: volumes of every scenario "
            + "move with (opening + closing) over the run's. Rows 'in the run' stay. Flows are "
            + "those of the scenario without levers.",
      ],
      labels: ["Row", "Item", "Unit"], columns: years)
    grid.set(widths: [44, 20, 18, 16])
    let unit = figures.run.forecasts.first { $0.measure == measure }?.unit ?? "children"
    if !ledger.isEmpty {
      flows(ledger, unit)
    } else {
      change(following: parent)
    }
    for item in figures.items where item.measure == measure {
      let block = data.add(
        "volume", subject: item.charge.cost, fund: item.charge.fund, item: item.split, unit: unit,
        figures.figures(item, \.volume), .count)
      let row = grid.row(
        ["volume for \(item.charge.cost), \(item.charge.fund)", item.split, unit], .formula)
      for (year, name) in figures.years.enumerated() {
        guard let column = grid.column(name) else { continue }
        grid.set(row, column, data.chosen(block, year) * grid.here(scaleRow, column), .count)
      }
      volumes[item] = row
    }
  }

  private mutating func flows(_ ledger: [FiledRow<LedgerRow>], _ unit: String) {
    let census = grid.row(["census", "", ""], .record)
    let opening = grid.row(["opening", "", unit], .mixed)
    let entries = grid.row(["entries", "", unit], .input)
    let rate = grid.row(["exit rate", "", "share of opening"], .input)
    let exits = grid.row(["exits", "", unit], .formula)
    let residual = grid.row(["residual", "", unit], .input)
    let closing = grid.row(["closing", "", unit], .formula)
    let entriesRun = grid.row(["entries in the run", "", unit], .simulated)
    let rateRun = grid.row(["exit rate in the run", "", "share of opening"], .simulated)
    let residualRun = grid.row(["residual in the run", "", unit], .simulated)
    let openingRun = grid.row(["opening in the run", "", unit], .simulated)
    let engine = grid.row(["engine value of closing", "", unit], .simulated)
    let gap = grid.row(["difference", "", unit], .formula)
    scaleRow = grid.row(["factor on the run's volumes", "", "factor"], .formula)
    var before: (column: Int, closing: Double)?
    var columns: [Int] = []
    for step in ledger {
      guard let name = FinancialYearName.holding(step.period), let column = grid.column(name),
        !grid.isFilled(engine, column)
      else { continue }
      columns.append(column)
      let exitRate = step.opening == 0 ? 0 : step.exits / step.opening
      grid.set(census, column, text: "\(step.period), \(step.status)", wraps: true)
      if let before, ItemRows.isSame(before.closing, step.opening) {
        grid.set(opening, column, grid.here(closing, before.column), .count)
      } else {
        grid.set(opening, column, step.opening, .simulated, .count)
      }
      grid.set(entries, column, step.entries, .input, .count)
      grid.set(rate, column, exitRate, .input, .percent)
      grid.set(exits, column, grid.here(opening, column) * grid.here(rate, column), .count)
      grid.set(residual, column, step.residual, .input, .count)
      grid.set(
        closing, column,
        grid.here(opening, column) + grid.here(entries, column) - grid.here(exits, column)
          + grid.here(residual, column), .count)
      grid.set(entriesRun, column, step.entries, .simulated, .count)
      grid.set(rateRun, column, exitRate, .simulated, .percent)
      grid.set(residualRun, column, step.residual, .simulated, .count)
      grid.set(openingRun, column, step.opening, .simulated, .count)
      grid.set(engine, column, step.closing, .simulated, .count)
      grid.set(
        gap, column, (grid.here(closing, column) - grid.here(engine, column)).rounded(6), .count)
      before = (column, step.closing)
    }
    for name in figures.years {
      guard let column = grid.column(name) else { continue }
      if grid.isFilled(engine, column) {
        grid.set(
          scaleRow, column,
          Term.ratio(
            grid.here(opening, column) + grid.here(closing, column),
            grid.here(openingRun, column) + grid.here(engine, column), otherwise: 1), .factor)
      } else {
        grid.set(scaleRow, column, 1, .simulated, .factor)
      }
    }
    let all = 0...(grid.columns.count - 1)
    func pair(_ input: Int, _ run: Int, _ name: String) {
      copies.append((grid.range(input...input, all), grid.range(run...run, all)))
      names.append(
        WorkbookName(
          WorkbookRules.definedName(from: [name, measure]), "=\(grid.range(input...input, all))"))
    }
    pair(entries, entriesRun, "entries")
    pair(rate, rateRun, "exit_rate")
    pair(residual, residualRun, "residual")
    func cells(_ row: Int) -> String { grid.range(row...row, all) }
    conservation = Term(
      "SUMPRODUCT(ABS(ROUND(\(cells(opening))+\(cells(entries))-\(cells(exits))+\(cells(residual))"
        + "-\(cells(closing)),6)))", 0)
    difference = Term(
      "SUMPRODUCT(ABS(\(cells(gap))))", columns.reduce(0) { $0 + abs(grid.value(gap, $1)) })
  }

  private mutating func change(following parent: Calculation?) {
    let change = grid.row(["change of volume", "", "share"], .input)
    let changeRun = grid.row(["change of volume in the run", "", "share"], .simulated)
    var weight: (live: Int, run: Int)?
    if let parent {
      let name = "share that moves with \(ReadableName.of(parent.measure))"
      weight = (
        grid.row([name, "", "share"], .input),
        grid.row(["\(name) in the run", "", "share"], .fixed)
      )
    }
    scaleRow = grid.row(["factor on the run's volumes", "", "factor"], .formula)
    for name in figures.years {
      guard let column = grid.column(name) else { continue }
      grid.set(change, column, 0, .input, .percent)
      grid.set(changeRun, column, 0, .simulated, .percent)
      var scale = Term(1) + grid.here(change, column)
      if let parent, let weight {
        grid.set(weight.live, column, 1, .input, .percent)
        grid.set(weight.run, column, 1, .plain, .percent)
        if let theirs = parent.factor(name) {
          scale = scale * (Term(1) + grid.here(weight.live, column) * (theirs - Term(1)))
        }
      }
      grid.set(scaleRow, column, scale, .factor)
    }
    let all = 0...(grid.columns.count - 1)
    copies.append((grid.range(change...change, all), grid.range(changeRun...changeRun, all)))
    if let weight {
      copies.append(
        (grid.range(weight.live...weight.live, all), grid.range(weight.run...weight.run, all)))
    }
    names.append(
      WorkbookName(
        WorkbookRules.definedName(from: ["change", measure]),
        "=\(grid.range(change...change, all))"))
  }

  private func factor(_ year: String) -> Term? {
    grid.column(year).map { grid.there(scaleRow, $0) }
  }

  /// The volume of an item in a year of the run, in the scenario chosen.
  func volume(_ item: RunFigures.Item, _ year: Int) -> Term {
    guard let row = volumes[item], let column = grid.column(figures.years[year]) else {
      return Term(0)
    }
    return grid.there(row, column)
  }
}
