public import Periods

/// `cost placements-spend charged to general-fund …`.
public struct Cost: Sendable, Equatable {
  /// The cost's name.
  public var name: String
  /// Label in tables.
  public var label: String
  /// The fund it is charged to from the start.
  public var fund: String
  /// The measure whose stock it prices.
  public var measure: String
  /// Items of the measure's split that it prices; empty means all of them.
  public var items: [String]
  /// The price: per noun per calendar unit. A reference to an assumption `for each` category gives
  /// one price an item.
  public var price: ValueSpec
  /// The assumption (a change per financial year) it inflates with.
  public var inflation: String?
  /// Later changes of fund, in date order.
  public var fundChanges: [FundChange]
  /// What others pay of it.
  public var contributions: [Contribution]
  /// Its evidence.
  public var evidence: Evidence
  /// Where it is declared.
  public var location: SourceLocation
  /// A cost.
  public init(
    name: String, label: String, fund: String, measure: String, items: [String],
    price: ValueSpec, inflation: String?, fundChanges: [FundChange],
    contributions: [Contribution] = [], evidence: Evidence, location: SourceLocation
  ) {
    self.name = name
    self.label = label
    self.fund = fund
    self.measure = measure
    self.items = items
    self.price = price
    self.inflation = inflation
    self.fundChanges = fundChanges
    self.contributions = contributions
    self.evidence = evidence
    self.location = location
  }
}

/// `shared with health at 12%`, `shared with grant at £143 per child per day cash`: what another body or
/// grant pays of each payment.
public struct Contribution: Sendable, Equatable {
  /// The fund that pays it.
  public var fund: String
  /// The share of each payment, as a fraction, or an amount of money as a price has it. A reference to an assumption `for each` category gives
  /// one an item.
  public var share: ValueSpec
  /// A contribution.
  public init(fund: String, share: ValueSpec) {
    self.fund = fund
    self.share = share
  }
}

/// `charged to central from 2028/29`.
public struct FundChange: Sendable, Equatable {
  /// The fund from then on.
  public var fund: String
  /// From this month.
  public var from: Month
  /// A change of fund.
  public init(fund: String, from: Month) {
    self.fund = fund
    self.from = from
  }
}

/// `lever step-down on cla …`.
public struct Lever: Sendable, Equatable {
  /// What a lever does to its measure.
  public enum Effect: Sendable, Equatable {
    /// Moves people already there, `amount` per calendar unit.
    case move(amount: ValueSpec, from: String, to: String)
    /// Sends a share (or a number) of new starts elsewhere.
    case divert(amount: ValueSpec, from: String, to: String)
    /// Takes from an item's stock; the children go somewhere that is named.
    case reduce(item: String, amount: ValueSpec, destination: Destination)
    /// Adds to an item's stock; they come from somewhere that is named.
    case increase(item: String, amount: ValueSpec, origin: Origin)
    /// `set ITEM to AMOUNT`: holds a level that nobody has to be moved to or from: places, or a
    /// measure of one's own without a conserved pathway.
    case set(item: String, amount: ValueSpec)
    /// `cap ITEM at AMOUNT`: no more than so many; those above never start.
    case cap(item: String, amount: ValueSpec)
  }
  /// Where the children of a `reduce` go.
  public enum Destination: Sendable, Equatable {
    /// `moving to ITEM`.
    case item(String)
    /// `leaving the service`.
    case leavingTheService
    /// `never starting`.
    case neverStarting
  }
  /// Where the children or places of an `increase` come from.
  public enum Origin: Sendable, Equatable {
    /// `drawn from ITEM`.
    case item(String)
    /// `joining the service`.
    case joiningTheService
  }
  /// The lever's name: also the name of its random stream for delivery.
  public var name: String
  /// Label in tables.
  public var label: String
  /// The measure it acts on.
  public var measure: String
  /// What it does, in order. An `item` is an item of the measure's split, or the measure's own name.
  public var effects: [Effect]
  /// First month of effect, before any lag.
  public var from: Month
  /// Last month of effect, included; `nil` runs to the horizon.
  public var until: Month?
  /// Months between cause and effect.
  public var lagMonths: Int
  /// Months the effect takes to build up, evenly (`straight-line`) or as an S-curve; 0 for at once.
  public var rampMonths: Int
  /// Whether the build-up is an S-curve.
  public var rampIsSCurve: Bool
  /// `fades by 8% per academic year`: the share of the effect that is lost each period after the
  /// build-up; `nil` where it lasts.
  public var fades: ValueSpec?
  /// Share of the intended effect that happens (a share); `nil` is all of it.
  public var delivers: ValueSpec?
  /// What it costs.
  public var spends: [Spend]
  /// Its evidence.
  public var evidence: Evidence
  /// Where it is declared.
  public var location: SourceLocation
  /// A lever.
  public init(
    name: String, label: String, measure: String, effects: [Effect], from: Month,
    until: Month?, lagMonths: Int, rampMonths: Int, rampIsSCurve: Bool,
    fades: ValueSpec? = nil, delivers: ValueSpec?, spends: [Spend], evidence: Evidence,
    location: SourceLocation
  ) {
    self.name = name
    self.label = label
    self.measure = measure
    self.effects = effects
    self.from = from
    self.until = until
    self.lagMonths = lagMonths
    self.rampMonths = rampMonths
    self.rampIsSCurve = rampIsSCurve
    self.fades = fades
    self.delivers = delivers
    self.spends = spends
    self.evidence = evidence
    self.location = location
  }
}

