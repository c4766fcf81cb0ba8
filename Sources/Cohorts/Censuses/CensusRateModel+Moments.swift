import Probability

extension CensusRateModel {
  /// The fixed draws of rates that moments are averaged over, in pairs of opposites.
  public static let momentPairs = 256

  /// The pairs of draws whose process variance is worked out; it differs little between draws.
  static let variancePairs = 16

  /// The mean and standard deviation of the measures after each step.
  ///
  /// Given the rates, mean and variance are exact. Over the rates they are averaged over
  /// ``momentPairs`` pairs of draws that are the same in every run, the second of a pair with 1 − u
  /// for every uniform u of the first: Var = E Var(·|rates) + Var E(·|rates), the first term over the
  /// first pairs only. Growth and the effects of steps, which move everything together, take each
  /// stratum of their laws once (Latin hypercube, McKay, Beckman and Conover 1979). What is left of
  /// the averaging is a few hundredths of the standard deviation.
  public func moments(
    of course: CensusCourse, measures: CensusMeasures, threads: Int
  ) async -> [CensusMoments] {
    let parts = 8
    let strata = Self.strata(steps: course.steps)
    let blends = CensusBlends(self)
    var results = [Sums?](repeating: nil, count: parts)
    await withTaskGroup(of: (Int, Sums).self) { group in
      var started = 0
      for _ in 0..<max(1, min(threads, parts)) {
        let part = started
        group.addTask { (part, sums(course, measures, blends, strata, part: part, of: parts)) }
        started += 1
      }
      for await (part, sums) in group {
        results[part] = sums
        if started < parts {
          let part = started
          group.addTask {
            (part, self.sums(course, measures, blends, strata, part: part, of: parts))
          }
          started += 1
        }
      }
    }
    var all = Sums(values: course.steps * measures.count, cells: course.steps * shape.cells)
    for case .some(let sums) in results { all.add(sums) }
    return summary(all, course: course, measures: measures)
  }

  /// Sums over draws; a part's share of draws is fixed, so that threads cannot change the result.
  private struct Sums: Sendable {
    var draws = 0.0
    var varianceDraws = 0.0
    var means: [Double]
    var squares: [Double]
    var variances: [Double]
    var cellMeans: [Double]
    var flows: [CensusFlows<Double>] = []

    init(values: Int, cells: Int) {
      means = [Double](repeating: 0, count: values)
      squares = means
      variances = means
      cellMeans = [Double](repeating: 0, count: cells)
    }

    mutating func add(_ expectation: CensusExpectation, variance: Bool) {
      draws += 1
      for index in means.indices {
        let value = expectation.means[index]
        means[index] += value
        squares[index] += value * value
        if variance { variances[index] += expectation.variances[index] }
      }
      if variance { varianceDraws += 1 }
      for index in cellMeans.indices {
        cellMeans[index] += expectation.cellMeans[index]
      }
      addFlows(expectation.flows)
    }

    mutating func add(_ other: Sums) {
      draws += other.draws
      varianceDraws += other.varianceDraws
      for index in means.indices {
        means[index] += other.means[index]
        squares[index] += other.squares[index]
        variances[index] += other.variances[index]
      }
      for index in cellMeans.indices {
        cellMeans[index] += other.cellMeans[index]
      }
      addFlows(other.flows)
    }

    private mutating func addFlows(_ other: [CensusFlows<Double>]) {
      if flows.isEmpty {
        flows = other
      } else {
        for index in flows.indices where index < other.count { flows[index] += other[index] }
      }
    }
  }

  /// The uniforms of growth and effects by pair: per number, the middles of equal strata in an order of
  /// its own.
  private static func strata(steps: Int) -> [[Double]] {
    let numbers = CensusRates.commonNumbers(steps: steps)
    var strata = [[Double]](
      repeating: [Double](repeating: 0, count: numbers), count: momentPairs)
    let stream = RandomStream(seed: 0, name: "census moments|strata")
    for number in 0..<numbers {
      let keys = stream.at(replicate: number, step: 0).uniforms(momentPairs)
      let order = keys.indices.sorted { keys[$0] < keys[$1] }
      for (rank, pair) in order.enumerated() {
        strata[pair][number] = (Double(rank) + 0.5) / Double(momentPairs)
      }
    }
    return strata
  }

  private func sums(
    _ course: CensusCourse, _ measures: CensusMeasures, _ blends: CensusBlends,
    _ strata: [[Double]], part: Int, of parts: Int
  ) -> Sums {
    var sums = Sums(values: course.steps * measures.count, cells: course.steps * shape.cells)
    var rates = CensusRates(
      self, streams: CensusStreams(seed: 0, name: "census moments"), steps: course.steps)
    var expectation = CensusExpectation(
      self, blends: blends, course: course, measures: measures)
    for pair in stride(from: part, to: Self.momentPairs, by: parts) {
      for opposite in [false, true] {
        rates.draw(replicate: pair, opposite: opposite, common: strata[pair])
        let variance = pair < Self.variancePairs
        expectation.evaluate(rates, variance: variance)
        sums.add(expectation, variance: variance)
      }
    }
    return sums
  }

  private func summary(
    _ sums: Sums, course: CensusCourse, measures: CensusMeasures
  ) -> [CensusMoments] {
    let n = sums.draws
    return (0..<course.steps).map { step in
      let range = step * measures.count..<(step + 1) * measures.count
      let cells = step * shape.cells..<(step + 1) * shape.cells
      var flows = CensusFlows<Double>()
      flows.entered = sums.flows[step].entered / n
      flows.moved = sums.flows[step].moved / n
      flows.left = sums.flows[step].left / n
      flows.withoutPlace = sums.flows[step].withoutPlace / n
      flows.agedOut = sums.flows[step].agedOut / n
      return CensusMoments(
        mean: range.map { sums.means[$0] / n },
        standardDeviation: range.map { index in
          let mean = sums.means[index] / n
          let between = max(0, sums.squares[index] / n - mean * mean) * n / (n - 1)
          return (sums.variances[index] / sums.varianceDraws + between).squareRoot()
        },
        cellMean: cells.map { sums.cellMeans[$0] / n },
        cellStandardDeviation: [],
        flows: flows)
    }
  }
}
