import Cohorts

/// The census model behind a projection.
enum PlanEngine: Sendable {
  /// Shares drawn afresh every year.
  case perYear(CensusModel)
  /// Rates drawn once per simulation.
  case perReplicate(CensusRateModel)

  /// The model with the laws that the evidence gives.
  init(
    _ evidence: PlanEvidence, options: PlanProjection.Options
  ) throws(PlanProjectionError) {
    switch options.parameters {
    case .perYear:
      let laws = try PlanYearlyLaws(
        transitions: evidence.transitions, joining: evidence.joining,
        population: evidence.population, valid: evidence.valid, space: evidence.space,
        recent: options.recent)
      self = .perYear(
        try PlanProjectionError.converting { () throws(CohortError) in try laws.model() })
    case .perReplicate:
      self = .perReplicate(try PlanRateLaws(evidence).model())
    }
  }

  /// The ages and states.
  var shape: CensusShape {
    switch self {
    case .perYear(let model): model.shape
    case .perReplicate(let model): model.shape
    }
  }

  func moments(
    of course: CensusCourse, measures: CensusMeasures, threads: Int
  ) async -> [CensusMoments] {
    switch self {
    case .perYear(let model): model.freshMoments(of: course, measures: measures)
    case .perReplicate(let model):
      await model.moments(of: course, measures: measures, threads: threads)
    }
  }

  func draws(
    of course: CensusCourse, measures: CensusMeasures, streams: CensusStreams, replicates: Int,
    threads: Int
  ) async -> CensusDraws {
    switch self {
    case .perYear(let model):
      await model.simulateFresh(
        course, measures: measures, streams: streams, replicates: replicates, threads: threads)
    case .perReplicate(let model):
      await model.simulate(
        course, measures: measures, streams: streams, replicates: replicates, threads: threads)
    }
  }
}
