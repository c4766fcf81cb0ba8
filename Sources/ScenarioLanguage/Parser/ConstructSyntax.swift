import Periods

struct OwnHistorySyntax {
  enum Cadence {
    case census(Name)
    case monthly
  }
  var file: Name
  var cadence: Cadence
}

struct CovariateSyntax {
  var name: Name
  var path: Name
}

struct ContractSyntax {
  var block: BlockSyntax
  var fund: Name
  var provides: AmountSyntax?
  var measure: Name?
  var filter: (category: Name, items: [Name])?
  var replaces: Name?
  var price: ValueSyntax?
  var inflation: Name?
  var filledTo: ValueSyntax?
  /// `true` for `paid whether or not occupied`.
  var paidWhenEmpty: Bool?
  var timing = TimingSyntax()
}

/// `from`, `until`, `lag`, `over`, `full effect by`: when something holds and how it builds up.
struct TimingSyntax {
  var from: Spanned<PeriodSpec>?
  var until: Spanned<PeriodSpec>?
  var lag: Spanned<Int>?
  var over: Spanned<Int>?
  var isSCurve = false
  var fullEffectBy: Spanned<Month>?
  var fades: ValueSyntax?
}

struct PathwaySyntax {
  enum Rate {
    case enter(Name, ValueSyntax)
    case leave(Name, ValueSyntax)
    case transfer(Name, Name, ValueSyntax)
  }
  struct Limit {
    var item: Name
    var capacity: Name
    var perPlace: AmountSyntax
    var overflow: Name
  }
  var block: BlockSyntax
  var measure: Name
  var rates: (file: Name, from: Spanned<Month>, to: Spanned<Month>)?
  var written: [Rate] = []
  var ageOut: Spanned<Int>?
  var limits: [Limit] = []
}

struct RegressionSyntax {
  struct Term {
    var variable: Name
    var levellingOff: SourceSpan?
    var together: [Name]
  }
  var block: BlockSyntax
  var measure: Name
  var family: Name?
  var exposure: Name?
  var level: Name?
  var terms: [Term] = []
  var fitted: (file: Name, from: Spanned<Month>, to: Spanned<Month>)?
  var heldBack: Spanned<Int>?
}

struct FigureSyntax {
  var name: Name
  var unit: AmountSyntax
  var expression: ExpressionSyntax
  var headSpan: SourceSpan
}

/// An expression as written.
indirect enum ExpressionSyntax {
  enum Operation: String {
    case add = "+"
    case subtract = "-"
    case multiply = "×"
    case divide = "/"
  }
  case amount(AmountSyntax)
  case name(Name)
  case total(Name)
  case repriced(Name, to: Spanned<FinancialYear>)
  case operation(Operation, ExpressionSyntax, ExpressionSyntax, sign: SourceSpan)

  var span: SourceSpan {
    switch self {
    case .amount(let amount): amount.span
    case .name(let name), .total(let name): name.span
    case .repriced(let name, let year): name.span.through(year.span)
    case .operation(_, let left, let right, _): left.span.through(right.span)
    }
  }
}

struct AskSyntax {
  enum Clause {
    case find(FindSyntax)
    case chance(TargetSyntax, over: Bool, AmountSyntax, SourceSpan)
    case size(Name, low: Spanned<Int>, high: Spanned<Int>, confidence: Spanned<Double>?, SourceSpan)
    case rank(ofLevers: Bool, TargetSyntax, SourceSpan)
    case benchmark(
      Name, census: Name, year: Spanned<Int>, peers: [BenchmarkQuestion.Peers], SourceSpan)
  }
  struct FindSyntax {
    var lever: Name
    var low: Spanned<Double>
    var high: Spanned<Double>
    var target: TargetSyntax
    var atMost: Bool
    var limit: AmountSyntax
    var confidence: Spanned<Double>
    var span: SourceSpan
  }
  var block: BlockSyntax
  var start: Name?
  /// Levers written here, under names of their own.
  var suppositions: [LeverSyntax] = []
  /// `suppose lever NAME`.
  var supposedLevers: [Name] = []
  var shows: [ShowSyntax] = []
  var clauses: [Clause] = []
}

struct TargetSyntax {
  enum Moment {
    case year(Spanned<FinancialYear>)
    case census(Name, Spanned<Int>)
    case anyMonth(Spanned<FinancialYear>, Spanned<FinancialYear>)
  }
  var subject: Name
  var moment: Moment
  var span: SourceSpan
}
