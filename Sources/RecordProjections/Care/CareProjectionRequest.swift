public import Periods

/// What is asked of a projection of children looked after.
public struct CareProjectionRequest: Hashable, Sendable {
  /// How far apart the dates of a projection are.
  public enum Step: String, CaseIterable, Sendable {
    /// Every day.
    case day
    /// The start's day of every month, the last of shorter months.
    case month
  }

  /// The first day of the window that rates are estimated from.
  public var windowStart: CalendarDate

  /// Its last day.
  public var windowEnd: CalendarDate

  /// The day whose stock the projection starts from.
  public var start: CalendarDate

  /// The last day projected.
  public var until: CalendarDate

  /// How to project.
  public var method: CareMethod

  /// Simulated futures that the quantiles are taken from; with 0 they follow from exact moments.
  public var simulations: Int

  /// The seed of the simulation.
  public var seed: UInt64

  /// How far apart the dates are.
  public var step: Step

  /// A request.
  public init(
    windowStart: CalendarDate, windowEnd: CalendarDate, start: CalendarDate, until: CalendarDate,
    method: CareMethod, simulations: Int = 0, seed: UInt64 = 0, step: Step = .month
  ) {
    self.windowStart = windowStart
    self.windowEnd = windowEnd
    self.start = start
    self.until = until
    self.method = method
    self.simulations = simulations
    self.seed = seed
    self.step = step
  }

  /// The dates of the projection: the start, then every step, and the last day. `until` must not
  /// be before `start`.
  public var dates: [CalendarDate] {
    switch step {
    case .day: return (0...max(0, start.days(to: until))).map(start.adding(days:))
    case .month:
      var dates: [CalendarDate] = []
      var date = start
      while date < until {
        dates.append(date)
        let month = start.month.advanced(by: dates.count)
        let day = min(start.components.day, month.lastDay.components.day)
        date = month.firstDay.adding(days: day - 1)
      }
      return dates + [until]
    }
  }
}
