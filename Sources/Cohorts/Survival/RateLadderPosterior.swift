import Foundation
import Probability

/// Draws of all rates of a ladder from their posterior, the laws of its rungs included.
///
/// How much the groups of a rung differ is itself known only from those groups. Plugging in its most
/// likely value makes ranges too narrow (Kass and Steffey 1989, JASA 84), so it is drawn too: the
/// standard deviation τ = 1/√shape of the ratios has a half-normal prior of scale 1 (weakly
/// informative in the sense of Gelman 2006, Bayesian Analysis 1) and the negative binomial likelihood
/// of the rung's counts, on a grid.
public struct RateLadderPosterior: Sendable {
  /// The laws a rung may have, with the chance of each or an earlier one.
  struct Laws: Sendable {
    let laws: [RateLadder.Law]
    let cumulative: [Double]

    func drawn(_ uniform: Double) -> RateLadder.Law? {
      guard let index = cumulative.firstIndex(where: { uniform <= $0 }) else { return laws.last }
      return laws[index]
    }
  }

  private let ladder: RateLadder
  private let laws: [Laws]
  /// The uniform that draws the law of the first rung; those of groups come before.
  private let firstLaw: Int
  /// The posterior of a ladder.
  public init(_ ladder: RateLadder) {
    self.ladder = ladder
    let evidence = RateEvidence(
      ladder.events, ladder.exposure, ladder.rungs, parents: ladder.rungRates,
      laws: ladder.rungs.map(\.law))
    laws = ladder.rungs.indices.map { Self.laws(ladder.rungs, $0, evidence.groups[$0]) }
    firstLaw = 1 + ladder.rungs.reduce(0) { $0 + $1.events.count }
  }

  /// One draw of all rates, written into `rates`, one per cell.
  ///
  /// The law of every rung is drawn first, then the overall rate, then rung by rung the ratio of
  /// every group given its drawn parent, so that cells that lean on one parent err together. What the
  /// parts of a group tell of it is weighted by the drawn laws. `uniform(k)` is the k-th uniform, the
  /// same group always taking the same one.
  public func draw(into rates: inout [Double], uniform: (Int) -> Double) {
    guard ladder.overall > 0 else {
      for cell in rates.indices { rates[cell] = 0 }
      return
    }
    let drawn = laws.indices.map { laws[$0].drawn(uniform(firstLaw + $0)) }
    let evidence = RateEvidence(
      ladder.events, ladder.exposure, ladder.rungs, parents: ladder.rungRates, laws: drawn)
    let level =
      Gamma(unchecked: evidence.all.events + 0.5).quantile(uniform(0)) / evidence.all.exposure
    for cell in rates.indices { rates[cell] = level }
    var k = 1
    for (index, rung) in ladder.rungs.enumerated() {
      let first = k
      k += rung.events.count
      guard let law = drawn[index] else { continue }
      var parent = [Double](repeating: 0, count: rung.events.count)
      for (cell, group) in rung.group.enumerated() { parent[group] = rates[cell] }
      var ratios = parent
      for (group, told) in evidence.groups[index].enumerated() {
        ratios[group] =
          Gamma(unchecked: law.shape + told.events).quantile(uniform(first + group))
          / (law.shape + told.exposure * parent[group])
      }
      for (cell, group) in rung.group.enumerated() { rates[cell] *= ratios[group] }
    }
  }

  private static let points = 24

  /// The laws that a rung's groups may have, by the likelihood of what each is told.
  ///
  /// The rates of the groups above are integrated out (Laplace's approximation, flat in their
  /// logarithm); taking them as known from the same counts would make the groups look too alike.
  private static func laws(
    _ rungs: [RateLadder.Rung], _ index: Int, _ told: [RateEvidence.Told]
  ) -> Laws {
    let above = index == 0 ? nil : rungs[index - 1].group
    var families: [Int: [(y: Double, n: Double)]] = [:]
    var seen = [Bool](repeating: false, count: told.count)
    for (cell, group) in rungs[index].group.enumerated() where !seen[group] {
      seen[group] = true
      guard told[group].exposure > 0 else { continue }
      families[above?[cell] ?? 0, default: []].append((told[group].events, told[group].exposure))
    }
    // Only families with events and several members say how much members differ.
    let useful = families.sorted { $0.key < $1.key }.map(\.value).filter {
      $0.count > 1 && $0.contains { $0.y > 0 }
    }
    guard !useful.isEmpty else { return Laws(laws: [], cumulative: []) }
    var laws: [RateLadder.Law] = []
    var logs: [Double] = []
    for point in 0..<points {
      // Squared steps: finest where τ is small and a step changes most.
      let step = (Double(point) + 0.5) / Double(points)
      let tau = 2.5 * step * step
      let shape = 1 / (tau * tau)
      var sum = log(step) - tau * tau / 2
      for family in useful {
        let mean = GammaPoissonShrinkage.mean(shape: shape, family)
        sum += GammaPoissonShrinkage.logLikelihood(shape: shape, mean: mean, family)
        let information = family.reduce(0) { $0 + mean * $1.n / (1 + mean * $1.n / shape) }
        sum -= log(information) / 2
      }
      laws.append(RateLadder.Law(shape: shape))
      logs.append(sum)
    }
    let highest = logs.max() ?? 0
    let weights = logs.map { exp($0 - highest) }
    let total = weights.reduce(0, +)
    var sum = 0.0
    return Laws(
      laws: laws,
      cumulative: weights.map { weight in
        sum += weight / total
        return sum
      })
  }
}
