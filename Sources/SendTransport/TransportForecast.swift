public import Periods
import Probability
public import Services

/// SEND transport month by month and by financial year, without and with levers on the same futures.
///
/// A month costs the day's cost times its school days, so the financial year gets what falls in it of two
/// academic years; passes and contributions are spread over the school days too. Plans of a group grow at a
/// rate drawn once a future, eight futures in ten within its limits; passengers in a future are binomial in
/// effect, by a normal law with the variance of ``TransportCost``; a lever comes about in part, as drawn.
/// Route prices follow wages, fuel and the rest.
public struct TransportForecast: Sendable {
  /// Mean and range over futures.
  public struct Range: Hashable, Sendable {
    /// Mean.
    public let mean: Double
    /// Below it one future in ten.
    public let p10: Double
    /// Below it half of futures.
    public let p50: Double
    /// Below it nine futures in ten.
    public let p90: Double

    init(_ values: [Double]) {
      let sorted = values.sorted()
      func at(_ p: Double) -> Double {
        let place = p * Double(sorted.count - 1)
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
      }
      mean = values.reduce(0, +) / Double(values.count)
      p10 = at(0.1)
      p50 = at(0.5)
      p90 = at(0.9)
    }
  }
  /// A financial year.
  public struct Year: Sendable {
    /// The year.
    public let year: FinancialYear
    /// Cost without levers, £ cash.
    public let baseline: Range
    /// Cost with levers, £ cash.
    public let scenario: Range
    /// What the levers save, future by future, £ cash.
    public let saving: Range
    /// Mean passengers with levers, by mode, on a school day.
    public let passengers: [(mode: String, mean: Double)]
    /// Mean whole vehicles with levers, by mode, on a school day.
    public let routes: [(mode: String, mean: Double)]
    /// Mean cost with levers by mode, £ cash.
    public let costs: [(mode: String, mean: Double)]
  }
  /// A month.
  public struct MonthCost: Sendable {
    /// The month.
    public let month: Month
    /// Its school days.
    public let schoolDays: Int
    /// Cost without levers, £ cash.
    public let baseline: Range
    /// Cost with levers, £ cash.
    public let scenario: Range
  }

  /// The financial years.
  public let years: [Year]
  /// The months.
  public let months: [MonthCost]

  /// What a forecast rests on besides the tables.
  public struct Terms: Sendable {
    /// The first financial year.
    public var first: FinancialYear
    /// How many.
    public var years: Int
    /// Journeys a day that a personal budget pays.
    public var journeysPerDay: Double
    /// Pounds a mile of a personal budget.
    public var ratePerMile: Double
    /// The parts of a route's price.
    public var weights: TransportPriceIndex.Weights
    /// The days on which schools are open.
    public var calendar: SchoolCalendar
    /// Futures.
    public var replicates: Int
    /// Seed of the random numbers.
    public var seed: UInt64

    /// Terms.
    public init(
      first: FinancialYear, years: Int, journeysPerDay: Double, ratePerMile: Double,
      weights: TransportPriceIndex.Weights, calendar: SchoolCalendar, replicates: Int, seed: UInt64
    ) {
      self.first = first
      self.years = years
      self.journeysPerDay = journeysPerDay
      self.ratePerMile = ratePerMile
      self.weights = weights
      self.calendar = calendar
      self.replicates = replicates
      self.seed = seed
    }
  }

  /// The forecast. Throws where a number is out of range or a year has no prices though others have.
  public init(_ tables: TransportTables, _ terms: Terms) throws {
    guard (1...20).contains(terms.years), (2...100_000).contains(terms.replicates) else {
      throw TransportTableError("1 to 20 years and 2 to 100,000 futures can be asked for.")
    }
    let labels = (0..<terms.years).map { FinancialYear(startYear: terms.first.startYear + $0) }
    var changes: [(wage: Double, fuel: Double, other: Double)] = []
    for (index, year) in labels.enumerated() {
      guard let change = tables.prices[year] else {
        // The first year's prices are those of the tables.
        guard index == 0 || tables.prices.isEmpty else {
          throw TransportTableError(
            "The table of prices has no row for \(year.label), so its routes would cost what they did the year "
              + "before. Add one, with 0 where nothing changes.")
        }
        changes.append((0, 0, 0))
        continue
      }
      changes.append(change)
    }
    let index = try TransportPriceIndex(
      weights: terms.weights, wage: changes.map(\.wage), fuel: changes.map(\.fuel),
      cpi: changes.map(\.other))
    let simulation = TransportSimulation(tables, terms, levels: index.levels)
    let futures = try (0..<terms.replicates).map { try simulation.future($0) }
    let first = labels[0].firstMonth
    months = (0..<terms.years * 12).map { month in
      MonthCost(
        month: first.advanced(by: month),
        schoolDays: terms.calendar.days(in: first.advanced(by: month)),
        baseline: Range(futures.map { $0.baseline[month] }),
        scenario: Range(futures.map { $0.scenario[month] }))
    }
    let vehicles = tables.modes.filter { if case .vehicle = $0.kind { true } else { false } }
    years = labels.enumerated().map { offset, year in
      let span = offset * 12..<offset * 12 + 12
      func total(_ costs: [Double]) -> Double { costs[span].reduce(0, +) }
      func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
      return Year(
        year: year, baseline: Range(futures.map { total($0.baseline) }),
        scenario: Range(futures.map { total($0.scenario) }),
        saving: Range(futures.map { total($0.baseline) - total($0.scenario) }),
        passengers: tables.modes.map { mode in
          (mode.name, mean(futures.map { $0.passengers[offset][mode.name] ?? 0 }))
        },
        routes: vehicles.map { mode in
          (mode.name, mean(futures.map { $0.routes[offset][mode.name] ?? 0 }))
        },
        costs: tables.modes.map { mode in
          (mode.name, mean(futures.map { $0.costs[offset][mode.name] ?? 0 }))
        })
    }
  }
}
