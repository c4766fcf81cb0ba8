/// The tables of the layout, one per subject.
public enum StatisticsSubject: String, Sendable, CaseIterable {
  /// Plans at the January census.
  case plans
  /// Requests, assessments, new and ceased plans in a calendar year.
  case planFlows = "plan_flows"
  /// Children looked after at 31 March.
  case cla
  /// Starts, ceases and placements in the year to 31 March.
  case claFlows = "cla_flows"
  /// Populations at 30 June.
  case population
  /// Unit costs.
  case unitCosts = "unit_costs"
  /// Gross spend, high needs and dedicated schools grant figures.
  case spend
  /// SEND transport: users and costs.
  case transport
  /// Budget gaps and overspends.
  case budgetGaps = "budget_gaps"
  /// Statistical neighbours.
  case neighbours
  /// All else.
  case other

  /// The file of the subject.
  public var file: String { "\(rawValue).csv" }

  /// The subject of a measure.
  public init(measure: String, calendar: StatisticsCalendar) {
    func starts(_ prefixes: String...) -> Bool { prefixes.contains { measure.hasPrefix($0) } }
    if measure == "statistical-neighbour" {
      self = .neighbours
    } else if starts("transport-") {
      self = .transport
    } else if starts("budget-") {
      self = .budgetGaps
    } else if starts("population") {
      self = .population
    } else if starts("unit-cost-") {
      self = .unitCosts
    } else if starts("gross-spend-", "high-needs-", "dsg-") {
      self = .spend
    } else if starts("cla") {
      self = calendar == .march31 ? .cla : .claFlows
    } else if starts("plan", "new-plans", "ceased-plans") {
      self = calendar == .januaryCensus ? .plans : .planFlows
    } else {
      self = .other
    }
  }
}
