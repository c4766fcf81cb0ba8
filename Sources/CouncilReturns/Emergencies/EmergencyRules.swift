public import Periods

/// Definitions of an emergency with the day from which each holds: codes change with the collection year.
public struct EmergencyRules: Sendable {
  /// Definitions in the order of their days; the first also holds before its day only where the rules
  /// are one undated definition.
  public let dated: [(from: CalendarDate, definition: EmergencyDefinition)]

  /// One definition that always holds.
  public init(_ definition: EmergencyDefinition) {
    dated = [(CalendarDate(daysSince1970: Int.min / 4), definition)]
  }

  /// Reads definitions: `from` (a date), `codes` (with spaces between), `short_nights`.
  ///
  /// Throws ``EmergencyError`` with the place of what is wrong: a day that is no date or not after the one
  /// above, a code that is none, nights that are no whole number.
  public init(bytes: [UInt8], file: String) throws(EmergencyError) {
    let rows = try EmergencyRows(bytes, file, known: ["from", "codes", "short_nights"])
    var found: [(from: CalendarDate, definition: EmergencyDefinition)] = []
    for row in rows.rows {
      let from = try rows.date(row, "from")
      if let last = found.last, from <= last.from {
        throw rows.fault(
          row, "from",
          "is not after the day above, so two definitions would hold at once; put them in order")
      }
      let codes = try rows.text(row, "codes").split(separator: " ").map(String.init)
      for code in codes where !EmergencyRules.isPlacementCode(code) {
        throw rows.fault(
          row, "codes", "'\(code)' is no SSDA903 placement code, so it would count nothing")
      }
      guard !codes.isEmpty else {
        throw rows.fault(row, "codes", "is empty, so nothing would be an emergency")
      }
      found.append(
        (
          from,
          try EmergencyDefinition(
            codes: Set(codes), noticeDays: 0, shortNights: try rows.whole(row, "short_nights"))
        ))
    }
    guard !found.isEmpty else {
      throw EmergencyError(
        description: "\(file): has no definition, so nothing would be an emergency.")
    }
    dated = found
  }

  /// The definition that holds on a day. Throws ``EmergencyError`` for one before the first.
  public func definition(on day: CalendarDate) throws(EmergencyError) -> EmergencyDefinition {
    guard let found = dated.last(where: { $0.from <= day }) else {
      throw EmergencyError(
        description:
          "The first definition of an emergency holds from \(dated[0].from), and a placement began on or "
          + "before the day before. Add a definition from an earlier day, or begin --from later.")
    }
    return found.definition
  }

  static func isPlacementCode(_ code: String) -> Bool {
    guard let known = CareCode(code) else { return false }
    return known.text == code && CarePlacementGroup(known) != .unknown
  }
}

/// What a week costs by placement code or group of placement.
public struct EmergencyPrices: Hashable, Sendable {
  private let prices: [String: Double]

  /// Reads prices: `placement` (a code such as Z1, or a group: foster, residential, …), `price_per_week`.
  ///
  /// Throws ``EmergencyError`` with the place of an unknown or repeated placement and of a price that is not
  /// above £0.
  public init(bytes: [UInt8], file: String) throws(EmergencyError) {
    let rows = try EmergencyRows(bytes, file, known: ["placement", "price_per_week"])
    var found: [String: Double] = [:]
    let groups = CarePlacementGroup.allCases.map(\.rawValue)
    for row in rows.rows {
      let name = try rows.text(row, "placement")
      guard groups.contains(name) || EmergencyRules.isPlacementCode(name) else {
        throw rows.fault(
          row, "placement",
          "'\(name)' is neither a placement code nor one of \(groups.joined(separator: ", "))")
      }
      guard found[name] == nil else {
        throw rows.fault(row, "placement", "'\(name)' is there already; give one price")
      }
      found[name] = try rows.number(
        row, "price_per_week", above: 0, "a missing price is not £0; leave the row out")
    }
    prices = found
  }

  /// The price of a code: its own, or that of its group.
  func price(code: String, group: CarePlacementGroup) -> Double? {
    prices[code] ?? prices[group.rawValue]
  }
}

/// Emergencies of several teams or authorities, for a funnel.
public struct EmergencyPeers: Hashable, Sendable {
  /// One of them.
  public struct Peer: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Emergencies.
    public var emergencies: Int
    /// Placements, or entries into care, that they are of.
    public var entries: Double
  }
  /// In the order of the table.
  public let peers: [Peer]

  /// Reads peers: `name`, `emergencies`, `entries`. Throws ``EmergencyError`` with the place of what is
  /// wrong, and for fewer than two.
  public init(bytes: [UInt8], file: String) throws(EmergencyError) {
    let rows = try EmergencyRows(bytes, file, known: ["name", "emergencies", "entries"])
    var found: [Peer] = []
    for row in rows.rows {
      let name = try rows.text(row, "name")
      guard !name.isEmpty, !found.contains(where: { $0.name == name }) else {
        throw rows.fault(row, "name", "'\(name)' is empty or there already")
      }
      found.append(
        Peer(
          name: name, emergencies: try rows.whole(row, "emergencies"),
          entries: try rows.number(
            row, "entries", above: 0, "there is nothing to compare with none")))
    }
    guard found.count > 1 else {
      throw EmergencyError(
        description:
          "\(file): a funnel compares; it needs two names or more, and this has \(found.count).")
    }
    peers = found
  }
}
