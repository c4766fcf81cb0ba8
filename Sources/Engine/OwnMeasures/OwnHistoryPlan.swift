import Periods
import ScenarioLanguage

/// A measure's own past set out over the months computed, ready to be carried forward.
struct OwnHistoryPlan: Sendable {
  let table: HistoryTable
  let isFlow: Bool
  /// The census its figures are of; `nil` for figures of every month.
  let census: Census?
  let months: Int
  /// Absolute index of the first month computed.
  let firstMonth: Int

  init(table: HistoryTable, isFlow: Bool, census: Census?, timeline: Timeline) {
    self.table = table
    self.isFlow = isFlow
    self.census = census
    months = timeline.monthCount
    firstMonth = timeline.firstMonth.index
  }

  var items: Int { table.items }
  /// Absolute index of the last month with a figure.
  var last: Int { table.last.index }
  /// Months to forecast, after the last figure.
  var steps: Int { max(0, firstMonth + months - 1 - last) }

  /// The path of a draw over the months computed, item by item: a stock's monthly means, or events.
  ///
  /// - Parameter future: the figure of an item that many months after the last one (1 first): a
  ///   stock at the month's end, or the month's events.
  func path(_ future: (_ step: Int, _ item: Int) -> Double) -> (path: [Double], closing: [Double]) {
    var path = [Double](repeating: 0, count: items * months)
    var closing = path
    for item in 0..<items {
      var before = figure(firstMonth - 1, item, future)
      for month in 0..<months {
        let now = figure(firstMonth + month, item, future)
        path[item * months + month] = isFlow ? now : (before + now) / 2
        closing[item * months + month] = now
        before = now
      }
    }
    return (path, closing)
  }

  /// The figure of a month: known, carried forward, or before all figures the first there is.
  private func figure(
    _ month: Int, _ item: Int, _ future: (_ step: Int, _ item: Int) -> Double
  ) -> Double {
    if month > last { return future(month - last, item) }
    return table.end(Double(max(month, table.first.index)), item) ?? 0
  }

  /// Whether events are carried forward month of the year by month of the year.
  private var keepsSeason: Bool { isFlow && table.months.count >= 12 }

  /// What growth is measured from: the last stock; for events the same month of the last year, so
  /// that the season stays, or the last month where there is less than a year.
  func origin(_ step: Int, _ item: Int) -> Double {
    let known = table.months.count
    guard keepsSeason else { return table.count(known - 1, item) }
    return table.count(known - 12 + (step - 1) % 12, item)
  }

  /// Months of growth since that origin: whole years for events that keep their season.
  func grown(_ step: Int) -> Int { keepsSeason ? 12 * ((step - 1) / 12 + 1) : step }

  /// Yearly figures by distance from the last: 0 and −3, for the baselines beside a forecast.
  func yearly(_ item: Int?) -> [Int: Double] {
    func level(_ back: Int) -> Double? {
      let wanted = item.map { $0..<$0 + 1 } ?? 0..<items
      var sum = 0.0
      for item in wanted {
        if isFlow {
          for month in 0..<12 {
            let place = table.months.count - 1 - back - month
            guard place >= 0 else { return nil }
            sum += table.count(place, item)
          }
        } else {
          guard let stock = table.end(Double(last - back), item) else { return nil }
          sum += stock
        }
      }
      return sum
    }
    var result: [Int: Double] = [:]
    result[0] = level(0)
    result[-3] = level(36)
    return result
  }

  /// Censuses after the last figure and within the horizon: the year, and the month computed.
  func censuses(until lastMonth: Month) -> [(year: Int, month: Int)] {
    guard let census else { return [] }
    return (0..<months).compactMap { offset in
      let month = Month(index: firstMonth + offset)
      guard month.monthOfYear == census.monthOfYear, month.index > last, month <= lastMonth
      else { return nil }
      return (month.year, offset)
    }
  }
}
