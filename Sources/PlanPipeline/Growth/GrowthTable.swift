/// People, new plans and plans in force by group and year, as a table gives them.
///
/// Columns: `year` (of the January census), `group`, `population` (of the middle of the year before),
/// `new_plans` (in the calendar year before), `plans` (at the census).
public struct GrowthTable: Sendable, Hashable {
  /// Groups in the order of the table.
  public let groups: [String]
  private let figures: [Int: [String: GrowthSplit.Group]]
  private let file: String

  /// Reads the table. Throws ``PipelineError`` with the place of what is wrong.
  public init(bytes: [UInt8], file: String) throws(PipelineError) {
    let rows = try PipelineRows(
      bytes, file, known: ["year", "group", "population", "new_plans", "plans"])
    var groups: [String] = []
    var figures: [Int: [String: GrowthSplit.Group]] = [:]
    for row in rows.rows {
      let year = try rows.whole(row, "year", 1990...2100)
      let group = try rows.text(row, "group")
      guard !group.isEmpty else { throw try rows.fault(row, "group", "is empty; give a name") }
      guard figures[year]?[group] == nil else {
        throw try rows.fault(row, "group", "'\(group)' of \(year) is there already")
      }
      figures[year, default: [:]][group] = GrowthSplit.Group(
        population: try rows.number(row, "population", 0...1e9),
        newPlans: try rows.number(row, "new_plans", 0...1e7),
        plans: try rows.number(row, "plans", 0...1e7))
      if !groups.contains(group) { groups.append(group) }
    }
    self.init(groups: groups, figures: figures, file: file)
  }

  /// Figures that are known already, by year and group; `source` names them in errors.
  public init(
    groups: [String], figures: [Int: [String: GrowthSplit.Group]], source: String
  ) {
    self.init(groups: groups, figures: figures, file: source)
  }

  private init(groups: [String], figures: [Int: [String: GrowthSplit.Group]], file: String) {
    self.groups = groups
    self.figures = figures
    self.file = file
  }

  /// The years it has.
  public var years: [Int] { figures.keys.sorted() }

  /// The plans in force at a census, by group.
  public func plans(_ year: Int, _ group: String) -> Double? { figures[year]?[group]?.plans }

  /// The split of growth from one census to another, by group and for all of them.
  ///
  /// - Throws: ``PipelineError`` for a year or a group that is not there.
  public func split(
    from: Int, to: Int
  ) throws(PipelineError) -> (groups: [(name: String, split: GrowthSplit)], total: GrowthSplit) {
    guard from < to else {
      throw PipelineError("The first year, \(from), is not before the last, \(to).")
    }
    var result: [(name: String, split: GrowthSplit)] = []
    for group in groups {
      guard let before = figures[from]?[group], let after = figures[to]?[group] else {
        let missing = figures[from]?[group] == nil ? from : to
        throw PipelineError(
          "\(file): '\(group)' has no figures of \(missing), so its growth can't be split. The years are "
            + "\(years.map(String.init).joined(separator: ", ")).")
      }
      do {
        result.append((group, try GrowthSplit(from: before, to: after)))
      } catch {
        throw PipelineError("\(file): '\(group)': \(error.description)")
      }
    }
    return (result, GrowthSplit(adding: result.map(\.split)))
  }
}
