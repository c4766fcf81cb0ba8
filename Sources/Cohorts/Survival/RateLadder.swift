import Probability

/// Rates of events in many cells, each shrunk towards the cells it resembles, up a ladder of groups.
///
/// On each rung, from the coarsest groups to the cells themselves, a group's events are compared with
/// those its parent's rate expects; the ratios follow a gamma law with mean 1 whose shape is fitted
/// over the rung (``GammaPoissonShrinkage``), and the posterior mean of a group's ratio multiplies the
/// parent's rate. What a group's parts say of it counts the less the more they differ by their own
/// law: a part that expects μ events counts by 1/(1 + μ/shape), the weight of the negative binomial
/// score. Groups that say little keep their parent's rate; rungs whose groups differ no more than
/// chance add nothing.
public struct RateLadder: Hashable, Sendable {
  /// The shrunken rate of a cell.
  public struct Estimate: Hashable, Sendable {
    /// Events per unit of exposure after shrinkage.
    public let rate: Double

    /// The rate of the group above, towards which it is shrunk.
    public let parentRate: Double
  }

  /// One rung: the group of each cell, and the gamma law of the ratios to the parent.
  struct Rung: Hashable, Sendable {
    let group: [Int]
    let events: [Double]
    /// The law's shape and rate; `nil` where no group differs from its parent.
    let law: Law?
    /// The events that the parents' rates lead to expect in each group.
    let expected: [Double]
  }

  /// A gamma law of ratios with mean 1.
  struct Law: Hashable, Sendable {
    let shape: Double
  }

  /// The shrunken rates, one per cell.
  public let estimates: [Estimate]

  /// All events over all exposure.
  public let overall: Double

  let events: [Double]
  let exposure: [Double]
  let rungs: [Rung]
  /// For each rung the rate of the group above by cell, as laws were fitted.
  let rungRates: [[Double]]

  /// Shrinks the rates of those cells.
  ///
  /// - Parameters:
  ///   - events: events per cell; weighted data may give fractions.
  ///   - exposure: exposure per cell.
  ///   - groups: rungs from coarse to fine, each the group (from 0) of every cell.
  /// - Throws: ``CohortError`` where lists differ in length, a number is negative or not finite, a
  ///   group is negative, or events have no exposure at all.
  public init(events: [Double], exposure: [Double], groups: [[Int]]) throws(CohortError) {
    try Self.check(events, exposure, groups)
    let sumOfEvents = CompensatedSum(events).value
    let sumOfExposure = CompensatedSum(exposure).value
    guard sumOfExposure > 0 || sumOfEvents == 0 else {
      throw CohortError("exposure", "is 0 everywhere; rates need time at risk")
    }
    let overall = sumOfExposure > 0 ? sumOfEvents / sumOfExposure : 0
    var rates = [Double](repeating: overall, count: events.count)
    var parents = rates
    var rungs: [Rung] = []
    var rungRates: [[Double]] = []
    for group in groups + [Array(events.indices)] where overall > 0 {
      rungRates.append(rates)
      var found = [Double](repeating: 0, count: (group.max() ?? -1) + 1)
      var expected = found
      for (cell, index) in group.enumerated() {
        found[index] += events[cell]
        expected[index] += exposure[cell] * rates[cell]
      }
      // Zero-night stays may leave an event without exposure; it then says nothing of a ratio.
      let known = expected.indices.filter { expected[$0] > 0 }
      let law: Law?
      let fit = try? GammaPoissonShrinkage(
        events: known.map { found[$0] }, exposure: known.map { expected[$0] })
      if let fit, !fit.isPooled {
        law = Law(shape: fit.shape)
      } else {
        law = nil
      }
      if let law {
        for (cell, index) in group.enumerated() {
          rates[cell] *= (law.shape + found[index]) / (law.shape + expected[index])
        }
      }
      rungs.append(
        Rung(group: group, events: found, law: law, expected: expected))
    }
    self.overall = overall
    self.exposure = exposure
    self.events = events
    self.rungs = rungs
    let evidence = RateEvidence(
      events, exposure, rungs, parents: rungRates, laws: rungs.map(\.law))
    self.rungRates = rungRates
    let level = evidence.all.exposure > 0 ? evidence.all.events / evidence.all.exposure : 0
    rates = [Double](repeating: level, count: events.count)
    parents = rates
    for (index, rung) in rungs.enumerated() {
      parents = rates
      guard let law = rung.law else { continue }
      for (cell, group) in rung.group.enumerated() {
        let told = evidence.groups[index][group]
        rates[cell] *= (law.shape + told.events) / (law.shape + told.exposure * parents[cell])
      }
    }
    estimates = zip(rates, parents).map { Estimate(rate: $0, parentRate: $1) }
  }

  private static func check(
    _ events: [Double], _ exposure: [Double], _ groups: [[Int]]
  ) throws(CohortError) {
    guard exposure.count == events.count else {
      throw CohortError("exposure", "has \(exposure.count) values for \(events.count) cells")
    }
    for index in events.indices {
      guard events[index] >= 0, events[index].isFinite else {
        throw CohortError(
          "events[\(index)]", "is \(events[index]); it must be finite and at least 0")
      }
      guard exposure[index] >= 0, exposure[index].isFinite else {
        throw CohortError(
          "exposure[\(index)]", "is \(exposure[index]); it must be finite and at least 0")
      }
    }
    for (rung, group) in groups.enumerated() {
      guard group.count == events.count else {
        throw CohortError(
          "groups[\(rung)]", "has \(group.count) values for \(events.count) cells")
      }
      for (cell, index) in group.enumerated() where index < 0 {
        throw CohortError("groups[\(rung)][\(cell)]", "is \(index); it must be at least 0")
      }
    }
  }
}
