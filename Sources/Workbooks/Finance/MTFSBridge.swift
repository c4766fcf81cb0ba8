import Results

/// A fund's bridge: base, changes and net by formula, in three futures, year on year and summed up.
struct MTFSBridge {
  private(set) var grid: Grid
  /// Rows of differences from the engine's net.
  private(set) var differences: [Int] = []
  /// Rows of what changed inputs add.
  private(set) var changes: [Int] = []
  private let plan: MTFSData.Plan
  private let data: MTFSData

  /// The line that carries changed inputs into a bridge.
  static let inputLine = "inputs changed in this workbook"

  init(
    _ plan: MTFSData.Plan, _ data: MTFSData, cost: CostSheet?, figures: RunFigures,
    sheetName: String
  ) {
    self.plan = plan
    self.data = data
    let note =
      data.holds(plan)
      ? "" : " The scenario that the workbook opens with is not in this report: choose another."
    grid = Grid(
      sheetName,
      title: "MTFS bridge of \(plan.report), \(ReadableName.of(plan.fund))",
      sentences: [
        "This worksheet contains one table, in pounds cash. Pressures are positive, savings "
          + "negative; base + changes = net, and each base is the net of the year before.",
        "It follows the scenario on Select (zeros: the scenario is not in this report).\(note)",
        "'\(Self.inputLine)' is what inputs changed here do to the mean cost on Cost; 0 until one is "
          + "changed. It is the same in all three futures.",
      ],
      labels: ["Line", "Future", "View"], columns: data.years, width: 16)
    for future in MTFSData.futures { add(future, cost, figures) }
    grid.set(widths: [34, 12, 24])
  }

  private mutating func add(_ future: String, _ cost: CostSheet?, _ figures: RunFigures) {
    let view = "change on the year before"
    let lines = data.changes(plan)
    let base = grid.row(["base", future, view], .mixed)
    let rows = lines.map { grid.row([$0, future, view], .simulated) }
    let change = grid.row([Self.inputLine, future, view], .formula)
    let net = grid.row(["net", future, view], .formula)
    let engine = grid.row(["engine value", future, view], .simulated)
    let gap = grid.row(["difference", future, view], .formula)
    for year in data.years.indices {
      if year == 0 {
        grid.set(base, 0, data.line(plan, "base", future, 0), .pence, .simulated)
      } else {
        grid.set(base, year, grid.here(net, year - 1), .pence)
      }
      for (row, line) in zip(rows, lines) {
        grid.set(row, year, data.line(plan, line, future, year), .pence, .simulated)
      }
      grid.set(change, year, inputs(year, cost, figures), .pence)
      grid.set(net, year, grid.sum(base...change, year).rounded(2), .pence, .total)
      grid.set(engine, year, data.line(plan, "net", future, year), .pence, .simulated)
      grid.set(gap, year, (grid.here(net, year) - grid.here(engine, year)).rounded(2), .pence)
    }
    differences.append(gap)
    changes.append(change)
    let sources = [base] + rows + [change]
    let running = zip(["base"] + lines + [Self.inputLine], sources).map { line, source in
      (grid.row([line, future, "running sum"], .formula), source)
    }
    let sum = grid.row(["net", future, "running sum"], .formula)
    for year in data.years.indices {
      for (row, source) in running {
        if year == 0 || source == base {
          grid.set(row, year, grid.here(source, 0), .pence)
        } else {
          grid.set(row, year, grid.here(row, year - 1) + grid.here(source, year), .pence)
        }
      }
      if let first = running.first?.0, let last = running.last?.0 {
        grid.set(sum, year, grid.sum(first...last, year).rounded(2), .pence, .total)
      }
    }
  }

  /// What changed inputs add on the year before, by the cost sheet.
  private func inputs(_ year: Int, _ cost: CostSheet?, _ figures: RunFigures) -> Term {
    guard let cost, let row = cost.changes[plan.fund],
      let now = cost.grid.column(data.years[year])
    else { return Term(0) }
    let here = cost.grid.there(row, now)
    guard year > 0, let before = cost.grid.column(data.years[year - 1]) else { return here }
    return here - cost.grid.there(row, before)
  }

  /// Whether a row of the run is of this fund.
  func holds(_ row: MTFSRow) -> Bool { row.report == plan.report && row.fund == plan.fund }

  /// A formula that is 0 where the lines come to the engine's net and what inputs changed.
  var tiesOut: Term {
    let all = 0...(data.years.count - 1)
    let terms = zip(differences, changes).map { gap, change in
      // The difference of a year is the sum of what inputs changed until then.
      let last = data.years.count - 1
      return "ABS(ROUND(\(grid.fixed(gap, last).text)-SUM(\(grid.range(change...change, all))),2))"
    }
    return Term(terms.joined(separator: "+"), 0)
  }
}
