public import DelimitedText
import Periods
import Services

extension TransportTables {
  /// Bytes of a table and the name of its file.
  public typealias Source = (bytes: [UInt8], file: String)

  /// Reads the tables. Throws what is wrong with its place.
  public init(
    groups: Source, modes: Source, prices: Source? = nil, levers: Source? = nil
  ) throws(TransportTableError) {
    let found = try Self.modes(TransportRows(modes.bytes, modes.file))
    self.modes = found
    let names = found.map(\.name)
    self.groups = try Self.groups(TransportRows(groups.bytes, groups.file), names)
    var changes: [FinancialYear: (wage: Double, fuel: Double, other: Double)] = [:]
    if let prices {
      let rows = try TransportRows(prices.bytes, prices.file)
      try rows.only(["financial_year", "wage", "fuel", "other"])
      let what = "a change as a fraction, such as 0.03 for 3%"
      for row in 0..<rows.table.rowCount {
        guard let year = FinancialYear(label: rows.text(row, "financial_year")) else {
          throw rows.fault(
            row, "financial_year",
            "'\(rows.text(row, "financial_year"))' is not a financial year such as 2027/28")
        }
        changes[year] = (
          try rows.number(row, "wage", in: -0.5...1, what),
          try rows.number(row, "fuel", in: -0.5...1, what),
          try rows.number(row, "other", in: -0.5...1, what)
        )
      }
    }
    self.prices = changes
    let groupNames = self.groups.map(\.base.name)
    if let levers {
      self.levers = try Self.levers(TransportRows(levers.bytes, levers.file), found, groupNames)
    } else {
      self.levers = []
    }
  }

  private static func modes(_ rows: TransportRows) throws(TransportTableError) -> [TransportMode] {
    try rows.only([
      "mode", "kind", "occupancy", "route_day", "assistant_share", "assistant_day", "pass_year",
    ])
    var found: [TransportMode] = []
    for row in 0..<rows.table.rowCount {
      let name = try rows.required(row, "mode")
      guard !found.contains(where: { $0.name == name }) else {
        throw rows.fault(row, "mode", "'\(name)' is there already; each may be there once")
      }
      let kind: TransportMode.Kind
      switch rows.text(row, "kind") {
      case "vehicle":
        kind = .vehicle(
          occupancy: try rows.number(
            row, "occupancy", in: 0.01...100, "a number of children above 0"),
          routeDay: try rows.price(row, "route_day"),
          assistantShare: try rows.optionalNumber(
            row, "assistant_share", in: 0...1, "a share from 0 to 1") ?? 0,
          assistantDay: rows.text(row, "assistant_day").isEmpty
            ? 0 : try rows.price(row, "assistant_day"))
      case "budget": kind = .personalBudget
      case "pass": kind = .pass(year: try rows.price(row, "pass_year"))
      case "none": kind = .unpaid
      default:
        throw rows.fault(
          row, "kind", "'\(rows.text(row, "kind"))' is none of vehicle, budget, pass and none")
      }
      if case .vehicle(_, _, let share, let day) = kind, share > 0, day == 0 {
        throw rows.fault(
          row, "assistant_day", "routes have assistants but no price: a missing price is not £0")
      }
      found.append(TransportMode(name: name, kind: kind))
    }
    return found
  }

