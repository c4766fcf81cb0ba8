public import CouncilReturns
public import Periods
public import Probability

/// Projections of looked-after children from earlier days, with what the returns said by then.
public struct CareBacktest: Sendable {
  /// The days that projections start from.
  public let origins: [CalendarDate]

  /// Months ahead.
  public let horizons: [Int]

  /// Months of record before an origin that rates are estimated from.
  public let windowMonths: Int

  /// Simulated futures of each origin.
  public let simulations: Int

  /// The seed of the simulation.
  public let seed: UInt64

  /// Origins of the returns `every` months apart, from the first with a whole window to the last
  /// whose farthest horizon is still inside the returns.
  ///
  /// Throws ``CareProjectionError`` where there is none.
  public init(
    returns: CareReturns, horizons: [Int] = [3, 6, 12, 24], windowMonths: Int = 36,
    every: Int = 6, simulations: Int = 500, seed: UInt64 = 1
  ) throws(CareProjectionError) {
    guard let firstDay = returns.firstDay, let lastDay = returns.lastDay else {
      throw CareProjectionError("--returns", "have no episodes with dates")
    }
    guard windowMonths >= 6, every >= 1, horizons.allSatisfy({ $0 >= 1 }), !horizons.isEmpty else {
      throw CareProjectionError(
        "--window-months", "must be at least 6, and horizons and steps at least one month")
    }
    let first = firstDay.month.advanced(by: windowMonths + 1)
    let last = lastDay.month.advanced(by: -(horizons.max() ?? 0))
    guard first <= last else {
      throw CareProjectionError(
        "--returns",
        "run from \(firstDay.iso) to \(lastDay.iso), too short for \(windowMonths) months before "
          + "an origin and \(horizons.max() ?? 0) after it; ask for a shorter window or horizon")
    }
    origins = stride(from: 0, through: first.months(to: last), by: every).map {
      first.advanced(by: $0).firstDay
    }
    self.horizons = horizons.sorted()
    self.windowMonths = windowMonths
    self.simulations = simulations
    self.seed = seed
  }

  /// Makes every projection by every method: `duration`, `stock-flow`, `last-value` and `drift`, for
  /// all children and each placement.
  ///
  /// - Parameters:
  ///   - returns: the returns.
  ///   - threads: tasks of the simulation; the trials are the same for any number.
  ///   - progress: told which origin is projected.
  /// - Throws: ``ReturnsError``, `CohortError`, ``CareProjectionError`` or `ParameterError`, each
  ///   naming its input.
  public func trials(
    _ returns: CareReturns, threads: Int, progress: (CalendarDate) -> Void = { _ in }
  ) async throws -> [ForecastTrial] {
    var trials: [ForecastTrial] = []
    for origin in origins {
      progress(origin)
      trials += try await forecasts(returns, from: origin, threads: threads)
    }
    return trials
  }

  private func forecasts(
    _ returns: CareReturns, from origin: CalendarDate, threads: Int
  ) async throws -> [ForecastTrial] {
    let dates = horizons.map { origin.month.advanced(by: $0).firstDay }
    let windowStart = origin.month.advanced(by: -windowMonths).firstDay
    let past = (0...windowMonths).map {
      CareStockCounts(returns, on: origin.month.advanced(by: $0 - windowMonths).firstDay)
    }
    let outcomes = dates.map { CareStockCounts(returns, on: $0) }
    let exposure = try returns.exposure(from: windowStart, to: origin)
    let rates = try CareRates(exposure, halfLife: 18)
    let projection = try CareDurationProjection(
      stock: returns.stock(on: origin), rates: rates,
      entries: CareEntryModel(exposure, weights: rates.weights, population: nil),
      until: dates.last ?? origin)
    let draws = try await projection.simulate(
      replicates: simulations, seed: seed, threads: threads, dates: dates)
    let flows = try CareStockFlow(
      returns, rules: .stockFlow, from: windowStart, to: origin
    ).project(
      CareProjectionRequest(
        windowStart: windowStart, windowEnd: origin, start: origin, until: dates.last ?? origin,
        method: .stockFlow, step: .month))
    var trials: [ForecastTrial] = []
    for group in CareStockCounts.groups {
      let history = past.map { Double($0[group]) }
      for (index, horizon) in horizons.enumerated() {
        var members: [(String, [Double])] = [
          ("duration", draws.members(day: index, group: group))
        ]
        if let row = flows.rows.first(where: {
          $0.date == dates[index] && $0.ageGroup == "all" && $0.placement == group
        }), let deviation = row.standardDeviation, deviation > 0 {
          members.append(
            (
              "stock-flow",
              ForecastTrial.members(
                of: try Normal(mean: row.mean, standardDeviation: deviation)
              )
            ))
        }
        members += try CareStockCounts.baselines(history, horizon: horizon)
        let changes = (horizon..<max(horizon, history.count)).map {
          abs(history[$0] - history[$0 - horizon])
        }
        trials += members.map { method, values in
          ForecastTrial(
            series: "council", group: group, method: method, origin: origin.iso, horizon: horizon,
            members: values, outcome: Double(outcomes[index][group]),
            scale: changes.isEmpty ? nil : changes.reduce(0, +) / Double(changes.count))
        }
      }
    }
    return trials
  }
}

/// The children of a day by placement.
struct CareStockCounts {
  private let counts: [String: Int]

  /// `all` and the placements of tables.
  static let groups =
    ["all"] + CareStays.Placement.allCases.filter { $0 != .unknown }.map(\.label)

  init(_ returns: CareReturns, on date: CalendarDate) {
    var counts: [String: Int] = [:]
    for group in returns.stock(on: date).groups {
      counts["all", default: 0] += group.count
      counts[group.placement.label, default: 0] += group.count
    }
    self.counts = counts
  }

  subscript(_ group: String) -> Int { counts[group] ?? 0 }

  /// The last value, and the last value with the mean monthly change, both with the spread of a
  /// random walk.
  static func baselines(
    _ history: [Double], horizon: Int
  ) throws(ParameterError) -> [(String, [Double])] {
    let changes = zip(history.dropFirst(), history).map { $0 - $1 }
    guard let last = history.last, !changes.isEmpty else { return [] }
    let n = Double(changes.count)
    let mean = changes.reduce(0, +) / n
    let variance = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    let deviation = (variance * Double(horizon)).squareRoot()
    var result: [(String, [Double])] = []
    for (name, centre) in [("last-value", last), ("drift", last + mean * Double(horizon))] {
      let members =
        deviation > 0
        ? ForecastTrial.members(of: try Normal(mean: centre, standardDeviation: deviation))
        : [centre]
      result.append((name, members.map { max(0, $0) }))
    }
    return result
  }
}

extension CareDraws {
  /// The replicates' children of a day, all or in one placement.
  func members(day: Int, group: String) -> [Double] {
    let placements = CareStays.Placement.allCases
    let cells = CareStays.AgeGroup.allCases.count * placements.count
    return (0..<replicates).map { replicate in
      let base = (replicate * dates.count + day) * cells
      return Double(
        (0..<cells).reduce(0) { sum, cell in
          let isMember = group == "all" || placements[cell % placements.count].label == group
          return isMember ? sum + Int(counts[base + cell]) : sum
        })
    }
  }
}
