import Periods
import ScenarioLanguage

/// A measure of one scenario with every name resolved to a position or a sampler.
struct MeasurePlan: Sendable {
  enum Path: Sendable {
    /// The published measure at that position.
    case published(Int)
    /// The stocks of another measure (by position), item by item, times an amount, divided by
    /// shares that are scaled to sum to one in every draw.
    case follows(measure: Int, amounts: [DatedSampler], shares: [DatedSampler])
    /// A level on the first day of the horizon that grows at a rate a year.
    case level(start: DatedSampler, growth: DatedSampler?)
    /// A history of its own, carried forward.
    case own(OwnMeasurePlan)
    /// Figures taken as given: `item · months + month`.
    case projection([Double])
    /// A history of its own, carried forward by moves between its items.
    case pathway(PathwayPlan)
  }

  let measure: Measure
  /// The category it is split by; `nil` for a measure without items.
  let category: String?
  /// Items in order; one, the measure's own name, for a measure without a split.
  let items: [String]
  let path: Path
  /// Share of the stock that leaves in a month without any lever: what a moved child's place in the
  /// count wears off at.
  let monthlyTurnover: Double

  /// The table of its own that the path starts from.
  var history: OwnHistoryPlan? {
    switch path {
    case .own(let own): own.history
    case .pathway(let pathway): pathway.history
    case .published, .follows, .level, .projection: nil
    }
  }

  /// Censuses of a table of its own that lie after its last figure and within the horizon.
  func ownCensuses(_ plan: RunPlan) -> [(year: Int, month: Int)] {
    history?.censuses(until: plan.model.settings.lastMonth) ?? []
  }

  func position(_ item: String) -> Int? {
    if let found = items.firstIndex(of: item) { return found }
    return item == measure.name && items.count == 1 ? 0 : nil
  }
}

/// A cost of one scenario, resolved.
struct CostPlan: Sendable {
  let cost: Cost
  /// Position of the measure among the scenario's measures.
  let measure: Int
  /// Positions of the items it prices.
  let items: [Int]
  /// One price per priced item.
  let prices: [DatedSampler]
  /// The price of each as it is written: its unit and price base.
  let specifications: [ValueSpec]
  /// Priced units in each month computed, per priced item: weeks, school days, months …
  let units: [[Double]]
  /// Price base per priced item; `nil` for cash.
  let bases: [FinancialYear?]
  let inflation: DatedSampler?
  /// For each month computed, the position among `funds` of the fund charged.
  let fundOfMonth: [Int]
  /// The funds it is charged to, in date order, then those that others pay from.
  let funds: [String]
  let contributions: [ContributionPlan]
}

/// What one other fund pays of a cost, resolved.
struct ContributionPlan: Sendable {
  /// Its position among the cost's funds.
  let fund: Int
  /// The share, or the amount, per priced item.
  let parts: [DatedSampler]
  /// Units in each month computed and the price base, per priced item, of amounts of money; `nil` of shares.
  let money: [(units: [Double], base: FinancialYear?)]?
}

/// A lever in use, resolved to positions, months and samplers.
struct LeverPlan: Sendable {
  struct Effect: Sendable {
    enum Kind: Sendable {
      case move(from: Int, to: Int)
      case divert(from: Int, to: Int)
      /// `to` is `nil` where the children leave the service or never start.
      case reduce(from: Int, to: Int?)
      /// `from` is `nil` where they join the service.
      case increase(to: Int, from: Int?)
      case set(Int)
      case cap(Int)
    }
    let kind: Kind
    let amount: DatedSampler
    /// For an amount per calendar unit: units in each month computed. `nil` for a level.
    let perMonth: [Double]?
    /// What a percentage is of; `nil` for a number of children or places.
    let basis: PercentBasis?
  }
  struct Spending: Sendable {
    let amount: DatedSampler
    let perMonth: [Double]
    let base: FinancialYear?
    let fund: String
  }

  let lever: Lever
  let measure: Int
  var effects: [Effect]
  /// Build-up of the effect in each month computed, 0...1; 0 outside its dates.
  let ramp: [Double]
  let delivery: DatedSampler?
  /// How the effect wears off; `nil` where it lasts.
  let fade: FadePlan?
  /// What all amounts are multiplied by: 1 but for a question that tries other settings.
  var scale = 1.0
  /// Whether its spend is paid: not where a question leaves the lever out.
  var isPaid = true
  let spends: [Spending]
  /// Position of the scenario whose path `of baseline` means: the parent of the scenario that first
  /// uses the lever. `nil` where that one has no parent.
  var baseline: Int?
}

/// One scenario, resolved.
struct ScenarioPlan: Sendable {
  let scenario: Scenario
  let measures: [MeasurePlan]
  let costs: [CostPlan]
  var contracts: [ContractPlan]
  /// Figures shown or asked about.
  var figures: [FigurePlan]
  var levers: [LeverPlan]
  /// Position of a measure among this scenario's.
  func position(of measure: String) -> Int? {
    measures.firstIndex { $0.measure.name == measure }
  }

  /// The inflation of spends and of costs that name none: the assumption `general-inflation`.
  let generalInflation: DatedSampler?
  /// Growth of the population served: the assumption `population-growth`.
  let populationGrowth: DatedSampler?
  /// The uncertain values it draws from, by the names of their streams.
  let inputs: [(name: String, sampler: DatedSampler)]

  /// Its name in tables: one with a supposition without evidence is marked.
  var tableName: String {
    scenario.isExploratory ? scenario.name + " (exploratory)" : scenario.name
  }
}

extension LeverPlan {
  /// Whether any effect acts on new starts.
  var usesStarts: Bool {
    effects.contains { effect in
      if case .divert = effect.kind { return true }
      return effect.basis == .starts
    }
  }
}
