public import Periods

/// A change in a price from a date on.
public struct DatedUplift: Hashable, Sendable {
  /// The first day of the new price.
  public let from: CalendarDate
  /// The change as a fraction of the price then in force.
  public let rate: Double

  /// An uplift.
  public init(from: CalendarDate, rate: Double) {
    self.from = from
    self.rate = rate
  }
}

/// A run of days at one price.
public struct PriceSegment: Hashable, Sendable {
  /// Days at the price.
  public let days: Int
  /// The weekly price, pounds.
  public let weekly: Double
}

/// The weekly price of a service through a financial year, uplifted from exact dates.
public struct UpliftedPrice: Hashable, Sendable {
  /// The price of each run of days, in order; their days add to the year.
  public let segments: [PriceSegment]

  /// A price path. Each uplift multiplies the price from its day; uplifts from before the year count
  /// in the opening price, later ones not at all.
  ///
  /// Throws ``FinanceError/invalid(input:reason:)`` where the price is not a finite amount of 0 or
  /// more, or an uplift takes it to nothing.
  public init(
    weekly: Double, uplifts: [DatedUplift], in year: FinancialYear
  ) throws(FinanceError) {
    guard weekly.isFinite, weekly >= 0 else {
      throw .invalid(input: "weekly", reason: "\(weekly) is not a price; give pounds a week")
    }
    let end = year.advanced(by: 1).firstDay
    var price = weekly
    var start = year.firstDay
    var segments: [PriceSegment] = []
    for uplift in uplifts.sorted(by: { $0.from < $1.from }) where uplift.from < end {
      guard uplift.rate.isFinite, uplift.rate > -1 else {
        throw .invalid(
          input: "uplift from \(uplift.from.iso)",
          reason: "a rate of \(uplift.rate) leaves no price; give a fraction such as 0.03")
      }
      if uplift.from > start {
        segments.append(PriceSegment(days: start.days(to: uplift.from), weekly: price))
        start = uplift.from
      }
      price *= 1 + uplift.rate
    }
    segments.append(PriceSegment(days: start.days(to: end), weekly: price))
    self.segments = segments
  }

  /// Cost of that many children all year, pounds: Σ days/7 × weekly price × children.
  public func cost(children: Double) -> Double {
    compensatedSum(segments.map { Double($0.days) / 7 * $0.weekly * children })
  }

  /// Mean weekly price over the year's days.
  public var averageWeekly: Double {
    let days = segments.map(\.days).reduce(0, +)
    return compensatedSum(segments.map { Double($0.days) * $0.weekly }) / Double(days)
  }
}
