/// The canonical order of observations: measure, area, split, category, calendar, year.
enum CanonicalOrder {
  /// The positions of the rows in canonical order; equal keys keep the order they came in.
  static func order(of rows: [Observation]) -> [Int] {
    let measures = Ranks(rows.lazy.map(\.measure))
    let areas = Ranks(rows.lazy.map(\.area))
    let splits = Ranks(rows.lazy.map(\.split))
    let categories = Ranks(rows.lazy.map(\.category))
    let calendars = Ranks(StatisticsCalendar.allCases.map(\.rawValue))
    var keys: [Key] = []
    keys.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      let major =
        measures.rank(row.measure) << 48 | areas.rank(row.area) << 32
        | splits.rank(row.split) << 20 | categories.rank(row.category)
      let minor =
        calendars.rank(row.calendar.rawValue) << 60
        | UInt64(clamping: row.year & 0xFFFF) << 40 | UInt64(index)
      keys.append(Key(major: major, minor: minor, index: index))
    }
    if !zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) { keys.sort() }
    return keys.map(\.index)
  }

  /// The rows in canonical order.
  static func sorted(_ rows: [Observation]) -> [Observation] {
    order(of: rows).map { rows[$0] }
  }

  private struct Key: Comparable {
    var major: UInt64
    var minor: UInt64
    var index: Int
    static func < (left: Key, right: Key) -> Bool {
      left.major != right.major ? left.major < right.major : left.minor < right.minor
    }
  }

  /// Strings as their places in code point order.
  private struct Ranks {
    private var ranks: [String: UInt64] = [:]
    init(_ texts: some Sequence<String>) {
      var unique: Set<String> = []
      var previous: String?
      for text in texts where text != previous {
        unique.insert(text)
        previous = text
      }
      for (rank, text) in unique.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        .enumerated()
      {
        ranks[text] = UInt64(rank)
      }
    }
    func rank(_ text: String) -> UInt64 { ranks[text] ?? 0 }
  }
}
