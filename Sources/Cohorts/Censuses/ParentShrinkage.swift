import Probability

/// The concentration of rows of counts around parents of their own.
public enum ParentShrinkage {
  /// The concentration κ of a Dirichlet-multinomial with row i's mean fixed at its parent's shares,
  /// by maximum likelihood: the greatest, 1e6, where rows differ no more than chance, and the default
  /// 5 of ``DirichletShrinkage`` with two or fewer rows.
  ///
  /// - Parameters:
  ///   - counts: rows of counts, each with something in it.
  ///   - parents: for each row, shares that sum to 1 and are above 0 where the row has counts.
  public static func concentration(counts: [[Double]], parents: [[Double]]) -> Double {
    guard counts.count > 2 else { return DirichletShrinkage.defaultConcentration }
    let totals = counts.map { CompensatedSum($0).value }
    return LikelihoodSearch.maximise(cap: DirichletShrinkage.largestConcentration) { kappa in
      var sum = CompensatedSum()
      for (row, n) in totals.enumerated() {
        sum.add(-LikelihoodSearch.logRising(kappa, n))
        for (y, p) in zip(counts[row], parents[row]) where y > 0 {
          sum.add(LikelihoodSearch.logRising(kappa * p, y))
        }
      }
      return sum.value
    } score: { kappa in
      var sum = CompensatedSum()
      for (row, n) in totals.enumerated() {
        sum.add(-LikelihoodSearch.digammaRise(kappa, n))
        for (y, p) in zip(counts[row], parents[row]) where y > 0 {
          sum.add(p * LikelihoodSearch.digammaRise(kappa * p, y))
        }
      }
      return sum.value
    }.value
  }
}
