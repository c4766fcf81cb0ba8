import Results

/// A measure's fan: quantiles of its total, and a chart of stacked bands on an invisible lowest one.
struct FanSheet {
  private(set) var grid: Grid
  let measure: String

  /// `nil` for a measure without a total.
  init?(_ measure: String, _ figures: RunFigures, data: inout EngineData, sheetName: String) {
    let totals = figures.run.forecasts.filter { $0.measure == measure && $0.split == "total" }
    let calendar = totals.contains { $0.calendar == "census" } ? "census" : "financial-year"
    let rows = totals.filter { $0.calendar == calendar }
    guard let unit = rows.first?.unit else { return nil }
    let years = figures.years.filter { year in
      rows.contains { FinancialYearName.holding($0.period) == year }
    }
    guard years.count > 1 else { return nil }
    let what =
      calendar == "census"
      ? "at the census in each financial year" : "average of each financial year"
    self.measure = measure
    grid = Grid(
      sheetName, title: "\(ReadableName.of(measure)): the range of the forecast, \(what)",
      sentences: [
        "This worksheet contains one table and a chart of it, for the scenario chosen on Select.",
        "Eight in ten draws are between P10 and P90. The median is the edge between the two lower "
          + "bands. Ranges are simulated and do not follow inputs changed here.",
      ],
      labels: ["Row", "Unit"], columns: years)
    let paths: [(String, KeyPath<Summary, Double>)] = [
      ("P10", \.p10), ("P50", \.p50), ("P80", \.p80), ("P90", \.p90),
    ]
    let blocks = paths.map { name, path in
      data.add(
        "\(name) \(calendar)", subject: measure, item: "total", unit: unit,
        figures.scenarios.map { scenario in
          figures.years.map { year in
            rows.first { $0.scenario == scenario && FinancialYearName.holding($0.period) == year }?
              .summary[keyPath: path]
          }
        }, .count)
    }
    let quantiles = paths.map { grid.row([$0.0, unit], .simulated) }
    let bands = ["up to P10 (not drawn)", "P10 to P50", "P50 to P80", "P80 to P90"].map {
      grid.row([$0, unit], .formula)
    }
    for (column, year) in years.enumerated() {
      guard let place = figures.years.firstIndex(of: year) else { continue }
      for (row, block) in zip(quantiles, blocks) {
        grid.set(row, column, data.chosen(block, place), .count, .simulated)
      }
      grid.set(bands[0], column, grid.here(quantiles[0], column), .count)
      for band in 1..<bands.count {
        grid.set(
          bands[band], column,
          grid.here(quantiles[band], column) - grid.here(quantiles[band - 1], column), .count)
      }
    }
    draw(bands, ReadableName.of(measure), unit)
  }

  private mutating func draw(_ bands: [Int], _ measure: String, _ unit: String) {
    let last = grid.columns.count - 1
    func range(_ row: Int) -> CellRange { CellRange(grid.place(row, 0), grid.place(row, last)) }
    let colours: [UInt32?] = [nil, 0x2073BC, 0x6BACE6, 0xC9DFF5]
    let names = ["up to P10 (not drawn)", "P10 to P50", "P50 to P80", "P80 to P90"]
    let lowest = (0...last).map { grid.value(bands[0], $0) }.min() ?? 0
    grid.set(
      chart: SheetChart(
        place: CellPlace(grid.headerRow + grid.rowCount + 2, 0),
        title: "\(measure): eight in ten draws lie in the bands",
        description:
          "Fan chart of \(measure) by year: bands from "
          + "P10 to the median, to P80 and to P90. The table above holds the same figures.",
        categories: CellRange(grid.place(grid.headerRow, 0), grid.place(grid.headerRow, last)),
        unit: unit, minimum: Self.floor(lowest),
        bands: zip(zip(names, bands), colours).map {
          SheetChart.Band(name: $0.0.0, values: range($0.0.1), colour: $0.1)
        }))
  }

  /// A round figure a little below the lowest.
  private static func floor(_ lowest: Double) -> Double {
    guard lowest > 0 else { return 0 }
    var step = 1.0
    while step * 10 <= lowest { step *= 10 }
    return ((lowest * 0.9) / (step / 2)).rounded(.down) * (step / 2)
  }
}
