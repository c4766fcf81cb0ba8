extension CohortModel {
  /// The exact mean and covariance of grouped stocks at the end of every step.
  ///
  /// People are independent, so nothing as large as a covariance of all places is needed. The stock
  /// of a group is a sum over sources: of n people alike at the start, with f the probabilities of
  /// the groups, mean nf and covariance n(diag f − ffᵀ); of Poisson entrants with mean e, ef and
  /// e·diag f; of negative binomial entrants, e²/k·ffᵀ more. It is the recursion m′ = Pᵀm + e,
  /// C′ = PᵀCP + Σ mᵢ(diag pᵢ − pᵢpᵢᵀ) + Vₑ of ``CohortMoments``, summed in another order.
  ///
  /// - Parameters:
  ///   - groupings: what is counted; every cell by itself where none is given.
  ///   - covariances: whether covariances between groups are wanted beside variances.
  /// - Throws: ``CohortError`` where a grouping is of another space, and for covariances of more
  ///   than 2,000 groups.
  public func moments(
    of groupings: [CohortGrouping] = [], covariances: Bool = true
  ) throws(CohortError) -> CohortModelMoments {
    let chosen = groupings.isEmpty ? [.cells(of: space)] : groupings
    for grouping in chosen { try grouping.check(space) }
    var sums = MomentSums(chosen, cells: space.cellCount, steps: steps, covariances: covariances)
    guard !covariances || sums.groups.count <= 2000 else {
      throw CohortError(
        "groupings", "have \(sums.groups.count) groups; covariances of at most 2,000 are kept")
    }
    var flow = ExpectedFlow(self)
    // All means together: what is added at each step carries on.
    for (place, count) in zip(tables.startPlaces, tables.startCounts) {
      flow.add(Double(count), to: Int(place))
    }
    for step in 0..<steps {
      flow.advance(step)
      for (source, entries) in entries.enumerated() {
        for (place, share) in zip(tables.entryPlaces[source], entries.places) {
          flow.add(entries.means[step] * share.share, to: Int(place))
        }
      }
      sums.addMeans(flow, step: step)
    }
    for (place, count) in zip(tables.startPlaces, tables.startCounts) where count > 0 {
      flow.clear()
      flow.add(1, to: Int(place))
      for step in 0..<steps {
        flow.advance(step)
        sums.addProduct(flow, times: -Double(count), step: step)
      }
    }
    for (source, entries) in entries.enumerated() {
      for entry in 0..<steps {
        let extra = entries.extraVariance(entry)
        guard extra != 0 else { continue }
        flow.clear()
        for (place, share) in zip(tables.entryPlaces[source], entries.places) {
          flow.add(share.share, to: Int(place))
        }
        sums.addProduct(flow, times: extra, step: entry)
        for step in entry + 1..<max(entry + 1, steps) {
          flow.advance(step)
          sums.addProduct(flow, times: extra, step: step)
        }
      }
    }
    return sums.moments
  }

  /// The probabilities of one step as a table over places, for small models: state and ticks, named
  /// by the state's levels and the ticks. Throws ``CohortError`` above 4,096 places.
  public func transitionTable(step: Int) throws(CohortError) -> TransitionTable {
    let places = space.states.count * tables.tickCount
    guard places <= 4096, (0..<steps).contains(step) else {
      throw CohortError("step", "\(step) of a model of \(places) places (4,096 at most)")
    }
    var flow = ExpectedFlow(self)
    let names = (0..<places).map { place in
      let levels = zip(space.dimensions, space.states[place / tables.tickCount])
        .map { $0.levels[$1] }
      let ticks = space.ticks(place % tables.tickCount).map(String.init)
      return (levels + ticks).joined(separator: "|")
    }
    var transitions: [(from: String, to: String, probability: Double)] = []
    for place in 0..<places {
      flow.clear()
      flow.add(1, to: place)
      flow.advance(step)
      for target in flow.active.sorted() {
        transitions.append((names[place], names[Int(target)], min(1, flow.values[Int(target)])))
      }
    }
    return try TransitionTable(cells: names, transitions: transitions)
  }
}

extension CohortEntries {
  /// What a step's variance has beyond Poisson, for the product ffᵀ.
  fileprivate func extraVariance(_ step: Int) -> Double {
    switch count {
    case .poisson: 0
    case .negativeBinomial(let size): means[step] * means[step] / size
    case .fixed: -means[step]
    }
  }
}
