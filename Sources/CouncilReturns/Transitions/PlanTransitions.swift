/// How many children went from which state to which between two January censuses: the aggregate
/// of a table of transitions. Holds counts only.
public struct PlanTransitions: Hashable, Sendable {
  /// Children of one census who made the same step.
  public struct Flow: Hashable, Sendable {
    /// The calendar year of the January census that the step starts from; it ends a year later.
    public let year: Int

    /// The state at the start; `nil` for a child without a plan then (a joiner).
    public let from: PlanState?

    /// The state a year later; `nil` for a child without a plan then (a leaver).
    public let to: PlanState?

    /// The number of children.
    public let count: Int

    /// Children who made the same step.
    public init(year: Int, from: PlanState?, to: PlanState?, count: Int) {
      self.year = year
      self.from = from
      self.to = to
      self.count = count
    }
  }

  private struct Step: Hashable {
    let year: Int
    let from: PlanState?
    let to: PlanState?
  }

  /// The flows in the order of year, start and end, each pair of states once a year and with at
  /// least one child.
  public let flows: [Flow]

  /// The aggregate of flows in any order: repeated ones are added up, those of no children and
  /// those without a plan at both ends are left out.
  public init(_ flows: some Sequence<Flow>) {
    var counts: [Step: Int] = [:]
    for flow in flows where flow.count > 0 && (flow.from != nil || flow.to != nil) {
      counts[Step(year: flow.year, from: flow.from, to: flow.to), default: 0] += flow.count
    }
    self.flows = counts.map {
      Flow(year: $0.key.year, from: $0.key.from, to: $0.key.to, count: $0.value)
    }.sorted(by: Self.isBefore)
  }

  /// The census years that steps start from, in order.
  public var years: [Int] { Set(flows.lazy.map(\.year)).sorted() }

  /// The flows that start from those years.
  public func restricted(to years: some Sequence<Int>) -> PlanTransitions {
    let wanted = Set(years)
    return PlanTransitions(flows.lazy.filter { wanted.contains($0.year) })
  }

  /// The children with a plan at the January census of `year`, by state: the ends of the steps from
  /// the census before where there are any, else the starts of the steps from this one.
  public func stock(at year: Int) -> [PlanState: Int] {
    var ends: [PlanState: Int] = [:]
    for flow in flows where flow.year == year - 1 {
      if let state = flow.to { ends[state, default: 0] += flow.count }
    }
    guard ends.isEmpty else { return ends }
    var starts: [PlanState: Int] = [:]
    for flow in flows where flow.year == year {
      if let state = flow.from { starts[state, default: 0] += flow.count }
    }
    return starts
  }

  /// The children whose state at the January census of `year` differs between the steps that end
  /// there and the steps that start there, counted once; 0 where one side is missing.
  ///
  /// Anything but 0 means that the two steps were not taken from the same census.
  public func unchained(at year: Int) -> Int {
    var difference: [PlanState: Int] = [:]
    var hasEnds = false
    var hasStarts = false
    for flow in flows {
      if flow.year == year - 1, let state = flow.to {
        difference[state, default: 0] += flow.count
        hasEnds = true
      }
      if flow.year == year, let state = flow.from {
        difference[state, default: 0] -= flow.count
        hasStarts = true
      }
    }
    guard hasEnds, hasStarts else { return 0 }
    let more = difference.values.lazy.filter { $0 > 0 }.reduce(0, +)
    let fewer = difference.values.lazy.filter { $0 < 0 }.reduce(0, -)
    return max(more, fewer)
  }

  private static func isBefore(_ left: Flow, _ right: Flow) -> Bool {
    if left.year != right.year { return left.year < right.year }
    if left.from != right.from { return isBefore(left.from, right.from) }
    return isBefore(left.to, right.to)
  }

  private static func isBefore(_ left: PlanState?, _ right: PlanState?) -> Bool {
    guard let right else { return false }
    guard let left else { return true }
    return left < right
  }
}
