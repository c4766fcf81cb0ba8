import Periods
import ScenarioLanguage

/// A measure's own past: counts by month and item, no month of its cadence missing.
struct HistoryTable: Sendable {
  /// Months with figures, ascending: every month, or one a year.
  let months: [Month]
  /// Counts by month and item: `month · items + item`.
  let counts: [Double]
  /// Counts by age in whole years, item by item, for each month; empty without a column `age`.
  let ages: [[[Int: Double]]]
  let items: Int

  var first: Month { months[0] }
  var last: Month { months[months.count - 1] }

  func count(_ month: Int, _ item: Int) -> Double { counts[month * items + item] }

  /// The series of an item, oldest first.
  func series(_ item: Int) -> [Double] { months.indices.map { count($0, item) } }

  /// The series of the total.
  var totals: [Double] {
    months.indices.map { month in (0..<items).reduce(0) { $0 + count(month, $1) } }
  }

  /// Reads the columns `month` or `date`, the category, `age` where there is one, and `count`.
  ///
  /// - Parameter census: the month of the year of each figure; `nil` for a figure every month.
  init(
    _ reader: TableReader, items divided: TableItems, census: Census?
  ) throws(EngineError) {
    let when = try reader.monthColumn()
    let category = try divided.column(in: reader)
    let value = try reader.column("count", why: "which holds the figures.")
    let age = reader.position("age")
    var cells: [Int: [Int: [Int: Double]]] = [:]
    var rowOfMonth: [Int: Int] = [:]
    for row in reader.rows {
      let month = try reader.month(row, when)
      if let census, month.monthOfYear != census.monthOfYear {
        throw reader.fault(
          row, when,
          "\(month) is not a month of the census `\(census.name)`, which is in "
            + "\(Month.names[census.monthOfYear - 1]). Leave the row out, or write `each month` for "
            + "figures of every month.")
      }
      let item = try divided.position(row, category, in: reader)
      let years = try age.map { column throws(EngineError) in try reader.age(row, column) } ?? -1
      guard cells[month.index]?[item]?[years] == nil else {
        throw reader.fault(
          row, when,
          "this row stands twice: \(month), \(divided.items[item])"
            + (years < 0 ? "" : ", age \(years)") + ". Keep one, or add the two up.")
      }
      cells[month.index, default: [:]][item, default: [:]][years] = try reader.count(row, value)
      if rowOfMonth[month.index] == nil { rowOfMonth[month.index] = row }
    }
    let known = cells.keys.sorted()
    let step = census == nil ? 1 : 12
    for (before, after) in zip(known, known.dropFirst()) where after - before != step {
      throw reader.fault(
        rowOfMonth[after], when,
        "there is no figure for \(Month(index: before + step)), so I can't tell what happened "
          + "between \(Month(index: before)) and \(Month(index: after)). Add its rows, or leave out "
          + "everything before it.")
    }
    var counts: [Double] = []
    for month in known {
      for item in divided.items.indices {
        guard let found = cells[month]?[item] else {
          throw reader.fault(
            rowOfMonth[month], when,
            "\(Month(index: month)) has no row for `\(divided.items[item])`. Write 0 where there was "
              + "nobody, because a missing row could be one or the other.")
        }
        counts.append(found.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value })
      }
    }
    months = known.map(Month.init(index:))
    self.counts = counts
    items = divided.items.count
    ages =
      age == nil
      ? [] : known.map { month in divided.items.indices.map { cells[month]?[$0] ?? [:] } }
  }

  /// Stock of an item at the middle of a month, on the straight line between the figures either side,
  /// which stand for the end of their months; `nil` outside them.
  func middle(_ month: Month, _ item: Int) -> Double? {
    end(Double(month.index) - 0.5, item)
  }

  /// Stock at a point of time in months, where a month's figure stands at its index.
  func end(_ time: Double, _ item: Int) -> Double? {
    let step = months.count > 1 ? Double(months[1].index - months[0].index) : 1
    let place = (time - Double(first.index)) / step
    guard place >= 0, place <= Double(months.count - 1) else { return nil }
    let before = min(months.count - 1, Int(place))
    let after = min(months.count - 1, before + 1)
    let share = place - Double(before)
    return count(before, item) * (1 - share) + count(after, item) * share
  }
}
