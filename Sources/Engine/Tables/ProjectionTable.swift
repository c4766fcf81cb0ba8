import Periods
import ScenarioLanguage

/// Figures taken as given: stocks at points of time by item, with straight lines between them.
struct ProjectionTable: Sendable {
  /// Points of time in months since year 0, ascending: a month's middle, or a calendar year's.
  let times: [Double]
  /// Counts by point and item: `point · items + item`.
  let counts: [Double]
  let items: Int
  let path: String

  /// Reads the columns `month` or `year`, the category, and `count`.
  init(_ reader: TableReader, items divided: TableItems) throws(EngineError) {
    let isYearly = !reader.has("month") && !reader.has("date") && reader.has("year")
    let when: Int
    if isYearly {
      when = try reader.column("year", why: "which says when.")
    } else {
      when = try reader.monthColumn()
    }
    let category = try divided.column(in: reader)
    let value = try reader.column("count", why: "which holds the figures.")
    var cells: [Int: [Int: Double]] = [:]
    var rowOf: [Int: Int] = [:]
    for row in reader.rows {
      let key: Int
      if isYearly {
        guard let year = Int(reader.text(row, when)), (1900...2200).contains(year) else {
          throw reader.fault(
            row, when, "`\(reader.text(row, when))` is not a year. Write four digits: 2027.")
        }
        key = year
      } else {
        key = try reader.month(row, when).index
      }
      let item = try divided.position(row, category, in: reader)
      guard cells[key]?[item] == nil else {
        throw reader.fault(
          row, when,
          "this row stands twice: \(reader.text(row, when)), \(divided.items[item]). "
            + "Keep one, or add the two up.")
      }
      cells[key, default: [:]][item] = try reader.count(row, value)
      if rowOf[key] == nil { rowOf[key] = row }
    }
    let keys = cells.keys.sorted()
    var counts: [Double] = []
    for key in keys {
      for item in divided.items.indices {
        guard let found = cells[key]?[item] else {
          throw reader.fault(
            rowOf[key], when,
            "\(reader.text(rowOf[key] ?? 0, when)) has no row for `\(divided.items[item])`. Write 0 "
              + "where there is nobody.")
        }
        counts.append(found)
      }
    }
    times = keys.map { isYearly ? Double($0 * 12) + 6 : Double($0) + 0.5 }
    self.counts = counts
    items = divided.items.count
    path = reader.file.path
  }

  /// The figure of an item at the middle of a month; `nil` before the first point and after the last.
  func middle(_ month: Month, _ item: Int) -> Double? {
    let time = Double(month.index) + 0.5
    guard let first = times.first, let last = times.last, time >= first, time <= last else {
      return nil
    }
    var after = times.count - 1
    while after > 0, times[after - 1] >= time { after -= 1 }
    guard after > 0, times[after] > time else { return counts[after * items + item] }
    let share = (time - times[after - 1]) / (times[after] - times[after - 1])
    return counts[(after - 1) * items + item] * (1 - share) + counts[after * items + item] * share
  }
}