  private static func groups(
    _ rows: TransportRows, _ modes: [String]
  ) throws(TransportTableError) -> [Group] {
    try rows.only(
      [
        "group", "plans", "growth_low", "growth_high", "eligible", "miles", "contribution",
        "pay_share",
      ], prefix: "share:")
    var found: [Group] = []
    for column in rows.table.columns where column.hasPrefix("share:") {
      let mode = String(column.dropFirst(6))
      guard modes.contains(mode) else {
        throw TransportTableError(
          "\(rows.table.file): column '\(column)' names a mode that the table of modes does not have; it has "
            + modes.joined(separator: ", "))
      }
    }
    for row in 0..<rows.table.rowCount {
      let name = try rows.required(row, "group")
      guard !found.contains(where: { $0.base.name == name }) else {
        throw rows.fault(row, "group", "'\(name)' is there already; each may be there once")
      }
      var shares: [String: Double] = [:]
      for mode in modes {
        shares[mode] =
          try rows.optionalNumber(row, "share:\(mode)", in: 0...1, "a share from 0 to 1") ?? 0
      }
      let sum = shares.values.sorted().reduce(0, +)
      guard abs(sum - 1) < 1e-6 else {
        throw rows.fault(
          row, "group",
          "the shares of '\(name)' add to \(sum), so children would be lost or made up; "
            + "make them add to 1")
      }
      let what = "a change a year as a fraction, such as 0.05 for 5%"
      let low = try rows.number(row, "growth_low", in: -0.5...1, what)
      let high = try rows.number(row, "growth_high", in: -0.5...1, what)
      guard low <= high else {
        throw rows.fault(row, "growth_high", "\(high) is below growth_low, \(low); swap them")
      }
      found.append(
        Group(
          base: TransportGroup(
            name: name,
            plans: try rows.number(row, "plans", in: 0...1_000_000, "a number of plans from 0"),
            eligible: try rows.number(row, "eligible", in: 0...1, "a share from 0 to 1"),
            miles: try rows.number(row, "miles", in: 0...500, "one-way miles from 0"),
            share: shares,
            contribution: try rows.optionalNumber(
              row, "contribution", in: 0...100_000, "pounds a year from 0") ?? 0,
            payShare: try rows.optionalNumber(
              row, "pay_share", in: 0...1, "a share from 0 to 1") ?? 0), growth: low...high))
    }
    return found
  }

  private static func levers(
    _ rows: TransportRows, _ modes: [TransportMode], _ groups: [String]
  ) throws(TransportTableError) -> [Lever] {
    try rows.only([
      "lever", "change", "group", "mode", "to", "amount", "from", "delivery_low", "delivery_high",
      "sustain", "cost_each",
    ])
    var found: [Lever] = []
    for row in 0..<rows.table.rowCount {
      let word = rows.text(row, "change")
      guard let change = Change(rawValue: word) else {
        throw rows.fault(
          row, "change",
          "'\(word)' is none of \(Change.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      func mode(_ column: String, isNeeded: Bool) throws(TransportTableError) -> String? {
        let name = rows.text(row, column)
        if name.isEmpty, !isNeeded { return nil }
        guard modes.contains(where: { $0.name == name }) else {
          throw rows.fault(
            row, column,
            "'\(name)' is no mode; there are \(modes.map(\.name).joined(separator: ", "))")
        }
        return name
      }
      let limits: ClosedRange<Double>
      switch change {
      case .occupancy: limits = 0.01...100
      case .move, .eligibility, .assistants: limits = 0...1
      case .training, .contribution: limits = 0...1_000_000
      case .retender: limits = -0.9...2
      }
      let group = rows.text(row, "group")
      let index = groups.firstIndex(of: group)
      guard group.isEmpty || index != nil else {
        throw rows.fault(
          row, "group", "'\(group)' is no group; there are \(groups.joined(separator: ", "))")
      }
      let low =
        try rows.optionalNumber(row, "delivery_low", in: 0...1.5, "a share of what is planned") ?? 1
      let high =
        try rows.optionalNumber(row, "delivery_high", in: 0...1.5, "a share of what is planned")
        ?? max(1, low)
      guard low <= high else {
        throw rows.fault(row, "delivery_high", "\(high) is below delivery_low, \(low); swap them")
      }
      if change == .training {
        for column in ["sustain", "cost_each"] where rows.text(row, column).isEmpty {
          throw rows.fault(
            row, column,
            "is empty: training costs something and does not last for everybody; write 0 or 1 where it "
              + "does")
        }
      }
      let place = try mode(
        "mode",
        isNeeded: [.occupancy, .move, .training, .retender, .assistants].contains(change))
      if change == .assistants,
        case .vehicle(_, _, _, 0)? = modes.first(where: { $0.name == place })?.kind
      {
        throw rows.fault(
          row, "mode",
          "'\(place ?? "")' has no assistant_day in the table of modes: a missing price is not £0")
      }
      found.append(
        Lever(
          name: try rows.required(row, "lever"), change: change, group: index,
          mode: place,
          to: try mode("to", isNeeded: [.move, .training].contains(change)),
          amount: try rows.number(
            row, "amount", in: limits, "a number from \(limits.lowerBound) to \(limits.upperBound)"),
          from: try rows.month(row, "from"), delivery: low...high,
          sustain: try rows.optionalNumber(row, "sustain", in: 0...1, "a share from 0 to 1") ?? 1,
          costEach: try rows.optionalNumber(
            row, "cost_each", in: 0...1_000_000, "pounds from 0") ?? 0))
    }
    return found
  }
}
