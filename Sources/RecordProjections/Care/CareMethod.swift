public import CouncilReturns

/// A way to project children looked after from a council's SSDA903 returns.
public enum CareMethod: String, CaseIterable, Sendable {
  /// By age, placement and time in placement (``CareDurationProjection``).
  case duration

  /// The daily stock-and-flow model of the open base tool, number for number (``CareStockFlow``).
  case stockFlow = "stock-flow"

  /// The daily stock-and-flow model of the open regional tool, number for number.
  case stockFlowRegional = "stock-flow-regional"

  /// How a stock-and-flow model counts flows; `nil` of the others.
  public var flowRules: CareFlowRules? {
    switch self {
    case .duration: nil
    case .stockFlow: .stockFlow
    case .stockFlowRegional: .stockFlowRegional
    }
  }
}
