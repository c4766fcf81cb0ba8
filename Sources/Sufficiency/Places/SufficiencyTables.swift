public import DelimitedText
public import Periods

/// Demand by need, places by type, the children there now, and places as they change.
///
/// | Table | Columns |
/// |---|---|
/// | demand | `need`, `referrals_per_week`, `mean_stay_weeks`, `places` (names in order of preference, `>` between) |
/// | places | `place`, `capacity` (empty where not limited), `price_per_week`, `area` (`in` or `out`, optional) |
/// | current | `need`, `place`, `children` |
/// | capacity | `month` (`2026-09`), `place`, `capacity`: from that month on |
public struct SufficiencyTables: Hashable, Sendable {
  /// A group of children who need the same.
  public struct Need: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Children referred a week.
    public var referralsPerWeek: Double
    /// Mean stay in weeks.
    public var meanStayWeeks: Double
    /// Places by index, the planned one first.
    public var preferences: [Int]
  }
  /// A type of place.
  public struct Place: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// How many; `nil` where there are always more.
    public var capacity: Int?
    /// Price, £ a week.
    public var weeklyPrice: Double
    /// Whether it is outside the council's area.
    public var isOutOfArea: Bool
  }
  /// A number of places from a month on.
  public struct Change: Hashable, Sendable {
    /// The first month.
    public var month: Month
    /// The place by index.
    public var place: Int
    /// How many.
    public var capacity: Int
    /// File, line and column of the number, for messages.
    public var source: String
  }

  /// The needs in the order of their table.
  public var needs: [Need]
  /// The places in the order of their table.
  public var places: [Place]
  /// Children now, by need and place.
  public var current: [[Int]]
  /// Changes of capacity by month.
  public var changes: [Change]

  /// Reads the tables; each is its bytes and the name of its file. Throws what is wrong with its place.
  public init(
    demand: (bytes: [UInt8], file: String), places: (bytes: [UInt8], file: String),
    current: (bytes: [UInt8], file: String)? = nil,
    capacity: (bytes: [UInt8], file: String)? = nil
  ) throws(SufficiencyError) {
    let places = try Self.places(SufficiencyRows(places.bytes, places.file))
    let indices = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1.name, $0) })
    let needs = try Self.needs(SufficiencyRows(demand.bytes, demand.file), indices)
    var now = Array(repeating: Array(repeating: 0, count: places.count), count: needs.count)
    if let current {
      let rows = try SufficiencyRows(current.bytes, current.file)
      let groups = Dictionary(uniqueKeysWithValues: needs.enumerated().map { ($1.name, $0) })
      for row in 0..<rows.table.rowCount {
        let need = try rows.index(row, "need", groups, "the table of demand")
        let place = try rows.index(row, "place", indices, "the table of places")
        now[need][place] += try rows.whole(row, "children")
      }
      for (index, place) in places.enumerated() {
        let there = now.reduce(0) { $0 + $1[index] }
        guard let limit = place.capacity, there > limit else { continue }
        throw SufficiencyError(
          "\(current.file): \(there) children are in '\(place.name)', which has \(limit) places. Capacity "
            + "below the children who are there can't be right: mend one of the two tables.")
      }
    }
    var changes: [Change] = []
    if let capacity {
      let rows = try SufficiencyRows(capacity.bytes, capacity.file)
      for row in 0..<rows.table.rowCount {
        let month = try rows.month(row, "month")
        let place = try rows.index(row, "place", indices, "the table of places")
        guard !changes.contains(where: { $0.month == month && $0.place == place }) else {
          throw try rows.fault(
            row, "place",
            "'\(places[place].name)' has two numbers for \(month); which counts can't be known: keep one"
          )
        }
        changes.append(
          Change(
            month: month, place: place, capacity: try rows.whole(row, "capacity"),
            source: try rows.source(row, "capacity")))
      }
    }
    self.needs = needs
    self.places = places
    self.current = now
    self.changes = changes.sorted { ($0.month, $0.place) < ($1.month, $1.place) }
  }

  private static func places(_ rows: SufficiencyRows) throws(SufficiencyError) -> [Place] {
    var found: [Place] = []
    for row in 0..<rows.table.rowCount {
      let name = try rows.name(row, "place", unlike: found.map(\.name))
      let area = rows.optionalText(row, "area")
      guard ["", "in", "out"].contains(area) else {
        throw try rows.fault(row, "area", "'\(area)' is neither 'in' nor 'out'")
      }
      found.append(
        Place(
          name: name,
          capacity: rows.optionalText(row, "capacity").isEmpty
            ? nil : try rows.whole(row, "capacity"),
          weeklyPrice: try rows.positive(
            row, "price_per_week", "a missing price is not £0; give what the place costs a week"),
          isOutOfArea: area == "out"))
    }
    guard !found.isEmpty else {
      throw SufficiencyError("\(rows.table.file): has no places, so nobody could be placed.")
    }
    return found
  }

  private static func needs(
    _ rows: SufficiencyRows, _ places: [String: Int]
  ) throws(SufficiencyError) -> [Need] {
    var found: [Need] = []
    for row in 0..<rows.table.rowCount {
      let name = try rows.name(row, "need", unlike: found.map(\.name))
      let listed = try rows.text(row, "places").split(separator: ">").map {
        String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      var preferences: [Int] = []
      for place in listed {
        guard let index = places[place] else {
          throw try rows.fault(
            row, "places",
            "there is no place called '\(place)'; the table of places has "
              + places.keys.sorted().joined(separator: ", "))
        }
        preferences.append(index)
      }
      guard !preferences.isEmpty else {
        throw try rows.fault(
          row, "places", "no place is named, so these children could not be placed")
      }
      found.append(
        Need(
          name: name,
          referralsPerWeek: try rows.notNegative(row, "referrals_per_week"),
          meanStayWeeks: try rows.positive(row, "mean_stay_weeks", "a stay lasts some time"),
          preferences: preferences))
    }
    guard !found.isEmpty else {
      throw SufficiencyError("\(rows.table.file): has no needs, so there is nothing to place.")
    }
    return found
  }
}
