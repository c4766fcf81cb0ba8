import Cohorts
public import CouncilReturns
import Foundation
public import Periods
import Probability

/// One row of a projection: a day, a group of age and a placement, totals as `all`.
public struct CareProjectionRow: Hashable, Sendable {
  /// The day.
  public let date: CalendarDate

  /// `0-1`, `1-5`, `5-10`, `10-16`, `16+` or `all`.
  public let ageGroup: String

  /// `fostering`, `residential`, `supported`, `other`, `unknown` where there are such codes, or
  /// `all`.
  public let placement: String

  /// The exact expected number of children.
  public let mean: Double

  /// The standard deviation over replicates; `nil` without simulation.
  public let standardDeviation: Double?

  /// The 10th percentile over replicates.
  public let p10: Double?

  /// The median over replicates.
  public let p50: Double?

  /// The 90th percentile over replicates.
  public let p90: Double?
}

/// A projection of looked-after children as tables, with what a reader should know of it.
public struct CareProjectionTables: Sendable {
  /// The rows by day, group of age and placement, totals last.
  public let rows: [CareProjectionRow]

  /// Notes on the window and the data.
  public let notes: [String]
}

extension CareDurationProjection {
  /// The steps of a table.
  public enum Step: String, Sendable, CaseIterable {
    case day
    case month
  }

  /// The start, then every day, or the same day of every month (the month's last where it is
  /// shorter), and the last day.
  public static func dates(
    from start: CalendarDate, until: CalendarDate, step: Step
  ) -> [CalendarDate] {
    guard start < until else { return [start] }
    switch step {
    case .day:
      return (0...start.days(to: until)).map { start.adding(days: $0) }
    case .month:
      let day = start.components.day
      var dates = [start]
      var month = start.month.advanced(by: 1)
      while true {
        let date = month.firstDay.adding(days: min(day, month.days) - 1)
        guard date < until else { break }
        dates.append(date)
        month = month.advanced(by: 1)
      }
      return dates + [until]
    }
  }

  /// Projects looked-after children from a council's returns.
  ///
  /// - Parameters:
  ///   - returns: the SSDA903 returns.
  ///   - window: the nights that rates are estimated from: its first day, and the day after its last
  ///     night.
  ///   - start: the day whose children are projected.
  ///   - until: the last day.
  ///   - simulations: replicates; 0 for expected values alone.
  ///   - seed: the seed of the simulation.
  ///   - threads: the number of tasks; the tables are the same for any number.
  ///   - step: a row for every day or every month.
  ///   - halfLife: months after which events and nights count half; `nil` where all count alike.
  ///   - population: children by age, where entries are to follow it.
  ///   - progress: called from any task with how many more replicates are done.
  /// - Throws: ``ReturnsError``, ``CohortError`` or ``CareProjectionError``, each naming the input.
  public static func tables(
    returns: CareReturns, window: (from: CalendarDate, to: CalendarDate), start: CalendarDate,
    until: CalendarDate, simulations: Int, seed: UInt64, threads: Int, step: Step = .month,
    halfLife: Double? = 18, population: PopulationByAge? = nil,
    progress: @Sendable @escaping (Int) -> Void = { _ in }
  ) async throws -> CareProjectionTables {
    let exposure = try returns.exposure(from: window.from, to: window.to)
    let rates = try CareRates(exposure, halfLife: halfLife)
    let entries = try CareEntryModel(exposure, weights: rates.weights, population: population)
    let projection = try CareDurationProjection(
      stock: returns.stock(on: start), rates: rates, entries: entries, until: until)
    let dates = dates(from: start, until: until, step: step)
    let mean = try await projection.expected(threads: threads).stock
    let draws =
      simulations == 0
      ? nil
      : try await projection.simulate(
        replicates: simulations, seed: seed, threads: threads, dates: dates, progress: progress)
    let reach = population.flatMap {
      $0.note(from: window.from.components.year, until: until.components.year)
    }
    return CareProjectionTables(
      rows: projection.rows(dates, mean: mean, draws: draws),
      notes: exposure.notes + (reach.map { [$0] } ?? []))
  }

  /// The rows of some days.
  func rows(
    _ dates: [CalendarDate], mean: [Double], draws: CareDraws?
  ) -> [CareProjectionRow] {
    let cells = Self.ages * Self.placements
    let hasUnknown = mean.indices.contains {
      $0 % Self.placements == CareStays.Placement.unknown.rawValue && mean[$0] > 0
    }
    let placements = CareStays.Placement.allCases.filter { $0 != .unknown || hasUnknown }
    // A group: its labels, and the cells that it sums.
    var groups: [(age: String, placement: String, cells: [Int])] = []
    let all = CareStays.AgeGroup.allCases
    for (age, members) in all.map({ ($0.label, [$0]) }) + [("all", all)] {
      for (placement, kinds) in placements.map({ ($0.label, [$0]) })
        + [("all", CareStays.Placement.allCases)]
      {
        groups.append(
          (
            age, placement,
            members.flatMap { member in
              kinds.map { member.rawValue * Self.placements + $0.rawValue }
            }
          ))
      }
    }
    var rows: [CareProjectionRow] = []
    rows.reserveCapacity(dates.count * groups.count)
    var values = [Int](repeating: 0, count: draws?.replicates ?? 0)
    for (index, date) in dates.enumerated() {
      let day = start.days(to: date)
      for group in groups {
        let expected = group.cells.reduce(0) { $0 + mean[day * cells + $1] }
        var summary: CountSummary?
        if let draws {
          let width = dates.count * cells
          for replicate in values.indices {
            let base = replicate * width + index * cells
            values[replicate] = group.cells.reduce(0) { $0 + Int(draws.counts[base + $1]) }
          }
          summary = CountSummary(values)
        }
        rows.append(
          CareProjectionRow(
            date: date, ageGroup: group.age, placement: group.placement, mean: expected,
            standardDeviation: summary?.standardDeviation, p10: summary?.quantile(0.1),
            p50: summary?.quantile(0.5), p90: summary?.quantile(0.9)))
      }
    }
    return rows
  }
}

/// Spread and quantiles of many counts, by how often each value occurs.
struct CountSummary {
  let standardDeviation: Double
  private let lowest: Int
  private let size: Int
  /// How many values are at most the lowest plus the place.
  private let cumulative: [Int]

  /// At least two counts.
  init(_ values: [Int]) {
    let lowest = values.min() ?? 0
    var counts = [Int](repeating: 0, count: (values.max() ?? 0) - lowest + 1)
    var sum = 0
    var squares = 0
    for value in values {
      counts[value - lowest] += 1
      sum += value - lowest
      squares += (value - lowest) * (value - lowest)
    }
    let n = Double(values.count)
    standardDeviation =
      (max(0, Double(squares) - Double(sum) * Double(sum) / n) / (n - 1)).squareRoot()
    for place in counts.indices.dropFirst() { counts[place] += counts[place - 1] }
    cumulative = counts
    size = values.count
    self.lowest = lowest
  }

  /// The quantile of type 7 (Hyndman and Fan 1996).
  func quantile(_ p: Double) -> Double {
    let position = p * Double(size - 1)
    let below = Int(position)
    let low = value(below)
    return low + (position - Double(below)) * (value(min(size - 1, below + 1)) - low)
  }

  /// The value of a place in ascending order, from 0.
  private func value(_ rank: Int) -> Double {
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > rank { high = middle } else { low = middle + 1 }
    }
    return Double(lowest + low)
  }
}