/// `spend £96,000 per financial year in 2026/27 prices on general-fund`.
public struct Spend: Sendable, Equatable {
  /// Money, per calendar unit, or once.
  public var amount: ValueSpec
  /// Whether it is paid once, in the first month.
  public var once: Bool
  /// The fund.
  public var fund: String
  /// A spend.
  public init(amount: ValueSpec, once: Bool, fund: String) {
    self.amount = amount
    self.once = once
    self.fund = fund
  }
}

/// A scenario after composition: what it covers, the levers it uses and the values it overrides.
public struct Scenario: Sendable, Equatable {
  /// The scenario's name.
  public var name: String
  /// Label in tables.
  public var label: String
  /// The scenario it extends.
  public var parent: String?
  /// Measures it counts, its parents' included.
  public var covers: [String]
  /// Levers in force, its parents' included, in the order of use.
  public var levers: [LeverUse]
  /// Contracts in force, its parents' included, in the order of use.
  public var contracts: [ContractUse]
  /// Overrides in force, its parents' included.
  public var overrides: [Override]
  /// Whether it holds a supposition without evidence: the scenario of an `ask`, which no report
  /// may name.
  public var isExploratory: Bool
  /// A scenario.
  public init(
    name: String, label: String, parent: String?, covers: [String], levers: [LeverUse],
    contracts: [ContractUse] = [], overrides: [Override], isExploratory: Bool = false
  ) {
    self.name = name
    self.label = label
    self.parent = parent
    self.covers = covers
    self.levers = levers
    self.contracts = contracts
    self.overrides = overrides
    self.isExploratory = isExploratory
  }
}

/// `use lever recruit-carers, delayed 6 months`.
public struct LeverUse: Sendable, Equatable {
  /// The lever.
  public var lever: String
  /// Months of delay.
  public var delayMonths: Int
  /// A lever in use.
  public init(lever: String, delayMonths: Int) {
    self.lever = lever
    self.delayMonths = delayMonths
  }
}

/// `override plans-per-request is … from September 2027 because "…"`.
public struct Override: Sendable, Equatable {
  /// The assumption.
  public var assumption: String
  /// Its value in this scenario.
  public var value: ValueSpec
  /// From this month; `nil` for the whole horizon.
  public var from: Month?
  /// Why.
  public var because: String
  /// Its evidence.
  public var evidence: Evidence
  /// An override.
  public init(
    assumption: String, value: ValueSpec, from: Month?, because: String, evidence: Evidence
  ) {
    self.assumption = assumption
    self.value = value
    self.from = from
    self.because = because
    self.evidence = evidence
  }
}

