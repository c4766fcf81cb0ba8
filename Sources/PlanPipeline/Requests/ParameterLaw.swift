import Probability

/// What is known of one number of the pipeline, as a distribution to draw from.
///
/// - `fixed`: one figure, taken as certain.
/// - `range`: a central range that holds with 90%; log-normal for what is above 0, logit-normal for a
///   share.
/// - `counts`: `events` of `of`. For a share, its posterior under the prior of Jeffreys, Beta(events + ½,
///   of − events + ½); for a rate, of so many years, Gamma(events + ½) ÷ years.
enum ParameterLaw: Sendable, Hashable {
  case fixed(Double)
  case logNormal(LogNormal)
  case logitNormal(LogitNormal)
  case normal(Normal)
  case beta(Beta)
  case gamma(Gamma)

  /// The value at a uniform strictly inside (0, 1).
  func value(_ uniform: Double) -> Double {
    switch self {
    case .fixed(let value): value
    case .logNormal(let law): law.quantile(uniform)
    case .logitNormal(let law): law.quantile(uniform)
    case .normal(let law): law.quantile(uniform)
    case .beta(let law): law.quantile(uniform)
    case .gamma(let law): law.quantile(uniform)
    }
  }
}

/// A number of the pipeline: what it means, and which values it may take.
public enum PipelineParameter: String, CaseIterable, Sendable {
  /// Requests for an EHC needs assessment in a year.
  case requestsPerYear = "requests_per_year"
  /// Growth of requests in a year, as a share.
  case requestsGrowth = "requests_growth"
  /// Share of requests withdrawn before a decision.
  case withdrawn
  /// Share of the other requests for which no assessment is made.
  case refusedAssessment = "refused_assessment"
  /// Weeks from request to the decision whether to assess; the law gives six.
  case decisionWeeks = "decision_weeks"
  /// Share of plans that would be issued within 20 weeks of the request, capacity aside.
  case within20Weeks = "within_20_weeks"
  /// Standard deviation of the logarithm of weeks from request to plan.
  case durationSpread = "duration_spread"
  /// Share of assessments after which no plan is issued.
  case refusedPlan = "refused_plan"
  /// Share of refusals to assess that are appealed.
  case appealRefusedAssessment = "appeal_refused_assessment"
  /// Share of refusals to issue that are appealed.
  case appealRefusedPlan = "appeal_refused_plan"
  /// Share of plans issued whose content is appealed.
  case appealContent = "appeal_content"
  /// Share of appeals against a refusal that are conceded or upheld.
  case appealUpheld = "appeal_upheld"
  /// Weeks from refusal to the end of an appeal.
  case tribunalWeeks = "tribunal_weeks"
  /// Assessments that can be completed in a week; without it, as many as come.
  case assessmentsPerWeek = "assessments_per_week"
  /// Assessments that wait at the start for want of capacity.
  case backlog
  /// Plans in force at the start.
  case plans
  /// Share of plans that end in a year, for any reason.
  case ceasedPerYear = "ceased_per_year"
  /// Plans that move in from other authorities in a year.
  case transfersInPerYear = "transfers_in_per_year"

  /// Whether it is a share, from 0 to 1.
  var isShare: Bool {
    switch self {
    case .withdrawn, .refusedAssessment, .within20Weeks, .refusedPlan, .appealRefusedAssessment,
      .appealRefusedPlan, .appealContent, .appealUpheld, .ceasedPerYear:
      true
    default: false
    }
  }

  /// Whether it may be below 0.
  var isSigned: Bool { self == .requestsGrowth }

  /// What it is where the table is silent; `nil` where it has to be given.
  var standard: Double? {
    switch self {
    case .requestsPerYear, .refusedAssessment, .within20Weeks, .refusedPlan, .plans,
      .ceasedPerYear:
      nil
    case .decisionWeeks: 6
    case .durationSpread: 0.35
    case .tribunalWeeks: 40
    case .appealUpheld: 0.9
    case .assessmentsPerWeek: .infinity
    case .requestsGrowth, .withdrawn, .appealRefusedAssessment, .appealRefusedPlan, .appealContent,
      .backlog, .transfersInPerYear:
      0
    }
  }

  /// The values it may take.
  var bounds: ClosedRange<Double> {
    if isShare { return 0...1 }
    switch self {
    case .requestsGrowth: return -0.5...1
    case .decisionWeeks: return 1...26
    case .durationSpread: return 0.01...1.5
    case .tribunalWeeks: return 1...150
    case .assessmentsPerWeek: return 0.01...10_000
    default: return 0...200_000
    }
  }
}
