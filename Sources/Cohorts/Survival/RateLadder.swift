import Probability

/// Rates of events in many cells, each shrunk towards the cells it resembles, up a ladder of groups.
///
/// The overall rate is events over exposure. On each rung, from the coarsest groups to the cells
/// themselves, a group's events are compared with those its parent's rate expects; the ratios follow
/// a gamma law fitted over the rung (``GammaPoissonShrinkage``), and the posterior mean of a group's
/// ratio multiplies the parent's rate. Groups that say little keep their parent's rate; rungs whose
/// groups differ no more than chance add nothing.
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
  }

  struct Law: Hashable, Sendable {
    let shape: Double
    let rate: Double
  }

  /// The shrunken rates, one per cell.
  public let estimates: [Estimate]

  /// All events over all exposure.
  public let overall: Double

  let exposure: [Double]
  let rungs: [Rung]
  let totalEvents: Double

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
    for group in groups + [Array(events.indices)] where overall > 0 {
      parents = rates
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
        law = Law(shape: fit.shape, rate: fit.rate)
      } else {
        law = nil
      }
      if let law {
        for (cell, index) in group.enumerated() {
          rates[cell] *= (law.shape + found[index]) / (law.rate + expected[index])
        }
      }
      rungs.append(Rung(group: group, events: found, law: law))
    }
    self.overall = overall
    self.exposure = exposure
    self.rungs = rungs
    totalEvents = sumOfEvents
    estimates = zip(rates, parents).map { Estimate(rate: $0, parentRate: $1) }
  }

  /// One draw of all rates from their posterior, written into `rates`.
  ///
  /// The overall rate is drawn from its gamma posterior with half an event added, then the ratio of
  /// every group that has exposure given its drawn parent, rung by rung, so that cells that lean on
  /// one parent err together. `uniform(k)` is the k-th uniform, the same cell always taking the same
  /// one.
  public func draw(into rates: inout [Double], uniform: (Int) -> Double) {
    guard overall > 0 else {
      for cell in rates.indices { rates[cell] = 0 }
      return
    }
    let top = Gamma(unchecked: totalEvents + 0.5).quantile(uniform(0))
    let level = top / (totalEvents + 0.5) * overall
    for cell in rates.indices { rates[cell] = level }
    var k = 1
    for rung in rungs {
      let first = k
      k += rung.events.count
      guard let law = rung.law else { continue }
      var expected = [Double](repeating: 0, count: rung.events.count)
      for (cell, index) in rung.group.enumerated() {
        expected[index] += exposure[cell] * rates[cell]
      }
      var ratios = expected
      for index in ratios.indices {
        // A group that was never at risk has the mean of the law; it cannot matter much.
        ratios[index] =
          expected[index] > 0
          ? Gamma(unchecked: law.shape + rung.events[index]).quantile(uniform(first + index))
            / (law.rate + expected[index])
          : law.shape / law.rate
      }
      for (cell, index) in rung.group.enumerated() { rates[cell] *= ratios[index] }
    }
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
