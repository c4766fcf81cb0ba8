import Results

/// The sheets of draws of net cost and of what can be read off them.
struct SampleSheets {
  /// A fund's net cost in a scenario.
  struct Series: Hashable {
    let scenario: String
    let fund: String
  }

  private(set) var draws: Grid
  private(set) var risk: Grid

  /// `nil` for a run without draws.
  init?(_ figures: RunFigures) {
    let samples = figures.run.samples
    guard !samples.isEmpty else { return nil }
    let years = Set(samples.map(\.financialYear)).sorted()
    var values: [[String]: [Int: Double]] = [:]
    var order: [[String]] = []
    for sample in samples {
      let key = [sample.scenario, sample.fund, sample.financialYear]
      if values[key] == nil { order.append(key) }
      values[key, default: [:]][sample.draw] = sample.net
    }
    let numbers = Set(samples.map(\.draw)).sorted()
    draws = Grid(
      "Sims", title: "Draws of net cost by scenario, fund and year",
      sentences: [
        "This worksheet contains one table of \(numbers.count) draws, pounds cash, simulated by the "
          + "command on the Cover. A row is one future, the same in every column.",
        "Change nothing here; Risk takes its percentiles from it.",
      ],
      labels: ["Draw"], columns: order.map { $0.joined(separator: " ") }, width: 20)
    var first = 0
    var last = 0
    for (position, number) in numbers.enumerated() {
      let row = draws.row([String(number)], .simulated)
      if position == 0 { first = row }
      last = row
      for (column, key) in order.enumerated() {
        if let value = values[key]?[number] { draws.set(row, column, value, .simulated, .pounds) }
      }
    }
    risk = Grid(
      "Risk",
      title: "How sure a budget is: percentiles of net cost, and the chance to keep within it",
      sentences: [
        "This worksheet contains one table, pounds cash. Type a budget in a row marked input: the "
          + "row below says in which share of the draws net cost stays within it.",
        "Percentiles are live formulas over Sims, the first \(numbers.count) of "
          + "\(figures.run.manifest.draws) draws. Draws do not follow inputs changed here.",
      ],
      labels: ["Scenario", "Fund", "Row"], columns: years, width: 15)
    risk.set(widths: [26, 20, 34])
    let series = RunFigures.distinct(order.map { "\($0[0])\n\($0[1])" }).map {
      $0.split(separator: "\n").map(String.init)
    }
    for pair in series where pair.count == 2 {
      add(pair[0], pair[1], years, order, first...last, figures.run.gaps)
    }
  }

  private mutating func add(
    _ scenario: String, _ fund: String, _ years: [String], _ order: [[String]],
    _ rows: ClosedRange<Int>, _ gaps: [FiledRow<GapRow>]
  ) {
    let levels: [(String, Double)] = [("P10", 0.1), ("P50", 0.5), ("P80", 0.8), ("P90", 0.9)]
    let places = levels.map { risk.row([scenario, fund, $0.0], .formula) }
    let budget = risk.row([scenario, fund, "budget"], .input)
    let chance = risk.row([scenario, fund, "chance to stay within the budget"], .formula)
    for (column, year) in years.enumerated() {
      guard let source = order.firstIndex(of: [scenario, fund, year]) else { continue }
      let range = draws.range(rows, source...source)
      let values = rows.filter { draws.isFilled($0, source) }.map { draws.value($0, source) }
      let sorted = values.sorted()
      for ((_, level), row) in zip(levels, places) {
        risk.set(
          row, column, Term("PERCENTILE(\(range),\(level))", Self.quantile(sorted, level)), .pounds)
      }
      let set = gaps.first {
        $0.scenario == scenario && $0.fund == fund && $0.financialYear == year
      }?.budget
      // Without a budget in the run, the median stands there to be typed over.
      let amount = set ?? (Self.quantile(sorted, 0.5) / 1_000).rounded() * 1_000
      risk.set(budget, column, amount, .input, .pounds)
      let within = Double(values.count { $0 <= amount }) / Double(max(values.count, 1))
      risk.set(
        chance, column,
        Term(
          "COUNTIF(\(range),\"<=\"&\(risk.place(budget, column).name))/COUNT(\(range))", within),
        .percent, .total)
    }
  }

  /// The quantile of sorted values, as PERCENTILE takes it (type 7).
  private static func quantile(_ sorted: [Double], _ level: Double) -> Double {
    guard let last = sorted.indices.last else { return 0 }
    let place = level * Double(last)
    let below = Int(place)
    guard below < last else { return sorted[last] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
