public import CouncilReturns

/// A way to project children looked after from a council's SSDA903 returns.
public enum CareMethod: String, CaseIterable, Sendable {
  /// The daily stock-and-flow model of the open base tool, number for number.
  case stockFlow = "stock-flow"

  /// The daily stock-and-flow model of the open regional tool, number for number.
  case stockFlowRegional = "stock-flow-regional"

  /// How the method counts flows.
  public var flowRules: CareFlowRules {
    switch self {
    case .stockFlow: .stockFlow
    case .stockFlowRegional: .stockFlowRegional
    }
  }
}
