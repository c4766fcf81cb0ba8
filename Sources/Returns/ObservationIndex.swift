/// Observations arranged for look-up by measure, area and split: built once, then every series is
/// a short contiguous run of rows.
public struct ObservationIndex: Sendable {
  /// The observations, rows in canonical order.
  public let observations: Observations
  /// The local authorities with a total of plans or of children looked after, in order of code;
  /// others are there for a single quoted figure.
  public let authorities: [Area]
  private let runs: [RunKey: Range<Int>]
  private let runsByArea: [String: [Range<Int>]]
  private let areasByName: [String: Area]
  private let areasByCode: [String: Area]

  private struct RunKey: Hashable {
    var measure: String
    var area: String
    var split: String
  }

  /// Indexes observations; rows that are not in canonical order are sorted first.
  public init(_ observations: Observations) {
    var observations = observations
    observations.rows = CanonicalOrder.sorted(observations.rows)
    var runs: [RunKey: Range<Int>] = [:]
    var runsByArea: [String: [Range<Int>]] = [:]
    var start = 0
    let rows = observations.rows
    while start < rows.count {
      let first = rows[start]
      var end = start + 1
      while end < rows.count, rows[end].area == first.area, rows[end].split == first.split,
        rows[end].measure == first.measure
      {
        end += 1
      }
      runs[RunKey(measure: first.measure, area: first.area, split: first.split)] = start..<end
      runsByArea[first.area, default: []].append(start..<end)
      start = end
    }
    self.observations = observations
    self.runs = runs
    self.runsByArea = runsByArea
    authorities = observations.areas.filter { area in
      area.level == .localAuthority
        && ["plans", "cla"].contains {
          runs[RunKey(measure: $0, area: area.code, split: "total")] != nil
        }
    }
    .sorted { $0.code < $1.code }
    areasByCode = Dictionary(
      observations.areas.map { ($0.code.lowercased(), $0) }, uniquingKeysWith: { first, _ in first }
    )
    areasByName = Dictionary(
      observations.areas.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// The rows of a measure, an area and a split, in order of category and year.
  public func rows(measure: String, area: String, split: String = "total") -> [Observation] {
    guard let run = runs[RunKey(measure: measure, area: area, split: split)] else { return [] }
    return Array(observations.rows[run])
  }

  /// All rows of an area, in canonical order.
  public func rows(area: String) -> [Observation] {
    (runsByArea[area] ?? []).flatMap { observations.rows[$0] }
  }

  /// A series: the value of each year that has one. Years with a symbol are left out.
  public func series(
    measure: String, area: String, split: String = "total", category: String = "total"
  ) -> [Int: Double] {
    guard let run = runs[RunKey(measure: measure, area: area, split: split)] else { return [:] }
    var series: [Int: Double] = [:]
    for row in observations.rows[run] where row.category == category {
      if let value = row.value { series[row.year] = value }
    }
    return series
  }

  /// The values of the items of a split in one year. Items with a symbol are left out.
  public func items(
    measure: String, area: String, split: String, year: Int
  ) -> [String: Double] {
    guard let run = runs[RunKey(measure: measure, area: area, split: split)] else { return [:] }
    var items: [String: Double] = [:]
    for row in observations.rows[run] where row.year == year {
      if let value = row.value { items[row.category] = value }
    }
    return items
  }

  /// The area of that code or name, whichever way the letters are cased.
  ///
  /// - Throws: `StatisticsError` with up to three names that are spelt nearly so.
  public func area(named name: String) throws(StatisticsError) -> Area {
    let wanted = name.lowercased()
    if let area = areasByCode[wanted] ?? areasByName[wanted] { return area }
    let limit = max(2, wanted.count / 4)
    let near = observations.areas
      .map { (area: $0, distance: editDistance(wanted, $0.name.lowercased())) }
      .filter { $0.distance <= limit || $0.area.name.lowercased().hasPrefix(wanted) }
      .sorted { ($0.distance, $0.area.code) < ($1.distance, $1.area.code) }
    throw StatisticsError(
      fault: .unknownArea(
        name, suggestions: near.prefix(3).map { "\($0.area.name) (\($0.area.code))" }),
      file: name)
  }

  /// The codes of an area's statistical neighbours, nearest first; empty where none are held.
  public func neighbours(of area: String) -> [String] {
    rows(measure: "statistical-neighbour", area: area, split: "neighbour")
      .filter { $0.value != nil }
      .sorted { ($0.value ?? 0, $0.category) < ($1.value ?? 0, $1.category) }
      .map(\.category)
  }
}

/// The number of single-character insertions, deletions and replacements between two words
/// (Levenshtein).
func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left.unicodeScalars)
  let right = Array(right.unicodeScalars)
  var previous = Array(0...right.count)
  for (row, scalar) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      current.append(
        min(
          previous[column + 1] + 1, current[column] + 1,
          previous[column] + (scalar == other ? 0 : 1)))
    }
    previous = current
  }
  return previous[right.count]
}
