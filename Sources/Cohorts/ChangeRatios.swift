import Probability

/// How the stock of one age becomes the stock of the next age a year later: N(a+1, t+1)/N(a, t).
///
/// An authority's own ratio is shrunk towards its parent's (such as England's): with E the stock the
/// parent's ratios would have given and N the stock seen, N ~ Poisson(θE) and θ ~ Gamma(k, k), so
/// the posterior of θ is Gamma(k + N, k + E). Ratios above 1 mean net joiners.
public struct ChangeRatios: Hashable, Sendable {
  /// The parent's ratio from each age to the next; one fewer than there are ages.
  public let parent: [Double]

  /// The stock seen at the next age, summed over census pairs.
  public let observed: [Double]

  /// The stock the parent's ratios would have given, summed over census pairs.
  public let expected: [Double]

  /// k, the weight of the parent in people; 1e6 where the authority differs no more than chance.
  public let concentration: Double

  /// The number of ages.
  public var ages: Int { parent.count + 1 }

  /// The posterior mean ratio from each age to the next.
  public var means: [Double] {
    parent.indices.map {
      parent[$0] * (concentration + observed[$0]) / (concentration + expected[$0])
    }
  }

  /// Estimates ratios from censuses of consecutive years, the same years for both.
  ///
  /// - Parameters:
  ///   - local: the authority's censuses, oldest first, at least two.
  ///   - parent: the parent's censuses of the same years and ages.
  ///   - concentration: k; where nil it is fitted over ages by marginal likelihood, or 5 where two or
  ///     fewer ages have an expected stock.
  /// - Throws: ``CohortError`` where years are not consecutive or not the same, ages differ, k is not
  ///   above 0, or an age where the authority has people is empty in the parent.
  public init(
    local: [AgeCensus], parent: [AgeCensus], concentration: Double? = nil
  ) throws(CohortError) {
    try Self.check(local, parent)
    let ages = local[0].counts.count
    var ratios: [Double] = []
    var observed: [Double] = []
    var expected: [Double] = []
    for age in 0..<(ages - 1) {
      let parentBefore = Self.sum(parent.dropLast(), age)
      let parentAfter = Self.sum(parent.dropFirst(), age + 1)
      let before = Self.sum(local.dropLast(), age)
      let after = Self.sum(local.dropFirst(), age + 1)
      guard parentBefore > 0 || (before == 0 && after == 0) else {
        throw CohortError(
          "parent",
          "has nobody at age index \(age) where the authority has; it gives no ratio to lean on")
      }
      let ratio = parentBefore > 0 ? parentAfter / parentBefore : 0
      ratios.append(ratio)
      observed.append(after)
      expected.append(ratio * before)
    }
    for age in ratios.indices where expected[age] == 0 && observed[age] > 0 {
      throw CohortError(
        "local",
        "has \(Int(observed[age])) people at age index \(age + 1) where the parent's ratio"
          + " expects none; check the ages or add an entry rule")
    }
    self.parent = ratios
    self.observed = observed
    self.expected = expected
    if let concentration {
      guard concentration > 0, concentration.isFinite else {
        throw CohortError("concentration", "is \(concentration); it must be above 0")
      }
      self.concentration = concentration
    } else {
      self.concentration = Self.fittedConcentration(observed: observed, expected: expected)
    }
  }

  private static func sum(_ censuses: ArraySlice<AgeCensus>, _ age: Int) -> Double {
    censuses.reduce(0) { $0 + Double($1.counts[age]) }
  }

  private static func check(
    _ local: [AgeCensus], _ parent: [AgeCensus]
  ) throws(CohortError) {
    guard local.count >= 2 else {
      throw CohortError("local", "has \(local.count) censuses; a ratio needs at least 2")
    }
    guard local.map(\.year) == parent.map(\.year) else {
      throw CohortError(
        "parent", "covers \(parent.map(\.year)) where the authority covers \(local.map(\.year))")
    }
    let ages = local[0].counts.count
    guard ages >= 2 else { throw CohortError("local", "has one age; a ratio needs at least 2") }
    for index in local.indices {
      guard local[index].year == local[0].year + index else {
        throw CohortError(
          "local",
          "goes from \(local[index - 1].year) to \(local[index].year);"
            + " years must follow one another")
      }
      for (name, census) in [("local", local[index]), ("parent", parent[index])]
      where census.counts.count != ages {
        throw CohortError(
          name, "has \(census.counts.count) ages in \(census.year); every census must have \(ages)")
      }
    }
  }

  /// k by maximum likelihood of the negative binomial of mean E and size k over ages.
  static func fittedConcentration(observed: [Double], expected: [Double]) -> Double {
    let cells = zip(observed, expected).filter { $0.1 > 0 }
    guard cells.count > 2 else { return DirichletShrinkage.defaultConcentration }
    return LikelihoodSearch.maximise(cap: DirichletShrinkage.largestConcentration) { k in
      var sum = CompensatedSum()
      for (n, e) in cells {
        sum.add(LikelihoodSearch.logRising(k, n))
        sum.add(GammaPoissonShrinkage.logKernel(shape: k, expected: e, events: n))
      }
      return sum.value
    } score: { k in
      var sum = CompensatedSum()
      for (n, e) in cells {
        sum.add(LikelihoodSearch.digammaRise(k, n))
        sum.add(GammaPoissonShrinkage.scoreKernel(shape: k, expected: e, events: n))
      }
      return sum.value
    }.value
  }
}
