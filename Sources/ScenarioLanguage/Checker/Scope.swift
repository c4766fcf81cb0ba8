/// Every name declared in a file and its imports: one flat name space.
struct Scope {
  enum Kind: String {
    case category, census, fund, measure, assumption, cost, contract, pathway, regression
    case covariate, figure, lever, scenario, report
  }
  private(set) var kinds: [String: (kind: Kind, span: SourceSpan)] = [:]
  var categories: [String: Category] = [:]
  var measures: [String: MeasureSyntax] = [:]
  var assumptions: [String: AssumptionSyntax] = [:]
  var costs: [String: CostSyntax] = [:]
  var contracts: [String: ContractSyntax] = [:]
  var pathways: [String: PathwaySyntax] = [:]
  var regressions: [String: RegressionSyntax] = [:]
  var covariates: [String: CovariateSyntax] = [:]
  var figures: [String: FigureSyntax] = [:]
  var levers: [String: LeverSyntax] = [:]
  var scenarios: [String: ScenarioSyntax] = [:]
  /// Nouns and plurals to singulars.
  var nouns: [String: String] = [
    "child": "child", "children": "child", "plan": "plan", "plans": "plan",
    "passenger": "passenger", "passengers": "passenger", "place": "place", "places": "place",
    "bed": "bed", "beds": "bed", "pupil": "pupil", "pupils": "pupil",
  ]
  var ringfenced: Set<String> = []

  /// Declares a name; where it is taken, returns the place that has it.
  mutating func declare(_ name: Name, _ kind: Kind) -> SourceSpan? {
    if let taken = kinds[name.value] { return taken.span }
    kinds[name.value] = (kind, name.span)
    return nil
  }

  func names(of kind: Kind) -> [String] {
    kinds.filter { $0.value.kind == kind }.map(\.key)
  }
}
