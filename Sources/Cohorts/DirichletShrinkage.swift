import Probability

/// Shrinkage of sparse rows of counts towards what all rows have in common.
public enum DirichletShrinkage {
  /// The concentration used where two or fewer rows have events.
  public static let defaultConcentration = 5.0

  /// The greatest concentration; rows are then fully pooled.
  public static let largestConcentration = 1e6

  /// The concentration κ of a Dirichlet-multinomial with its mean fixed at the pooled shares, by
  /// maximum likelihood; α = κ·pooled.
  ///
  /// The cap 1e6 applies where rows differ no more than chance; the default 5 where two or fewer
  /// rows have events.
  public static func kappa(_ counts: CountRows) -> (kappa: Double, capped: Bool) {
    guard counts.informativeRows > 2 else { return (defaultConcentration, false) }
    let shares = counts.pooled
    let maximum = LikelihoodSearch.maximise(cap: largestConcentration) { kappa in
      var sum = CompensatedSum()
      for (row, n) in zip(counts.rows, counts.totals) {
        sum.add(-LikelihoodSearch.logRising(kappa, n))
        for (y, p) in zip(row, shares) where y > 0 {
          sum.add(LikelihoodSearch.logRising(kappa * p, y))
        }
      }
      return sum.value
    } score: { kappa in
      var sum = CompensatedSum()
      for (row, n) in zip(counts.rows, counts.totals) {
        sum.add(-LikelihoodSearch.digammaRise(kappa, n))
        for (y, p) in zip(row, shares) where y > 0 {
          sum.add(p * LikelihoodSearch.digammaRise(kappa * p, y))
        }
      }
      return sum.value
    }
    return (maximum.value, maximum.isCapped)
  }

  /// The concentrations α of a Dirichlet-multinomial by maximum likelihood over the rows.
  ///
  /// Newton steps with the diagonal-plus-constant Hessian, and Minka's fixed point (2000) where they
  /// do not raise the likelihood. Categories without events keep α = 0. Where two or fewer rows have
  /// events, or rows differ no more than chance, α is κ·pooled with κ from ``kappa(_:)``.
  public static func alpha(_ counts: CountRows) -> [Double] {
    let (kappa, capped) = kappa(counts)
    var alpha = counts.pooled.map { $0 * kappa }
    guard counts.informativeRows > 2, !capped else { return alpha }
    let categories = alpha.indices.filter { counts.pooled[$0] > 0 }
    guard categories.count > 1 else { return alpha }
    var value = logLikelihood(counts, alpha)
    for _ in 0..<500 {
      var trial = newtonStep(counts, alpha, categories)
      var trialValue = logLikelihood(counts, trial)
      let slack = 1e-12 * abs(value)
      if !(trialValue >= value - slack) {
        trial = fixedPointStep(counts, alpha, categories)
        trialValue = logLikelihood(counts, trial)
      }
      let change = categories.map { abs(trial[$0] / alpha[$0] - 1) }.max() ?? 0
      alpha = trial
      value = trialValue
      if CompensatedSum(alpha).value > largestConcentration {
        return counts.pooled.map { $0 * largestConcentration }
      }
      if change < 1e-13 { break }
    }
    return alpha
  }

  private static func logLikelihood(_ counts: CountRows, _ alpha: [Double]) -> Double {
    guard alpha.allSatisfy({ $0 >= 0 }) else { return -.infinity }
    let sum = CompensatedSum(alpha).value
    var value = CompensatedSum()
    for (row, n) in zip(counts.rows, counts.totals) {
      value.add(-LikelihoodSearch.logRising(sum, n))
      for (y, a) in zip(row, alpha) where y > 0 {
        value.add(LikelihoodSearch.logRising(a, y))
      }
    }
    return value.value
  }

  private static func newtonStep(
    _ counts: CountRows, _ alpha: [Double], _ categories: [Int]
  ) -> [Double] {
    let sum = CompensatedSum(alpha).value
    let common = counts.totals.map { LikelihoodSearch.digammaRise(sum, $0) }.reduce(0, +)
    let constant = -counts.totals.map { LikelihoodSearch.trigammaRise(sum, $0) }.reduce(0, +)
    var gradient = alpha
    var diagonal = alpha
    var scaled = CompensatedSum()
    var inverse = CompensatedSum()
    for k in categories {
      gradient[k] =
        counts.rows.map { LikelihoodSearch.digammaRise(alpha[k], $0[k]) }.reduce(0, +) - common
      diagonal[k] = counts.rows.map { LikelihoodSearch.trigammaRise(alpha[k], $0[k]) }.reduce(0, +)
      scaled.add(gradient[k] / diagonal[k])
      inverse.add(1 / diagonal[k])
    }
    let shift = scaled.value / (1 / constant + inverse.value)
    var next = alpha
    for k in categories { next[k] -= (gradient[k] - shift) / diagonal[k] }
    return next
  }

  private static func fixedPointStep(
    _ counts: CountRows, _ alpha: [Double], _ categories: [Int]
  ) -> [Double] {
    let sum = CompensatedSum(alpha).value
    let common = counts.totals.map { LikelihoodSearch.digammaRise(sum, $0) }.reduce(0, +)
    var next = alpha
    for k in categories {
      next[k] *=
        counts.rows.map { LikelihoodSearch.digammaRise(alpha[k], $0[k]) }.reduce(0, +) / common
    }
    return next
  }
}
