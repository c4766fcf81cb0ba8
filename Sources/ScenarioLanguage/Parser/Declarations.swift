import Periods

/// The clauses any block may have.
struct CommonSyntax {
  var label: Name?
  var note: Name?
  var source: Name?
  var owner: Name?
  var reviewed: Spanned<CalendarDate>?
  var confidence: Name?
  var impact: Name?
}

/// What every block has: its word, its name, which clauses were met, and where one may be added.
struct BlockSyntax {
  var word: String
  var name: Name
  var headSpan: SourceSpan
  var insertionPoint: Int
  var attempted: Set<String> = []
  var common = CommonSyntax()
  var file: String { headSpan.file }
}

struct SettingsSyntax {
  var block: BlockSyntax
  var area: Name?
  var first: Spanned<Month>?
  var last: Spanned<Month>?
  var prices: FinancialYear?
  var schoolDays: Spanned<Int>?
  var runs: Spanned<Int>?
  var seed: Spanned<Int>?
}

struct CategorySyntax {
  var name: Name
  var items: [Name]
}

struct CensusSyntax {
  var name: Name
  var month: Int
  var day: Int?
}

struct FundSyntax {
  var name: Name
  var label: String
  var ringfenced: Bool
}

struct UnitSyntax {
  var singular: Name
  var plural: Name
}

struct MeasureSyntax {
  var block: BlockSyntax
  var noun: Name
  var split: [Name] = []
  var history: (series: Name, census: Name)?
  var forecast: Name?
  var follows: (measure: Name, at: Name, sharedBy: Name?)?
  var starts: ValueSyntax?
  /// `per month` after the noun.
  var perMonth: SourceSpan?
  var own: OwnHistorySyntax?
  var projection: Name?
}

struct AssumptionSyntax {
  enum Body {
    case single(ValueSyntax?)
    case byPeriod([(Spanned<PeriodSpec>, ValueSyntax)], onwards: ValueSyntax?)
    case byItem(Name, [(Name, ValueSyntax)])
  }
  var block: BlockSyntax
  var body: Body
  var movesWith: [(with: Name, coefficient: Spanned<Double>)] = []
}

struct CostSyntax {
  var block: BlockSyntax
  var fund: Name
  var noun: Name?
  var measure: Name?
  var filter: (category: Name, items: [Name])?
  var price: ValueSyntax?
  var inflation: Name?
  var changes: [(fund: Name, from: Spanned<PeriodSpec>)] = []
  var contributions: [(fund: Name, share: ValueSyntax)] = []
}

struct EffectSyntax {
  enum Kind {
    case move(from: Name, to: Name)
    case divert(from: Name, to: Name)
    case reduce(Name, LeverDestination)
    case increase(Name, LeverOrigin)
    case set(Name)
    case cap(Name)
  }
  enum LeverDestination {
    case item(Name)
    case leaving
    case neverStarting
    case missing
  }
  enum LeverOrigin {
    case item(Name)
    case joining
    case missing
  }
  var kind: Kind
  var amount: AmountSyntax
  /// The word and the item, to mark where a destination is missing.
  var headSpan: SourceSpan
  var span: SourceSpan
}

struct LeverSyntax {
  var block: BlockSyntax
  var measure: Name
  var effects: [EffectSyntax] = []
  var timing = TimingSyntax()
  var after: [Name] = []
  /// Whether it is a supposition of an ask, which needs no evidence.
  var isSupposed = false
  var delivers: ValueSyntax?
  var spends: [(amount: ValueSyntax, once: Bool, fund: Name)] = []
}

struct OverrideSyntax {
  var block: BlockSyntax
  var value: ValueSyntax?
  var from: Spanned<PeriodSpec>?
  var because: Name?
}

struct ScenarioSyntax {
  enum Use {
    case lever(Name, delay: Int, clause: SourceSpan)
    case contract(Name, delay: Int, clause: SourceSpan)
    case scenario(Name, delay: Int, clause: SourceSpan)
  }
  var block: BlockSyntax
  var parent: Name?
  var covers: [Name] = []
  var uses: [Use] = []
  /// `drop lever NAME` and `drop contract NAME`.
  var drops: [(isLever: Bool, name: Name)] = []
  var overrides: [OverrideSyntax] = []
}

struct ShowSyntax {
  var subject: Name
  var by: [Name]
  var from: Spanned<FinancialYear>
  var to: Spanned<FinancialYear>
  var range: RangeSpec
}

struct ComparisonSyntax {
  var block: BlockSyntax
  var scenarios: [Name]
  var baseline: Name
  var shows: [ShowSyntax] = []
}

struct ReportSyntax {
  var block: BlockSyntax
  var title: String
  var baseline: Name?
  var scenarios: [Name] = []
  var from: Spanned<FinancialYear>?
  var to: Spanned<FinancialYear>?
  var lines: [Name] = []
  var base: MoneyBase?
  var split: [Name] = []
  var incremental: Bool?
  var range: RangeSpec?
  var gap: Name?
}

struct CheckSyntax {
  enum Moment {
    case census(Name, Spanned<Int>)
    case period(Spanned<PeriodSpec>)
  }
  var block: BlockSyntax
  var subject: Name?
  var moment: Moment?
  var expected: AmountSyntax?
  var within: Spanned<Double>?
}

/// Everything one file says.
struct FileSyntax {
  var edition: Spanned<Int>?
  var title: Name?
  var imports: [Name] = []
  var settings: [SettingsSyntax] = []
  var categories: [CategorySyntax] = []
  var censuses: [CensusSyntax] = []
  var funds: [FundSyntax] = []
  var units: [UnitSyntax] = []
  var measures: [MeasureSyntax] = []
  var assumptions: [AssumptionSyntax] = []
  var costs: [CostSyntax] = []
  var contracts: [ContractSyntax] = []
  var pathways: [PathwaySyntax] = []
  var regressions: [RegressionSyntax] = []
  var covariates: [CovariateSyntax] = []
  var figures: [FigureSyntax] = []
  var asks: [AskSyntax] = []
  var levers: [LeverSyntax] = []
  var scenarios: [ScenarioSyntax] = []
  var comparisons: [ComparisonSyntax] = []
  var reports: [ReportSyntax] = []
  var checks: [CheckSyntax] = []
}
