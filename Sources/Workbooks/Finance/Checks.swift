import Results

/// The sheet of checks, with one cell that sums them up.
struct Checks {
  private static let meaning = 1
  private static let count = 2

  private(set) var grid: Grid
  private(set) var names: [WorkbookName] = []

  init(_ workings: FinanceWorkings) {
    grid = Grid(
      "Checks", title: "Does the workbook tie out?",
      sentences: [
        "This worksheet contains one table. The first row sums it up: pass, or fail with the rows "
          + "that say why below it.",
        "Changed inputs are no mistake: they are counted, and what they move is no longer the run's.",
      ],
      labels: ["Check", "Where"], columns: ["Result", "What it means", "Count or difference"],
      width: 18)
    grid.set(widths: [46, 28, 12, 18, 100, 22])
    let master = grid.row(["Master check", "all rows below"], .check)
    let changed = inputs(workings)
    let number = grid.place(changed, Self.count).fixed
    reproduced(workings, number)
    for bridge in workings.bridges {
      add(
        "The MTFS ties out", bridge.grid.sheet.name, bridge.tiesOut,
        "base + changes = net in all three futures, and each base is the net of the year before; "
          + "what is beyond the run's net is what changed inputs add")
    }
    for calculation in workings.calculations {
      guard let conservation = calculation.conservation else { continue }
      add(
        "Children are conserved", calculation.grid.sheet.name, conservation,
        "opening + entries − exits + residual = closing in every year")
    }
    let failed = workings.figures.run.checks.count { $0.outcome == "fail" }
    let run = grid.row(["Checks of the run itself that failed", "checks.csv"], .simulated)
    grid.set(run, Self.count, Double(failed), .simulated, .whole)
    grid.set(
      run, 0, formula: "IF(\(grid.place(run, Self.count).name)=0,\"pass\",\"fail\")",
      text: failed == 0 ? "pass" : "fail")
    grid.set(
      run, Self.meaning,
      text: "\(workings.figures.run.checks.count) checks were made when the run was; "
        + "`headroom runs show \(workings.figures.run.manifest.runID)` lists them", wraps: true)
    let results = CellRange(
      grid.place(master + 1, 0), grid.place(grid.headerRow + grid.rowCount, 0))
    grid.set(
      master, 0, formula: "IF(COUNTIF(\(results.name),\"fail\")=0,\"pass\",\"fail\")",
      text: failed == 0 ? "pass" : "fail")
    names.append(WorkbookName("MasterCheck", "=\(grid.fixed(master, 0).text)"))
    names.append(WorkbookName("InputsChanged", "=\(grid.fixed(changed, Self.count).text)"))
  }

  /// Rows that count changed inputs; the place of their sum comes back.
  private mutating func inputs(_ workings: FinanceWorkings) -> Int {
    let total = grid.row(["Inputs changed since the run", "all sheets of inputs"], .check)
    var rows: [Int] = []
    for (sheet, copies) in workings.copies where !copies.isEmpty {
      let row = grid.row(["Inputs changed", sheet], .check)
      let text = copies.map { "SUMPRODUCT(--(\($0.input)<>\($0.run)))" }.joined(separator: "+")
      grid.set(row, Self.count, Term(text, 0), .whole)
      note(row, "none", "changed", "inputs on this sheet that are not the run's")
      rows.append(row)
    }
    if let first = rows.first, let last = rows.last {
      grid.set(total, Self.count, grid.sum(first...last, Self.count), .whole, .total)
    } else {
      grid.set(total, Self.count, 0, .formula, .whole)
    }
    note(total, "none", "changed", "inputs that are not the run's; not an error")
    return total
  }

  private mutating func note(_ row: Int, _ zero: String, _ other: String, _ meaning: String) {
    grid.set(
      row, 0, formula: "IF(\(grid.place(row, Self.count).name)=0,\"\(zero)\",\"\(other)\")",
      text: zero)
    grid.set(row, Self.meaning, text: meaning, wraps: true)
  }

  /// Rows that say whether inputs as the run had them give the run's figures.
  private mutating func reproduced(_ workings: FinanceWorkings, _ changed: String) {
    func add(_ place: String, _ difference: Term, _ meaning: String) {
      let row = grid.row(["Untouched inputs reproduce the run", place], .check)
      grid.set(row, Self.count, difference, .pence)
      let cell = grid.place(row, Self.count).name
      grid.set(
        row, 0,
        formula: "IF(\(changed)>0,\"inputs changed\",IF(\(cell)<0.005,\"pass\",\"fail\"))",
        text: difference.value < 0.005 ? "pass" : "fail")
      grid.set(row, Self.meaning, text: meaning, wraps: true)
    }
    if let cost = workings.cost, cost.grid.rowCount > 0, !cost.grid.columns.isEmpty {
      let rows = (cost.grid.headerRow + 1)...(cost.grid.headerRow + cost.grid.rowCount)
      let values = cost.grid.range(rows, 0...(cost.grid.columns.count - 1))
      let label = CellRange(CellPlace(rows.lowerBound, 2), CellPlace(rows.upperBound, 2)).fixed
      add(
        "Cost",
        Term(
          "SUMPRODUCT((\(cost.grid.sheet.reference)!\(label)=\"difference\")*ABS(\(values)))", 0),
        "pounds between the totals here and the engine's, whatever the scenario")
    }
    for calculation in workings.calculations {
      guard let difference = calculation.difference else { continue }
      add(
        calculation.grid.sheet.name, difference,
        "children or plans between closing here and the engine's")
    }
  }

  private mutating func add(_ check: String, _ place: String, _ term: Term, _ meaning: String) {
    let row = grid.row([check, place], .check)
    grid.set(row, Self.count, term, .pence)
    grid.set(
      row, 0, formula: "IF(\(grid.place(row, Self.count).name)<0.005,\"pass\",\"fail\")",
      text: term.value < 0.005 ? "pass" : "fail")
    grid.set(row, Self.meaning, text: meaning, wraps: true)
  }
}
