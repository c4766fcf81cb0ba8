import Periods
import ScenarioLanguage

/// A covariate by month and item. Between two months that it has, the earlier value holds; after the
/// last, the last; before the first, the first. A table without a month holds throughout.
struct CovariateTable: Sendable {
  private let months: [Int]
  /// Values by month and item.
  private let values: [[Double]]

  /// Reads the columns `month` or `date` (where it changes), the category (where it differs by item)
  /// and `value`.
  init(_ reader: TableReader, items divided: TableItems) throws(EngineError) {
    let isDated = reader.has("month") || reader.has("date")
    var when: Int?
    if isDated { when = try reader.monthColumn() }
    let category = divided.category.flatMap { reader.position($0) }
    let value = try reader.column("value", why: "which holds the covariate.")
    var cells: [Int: [Int: Double]] = [:]
    for row in reader.rows {
      let month = try when.map { column throws(EngineError) in try reader.month(row, column).index }
      let figure = try reader.number(row, value)
      let wanted: [Int]
      if category != nil {
        wanted = [try divided.position(row, category, in: reader)]
      } else {
        wanted = Array(divided.items.indices)
      }
      for item in wanted {
        guard cells[month ?? 0]?[item] == nil else {
          throw reader.fault(
            row, when ?? value,
            "this row gives `\(divided.items[item])` a second value for the same time. Keep one.")
        }
        cells[month ?? 0, default: [:]][item] = figure
      }
    }
    months = cells.keys.sorted()
    var values: [[Double]] = []
    for month in months {
      var row: [Double] = []
      for item in divided.items.indices {
        guard let found = cells[month]?[item] else {
          throw reader.fault(
            nil, nil,
            "`\(divided.items[item])` has no value"
              + (isDated ? " in \(Month(index: month))" : "")
              + ", so its counts can't be explained. Add a row.")
        }
        row.append(found)
      }
      values.append(row)
    }
    self.values = values
  }

  func value(_ month: Month, _ item: Int) -> Double {
    var place = 0
    while place + 1 < months.count, months[place + 1] <= month.index { place += 1 }
    return values[place][item]
  }
}
