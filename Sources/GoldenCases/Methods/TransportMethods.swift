import Services

extension MethodRegistry {
  /// Home-to-school transport (golden file 13).
  static let transportMethods: [String: Method] = [
    "transport.cost": { inputs, _ in
      let terms = try inputs.require("parameters")
      let cost = try TransportCost(
        groups: inputs.array("groups").map(group), modes: inputs.array("modes").map(mode),
        terms: TransportTerms(
          days: terms.number("days"), journeysPerDay: terms.number("journeysPerDay"),
          ratePerMile: terms.number("ratePerMile")))
      return .object([
        "passengersByMode": .object(cost.passengersByMode.mapValues(GoldenValue.number)),
        "routesByMode": .object(cost.routesByMode.mapValues(GoldenValue.number)),
        "costByMode": .object(cost.costByMode.mapValues(GoldenValue.number)),
        "costByGroup": .numbers(cost.costByGroup), "total": .number(cost.total),
        "sd": .number(cost.standardDeviation),
        "costPerPassenger": .optional(cost.costPerPassenger),
      ])
    },
    "transport.expectedRoutes": { inputs, _ in
      let means = try inputs.numbers("schoolMeans")
      let capacity = try inputs.integer("capacity")
      let routes = try means.map {
        try TransportRoutes.expected(travellers: $0, capacity: capacity)
      }
      return .object([
        "routes": .numbers(routes), "total": .number(routes.reduce(0, +)),
        "smooth": .number(means.reduce(0, +) / Double(capacity)),
      ])
    },
    "transport.index": { inputs, _ in
      let base = try inputs.number("base")
      let weights = try inputs.require("weights")
      let index = try TransportPriceIndex(
        weights: .init(
          wage: weights.number("wage"), fuel: weights.number("fuel"),
          other: weights.number("other")),
        wage: inputs.numbers("wage"), fuel: inputs.numbers("fuel"), cpi: inputs.numbers("cpi"))
      return .object([
        "index": .numbers(index.levels), "cost": .numbers(index.levels.map { base * $0 }),
      ])
    },
    "transport.travelTraining": { inputs, _ in
      let training = try TravelTraining(
        trained: inputs.numbers("trained"), success: inputs.number("success"),
        sustain: inputs.number("sustain"), unitFrom: inputs.number("unitFrom"),
        unitTo: inputs.number("unitTo"), trainingCost: inputs.number("trainingCost"))
      return .object([
        "moved": .numbers(training.moved), "net": .numbers(training.net),
        "cumulative": .numbers(training.cumulative),
        "paybackYear": .optional(training.paybackYear.map(Double.init)),
      ])
    },
  ]

  private static func group(_ inputs: GoldenValue) throws -> TransportGroup {
    var share: [String: Double] = [:]
    for (mode, value) in try inputs.object("share") {
      share[mode] = try value.asNumber("share of \(mode)")
    }
    return TransportGroup(
      name: try inputs.string("name"), plans: try inputs.number("ehcp"),
      eligible: try inputs.number("eligible"), miles: try inputs.number("miles"), share: share,
      contribution: try inputs.optionalNumber("contribution") ?? 0,
      payShare: try inputs.optionalNumber("payShare") ?? 0)
  }

  private static func mode(_ inputs: GoldenValue) throws -> TransportMode {
    let name = try inputs.string("name")
    switch try inputs.string("kind") {
    case "vehicle":
      return TransportMode(
        name: name,
        kind: .vehicle(
          occupancy: try inputs.number("occupancy"), routeDay: try inputs.number("routeDay"),
          assistantShare: try inputs.optionalNumber("paShare") ?? 0,
          assistantDay: try inputs.optionalNumber("paDay") ?? 0))
    case "solo":
      return TransportMode(
        name: name,
        kind: .vehicle(
          occupancy: 1, routeDay: try inputs.number("routeDay"),
          assistantShare: try inputs.optionalNumber("paShare") ?? 0,
          assistantDay: try inputs.optionalNumber("paDay") ?? 0))
    case "ptb": return TransportMode(name: name, kind: .personalBudget)
    case "pass": return TransportMode(name: name, kind: .pass(year: try inputs.number("year")))
    case "none", "walk": return TransportMode(name: name, kind: .unpaid)
    case let other:
      throw GoldenError(
        input: "mode \(name), kind",
        reason: "\"\(other)\" is none of vehicle, solo, ptb, pass, none and walk")
    }
  }
}
