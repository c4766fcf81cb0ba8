public import Periods

/// Everything that one scenario file and its imports declare, with every name resolved and every
/// unit, price base, period and fund checked. The only thing the engine ever sees of a file.
public struct ScenarioModel: Sendable, Equatable {
  /// The language edition of the root file, such as 2026.
  public var edition: Int
  /// The title of the root file.
  public var title: String
  /// Horizon, price base, calendar, draws and seed.
  public var settings: RunSettings
  /// Categories in declaration order.
  public var categories: [Category]
  /// Census calendars.
  public var censuses: [Census]
  /// Funds in declaration order.
  public var funds: [Fund]
  /// Nouns that count things, with their plurals.
  public var units: [UnitNoun]
  /// Measures in declaration order.
  public var measures: [Measure]
  /// Assumptions in declaration order.
  public var assumptions: [Assumption]
  /// Costs in declaration order.
  public var costs: [Cost]
  /// Contracts in declaration order.
  public var contracts: [Contract]
  /// Pathways in declaration order.
  public var pathways: [Pathway]
  /// Regressions in declaration order.
  public var regressions: [CountRegression]
  /// Covariates in declaration order.
  public var covariates: [Covariate]
  /// Figures, each after those it is made of.
  public var figures: [Figure]
  /// Levers in declaration order, with those of suppositions last.
  public var levers: [Lever]
  /// Scenarios, composed: `extends` and `use scenario` are already resolved.
  public var scenarios: [Scenario]
  /// Comparisons asked for.
  public var comparisons: [Comparison]
  /// Reports asked for.
  public var reports: [Report]
  /// Questions in declaration order.
  public var asks: [Ask]
  /// Tie-out checks.
  public var checks: [Check]

  /// A model with every part given.
  public init(
    edition: Int, title: String, settings: RunSettings, categories: [Category] = [],
    censuses: [Census] = [], funds: [Fund] = [], units: [UnitNoun] = [],
    measures: [Measure] = [], assumptions: [Assumption] = [], costs: [Cost] = [],
    contracts: [Contract] = [], pathways: [Pathway] = [], regressions: [CountRegression] = [],
    covariates: [Covariate] = [], figures: [Figure] = [], levers: [Lever] = [],
    scenarios: [Scenario] = [], comparisons: [Comparison] = [],
    reports: [Report] = [], asks: [Ask] = [], checks: [Check] = []
  ) {
    self.edition = edition
    self.title = title
    self.settings = settings
    self.categories = categories
    self.censuses = censuses
    self.funds = funds
    self.units = units
    self.measures = measures
    self.assumptions = assumptions
    self.costs = costs
    self.contracts = contracts
    self.pathways = pathways
    self.regressions = regressions
    self.covariates = covariates
    self.figures = figures
    self.levers = levers
    self.scenarios = scenarios
    self.comparisons = comparisons
    self.reports = reports
    self.asks = asks
    self.checks = checks
  }
}

/// The `settings` block.
public struct RunSettings: Sendable, Equatable {
  /// The authority, as written after `area`: a nine-character code or the published name.
  public var area: String?
  /// Where the authority is named.
  public var areaLocation: SourceLocation?
  /// First month of the horizon.
  public var firstMonth: Month
  /// Last month of the horizon, included.
  public var lastMonth: Month
  /// The price base results are restated to when a report asks for real prices.
  public var priceBase: FinancialYear?
  /// School days in an academic year; 190 unless the file says otherwise.
  public var schoolDays: Int
  /// Paired draws; 4,000 unless the file says otherwise.
  public var runs: Int
  /// Seed of every random stream.
  public var seed: UInt64

  /// Settings with every part given.
  public init(
    area: String?, firstMonth: Month, lastMonth: Month, priceBase: FinancialYear?,
    schoolDays: Int = 190, runs: Int = 4000, seed: UInt64 = 1,
    areaLocation: SourceLocation? = nil
  ) {
    self.area = area
    self.firstMonth = firstMonth
    self.lastMonth = lastMonth
    self.priceBase = priceBase
    self.schoolDays = schoolDays
    self.runs = runs
    self.seed = seed
    self.areaLocation = areaLocation
  }
}

