extension CensusModel {
  /// The exact moments after each step when every share is drawn afresh for every cell and step.
  ///
  /// Given N people of a cell, two of them are together in states j and k with probability qⱼₖ, so
  /// that with pⱼ for one of them E XⱼXₖ = E[N(N−1)] qⱼₖ + E[N] pⱼ 1(j = k); q and p are moments of the
  /// beta and Dirichlet laws. Entrants are a beta-binomial share of the exposed, spread by a
  /// Dirichlet-multinomial. People of different ages never meet, so their stocks are independent and
  /// the covariance has one block per age.
  public func freshMoments(
    of course: CensusCourse, measures: CensusMeasures
  ) -> [CensusMoments] {
    var blocks = (0..<ages).map { age in
      CensusBlock(
        mean: course.initial[age * states..<(age + 1) * states].map(Double.init), states: states)
    }
    return course.exposures.map { exposure in
      var flows = CensusFlows<Double>()
      var next = [CensusBlock](
        repeating: CensusBlock(mean: [Double](repeating: 0, count: states), states: states),
        count: ages)
      for age in 0..<ages {
        if age + 1 < ages {
          advance(blocks[age], age: age, into: &next[age + 1], &flows)
        } else {
          flows.agedOut += blocks[age].mean.reduce(0, +)
        }
      }
      for age in 0..<ages { enter(exposure[age], age: age, into: &next[age], &flows) }
      blocks = next
      return summary(blocks, measures, flows)
    }
  }

  private func advance(
    _ block: CensusBlock, age: Int, into next: inout CensusBlock,
    _ flows: inout CensusFlows<Double>
  ) {
    var steps: [CensusStep?] = []
    for state in 0..<states {
      let mean = block.mean[state]
      guard mean > 0 else {
        steps.append(nil)
        continue
      }
      guard let row = rows[age * states + state] else {
        flows.withoutPlace += mean
        steps.append(nil)
        continue
      }
      let step = CensusStep(row, state: state)
      flows.left += mean * step.leave
      flows.moved += mean * step.moved
      steps.append(step)
    }
    next.arrive(from: block, steps)
  }

  private func enter(
    _ exposed: Int, age: Int, into next: inout CensusBlock, _ flows: inout CensusFlows<Double>
  ) {
    guard let entrance = entrances[age], exposed > 0 else { return }
    let people = Double(exposed)
    let rate = entrance.rate.moments
    let mean = people * rate.mean
    flows.entered += mean
    next.enter(mean: mean, pairs: people * (people - 1) * rate.both, ways: entrance.ways)
  }

  private func summary(
    _ blocks: [CensusBlock], _ measures: CensusMeasures, _ flows: CensusFlows<Double>
  ) -> CensusMoments {
    var variance = [Double](repeating: 0, count: measures.count)
    for (age, block) in blocks.enumerated() {
      block.addVariances(of: measures, firstCell: age * states, to: &variance)
    }
    let mean = blocks.flatMap(\.mean)
    return CensusMoments(
      mean: measures.values(of: mean),
      standardDeviation: variance.map { max(0, $0).squareRoot() },
      cellMean: mean,
      cellStandardDeviation: blocks.flatMap { block in
        (0..<states).map { max(0, block.covariance[$0 * states + $0]).squareRoot() }
      },
      flows: flows)
  }
}
