import Periods
import Probability
import Services

/// One future after another of transport without and with levers.
struct TransportSimulation {
  /// What came of one future.
  struct Future {
    var baseline: [Double] = []
    var scenario: [Double] = []
    var passengers: [[String: Double]] = []
    var routes: [[String: Double]] = []
    var costs: [[String: Double]] = []
  }

  private let tables: TransportTables
  private let terms: TransportForecast.Terms
  private let levels: [Double]

  init(_ tables: TransportTables, _ terms: TransportForecast.Terms, levels: [Double]) {
    self.tables = tables
    self.terms = terms
    self.levels = levels
  }

  /// A value between limits that eight futures in ten keep, at a uniform: normal.
  private func drawn(_ limits: ClosedRange<Double>, _ uniform: Double) -> Double {
    let middle = (limits.lowerBound + limits.upperBound) / 2
    let spread = (limits.upperBound - limits.lowerBound) / 2 / 1.2815515655446004
    return middle + spread * SpecialFunctions.normalQuantile(uniform)
  }

  func future(_ replicate: Int) throws -> Future {
    let growth = tables.groups.map { group in
      drawn(
        group.growth,
        RandomStream(seed: terms.seed, name: "transport|growth|\(group.base.name)")
          .uniform(replicate: replicate, step: 0))
    }
    let chance = RandomStream(seed: terms.seed, name: "transport|passengers")
    // Levers of one name are one decision, and come about together.
    var delivered: [String: Double] = [:]
    for lever in tables.levers where delivered[lever.name] == nil {
      delivered[lever.name] = min(
        1.5,
        max(
          0,
          drawn(
            lever.delivery,
            RandomStream(seed: terms.seed, name: "transport|delivery|\(lever.name)")
              .uniform(replicate: replicate, step: 0))))
    }
    var future = Future()
    for year in 0..<terms.years {
      let label = FinancialYear(startYear: terms.first.startYear + year)
      let deviation = SpecialFunctions.normalQuantile(
        chance.uniform(replicate: replicate, step: year))
      var passengers: [String: Double] = [:]
      var routes: [String: Double] = [:]
      var costs: [String: Double] = [:]
      for offset in 0..<12 {
        let month = label.firstMonth.advanced(by: offset)
        let days = Double(terms.calendar.days(in: month))
        // Plans grow from the start of the first year; a month has those of its middle.
        let elapsed = Double(year) + (Double(offset) + 0.5) / 12
        let plain = try cost(month, elapsed, growth, year, delivered: nil)
        let levered =
          tables.levers.isEmpty
          ? plain : try cost(month, elapsed, growth, year, delivered: delivered)
        let yearDays = Double(terms.calendar.days(in: label))
        future.baseline.append(
          max(0, plain.total + deviation * plain.standardDeviation) / Self.days * days)
        future.scenario.append(
          max(0, levered.total + deviation * levered.standardDeviation) / Self.days * days)
        // Everybody who is trained costs, also those who then do not travel so.
        for lever in tables.levers
        where lever.change == .training && lever.from <= month
          && lever.from.months(to: month) % 12 == 0
        {
          future.scenario[future.scenario.count - 1] += lever.amount * lever.costEach
        }
        for (mode, count) in levered.passengersByMode {
          passengers[mode, default: 0] += count * days / yearDays
        }
        for (mode, count) in levered.routesByMode {
          routes[mode, default: 0] += count.rounded(.up) * days / yearDays
        }
        for (mode, sum) in levered.costByMode { costs[mode, default: 0] += sum / Self.days * days }
      }
      future.passengers.append(passengers)
      future.routes.append(routes)
      future.costs.append(costs)
    }
    return future
  }

  /// School days of the year that a yearly cost is of.
  static let days = 190.0

  /// The cost of a school year at the rate of one month.
  private func cost(
    _ month: Month, _ elapsed: Double, _ growth: [Double], _ year: Int,
    delivered: [String: Double]?
  ) throws -> TransportCost {
    var groups = tables.groups.enumerated().map { index, group in
      var now = group.base
      now.plans *= Self.power(1 + growth[index], elapsed)
      return now
    }
    var modes = tables.modes.map { mode in priced(mode, by: levels[year]) }
    if let delivered {
      for lever in tables.levers where lever.from <= month {
        apply(lever, part: delivered[lever.name] ?? 1, month, &groups, &modes)
      }
    }
    return try TransportCost(
      groups: groups, modes: modes,
      terms: TransportTerms(
        days: Self.days, journeysPerDay: terms.journeysPerDay, ratePerMile: terms.ratePerMile))
  }

  private static func power(_ base: Double, _ exponent: Double) -> Double {
    // Years and months: repeated products keep the same bytes on every platform.
    var result = 1.0
    let whole = Int(exponent)
    for _ in 0..<whole { result *= base }
    return result * (1 + (base - 1) * (exponent - Double(whole)))
  }

  private func priced(_ mode: TransportMode, by level: Double) -> TransportMode {
    var mode = mode
    switch mode.kind {
    case .vehicle(let occupancy, let routeDay, let share, let assistantDay):
      mode.kind = .vehicle(
        occupancy: occupancy, routeDay: routeDay * level, assistantShare: share,
        assistantDay: assistantDay * level)
    case .pass(let price): mode.kind = .pass(year: price * level)
    case .personalBudget, .unpaid: break
    }
    return mode
  }

  private func apply(
    _ lever: TransportTables.Lever, part: Double, _ month: Month,
    _ groups: inout [TransportGroup], _ modes: inout [TransportMode]
  ) {
    let chosen = groups.indices.filter { lever.group == nil || lever.group == $0 }
    let place = modes.firstIndex { $0.name == lever.mode }
    switch lever.change {
    case .occupancy, .assistants, .retender:
      guard let place,
        case .vehicle(let occupancy, let route, let share, let assistant) = modes[place].kind
      else { return }
      modes[place].kind = .vehicle(
        occupancy: lever.change == .occupancy
          ? max(0.01, occupancy + part * (lever.amount - occupancy)) : occupancy,
        routeDay: lever.change == .retender ? route * (1 + part * lever.amount) : route,
        assistantShare: lever.change == .assistants
          ? min(1, max(0, share + part * (lever.amount - share))) : share,
        assistantDay: assistant)
    case .move:
      guard let from = lever.mode, let to = lever.to else { return }
      for index in chosen {
        let moved = min(1, part * lever.amount) * (groups[index].share[from] ?? 0)
        groups[index].share[from, default: 0] -= moved
        groups[index].share[to, default: 0] += moved
      }
    case .eligibility:
      for index in chosen {
        let now = groups[index].eligible
        groups[index].eligible = min(1, max(0, now + part * (lever.amount - now)))
      }
    case .training:
      guard let from = lever.mode, let to = lever.to else { return }
      // Cohorts of this year and before, each with those who went on.
      var trained = 0.0
      for _ in 0...lever.from.months(to: month) / 12 {
        trained = trained * lever.sustain + lever.amount
      }
      let riders = chosen.reduce(0) {
        $0 + groups[$1].plans * groups[$1].eligible * (groups[$1].share[from] ?? 0)
      }
      guard riders > 0 else { return }
      let share = min(1, part * trained / riders)
      for index in chosen {
        let moved = share * (groups[index].share[from] ?? 0)
        groups[index].share[from, default: 0] -= moved
        groups[index].share[to, default: 0] += moved
      }
    case .contribution:
      for index in chosen {
        let now = groups[index].contribution
        groups[index].contribution = now + part * (lever.amount - now)
      }
    }
  }
}
