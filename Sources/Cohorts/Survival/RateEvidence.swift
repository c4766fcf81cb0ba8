/// What the cells of a ladder say of the groups above them, weighted by how much parts differ.
///
/// A part with y events in exposure n, and a gamma law of that shape for how it differs from its
/// group of rate λ, tells the group y·w events in n·w, w = 1/(1 + λn/shape): the score of the negative
/// binomial. Sums go from the cells up, rung by rung.
struct RateEvidence: Hashable, Sendable {
  /// Events and exposure.
  struct Told: Hashable, Sendable {
    var events = 0.0
    var exposure = 0.0
  }

  /// What each group is told, by rung.
  let groups: [[Told]]
  /// What all groups together are told.
  let all: Told

  /// - Parameters:
  ///   - parents: for each rung the rate of the group above, by cell.
  ///   - laws: for each rung the law of its groups' ratios; `nil` where they do not differ.
  init(
    _ events: [Double], _ exposure: [Double], _ rungs: [RateLadder.Rung], parents: [[Double]],
    laws: [RateLadder.Law?]
  ) {
    var told = zip(events, exposure).map { Told(events: $0, exposure: $1) }
    var parts = Array(events.indices)
    var result = [[Told]](repeating: [], count: rungs.count)
    for index in rungs.indices.reversed() {
      let group = rungs[index].group
      var sums = [Told](repeating: Told(), count: rungs[index].events.count)
      var rate = [Double](repeating: 0, count: sums.count)
      var seen = [Bool](repeating: false, count: told.count)
      for (cell, part) in parts.enumerated() where !seen[part] {
        seen[part] = true
        rate[group[cell]] = parents[index][cell]
        sums[group[cell]].events += told[part].events
        sums[group[cell]].exposure += told[part].exposure
      }
      result[index] = sums
      told = sums
      if let law = laws[index] {
        for part in told.indices {
          let weight = 1 / (1 + rate[part] * told[part].exposure / law.shape)
          told[part].events *= weight
          told[part].exposure *= weight
        }
      }
      parts = group
    }
    groups = result
    all = told.reduce(into: Told()) {
      $0.events += $1.events
      $0.exposure += $1.exposure
    }
  }
}
