import Cohorts

extension PlanProjection {
  /// The name that the random streams of plans bear.
  static let stream = "plans"

  /// Projects the plans: simulation beside exact moments, by year and figure.
  ///
  /// With ``Parameters/perYear`` the exact moments are free of any sampling; with
  /// ``Parameters/perReplicate`` they are exact given the rates and averaged over fixed draws of them
  /// (`CensusRateModel.moments`).
  public func table() async -> PlanProjectionTable {
    let streams = CensusStreams(seed: options.seed, name: Self.stream)
    async let exact = engine.moments(
      of: course, measures: measures.measures, threads: options.threads)
    let draws = await engine.draws(
      of: course, measures: measures.measures, streams: streams, replicates: options.simulations,
      threads: options.threads)
    let moments = await exact
    var rows: [PlanProjectionTable.Row] = []
    if options.from <= startYear {
      let known = measures.measures.values(of: course.initial.map(Double.init))
      rows = zip(measures.keys, known).map { .init(year: startYear, key: $0, known: $1) }
    }
    var flows: [Int: CensusFlows<Double>] = [:]
    var exactFlows: [Int: CensusFlows<Double>] = [:]
    for step in 0..<course.steps {
      let year = startYear + 1 + step
      flows[year] = draws.meanFlows(step: step)
      exactFlows[year] = moments[step].flows
      guard year >= options.from else { continue }
      for (measure, key) in measures.keys.enumerated() {
        rows.append(
          .init(
            year: year, key: key, values: draws.values(measure: measure, step: step),
            exactMean: moments[step].mean[measure],
            exactStandardDeviation: moments[step].standardDeviation[measure]))
      }
    }
    return PlanProjectionTable(rows: rows, exactFlows: exactFlows, flows: flows)
  }
}
