public import Periods

/// The way to a plan in one month.
public struct PlanMonth: Hashable, Sendable {
  /// The month.
  public let month: Month

  /// Requests for an assessment received in it.
  public internal(set) var requests = 0

  /// Requests that the council decided in it to assess.
  public internal(set) var assessments = 0

  /// Plans issued in it for the first time.
  public internal(set) var plans = 0

  /// Of these, plans with the exception to the 20 weeks; they do not count for timeliness.
  public internal(set) var exceptions = 0

  /// Of the plans without the exception, those issued within 20 weeks (140 days) of the request.
  public internal(set) var inTime = 0

  /// Plans that ceased in it.
  public internal(set) var ceased = 0
}

extension PlanReturns {
  private struct Key: Hashable {
    let child: Int
    let date: CalendarDate
  }

  /// Requests, assessments, plans and their timeliness by month, in order.
  ///
  /// A return covers the calendar year before its census; only months of years that a return covers
  /// are given, since others hold what happened to be still open. What two returns hold is counted
  /// once. A plan whose request is older than the collection (outcome `H`) has no known request date and
  /// counts as a plan without timeliness.
  public var months: [PlanMonth] {
    let covered = Set(censuses.map { $0.year - 1 })
    var months = Dictionary(
      uniqueKeysWithValues: covered.flatMap { year in
        (1...12).map { number in
          let month = Month(year: year, monthOfYear: number)
          return (month, PlanMonth(month: month))
        }
      })
    var seen: [WritableKeyPath<PlanMonth, Int>: Set<Key>] = [:]
    func count(_ path: WritableKeyPath<PlanMonth, Int>, _ child: Int, _ date: CalendarDate) {
      guard months[date.month] != nil,
        seen[path, default: []].insert(Key(child: child, date: date)).inserted
      else { return }
      months[date.month]?[keyPath: path] += 1
    }
    for request in censuses.reversed().flatMap(\.requests) {
      if !request.isHistorical {
        count(\.requests, request.child, request.received)
        if request.isAgreed, let decided = request.decided {
          count(\.assessments, request.child, decided)
        }
      }
      if let issued = request.issued {
        count(\.plans, request.child, issued)
        if request.hasException {
          count(\.exceptions, request.child, issued)
        } else if !request.isHistorical, request.received.days(to: issued) <= 140 {
          count(\.inTime, request.child, issued)
        }
      }
      if let ceased = request.ceased { count(\.ceased, request.child, ceased) }
    }
    return months.values.sorted { $0.month < $1.month }
  }
}
