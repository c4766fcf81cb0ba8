import Results

/// The sheet that leads from cells back to the run's files, the scenario file and its hash.
struct Lineage {
  private(set) var grid: Grid
  private let run: FinishedRun

  init(_ workings: FinanceWorkings) {
    let figures = workings.figures
    run = figures.run
    grid = Grid(
      "Lineage", title: "Where figures come from",
      sentences: [
        "This worksheet contains one table: a sheet's cells, the run's file and lines that they were "
          + "read from, what they rest on, its hash, and the command that explains or remakes them."
      ],
      labels: ["Sheet", "Cells", "Series"],
      columns: ["File and lines", "Rests on", "SHA-256 or run", "Command"], width: 30)
    grid.set(widths: [22, 18, 40, 10, 28, 28, 66, 60])
    for item in figures.items {
      let driver = figures.driver(item)?.row
      let assumption = run.manifest.assumptions.first {
        $0.name == driver?.priceAssumption && ($0.holdsFor == item.split || $0.holdsFor.isEmpty)
      }
      add(
        workings.prices.grid.sheet.name, "row of \(item.charge.cost), \(item.split)",
        "price, volume and index of \(item.charge.cost), \(item.split), \(item.charge.fund)",
        "drivers.csv", figures.lines(item), assumption?.location ?? "", "")
    }
    for charge in figures.charges {
      add(
        "Cost",
        workings.cost?.totals[charge].map { workings.cost?.grid.cells($0...$0) ?? "" } ?? "",
        "cost \(charge.cost), \(charge.fund)", "costs.csv", figures.lines(charge), "", "mean")
    }
    for calculation in workings.calculations {
      let rows = run.ledger.filter { $0.measure == calculation.measure }
      add(
        calculation.grid.sheet.name, "opening to closing", "flows of \(calculation.measure)",
        "ledger.csv", rows.map(\.lineNumber), "", "")
    }
    for bridge in workings.bridges {
      let rows = run.mtfs.filter { bridge.holds($0.row) }
      add(
        bridge.grid.sheet.name, "all", "MTFS lines, all scenarios", "mtfs.csv",
        rows.map(\.lineNumber), "", "central")
    }
    for fan in workings.fans {
      let rows = run.forecasts.filter { $0.measure == fan.measure && $0.split == "total" }
      add(
        fan.grid.sheet.name, "all", "quantiles of \(fan.measure)", "forecasts.csv",
        rows.map(\.lineNumber), "", "mean")
    }
    add(
      "Compare", "all", "differences", "comparisons.csv", run.comparisons.map(\.lineNumber), "",
      "mean")
    add("Sims", "all", "draws of net cost", "samples.csv", run.samples.map(\.lineNumber), "", "")
  }

  private mutating func add(
    _ sheet: String, _ cells: String, _ series: String, _ file: String, _ lines: [Int],
    _ location: String, _ column: String
  ) {
    guard let first = lines.min(), let last = lines.max() else { return }
    let id = run.manifest.runID
    let row = grid.row([sheet, cells, series], .record)
    grid.set(row, 0, text: "\(file):\(first)" + (first == last ? "" : " to \(last)"))
    grid.set(row, 1, text: location.isEmpty ? "every file on Inputs" : location)
    grid.set(row, 2, text: hash(location) ?? "run \(id)")
    grid.set(
      row, 3,
      text: column.isEmpty
        ? "headroom verify run \(id)" : "headroom trace \(id):\(file):\(first)/\(column)")
  }

  /// The hash of the file that a place is in.
  private func hash(_ location: String) -> String? {
    guard let colon = location.firstIndex(of: ":") else { return nil }
    let file = location[..<colon]
    return run.manifest.inputs.first { $0.name == file }?.sha256
  }
}
