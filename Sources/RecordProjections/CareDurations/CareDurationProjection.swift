public import CouncilReturns
import Foundation
public import Periods

/// A projection of looked-after children by age, placement and time in placement.
///
/// Children in care on the start date keep their month of birth, placement and weeks in it; entries
/// are added day by day. On every night a child may leave or move, with chances by age, placement and
/// time in placement (``CareRates``); care ends at the 18th birthday, taken to be the 16th of its
/// month, as are the birthdays at which groups of age change.
public struct CareDurationProjection: Sendable {
  /// The children on the start date.
  public let stock: CareStock

  /// The chances of leaving and moving.
  public let rates: CareRates

  /// The entries.
  public let entries: CareEntryModel

  /// The last day.
  public let until: CalendarDate

  /// The first day.
  public var start: CalendarDate { stock.date }

  /// The nights from the first day to the last.
  public var horizon: Int { start.days(to: until) }

  /// A projection; throws ``CareProjectionError`` unless it ends after it starts and within 30
  /// years.
  public init(
    stock: CareStock, rates: CareRates, entries: CareEntryModel, until: CalendarDate
  ) throws(CareProjectionError) {
    guard stock.date < until else {
      throw CareProjectionError(
        "--until", "is \(until.iso), not after the start on \(stock.date.iso)")
    }
    guard stock.date.days(to: until) <= 30 * 366 else {
      throw CareProjectionError("--until", "is \(until.iso); a projection holds at most 30 years")
    }
    self.stock = stock
    self.rates = rates
    self.entries = entries
    self.until = until
  }

  static let ages = CareStays.AgeGroup.allCases.count
  static let placements = CareStays.Placement.allCases.count

  /// The months that have nights of the horizon, with the first and last day of each, from day 1.
  var months: [(month: Month, days: ClosedRange<Int>)] {
    let first = start.month
    return (0...first.months(to: until.month)).compactMap { offset in
      let month = first.advanced(by: offset)
      let low = max(1, start.days(to: month.firstDay))
      let high = min(horizon, start.days(to: month.lastDay))
      return low <= high ? (month, low...high) : nil
    }
  }

  /// The days, counted from the start, on which the groups of age of a month of birth end.
  func ageEnds(_ birthMonth: Month) -> [Int] {
    CareStays.AgeGroup.allCases.map { group in
      start.days(to: birthMonth.advanced(by: 12 * group.endAge).firstDay) + 15
    }
  }

  /// The same for children known to be in a group of age on the start date: a birthday of the start's
  /// own month is before or after it as that says.
  func ageEnds(_ birthMonth: Month, in group: CareStays.AgeGroup) -> [Int] {
    let restOfMonth = start.days(to: start.month.lastDay)
    var ends = ageEnds(birthMonth)
    for index in ends.indices {
      if index < group.rawValue {
        ends[index] = min(ends[index], index - group.rawValue + 1)
      } else if ends[index] <= 0 {
        ends[index] = max(1, (restOfMonth + 1) / 2)
      }
    }
    return ends
  }

  /// Nights in the placement of a group of the starting stock: the middle of its week.
  static func elapsed(_ group: CareStock.Group) -> Int { group.weeks * 7 + 3 }
}
