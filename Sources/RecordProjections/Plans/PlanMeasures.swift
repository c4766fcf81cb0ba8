public import Cohorts
public import CouncilReturns

/// The figures that a projection of plans reports, and the cells they add up.
public struct PlanMeasures: Hashable, Sendable {
  /// What a figure is broken down by.
  public enum Dimension: String, Sendable, CaseIterable {
    /// All plans.
    case total
    /// What they cost in a year, in pounds.
    case cost
    /// Plans by setting.
    case setting
    /// Plans by need.
    case need
    /// Plans by school year.
    case ncy
    /// Plans by group of school years.
    case group = "ncy_group"
  }

  /// One figure.
  public struct Key: Hashable, Sendable {
    /// What it is broken down by.
    public let dimension: Dimension

    /// Which part of that it is; `all` for the total and the cost.
    public let key: String
  }

  /// Groups of school years: up to reception, primary, secondary, sixth form, later.
  public static let groups: [(name: String, ncy: ClosedRange<Int>)] = [
    ("<=0", -100...0), ("1-6", 1...6), ("7-11", 7...11), ("12-13", 12...13), ("14+", 14...100),
  ]

  /// The figures, in order.
  public let keys: [Key]

  /// Their parts by cell.
  public let measures: CensusMeasures

  /// Needs and settings that children may have and that no cost is given for; they count as 0.
  public let unpriced: [PlanCosts.Pair]

  /// The figures over a space; without costs there is no cost figure.
  ///
  /// Throws ``CohortError`` where the space has not that shape.
  init(space: PlanSpace, costs: PlanCosts?, shape: CensusShape) throws(CohortError) {
    var keys = [Key(dimension: .total, key: "all")]
    if costs != nil { keys.append(Key(dimension: .cost, key: "all")) }
    let setting = keys.count
    keys += space.settings.map { Key(dimension: .setting, key: $0) }
    let need = keys.count
    keys += space.needs.map { Key(dimension: .need, key: $0) }
    let ncy = keys.count
    keys += space.ncy.map { Key(dimension: .ncy, key: String($0)) }
    let group = keys.count
    keys += Self.groups.map { Key(dimension: .group, key: $0.name) }
    var unpriced: Set<PlanCosts.Pair> = []
    let parts = (0..<space.cells).map { cell in
      let state = cell % space.states
      let age = cell / space.states
      let pair = PlanCosts.Pair(
        need: space.needs[space.need(ofState: state)],
        setting: space.settings[space.setting(ofState: state)])
      var parts = [CensusMeasures.Part(measure: 0)]
      if let costs {
        let cost = costs.cost(need: pair.need, setting: pair.setting)
        if cost == nil { unpriced.insert(pair) }
        parts.append(.init(measure: 1, weight: cost ?? 0))
      }
      parts.append(.init(measure: setting + space.setting(ofState: state)))
      parts.append(.init(measure: need + space.need(ofState: state)))
      parts.append(.init(measure: ncy + age))
      let year = space.ncy.lowerBound + age
      for (index, range) in Self.groups.enumerated() where range.ncy.contains(year) {
        parts.append(.init(measure: group + index))
      }
      return parts
    }
    measures = try CensusMeasures(count: keys.count, partsOfCells: parts, shape: shape)
    self.keys = keys
    self.unpriced = unpriced.sorted()
  }
}
