/// Runs replicates of a census model. A replicate is the unit of work and its results stand at its
/// index, so that they are the same for any number of threads.
struct CensusSimulation<Sampler: CensusSampler>: Sendable {
  let frame: CensusFrame
  let course: CensusCourse
  let measures: CensusMeasures
  let streams: CensusStreams
  let sampler: Sampler

  /// All replicates.
  func run(replicates: Int, threads: Int) async -> CensusDraws {
    // More parts than threads, so that none waits long for the last; one thread takes one.
    let parts = threads > 1 ? max(1, min(8 * threads, replicates)) : 1
    let bounds = (0...parts).map { replicates * $0 / parts }
    var results = [(values: [Double], flows: [CensusFlows<Int>])?](repeating: nil, count: parts)
    await withTaskGroup(of: (Int, [Double], [CensusFlows<Int>]).self) { group in
      for part in 0..<parts {
        group.addTask {
          let (values, flows) = run(bounds[part]..<bounds[part + 1])
          return (part, values, flows)
        }
      }
      for await (part, values, flows) in group { results[part] = (values, flows) }
    }
    return CensusDraws(
      replicates: replicates, steps: course.steps, measures: measures.count,
      values: results.flatMap { $0?.values ?? [] }, flows: results.flatMap { $0?.flows ?? [] })
  }

  private func run(_ range: Range<Int>) -> ([Double], [CensusFlows<Int>]) {
    let width = measures.count
    var values = [Double](repeating: 0, count: range.count * course.steps * width)
    var flows: [CensusFlows<Int>] = []
    flows.reserveCapacity(range.count * course.steps)
    var walk = CensusWalk(
      frame: frame, initial: course.initial, streams: streams, sampler: sampler)
    for replicate in range {
      walk.begin(replicate: replicate)
      for step in 0..<course.steps {
        walk.advance(replicate: replicate, step: step)
        let first = ((replicate - range.lowerBound) * course.steps + step) * width
        values.withUnsafeMutableBufferPointer { values in
          walk.stock.withUnsafeBufferPointer {
            measures.add(
              $0, to: UnsafeMutableBufferPointer(rebasing: values[first..<first + width]))
          }
        }
        flows.append(walk.flows)
      }
    }
    return (values, flows)
  }

  /// Every movement of one replicate, step by step.
  func ledgers(replicate: Int) -> [CensusLedger] {
    var walk = CensusWalk(
      frame: frame, initial: course.initial, streams: streams, sampler: sampler, keepsLedger: true)
    walk.begin(replicate: replicate)
    return (0..<course.steps).compactMap { step in
      walk.advance(replicate: replicate, step: step)
      return walk.ledger
    }
  }
}
