/// A stock known on some dates and taken as a straight line between them.
public struct StockPath: Sendable, Hashable {
  /// The dates, ascending.
  public let dates: [CalendarDate]
  /// The stock on each date.
  public let stock: [Double]

  /// A path. Throws ``PeriodError`` where there are fewer than two dates, dates do not ascend, or
  /// the lists differ in length or hold a figure that is not finite.
  public init(dates: [CalendarDate], stock: [Double]) throws(PeriodError) {
    guard dates.count == stock.count, dates.count >= 2 else {
      throw PeriodError(
        input: "stock",
        reason: "has \(stock.count) counts for \(dates.count) dates; give one for each of at least "
          + "two dates")
    }
    for index in dates.indices.dropFirst() where dates[index] <= dates[index - 1] {
      throw PeriodError(
        input: "dates[\(index)] \(dates[index].iso)",
        reason: "does not come after \(dates[index - 1].iso); put the dates in order")
    }
    for (index, count) in stock.enumerated() where !count.isFinite {
      throw PeriodError(input: "stock[\(index)]", reason: "is not a finite number")
    }
    self.dates = dates
    self.stock = stock
  }

  /// Child-days from the first to the last date by the trapezium rule with real days between dates:
  /// Σ (sᵢ + sᵢ₊₁)/2 × days. Exact for the straight lines. Divide by 7 for child-weeks.
  public var childDays: Double {
    dates.indices.dropLast().reduce(0) { sum, index in
      sum + (stock[index] + stock[index + 1]) / 2 * Double(dates[index].days(to: dates[index + 1]))
    }
  }

  /// Child-days where each count holds until the next date: Σ sᵢ × days, for comparison. It misses
  /// growth within each interval.
  public var stepChildDays: Double {
    dates.indices.dropLast().reduce(0) { sum, index in
      sum + stock[index] * Double(dates[index].days(to: dates[index + 1]))
    }
  }

  /// The stock on a date between the first and the last; throws ``PeriodError`` outside.
  public func level(on date: CalendarDate) throws(PeriodError) -> Double {
    guard let first = dates.first, let last = dates.last, date >= first, date <= last else {
      throw outside(date)
    }
    let upper = max(1, dates.firstIndex { $0 >= date } ?? 1)
    let span = Double(dates[upper - 1].days(to: dates[upper]))
    let part = Double(dates[upper - 1].days(to: date))
    return stock[upper - 1] + (stock[upper] - stock[upper - 1]) * part / span
  }

  /// Mean stock from the start of `first` to the start of `limit`: the exact integral of the lines
  /// over the days. Throws ``PeriodError`` where the path does not cover the period.
  public func mean(
    from first: CalendarDate, until limit: CalendarDate
  ) throws(PeriodError) -> Double {
    guard first < limit else {
      throw PeriodError(input: "\(first.iso) to \(limit.iso)", reason: "holds no day")
    }
    let inside = dates.filter { $0 > first && $0 < limit }
    let cuts = [first] + inside + [limit]
    var levels: [Double] = []
    for cut in cuts { levels.append(try level(on: cut)) }
    let section = try StockPath(dates: cuts, stock: levels)
    return section.childDays / Double(first.days(to: limit))
  }

  /// Mean stock over a financial year. With January censuses it needs those of the year's own
  /// January and of the ones before and after, because 15 January is not 1 April.
  public func mean(over year: FinancialYear) throws(PeriodError) -> Double {
    try mean(from: year.firstDay, until: year.advanced(by: 1).firstDay)
  }

  /// A path through January SEN2 censuses of consecutive years, the first in `firstYear`.
  public static func januaryCensuses(
    from firstYear: Int, stock: [Double]
  ) throws(PeriodError) -> StockPath {
    try StockPath(
      dates: stock.indices.map { CensusDate.sen2(january: firstYear + $0) }, stock: stock)
  }

  private func outside(_ date: CalendarDate) -> PeriodError {
    PeriodError(
      input: date.iso,
      reason: "lies outside the counts, which run from \(dates.first?.iso ?? "") to "
        + "\(dates.last?.iso ?? ""); add a count or forecast one")
  }
}
