import Foundation
import Probability

/// The children of one simulated history: the same for every number of beds, so that two numbers of beds
/// differ by the beds alone.
struct Referrals {
  struct Child {
    var arrival: Double
    var stay: Double
    /// Uniform that decides whether a vacancy suits.
    var match: Double
    /// Whether the child may be moved later.
    var mayMove: Bool
  }

  var children: [Child] = []

  /// The suited children who come from 0 to `end` weeks in replicate `replicate`.
  init(
    demand: BedDemand, terms: BedTerms, from start: Double, end: Double, seed: UInt64,
    replicate: Int
  ) {
    let stream = RandomStream(seed: seed, name: "block-beds")
    var rate = demand.arrivalsPerWeek * demand.suitedShare
    if let shape = terms.loadShape {
      let law = Gamma(unchecked: shape, scale: 1 / shape)
      rate *= law.quantile(stream.at(replicate: replicate, step: 0).uniform(0))
    }
    let mean = terms.season.reduce(0, +) / Double(max(1, terms.season.count))
    // Referrals are thinned from the busiest week's rate, so that a season moves none of the others.
    let peak = terms.season.isEmpty ? 1 : (terms.season.max() ?? 1) / mean
    guard rate * peak > 0 else { return }
    var time = start
    var number = 1
    while number < RandomAddress.stepLimit {
      let address = stream.at(replicate: replicate, step: number)
      time -= log(address.uniform(0)) / (rate * peak)
      guard time < end else { return }
      number += 1
      if !terms.season.isEmpty {
        let week = Int(time.rounded(.down)) % terms.season.count
        let index = week < 0 ? week + terms.season.count : week
        guard address.uniform(1) * peak < terms.season[index] / mean else { continue }
      }
      children.append(
        Child(
          arrival: time, stay: terms.stay.length(address.uniform(2), mean: demand.meanStayWeeks),
          match: address.uniform(3), mayMove: address.uniform(4) < terms.transferShare))
    }
  }
}

extension StayLaw {
  /// The stay in weeks at a uniform.
  func length(_ uniform: Double, mean: Double) -> Double {
    switch self {
    case .exponential: -mean * log(1 - uniform)
    case .constant: mean
    case .weibull(let shape):
      mean / exp(SpecialFunctions.logGamma(1 + 1 / shape)) * pow(-log(1 - uniform), 1 / shape)
    }
  }
}