/// `category placement is foster, residential, …`.
public struct Category: Sendable, Equatable {
  /// The category's name.
  public var name: String
  /// Its items in declaration order.
  public var items: [String]
  /// A category with its items.
  public init(name: String, items: [String]) {
    self.name = name
    self.items = items
  }
}

/// `census ssda903 each 31 March` or `census sen2 each January`.
public struct Census: Sendable, Equatable {
  /// The census's name.
  public var name: String
  /// 1...12.
  public var monthOfYear: Int
  /// Day of the month where the census has one.
  public var day: Int?
  /// A census on a day or in a month of each year.
  public init(name: String, monthOfYear: Int, day: Int?) {
    self.name = name
    self.monthOfYear = monthOfYear
    self.day = day
  }
}

/// `fund high-needs is "…", ringfenced`.
public struct Fund: Sendable, Equatable {
  /// The fund's name.
  public var name: String
  /// Its label in tables.
  public var label: String
  /// Whether it may never be netted with another fund.
  public var ringfenced: Bool
  /// A fund.
  public init(name: String, label: String, ringfenced: Bool) {
    self.name = name
    self.label = label
    self.ringfenced = ringfenced
  }
}

/// A noun that counts things: `child`, plural `children`.
public struct UnitNoun: Sendable, Equatable {
  /// One of them.
  public var singular: String
  /// Several.
  public var plural: String
  /// A noun with its plural.
  public init(singular: String, plural: String) {
    self.singular = singular
    self.plural = plural
  }
}

/// Source, owner, date reviewed and confidence of a figure: one row of the assumptions log.
public struct Evidence: Sendable, Equatable {
  /// Where the figure comes from.
  public var source: String?
  /// The role that owns it.
  public var owner: String?
  /// Date reviewed.
  public var reviewed: CalendarDate?
  /// `high`, `medium` or `low`.
  public var confidence: String?
  /// `high`, `medium` or `low`, as the author judges.
  public var impact: String?
  /// Free note.
  public var note: String?
  /// Evidence, all of it optional: the checker says where it is compulsory.
  public init(
    source: String? = nil, owner: String? = nil, reviewed: CalendarDate? = nil,
    confidence: String? = nil, impact: String? = nil, note: String? = nil
  ) {
    self.source = source
    self.owner = owner
    self.reviewed = reviewed
    self.confidence = confidence
    self.impact = impact
    self.note = note
  }
}

/// `measure cla counts children …`.
public struct Measure: Sendable, Equatable {
  /// How the measure gets its path.
  public enum Source: Sendable, Equatable {
    /// `history published cla at ssda903` with `forecast by published-trend`: the published
    /// series of that measure code for the settings' area.
    case published(series: String, census: String)
    /// `follows ehcps at eligible-share, shared by mode-share`: this stock is another measure's
    /// stock, item by item, times an amount, split by shares that sum to one.
    case follows(measure: String, at: String, sharedBy: String?)
    /// `starts at 120 places` with `forecast by NAME`: a level on the first day of the horizon that
    /// grows at an assumption's rate (a change per year), or stays where `growth` is `nil`.
    case level(start: ValueSpec, growth: String?)
    /// `history "data/fostering.csv" at ssda903` or `each month`: a table of one's own.
    case own(OwnHistory)
    /// `projection "data/snpp.csv"`: a table of figures taken as given, without a range; a column
    /// `month` or `year` (its middle), the categories' columns, and `count`.
    case projection(DataFile)
  }
  /// The measure's name.
  public var name: String
  /// Label in tables; the name where the file gives none.
  public var label: String
  /// The noun it counts, singular.
  public var noun: String
  /// Whether it counts events per month (`counts requests per month`) and not a stock.
  public var isFlow: Bool
  /// Names of the categories it is split by (at most one at present), in order.
  public var splitBy: [String]
  /// Where its path comes from.
  public var source: Source
  /// Evidence, where the block has any.
  public var evidence: Evidence
  /// A measure.
  public init(
    name: String, label: String, noun: String, isFlow: Bool = false, splitBy: [String],
    source: Source, evidence: Evidence
  ) {
    self.name = name
    self.label = label
    self.noun = noun
    self.isFlow = isFlow
    self.splitBy = splitBy
    self.source = source
    self.evidence = evidence
  }
}
