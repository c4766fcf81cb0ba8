import Cohorts
import Foundation
import Probability
import Testing

/// Simulation-based calibration (Talts and others 2018, arXiv 1804.06788): worlds are drawn from the
/// prior, data from each world, and the truth has to rank anywhere among the posterior's draws alike.
@Suite("Simulation-based calibration")
struct CalibrationTests {
  static let groupOf = (0..<30).map { $0 / 5 }
  static let draws = 99

  /// A world: an overall rate, ratios of 6 groups and of 30 cells, their spreads drawn too.
  struct World {
    var rates: [Double]
    var exposure: [Double]
    var events: [Double]

    init(_ replicate: Int) {
      let u = RandomStream(seed: 71, name: "world").at(replicate: replicate, step: 0)
      func normal(_ k: Int) -> Double { SpecialFunctions.normalQuantile(u.uniform(k)) }
      func ratio(_ tau: Double, _ k: Int) -> Double {
        let shape = 1 / (tau * tau)
        return Gamma(unchecked: shape).quantile(u.uniform(k)) / shape
      }
      // Half-normal spreads of scale 1, inside what the grid of the posterior covers.
      let spreads = [0, 1].map { min(2.4, max(0.03, abs(normal($0)))) }
      let level = 0.01 * exp(0.5 * normal(2))
      let groups = (0..<6).map { ratio(spreads[0], 10 + $0) }
      rates = (0..<30).map { level * groups[groupOf[$0]] * ratio(spreads[1], 100 + $0) }
      // Nights at risk as a council of some 300 children has them: a few cells hold most of them.
      exposure = (0..<30).map { 150 * exp(1.2 * normal(200 + $0)) + 20 }
      events = zip(rates, exposure).enumerated().map { cell, pair in
        Double(Poisson(unchecked: pair.0 * pair.1).quantile(u.uniform(300 + cell)))
      }
    }
  }

  @Test("80% ranges of rates hold 76 to 84% of the truths, in cells and in total")
  func rates() throws {
    let worlds = Campaign.size(full: 4000, slice: 400)
    var covered = (cells: 0, totals: 0)
    var cells = 0
    var used = 0
    var ranks = [Int](repeating: 0, count: 10)
    for replicate in 0..<worlds {
      let world = World(replicate)
      guard world.events.contains(where: { $0 > 0 }) else { continue }
      used += 1
      let posterior = RateLadderPosterior(
        try RateLadder(
          events: world.events, exposure: world.exposure, groups: [Self.groupOf]))
      let stream = RandomStream(seed: 72, name: "posterior")
      var below = [Int](repeating: 0, count: 31)
      var drawn = [Double](repeating: 0, count: 30)
      let total = zip(world.rates, world.exposure).reduce(0) { $0 + $1.0 * $1.1 }
      for draw in 0..<Self.draws {
        let address = stream.at(replicate: draw, step: replicate)
        posterior.draw(into: &drawn) { address.uniform($0) }
        for cell in 0..<30 where drawn[cell] < world.rates[cell] { below[cell] += 1 }
        if zip(drawn, world.exposure).reduce(0, { $0 + $1.0 * $1.1 }) < total { below[30] += 1 }
      }
      for (index, rank) in below.enumerated() {
        let inside = rank >= 10 && rank < 90
        if index == 30 {
          covered.totals += inside ? 1 : 0
        } else {
          covered.cells += inside ? 1 : 0
          cells += 1
          ranks[rank / 10] += 1
        }
      }
    }
    let share = Double(covered.cells) / Double(cells)
    let totals = Double(covered.totals) / Double(used)
    #expect(share > 0.76 && share < 0.84, "cells \(share), ranks \(ranks)")
    #expect(totals > 0.76 && totals < 0.84, "totals \(totals)")
  }
}
