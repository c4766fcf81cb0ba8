extension TransportCost {
  static func check(_ terms: TransportTerms) throws(TransportError) {
    try require(terms.days, "days", "school days")
    try require(terms.journeysPerDay, "journeysPerDay", "journeys a day")
    try require(terms.ratePerMile, "ratePerMile", "pounds a mile")
  }

  static func check(_ mode: TransportMode) throws(TransportError) {
    switch mode.kind {
    case .vehicle(let occupancy, let routeDay, let assistantShare, let assistantDay):
      guard occupancy > 0, occupancy.isFinite else {
        throw TransportError(
          input: "mode \(mode.name), occupancy",
          reason: "\(occupancy) children a vehicle carry nobody; give a number above 0")
      }
      try require(routeDay, "mode \(mode.name), routeDay", "pounds a route and day")
      try require(assistantDay, "mode \(mode.name), paDay", "pounds an assistant and day")
      try require(assistantShare, "mode \(mode.name), paShare", "assistants a route")
    case .pass(let year): try require(year, "mode \(mode.name), year", "pounds a year")
    case .personalBudget, .unpaid: break
    }
  }

  static func check(
    _ group: TransportGroup, _ kinds: [String: TransportMode.Kind]
  ) throws(TransportError) {
    try require(group.plans, "group \(group.name), ehcp", "children with a plan")
    try require(group.miles, "group \(group.name), miles", "miles one way")
    try require(group.contribution, "group \(group.name), contribution", "pounds a year")
    let shares = group.share.sorted { $0.key < $1.key }.map { ("share of \($0.key)", $0.value) }
    for (name, share) in [("eligible", group.eligible), ("payShare", group.payShare)] + shares
    where !(0...1).contains(share) {
      throw TransportError(
        input: "group \(group.name), \(name)",
        reason: "\(share) is not a share of children; give a number from 0 to 1")
    }
    for mode in group.share.keys.sorted() where kinds[mode] == nil {
      throw TransportError(
        input: "group \(group.name), share of \(mode)",
        reason: "names no mode given; correct the name or add the mode")
    }
    let sum = shares.map(\.1).reduce(0, +)
    guard abs(sum - 1) <= 1e-9 else {
      throw TransportError(
        input: "group \(group.name), share",
        reason: "the shares of travellers by mode add to \(sum), so some travel twice or not at "
          + "all; make them add to 1")
    }
  }

  static func require(
    _ value: Double, _ input: String, _ unit: String
  ) throws(TransportError) {
    guard value >= 0, value.isFinite else {
      throw TransportError(input: input, reason: "\(value) is not a number of \(unit), 0 or more")
    }
  }
}
