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
    /// The events a group's own rate is known as well as by, given how its parts differ.
    var worth: [Double]
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
  let totalWorth: Double

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
      rungs.append(Rung(group: group, events: found, law: law, worth: found))
    }
    self.overall = overall
    self.exposure = exposure
    let weights = zip(exposure, rates).map { $0 * $1 }
    for index in rungs.indices {
      rungs[index].worth = Self.worth(
        rungs[index].events, of: rungs[index].group, parts: rungs[(index + 1)...], weights)
    }
    totalWorth =
      Self.worth(
        [sumOfEvents], of: [Int](repeating: 0, count: events.count), parts: rungs[...], weights)[0]
    self.rungs = rungs
    estimates = zip(rates, parents).map { Estimate(rate: $0, parentRate: $1) }
  }

  /// One draw of all rates from their posterior, written into `rates`.
  ///
  /// The overall rate is drawn first, then the ratio of every group given its drawn parent, rung by
  /// rung, so that cells that lean on one parent err together. A group's rate is the less certain the
  /// more its parts differ: its n events are worth 1/(1/n + Σ wᵢ²/shape) events, with wᵢ the shares of
  /// its parts and the shape of their law. `uniform(k)` is the k-th uniform, the same group always
  /// taking the same one.
  public func draw(into rates: inout [Double], uniform: (Int) -> Double) {
    guard overall > 0 else {
      for cell in rates.indices { rates[cell] = 0 }
      return
    }
    let shape = totalWorth + 0.5
    let level = Gamma(unchecked: shape).quantile(uniform(0)) / shape * overall
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
        ratios[index] = (law.shape + rung.events[index]) / (law.rate + expected[index])
        guard expected[index] > 0 else { continue }
        let shape = law.shape + rung.worth[index]
        ratios[index] *= Gamma(unchecked: shape).quantile(uniform(first + index)) / shape
      }
      for (cell, index) in rung.group.enumerated() { rates[cell] *= ratios[index] }
    }
  }

  /// The events that each group's rate is as certain as, where its parts on finer rungs differ.
  private static func worth(
    _ events: [Double], of group: [Int], parts rungs: ArraySlice<Rung>, _ weights: [Double]
  ) -> [Double] {
    var totals = [Double](repeating: 0, count: events.count)
    for (cell, index) in group.enumerated() { totals[index] += weights[cell] }
    var variance = events.map { $0 > 0 ? 1 / $0 : 0 }
    for rung in rungs {
      guard let law = rung.law else { continue }
      var share = [Double](repeating: 0, count: rung.events.count)
      var parent = [Int](repeating: 0, count: rung.events.count)
      for (cell, index) in rung.group.enumerated() {
        share[index] += weights[cell]
        parent[index] = group[cell]
      }
      for (index, weight) in share.enumerated() where totals[parent[index]] > 0 {
        let part = weight / totals[parent[index]]
        variance[parent[index]] += part * part / law.shape
      }
    }
    return zip(events, variance).map { $0 > 0 ? 1 / $1 : 0 }
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
