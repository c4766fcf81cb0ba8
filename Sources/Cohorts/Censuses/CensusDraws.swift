import Probability

/// The simulated measures and flows of a census model, kept by replicate.
public struct CensusDraws: Hashable, Sendable {
  /// The number of replicates.
  public let replicates: Int

  /// The number of steps.
  public let steps: Int

  /// The number of measures.
  public let measures: Int

  /// The measures, by replicate, then step, then measure.
  let values: [Double]

  /// The flows, by replicate, then step.
  public let flows: [CensusFlows<Int>]

  /// A measure after a step (counted from 0), by replicate.
  public func values(measure: Int, step: Int) -> [Double] {
    (0..<replicates).map { values[($0 * steps + step) * measures + measure] }
  }

  /// The mean flows of a step.
  public func meanFlows(step: Int) -> CensusFlows<Double> {
    var sum = CensusFlows<Int>()
    for replicate in 0..<replicates { sum += flows[replicate * steps + step] }
    let n = Double(replicates)
    var mean = CensusFlows<Double>()
    mean.entered = Double(sum.entered) / n
    mean.moved = Double(sum.moved) / n
    mean.left = Double(sum.left) / n
    mean.withoutPlace = Double(sum.withoutPlace) / n
    mean.agedOut = Double(sum.agedOut) / n
    return mean
  }
}
