extension CensusRateModel {
  /// Simulates the model with rates drawn once per replicate. The same numbers come out for any
  /// number of threads.
  public func simulate(
    _ course: CensusCourse, measures: CensusMeasures, streams: CensusStreams, replicates: Int,
    threads: Int
  ) async -> CensusDraws {
    await simulation(course, measures, streams).run(replicates: replicates, threads: threads)
  }

  /// Every movement of one replicate of ``simulate(_:measures:streams:replicates:threads:)``, step by
  /// step.
  public func ledgers(
    _ course: CensusCourse, measures: CensusMeasures, streams: CensusStreams, replicate: Int
  ) -> [CensusLedger] {
    simulation(course, measures, streams).ledgers(replicate: replicate)
  }

  private func simulation(
    _ course: CensusCourse, _ measures: CensusMeasures, _ streams: CensusStreams
  ) -> CensusSimulation<PersistentSampler> {
    CensusSimulation(
      frame: frame, course: course, measures: measures, streams: streams,
      sampler: PersistentSampler(model: self, course: course, streams: streams))
  }
}
