/// Why a transport calculation is refused. The description names the input.
public struct TransportError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The input at fault, for example `groups[2].share`.
  public let input: String
  /// What is wrong with it and what to do.
  public let reason: String

  /// A refusal of that input for that reason.
  public init(input: String, reason: String) {
    self.input = input
    self.reason = reason
  }

  /// The message for the user.
  public var description: String { "\(input): \(reason)" }
}

/// Children with a plan who share setting, phase and distance band.
public struct TransportGroup: Sendable, Hashable {
  /// The group's name.
  public var name: String
  /// Children with an EHC plan.
  public var plans: Double
  /// Share of them that is eligible and travels, 0 to 1.
  public var eligible: Double
  /// One-way miles to school.
  public var miles: Double
  /// Share of travellers by mode; adds to 1.
  public var share: [String: Double]
  /// Yearly contribution of a family that pays, pounds.
  public var contribution: Double
  /// Share of travellers whose family pays it.
  public var payShare: Double

  /// A group.
  public init(
    name: String, plans: Double, eligible: Double, miles: Double, share: [String: Double],
    contribution: Double = 0, payShare: Double = 0
  ) {
    self.name = name
    self.plans = plans
    self.eligible = eligible
    self.miles = miles
    self.share = share
    self.contribution = contribution
    self.payShare = payShare
  }
}

/// How children travel and what it costs.
public struct TransportMode: Sendable, Hashable {
  /// What the mode is paid by.
  public enum Kind: Sendable, Hashable {
    /// Vehicles: children a vehicle, pounds a route and day, share of routes with an assistant,
    /// pounds an assistant and day.
    case vehicle(occupancy: Double, routeDay: Double, assistantShare: Double, assistantDay: Double)
    /// A personal travel budget by the mile.
    case personalBudget
    /// A pass, pounds a year.
    case pass(year: Double)
    /// No cost.
    case unpaid
  }

  /// The mode's name, as shares name it.
  public var name: String
  /// What it is paid by.
  public var kind: Kind

  /// A mode.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// What a school year of transport rests on.
public struct TransportTerms: Sendable, Hashable {
  /// School days a year, usually 190.
  public var days: Double
  /// Journeys a day a personal budget pays: 4 where an adult drives there and back twice.
  public var journeysPerDay: Double
  /// Pounds a mile of a personal budget.
  public var ratePerMile: Double

  /// Terms.
  public init(days: Double, journeysPerDay: Double, ratePerMile: Double) {
    self.days = days
    self.journeysPerDay = journeysPerDay
    self.ratePerMile = ratePerMile
  }
}

/// Expected cost of a school year of transport and its binomial standard deviation.
///
/// Passengers n·e·s by group and mode; a vehicle mode costs routes × (route + assistant share ×
/// assistant) × days; a personal budget miles × journeys × days × rate; contributions come off
/// every passenger of their group. With travellers binomial and modes multinomial, the variance of
/// a group's cost is n[e Σ s c² − (e Σ s c)²], c being the cost of a passenger.
public struct TransportCost: Sendable, Hashable {
  /// Expected passengers by mode.
  public let passengersByMode: [String: Double]
  /// Expected routes of each vehicle mode.
  public let routesByMode: [String: Double]
  /// Expected cost by mode, net of contributions, pounds a year.
  public let costByMode: [String: Double]
  /// Expected cost of each group, pounds a year.
  public let costByGroup: [Double]
  /// Standard deviation of the total, pounds.
  public let standardDeviation: Double

  /// Expected cost of all groups, pounds a year.
  public var total: Double { costByGroup.reduce(0, +) }
  /// Cost of a passenger, pounds a year, or `nil` where nobody travels.
  public var costPerPassenger: Double? {
    let passengers = passengersByMode.values.sorted().reduce(0, +)
    return passengers > 0 ? total / passengers : nil
  }

  /// The cost. Throws ``TransportError`` where a share is outside 0 to 1, shares of a group do not
  /// add to 1, a mode is unknown or named twice, or a figure is negative.
  public init(
    groups: [TransportGroup], modes: [TransportMode], terms: TransportTerms
  ) throws(TransportError) {
    try TransportCost.check(terms)
    var kinds: [String: TransportMode.Kind] = [:]
    for mode in modes {
      guard kinds.updateValue(mode.kind, forKey: mode.name) == nil else {
        throw TransportError(input: "mode \(mode.name)", reason: "is given twice; keep one")
      }
      try TransportCost.check(mode)
    }
    var passengers: [String: Double] = [:]
    var costs: [String: Double] = [:]
    var groupCosts: [Double] = []
    var variance = 0.0
    for group in groups {
      try TransportCost.check(group, kinds)
      var first = 0.0
      var second = 0.0
      for (mode, share) in group.share.sorted(by: { $0.key < $1.key }) {
        guard let kind = kinds[mode] else { continue }
        let unit = TransportCost.unitCost(of: kind, in: group, terms)
        let riders = group.plans * group.eligible * share
        passengers[mode, default: 0] += riders
        costs[mode, default: 0] += riders * unit
        first += share * unit
        second += share * unit * unit
      }
      let mean = group.eligible * first
      groupCosts.append(group.plans * mean)
      variance += group.plans * (group.eligible * second - mean * mean)
    }
    var routes: [String: Double] = [:]
    for mode in modes {
      if case .vehicle(let occupancy, _, _, _) = mode.kind {
        routes[mode.name] = passengers[mode.name, default: 0] / occupancy
      }
    }
    passengersByMode = passengers
    routesByMode = routes
    costByMode = costs
    costByGroup = groupCosts
    standardDeviation = max(0, variance).squareRoot()
  }

  /// Yearly cost of one passenger of a group in a mode, net of contributions, pounds.
  public static func unitCost(
    of kind: TransportMode.Kind, in group: TransportGroup, _ terms: TransportTerms
  ) -> Double {
    let gross =
      switch kind {
      case .vehicle(let occupancy, let routeDay, let assistantShare, let assistantDay):
        (routeDay + assistantShare * assistantDay) * terms.days / occupancy
      case .personalBudget:
        group.miles * terms.journeysPerDay * terms.days * terms.ratePerMile
      case .pass(let year): year
      case .unpaid: 0.0
      }
    return gross - group.contribution * group.payShare
  }
}