/// `median with 80% range` or `median only`.
public enum RangeSpec: Sendable, Equatable {
  /// With a central range of this coverage.
  case medianWithRange(Double)
  /// The median alone.
  case medianOnly
}

/// `show cla by placement from 2027/28 to 2030/31, median with 80% range`.
public struct Show: Sendable, Equatable {
  /// A measure's name, a cost's name, `saving` or `net`.
  public var subject: String
  /// Names after `by`: a category, or `fund`.
  public var by: [String]
  /// First financial year.
  public var from: FinancialYear
  /// Last financial year.
  public var to: FinancialYear
  /// Which quantiles.
  public var range: RangeSpec
  /// A table to show.
  public init(
    subject: String, by: [String], from: FinancialYear, to: FinancialYear, range: RangeSpec
  ) {
    self.subject = subject
    self.by = by
    self.from = from
    self.to = to
    self.range = range
  }
}

/// `compare A, B with C`.
public struct Comparison: Sendable, Equatable {
  /// The scenarios compared.
  public var scenarios: [String]
  /// What they are compared with.
  public var baseline: String
  /// The tables.
  public var shows: [Show]
  /// A comparison.
  public init(scenarios: [String], baseline: String, shows: [Show]) {
    self.scenarios = scenarios
    self.baseline = baseline
    self.shows = shows
  }
}

/// `report mtfs is "…"`.
public struct Report: Sendable, Equatable {
  /// The report's name.
  public var name: String
  /// Its title.
  public var title: String
  /// The baseline scenario.
  public var baseline: String
  /// The scenarios reported against it.
  public var scenarios: [String]
  /// First financial year.
  public var from: FinancialYear
  /// Last financial year.
  public var to: FinancialYear
  /// Line types asked for, in order; empty means all.
  public var lines: [String]
  /// Cash, or restated to a year's prices.
  public var base: MoneyBase
  /// Split, such as `fund`.
  public var splitBy: [String]
  /// `true` for change on the previous year, `false` for running sums.
  public var incremental: Bool
  /// Which quantiles.
  public var range: RangeSpec
  /// `gap against "data/mtfs_budget.csv"`: the budget it is set beside.
  public var gapAgainst: DataFile?
  /// A report.
  public init(
    name: String, title: String, baseline: String, scenarios: [String],
    from: FinancialYear, to: FinancialYear, lines: [String], base: MoneyBase,
    splitBy: [String], incremental: Bool, range: RangeSpec, gapAgainst: DataFile? = nil
  ) {
    self.name = name
    self.title = title
    self.baseline = baseline
    self.scenarios = scenarios
    self.from = from
    self.to = to
    self.lines = lines
    self.base = base
    self.splitBy = splitBy
    self.incremental = incremental
    self.range = range
    self.gapAgainst = gapAgainst
  }
}

/// `check "…" expect cla at ssda903 2025 equals 343 children, within 0.5%`.
public struct Check: Sendable, Equatable {
  /// When the figure is read.
  public enum Moment: Sendable, Equatable {
    /// A census of a year.
    case census(name: String, year: Int)
    /// A period.
    case period(PeriodSpec)
  }
  /// What the check says.
  public var title: String
  /// The measure or cost.
  public var subject: String
  /// When.
  public var moment: Moment
  /// The figure expected.
  public var expected: Quantity
  /// Tolerance as a fraction; 0 where none is given.
  public var within: Double
  /// Where it is declared.
  public var location: SourceLocation
  /// A check.
  public init(
    title: String, subject: String, moment: Moment, expected: Quantity, within: Double,
    location: SourceLocation
  ) {
    self.title = title
    self.subject = subject
    self.moment = moment
    self.expected = expected
    self.within = within
    self.location = location
  }
}
