public import Cohorts
public import Periods

/// Daily stocks, moves and entries of looked-after children by age group and placement, under the
/// rules of one of the daily stock-and-flow models.
///
/// Counts over children only. A state is an age group with a placement, and beside the four groups
/// of placements every age group has a pool of those who have left care.
public struct CareFlows: Sendable {
  /// Groups of placements, and the pool of leavers.
  public enum Placement: Int, CaseIterable, Sendable {
    case fostering
    case residential
    case supported
    case other
    case notInCare

    /// The group of the same name as one of ``CareStays``; `nil` for codes that no code set holds,
    /// which these models do not count.
    public init?(_ placement: CareStays.Placement) {
      switch placement {
      case .fostering: self = .fostering
      case .residential: self = .residential
      case .supported: self = .supported
      case .other: self = .other
      case .unknown: return nil
      }
    }
  }

  /// Number of states.
  public static let states = CareStays.AgeGroup.allCases.count * Placement.allCases.count

  /// The place of a state: age group by age group, placements in order within each.
  public static func state(_ age: CareStays.AgeGroup, _ placement: Placement) -> Int {
    age.rawValue * Placement.allCases.count + placement.rawValue
  }

  /// The rules that the flows were counted by.
  public let rules: CareFlowRules

  /// The first day that the returns cover: of children who left before it they say nothing.
  public let firstDay: CalendarDate

  /// The last day that the returns cover.
  public let lastDay: CalendarDate

  /// Episodes that are in no stock, by reason.
  public let setAside: [String: Int]

  /// Stays that begin or end, in order of days.
  let changes: [Change]

  /// Moves between states, a stay in the same state following another included, in order of days.
  let moves: [Move]

  /// Stays that follow on no other, in order of days.
  let entries: [Change]

  /// A change of a stock on a day since 1970.
  struct Change: Sendable {
    let day: Int
    let state: Int
    let people: Int
  }

  /// A move on a day since 1970.
  struct Move: Sendable {
    let day: Int
    let from: Int
    let to: Int
  }

  /// Children by state at the end of a day; the pools of leavers are empty. A day after the last
  /// change has the stock of that change.
  public func stock(on date: CalendarDate) -> [Int] {
    var stock = [Int](repeating: 0, count: CareFlows.states)
    for change in changes {
      if change.day > date.daysSince1970 { break }
      stock[change.state] += change.people
    }
    return stock
  }

  /// The stocks, moves and entries of a window, both days included.
  ///
  /// Throws ``ReturnsError`` where the window is empty, is not within the returns or has no child in
  /// care.
  public func history(
    from: CalendarDate, to: CalendarDate
  ) throws(ReturnsError) -> StockFlowHistory {
    try checkWindow(from, to)
    let days = from.days(to: to) + 1
    let before = from.daysSince1970 - 1
    var stocks = stock(on: CalendarDate(daysSince1970: before))
    var current = stocks
    stocks.reserveCapacity((days + 1) * CareFlows.states)
    var next = changes.partitioningIndex { $0.day > before }
    for day in from.daysSince1970...to.daysSince1970 {
      while next < changes.count, changes[next].day == day {
        current[changes[next].state] += changes[next].people
        next += 1
      }
      stocks.append(contentsOf: current)
    }
    guard stocks.contains(where: { $0 > 0 }) else {
      throw ReturnsError(
        file: "--window",
        reason: "has no child in care between \(from.iso) and \(to.iso), so that no rate can be "
          + "estimated; choose a window with children in care")
    }
    let inWindow = from.daysSince1970...to.daysSince1970
    var entered = [Int](repeating: 0, count: CareFlows.states)
    for entry in entries where inWindow.contains(entry.day) { entered[entry.state] += 1 }
    do {
      return try StockFlowHistory(
        states: CareFlows.states, days: days, stocks: stocks,
        moves: moves.filter { inWindow.contains($0.day) }.map {
          StockFlowHistory.Move(day: $0.day - from.daysSince1970, from: $0.from, to: $0.to)
        }, entries: entered)
    } catch {
      throw ReturnsError(file: "--window", reason: "gives no history: \(error)")
    }
  }

  /// Throws ``ReturnsError`` where the returns say nothing of the stock of a day.
  public func checkStart(_ date: CalendarDate) throws(ReturnsError) {
    guard date >= firstDay else {
      throw ReturnsError(
        file: "--start",
        reason:
          "is \(date.iso), but the returns begin on \(firstDay.iso); children who had left by "
          + "then are not in them, so start on that day or later")
    }
    guard date <= lastDay else {
      throw ReturnsError(
        file: "--start",
        reason: "is \(date.iso), but the returns end on \(lastDay.iso); start by then, or add the "
          + "returns of later years")
    }
  }

  private func checkWindow(_ from: CalendarDate, _ to: CalendarDate) throws(ReturnsError) {
    guard from < to else {
      throw ReturnsError(
        file: "--window",
        reason: "runs from \(from.iso) to \(to.iso); it must end after it begins")
    }
    guard from >= firstDay, to <= lastDay else {
      throw ReturnsError(
        file: "--window",
        reason: "from \(from.iso) to \(to.iso) is not within the returns, which cover "
          + "\(firstDay.iso) to \(lastDay.iso); rates from days without returns would be too low, "
          + "so choose a window inside")
    }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index from which on `isLater` holds, in a collection sorted by it.
  fileprivate func partitioningIndex(_ isLater: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isLater(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
