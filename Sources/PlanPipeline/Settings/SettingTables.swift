/// Plans by school year and setting, places, joiners, moves at phase transfers and those who leave.
///
/// | Table | Columns |
/// |---|---|
/// | settings | `setting`, `capacity` (empty where not limited), `price_per_year` (£), `overflow` (the setting of those for whom it has no place) |
/// | plans | `ncy` (−1 to 20), `setting`, `plans` at the start |
/// | joiners | `ncy` (in the new school year), `setting` (asked for), `per_year` |
/// | transfers | `ncy` (the last year of the phase), `from`, `to`, `share`; the rest stay |
/// | leavers | `ncy`, `setting`, `share` of plans that end in the school year |
/// | capacity | `academic_year` (`2027/28`), `setting`, `capacity` from that year on |
public struct SettingTables: Sendable {
  /// A kind of setting.
  public struct Setting: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// How many places; `nil` where there are always more.
    public var capacity: Int?
    /// Price of a place, £ a year.
    public var yearlyPrice: Double
    /// Where those go for whom it has no place; `nil` where it always has one.
    public var overflow: Int?
  }
  /// School years: before reception (−1) to the year after which all plans have ended (20).
  public static let schoolYears = -1...20

  /// Settings in the order of their table.
  public let settings: [Setting]
  /// Plans now: school year from −1, then setting.
  public let plans: [[Int]]
  /// Joiners a year: school year from −1, then setting asked for.
  public let joiners: [[Double]]
  /// Shares that move when a phase ends: last school year of the phase → from → (to, share).
  let transfers: [Int: [Int: [(to: Int, share: Double)]]]
  /// Share of plans that end in a year: school year from −1, then setting.
  let leavers: [[Double]]
  /// Places from a school year on: start year, setting, places.
  let changes: [(year: Int, setting: Int, capacity: Int)]

  /// A table as bytes and the name of its file.
  public typealias Source = (bytes: [UInt8], file: String)

  /// Reads the tables. Throws ``PipelineError`` with the place of what is unknown, missing or out of range:
  /// a price that is not given, shares that add to more than 1, places below the plans that are there.
  public init(
    settings: Source, plans: Source, joiners: Source, transfers: Source? = nil,
    leavers: Source? = nil, capacity: Source? = nil
  ) throws(PipelineError) {
    let kinds = try SettingTables.settings(settings)
    let names = kinds.map(\.name)
    let none = Array(
      repeating: Array(repeating: 0, count: names.count), count: SettingTables.schoolYears.count)
    var stock = none
    let rows = try PipelineRows(plans.bytes, plans.file, known: ["ncy", "setting", "plans"])
    for row in rows.rows {
      let year = try rows.whole(row, "ncy", SettingTables.schoolYears)
      let setting = try rows.name(row, "setting", among: names)
      stock[year + 1][setting] += try rows.whole(row, "plans", 0...100_000)
    }
    for (setting, kind) in kinds.enumerated() {
      let there = stock.reduce(0) { $0 + $1[setting] }
      guard let capacity = kind.capacity, there > capacity else { continue }
      throw PipelineError(
        "\(settings.file): '\(kind.name)' has \(capacity) places and \(plans.file) has \(there) plans there. "
          + "Capacity below the plans that are there can't be right: mend one of the two tables.")
    }
    self.settings = kinds
    self.plans = stock
    self.joiners = try SettingTables.cells(
      joiners, "per_year", names, 0...10_000)
    self.leavers =
      try leavers.map { source throws(PipelineError) in
        try SettingTables.cells(source, "share", names, 0...1)
      } ?? none.map { $0.map(Double.init) }
    self.transfers =
      try transfers.map { source throws(PipelineError) in
        try SettingTables.transfers(source, names)
      } ?? [:]
    changes =
      try capacity.map { source throws(PipelineError) in
        try SettingTables.changes(source, names)
      } ?? []
  }

  private static func settings(_ source: Source) throws(PipelineError) -> [Setting] {
    let rows = try PipelineRows(
      source.bytes, source.file, known: ["setting", "capacity", "price_per_year", "overflow"])
    var names: [String] = []
    for row in rows.rows {
      let name = try rows.text(row, "setting")
      guard !name.isEmpty, !names.contains(name) else {
        throw try rows.fault(row, "setting", "'\(name)' is empty or there already")
      }
      names.append(name)
    }
    var found: [Setting] = []
    for row in rows.rows {
      let isLimited = !rows.optional(row, "capacity").isEmpty
      let price = try rows.number(row, "price_per_year", 0...10_000_000)
      guard price > 0 else {
        throw try rows.fault(
          row, "price_per_year",
          "is £0; a missing price is not £0, so give what a place costs a year")
      }
      let other = rows.optional(row, "overflow")
      if isLimited, other.isEmpty {
        throw try rows.fault(
          row, "overflow",
          "is empty, but places are limited: name where those go for whom there is none")
      }
      if !isLimited, !other.isEmpty {
        throw try rows.fault(
          row, "overflow",
          "'\(other)' is named, but places are not limited: leave it empty, or give a capacity")
      }
      found.append(
        Setting(
          name: names[row],
          capacity: isLimited ? try rows.whole(row, "capacity", 0...100_000) : nil,
          yearlyPrice: price,
          overflow: isLimited ? try rows.name(row, "overflow", among: names) : nil))
    }
    guard !found.isEmpty else {
      throw PipelineError("\(source.file): has no settings, so nobody could be placed.")
    }
    for start in found.indices {
      var seen: Set<Int> = [start]
      var next = found[start].overflow
      while let place = next {
        guard seen.insert(place).inserted else {
          throw try rows.fault(
            start, "overflow",
            "leads back to '\(found[place].name)', so a child could go round for ever; end in a setting "
              + "without a capacity")
        }
        next = found[place].overflow
      }
    }
    return found
  }

  private static func cells(
    _ source: Source, _ column: String, _ names: [String], _ range: ClosedRange<Double>
  ) throws(PipelineError) -> [[Double]] {
    let rows = try PipelineRows(source.bytes, source.file, known: ["ncy", "setting", column])
    var cells = Array(
      repeating: [Double?](repeating: nil, count: names.count),
      count: SettingTables.schoolYears.count)
    for row in rows.rows {
      let year = try rows.whole(row, "ncy", SettingTables.schoolYears)
      let setting = try rows.name(row, "setting", among: names)
      guard cells[year + 1][setting] == nil else {
        throw try rows.fault(row, "setting", "'\(names[setting])' of NCY \(year) is there already")
      }
      cells[year + 1][setting] = try rows.number(row, column, range)
    }
    return cells.map { $0.map { $0 ?? 0 } }
  }

  private static func transfers(
    _ source: Source, _ names: [String]
  ) throws(PipelineError) -> [Int: [Int: [(to: Int, share: Double)]]] {
    let rows = try PipelineRows(source.bytes, source.file, known: ["ncy", "from", "to", "share"])
    var found: [Int: [Int: [(to: Int, share: Double)]]] = [:]
    for row in rows.rows {
      let year = try rows.whole(row, "ncy", SettingTables.schoolYears)
      let from = try rows.name(row, "from", among: names)
      let to = try rows.name(row, "to", among: names)
      guard from != to else {
        throw try rows.fault(row, "to", "is where they are; leave the row out, the rest stay")
      }
      let others = found[year]?[from] ?? []
      guard !others.contains(where: { $0.to == to }) else {
        throw try rows.fault(row, "to", "'\(names[to])' from '\(names[from])' is there already")
      }
      let share = try rows.number(row, "share", 0...1)
      guard others.reduce(share, { $0 + $1.share }) <= 1 + 1e-9 else {
        throw try rows.fault(
          row, "share",
          "with the rows above, over the whole of NCY \(year) in '\(names[from])' would move")
      }
      found[year, default: [:]][from, default: []].append((to, share))
    }
    return found
  }

  private static func changes(
    _ source: Source, _ names: [String]
  ) throws(PipelineError) -> [(year: Int, setting: Int, capacity: Int)] {
    let rows = try PipelineRows(
      source.bytes, source.file, known: ["academic_year", "setting", "capacity"])
    var found: [(year: Int, setting: Int, capacity: Int)] = []
    for row in rows.rows {
      let text = try rows.text(row, "academic_year")
      guard let year = SettingTables.year(text) else {
        throw try rows.fault(row, "academic_year", "'\(text)' is not a school year such as 2027/28")
      }
      found.append(
        (
          year, try rows.name(row, "setting", among: names),
          try rows.whole(row, "capacity", 0...100_000)
        ))
    }
    return found.sorted { ($0.year, $0.setting) < ($1.year, $1.setting) }
  }

  /// The start year of `2027/28`; `nil` for what is none.
  public static func year(_ text: String) -> Int? {
    let parts = text.split(separator: "/")
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
      let end = Int(parts[1]), (year + 1) % 100 == end
    else { return nil }
    return year
  }

  /// Places of each setting in a school year; `nil` where not limited.
  func capacity(in year: Int) -> [Int?] {
    var result = settings.map(\.capacity)
    for change in changes where change.year <= year { result[change.setting] = change.capacity }
    return result
  }
}
