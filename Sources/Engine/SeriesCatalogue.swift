/// The figures a run keeps for every draw, each with its place in the results.
struct SeriesCatalogue: Sendable {
  /// What a series is.
  enum Key: Hashable, Sendable {
    /// Mean stock over a financial year; item -1 is the total.
    case yearStock(scenario: Int, measure: Int, item: Int, year: Int)
    /// Stock at a census; item -1 is the total.
    case censusStock(scenario: Int, measure: Int, item: Int, knot: Int)
    /// Spend of an item of a cost from a fund.
    case cost(scenario: Int, cost: Int, fund: Int, item: Int, year: Int)
    /// Spend of a cost from a fund.
    case spending(scenario: Int, cost: Int, fund: Int, year: Int)
    /// Part of the change of that spend on the year before: demography, demand, mix, inflation, price
    /// and full-year effect, in the order of ``Finance/MTFSLineType/movements``.
    case movement(scenario: Int, cost: Int, fund: Int, part: Int, year: Int)
    /// A contract: 0 what it costs, 1 its mean of occupied places.
    case contract(scenario: Int, contract: Int, part: Int, year: Int)
    /// Stock of a month that a question watches; item -1 is the total.
    case monthStock(scenario: Int, measure: Int, item: Int, month: Int)
    /// A figure in a financial year.
    case figure(scenario: Int, figure: Int, year: Int)
    /// What a lever costs, from the fund of its spend.
    case spend(scenario: Int, lever: Int, spend: Int, year: Int)
    /// Entries, exits, residual: 0, 1, 2, in the year that a census closes.
    case flow(measure: Int, part: Int, knot: Int)
    /// Stock of an age band at a census, before any lever.
    case ageStock(measure: Int, band: Int, knot: Int)
    /// A pathway's year: 0 opening, 1 entries, 2 exits, 3 closing, 4 closing expected given the rates
    /// drawn.
    case pathway(scenario: Int, measure: Int, part: Int, year: Int)
    /// Children a limit sent on in a year.
    case overflow(scenario: Int, measure: Int, limit: Int, year: Int)
    /// Children a lever on a pathway was to place in a year (part 0), and could not (part 1).
    case placed(scenario: Int, lever: Int, part: Int, year: Int)
  }

  /// Parts of a movement.
  static let lines = 6

  private(set) var keys: [Key] = []
  private(set) var places: [Key: Int] = [:]

  mutating func add(_ key: Key) {
    places[key] = keys.count
    keys.append(key)
  }

  var count: Int { keys.count }
}

/// The draws of every series: `values[series · draws + draw]`.
struct DrawTable: Sendable {
  let catalogue: SeriesCatalogue
  let draws: Int
  var values: [Double]
  /// Draws in which children were not conserved; 0 in a sound run.
  var violations: Int
  /// Means of what costs are made of.
  var driverMeans = DriverMeans()

  /// The draws of one series; empty where the run keeps no such series.
  func series(_ key: SeriesCatalogue.Key) -> [Double] {
    guard let place = catalogue.places[key] else { return [] }
    return Array(values[place * draws..<(place + 1) * draws])
  }
}
