import Results

/// The sheets that hold what the run rests on, as records: assumptions, levers, comparisons, ranks,
/// files.
struct RecordSheets {
  let workings: FinanceWorkings
  private var run: FinishedRun { workings.figures.run }

  /// Whether a record belongs to a lever: what it delivers or what it costs.
  private static func isLever(_ row: ResolvedAssumption) -> Bool {
    row.holdsFor == "delivery" || row.holdsFor.hasPrefix("spend on ")
  }

  /// How the world works.
  var assumptions: Grid {
    records(
      "Assumptions", title: "Assumptions of the run",
      sentence: "This worksheet contains one table. Low, central and high are P10, P50 and P90. "
        + "Figures of an assumption with a live input can be changed there; the others are inputs "
        + "of the engine: change the scenario file and run again.",
      run.manifest.assumptions.filter { !Self.isLever($0) })
  }

  /// What the council decides.
  var levers: Grid {
    records(
      "Levers", title: "Levers of the run: what the council decides",
      sentence:
        "This worksheet contains one table: what levers deliver and cost. Their effect is in "
        + "the scenario that you choose on Select; to change one, change the scenario file.",
      run.manifest.assumptions.filter(Self.isLever))
  }

  private func records(
    _ name: String, title: String, sentence: String, _ rows: [ResolvedAssumption]
  ) -> Grid {
    let texts = [
      "Shape", "Source", "Owner", "Reviewed", "Confidence", "Where",
      "Live input",
    ]
    var grid = Grid(
      name, title: title, sentences: [sentence],
      labels: ["Name", "Holds for", "Scenario", "As written", "Unit"],
      columns: ["Low", "Central", "High"] + texts, width: 16)
    grid.set(widths: [24, 24, 14, 44, 34, 10, 12, 12, 12, 14, 60, 34, 12, 12, 24, 60])
    for row in rows {
      let place = grid.row([row.name, row.holdsFor, row.scenario, row.value, row.unit], .record)
      for (column, value) in [row.low, row.central, row.high].enumerated() {
        if let value { grid.set(place, column, value, .plain, format(row.unit)) }
      }
      let fields = [
        row.shape, row.source, row.owner, row.reviewed, row.confidence,
        row.location, live(row),
      ]
      for (column, text) in fields.enumerated() where !text.isEmpty {
        grid.set(place, column + 3, text: text, wraps: true)
      }
    }
    return grid
  }

  private func format(_ unit: String) -> CellStyle.Format {
    if unit.hasPrefix("GBP") { return .pence }
    return unit.hasPrefix("share") ? .percent : .factor
  }

  /// The name of the input that holds an assumption's figure in this workbook.
  private func live(_ row: ResolvedAssumption) -> String {
    let inputs = workings.prices.inputs
    for item in [row.holdsFor, "total"] {
      for scenario in [row.scenario, ""] {
        if let name = inputs[[row.name, item, scenario]] { return name }
      }
    }
    if workings.figures.run.drivers.contains(where: { $0.inflationAssumption == row.name }) {
      return "sheet \(workings.inflation.grid.sheet.name)"
    }
    return ""
  }

  /// Differences between scenarios.
  var comparisons: Grid {
    var grid = Grid(
      "Compare", title: "Differences between scenarios, from paired draws",
      sentences: [
        "This worksheet contains one table of simulated figures: scenario minus baseline, and "
          + "baseline minus scenario for a saving, so that a saving is positive."
      ],
      labels: ["Scenario", "Baseline", "Subject", "Item or fund", "Unit", "Figure"],
      columns: RunFigures.distinct(run.comparisons.map(\.financialYear)).sorted(), width: 15)
    var rows: [[String]: Int] = [:]
    let paths: [(String, KeyPath<Summary, Double>)] = [
      ("mean", \.mean), ("P10", \.p10), ("P50", \.p50), ("P90", \.p90),
    ]
    for row in run.comparisons {
      for (name, path) in paths {
        let key = [row.scenario, row.baseline, row.subject, row.split, row.unit, name]
        let place = rows[key] ?? grid.row(key, .simulated)
        rows[key] = place
        if let column = grid.column(row.financialYear), !grid.isFilled(place, column) {
          grid.set(
            place, column, row.summary[keyPath: path], .simulated,
            row.unit == "GBP" ? .pounds : .count)
        }
      }
    }
    return grid
  }

  /// What answers of kind `rank` found to matter most.
  var ranks: Grid {
    var grid = Grid(
      "Rank", title: "Which assumptions matter most, as the run's questions found",
      sentences: [
        "This worksheet contains one table of simulated figures, from the run's questions of kind "
          + "rank."
      ],
      labels: ["Question", "Subject", "Assumption", "Quantity", "Unit"],
      columns: ["Value", "Low", "High"])
    for row in run.answers where row.kind == "rank" && !row.isExploratory {
      let place = grid.row(
        [row.ask, row.subject, row.label, row.quantity, row.unit], .simulated)
      let format: CellStyle.Format = row.unit == "share" ? .percent : .count
      for (column, value) in [row.value, row.low, row.high].enumerated() {
        if let value { grid.set(place, column, value, .simulated, format) }
      }
    }
    return grid
  }

  /// The files that the run read.
  var files: Grid {
    var grid = Grid(
      "Inputs", title: "Files that the run read",
      sentences: [
        "This worksheet contains one table. A file with another hash is another file: the run can be "
          + "made again from these alone."
      ],
      labels: ["File", "Role"], columns: ["Bytes", "SHA-256"], width: 12)
    grid.set(widths: [30, 14, 10, 12, 70])
    for file in run.manifest.inputs {
      let row = grid.row([file.name, file.role], .record)
      grid.set(row, 0, Double(file.bytes), .plain, .whole)
      grid.set(row, 1, text: file.sha256)
    }
    return grid
  }
}
