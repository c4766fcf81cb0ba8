import Results

/// The sheet of calendar units: how often a price is paid in each year, such as 52.14 weeks.
struct CalendarUnits {
  private(set) var grid: Grid
  private var rows: [RunFigures.Item: Int] = [:]
  private let values: [RunFigures.Item: [Double]]

  init(_ figures: RunFigures) {
    grid = Grid(
      "Calendar units", title: "How often a price is paid in each year",
      sentences: [
        "This worksheet contains one table. The calendar fixes its figures: days of the year over "
          + "the days of the price's unit, or 12 where volume is a month's average."
      ],
      labels: ["Cost", "Item", "Fund", "Unit"], columns: figures.years)
    var values: [RunFigures.Item: [Double]] = [:]
    for item in figures.items {
      let units = figures.years.indices.map { year in
        figures.scenarios.indices.lazy.compactMap {
          figures.driver(item, $0, year)?.row.calendarUnits
        }.first ?? 0
      }
      let row = grid.row(
        [
          item.charge.cost, item.split, item.charge.fund, figures.driver(item)?.row.priceUnit ?? "",
        ], .fixed)
      for (year, unit) in units.enumerated() { grid.set(row, year, unit, .plain, .factor) }
      rows[item] = row
      values[item] = units
    }
    self.values = values
  }

  func units(_ item: RunFigures.Item, _ year: Int) -> Term {
    rows[item].map { grid.there($0, year) } ?? Term(0)
  }

  func value(_ item: RunFigures.Item, _ year: Int) -> Double { values[item]?[year] ?? 0 }
}
