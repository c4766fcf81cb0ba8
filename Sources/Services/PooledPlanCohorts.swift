public import Cohorts
import Probability

/// Plans by school year and setting rolled forward at rates pooled over the last years, as if these
/// were known: the simplest projection from counts of transitions, and a reference for richer ones.
///
/// Of all who stood in (NCY, setting) in the pooled years, the share that went to each setting goes
/// there again, one school year on; without anybody there, all stay in the setting. Nobody stays
/// beyond NCY 20. Joiners of each school year and setting are a share of its population. Moments
/// are exact (``CohortMoments``), entrants Poisson.
public struct PooledPlanCohorts: Hashable, Sendable {
  /// Children who made the same step between the censuses of `year` and the year after.
  public struct Flow: Hashable, Sendable {
    /// The census year of the step's start.
    public let year: Int
    /// The school year and setting there; no setting for a joiner.
    public let ncyFrom: Int
    /// The setting at the start; `nil` for a joiner.
    public let settingFrom: String?
    /// The school year at the end.
    public let ncyTo: Int
    /// The setting at the end; `nil` for a leaver.
    public let settingTo: String?
    /// The number of children.
    public let count: Double

    /// A flow.
    public init(
      year: Int, ncyFrom: Int, settingFrom: String?, ncyTo: Int, settingTo: String?, count: Double
    ) {
      self.year = year
      self.ncyFrom = ncyFrom
      self.settingFrom = settingFrom
      self.ncyTo = ncyTo
      self.settingTo = settingTo
      self.count = count
    }
  }

  private struct Cell: Hashable {
    let ncy: Int
    let setting: String
  }

  /// The last school year with plans.
  public static let lastYear = 20

  /// The census year projected from: the one after the last step.
  public let startYear: Int

  /// The settings, in the order of their first flow.
  public let settings: [String]

  /// The plans at the start.
  public let initial: Double

  /// The calendar years projected.
  public let years: [Int]

  /// The moments of every cell in each of those years.
  public let moments: [CohortMoments]

  private let settingOfCell: [String]

  /// Projects plans.
  ///
  /// - Parameters:
  ///   - flows: all steps.
  ///   - population: children by calendar year and school year; beyond its last year that year's.
  ///   - pooledYears: how many of the last steps' years rates are taken from.
  ///   - steps: the years to project.
  /// - Throws: ``CohortError`` where there are no flows, a count is below 0 or joiners have no
  ///   population.
  public init(
    flows: [Flow], population: [Int: [Int: Double]], pooledYears: Int, steps: Int
  ) throws(CohortError) {
    guard let last = flows.map(\.year).max(), let lastPopulation = population.keys.max() else {
      throw CohortError("transitions", "and population must not be empty")
    }
    for (index, flow) in flows.enumerated() where !(flow.count >= 0 && flow.count.isFinite) {
      throw CohortError("transitions[\(index)]", "has count \(flow.count); it must be at least 0")
    }
    guard pooledYears >= 1, steps >= 1 else {
      throw CohortError("steps", "and poolYears must both be at least 1")
    }
    var settings: [String] = []
    var ages: Set<Int> = []
    for flow in flows {
      for (ncy, setting) in [(flow.ncyFrom, flow.settingFrom), (flow.ncyTo, flow.settingTo)] {
        guard let setting else { continue }
        if !settings.contains(setting) { settings.append(setting) }
        ages.insert(ncy)
      }
    }
    guard let first = ages.min(), let oldest = ages.max() else {
      throw CohortError("transitions", "name no setting at either end")
    }
    let cells = (first...max(oldest, Self.lastYear)).flatMap { ncy in
      settings.map { Cell(ncy: ncy, setting: $0) }
    }
    let index = Dictionary(uniqueKeysWithValues: zip(cells, 0...))
    let pooled = flows.filter { $0.year > last - pooledYears }
    let table = try Self.table(pooled, cells: cells, settings: settings)
    var stock = [Double](repeating: 0, count: cells.count)
    for flow in flows where flow.year == last {
      guard let setting = flow.settingTo, let cell = index[Cell(ncy: flow.ncyTo, setting: setting)]
      else { continue }
      stock[cell] += flow.count
    }
    let rates = try Self.entryRates(
      pooled, years: (last - pooledYears + 1)...last, population: population,
      lastPopulation: lastPopulation, cells: cells)
    startYear = last + 1
    self.settings = settings
    initial = CompensatedSum(stock).value
    years = (1...steps).map { last + 1 + $0 }
    settingOfCell = cells.map(\.setting)
    var state = try CohortMoments(initial: stock)
    var moments: [CohortMoments] = []
    for year in years {
      let children = population[min(year, lastPopulation)] ?? [:]
      try state.advance(
        by: table, entries: zip(cells, rates).map { (children[$0.ncy] ?? 0) * $1 })
      moments.append(state)
    }
    self.moments = moments
  }

  /// The mean and standard deviation of the plans of a setting in each year.
  public func moments(
    setting: String
  ) throws(CohortError) -> [(mean: Double, standardDeviation: Double)] {
    let weights = settingOfCell.map { $0 == setting ? 1.0 : 0 }
    var result: [(mean: Double, standardDeviation: Double)] = []
    for state in moments { result.append(try state.weighted(by: weights)) }
    return result
  }

  private static func table(
    _ flows: [Flow], cells: [Cell], settings: [String]
  ) throws(CohortError) -> TransitionTable {
    var exposed: [Cell: Double] = [:]
    var moved: [Cell: [String: Double]] = [:]
    for flow in flows {
      guard let setting = flow.settingFrom else { continue }
      let cell = Cell(ncy: flow.ncyFrom, setting: setting)
      exposed[cell, default: 0] += flow.count
      if let to = flow.settingTo { moved[cell, default: [:]][to, default: 0] += flow.count }
    }
    let name = { (cell: Cell) in "\(cell.ncy)|\(cell.setting)" }
    let oldest = cells.last?.ncy ?? Self.lastYear
    var transitions: [(from: String, to: String, probability: Double)] = []
    for cell in cells where cell.ncy < min(Self.lastYear, oldest) {
      let n = exposed[cell] ?? 0
      for setting in settings {
        let share = n > 0 ? (moved[cell]?[setting] ?? 0) / n : (setting == cell.setting ? 1 : 0)
        guard share > 0 else { continue }
        transitions.append(
          (name(cell), name(Cell(ncy: cell.ncy + 1, setting: setting)), share))
      }
    }
    return try TransitionTable(cells: cells.map(name), transitions: transitions)
  }

  /// Joiners into each cell per child of its school year, the population being that of the census at
  /// the end of the step.
  private static func entryRates(
    _ flows: [Flow], years: ClosedRange<Int>, population: [Int: [Int: Double]],
    lastPopulation: Int, cells: [Cell]
  ) throws(CohortError) -> [Double] {
    var joiners: [Cell: Double] = [:]
    for flow in flows where flow.settingFrom == nil {
      guard let setting = flow.settingTo else { continue }
      joiners[Cell(ncy: flow.ncyTo, setting: setting), default: 0] += flow.count
    }
    var rates: [Double] = []
    for cell in cells {
      let children = years.reduce(0.0) {
        $0 + (population[min($1 + 1, lastPopulation)]?[cell.ncy] ?? 0)
      }
      let count = joiners[cell] ?? 0
      guard children > 0 || count == 0 else {
        throw CohortError("population", "has no children of NCY \(cell.ncy), which joiners have")
      }
      rates.append(children > 0 ? count / children : 0)
    }
    return rates
  }
}
