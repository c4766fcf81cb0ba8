extension CensusModel {
  /// Simulates the model with every share drawn afresh for every cell and step.
  ///
  /// Counts are beta-binomial and splits chains of beta-binomials, each by inversion of one addressed
  /// uniform. The same numbers come out for any number of threads.
  public func simulateFresh(
    _ course: CensusCourse, measures: CensusMeasures, streams: CensusStreams, replicates: Int,
    threads: Int
  ) async -> CensusDraws {
    await freshSimulation(course, measures, streams).run(replicates: replicates, threads: threads)
  }

  /// Every movement of one replicate of ``simulateFresh(_:measures:streams:replicates:threads:)``,
  /// step by step.
  public func freshLedgers(
    _ course: CensusCourse, measures: CensusMeasures, streams: CensusStreams, replicate: Int
  ) -> [CensusLedger] {
    freshSimulation(course, measures, streams).ledgers(replicate: replicate)
  }

  private func freshSimulation(
    _ course: CensusCourse, _ measures: CensusMeasures, _ streams: CensusStreams
  ) -> CensusSimulation<FreshSampler> {
    let frame = frame
    return CensusSimulation(
      frame: frame, course: course, measures: measures, streams: streams,
      sampler: FreshSampler(model: self, course: course, frame: frame))
  }

  /// The routes of the model, entry ways with the greatest weights first, so that few draws place
  /// all entrants.
  var frame: CensusFrame {
    var entryStart = [0]
    var entryState: [Int] = []
    for entrance in entrances {
      entryState += (entrance?.ways ?? []).sorted {
        $0.weight != $1.weight ? $0.weight > $1.weight : $0.state < $1.state
      }.map(\.state)
      entryStart.append(entryState.count)
    }
    return CensusFrame(
      ages: ages, states: states, hasPlace: rows.map { $0 != nil }, wayStart: wayStart,
      wayState: rows.flatMap { $0?.ways.map(\.state) ?? [] }, entryStart: entryStart,
      entryState: entryState)
  }
}
