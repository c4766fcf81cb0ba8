/// How the number of entries to a cell in one step varies around its mean.
public enum EntryDistribution: Hashable, Sendable {
  /// Variance equal to the mean.
  case poisson
  /// Negative binomial of that size k > 0, cells independent: variance e + e²/k.
  case negativeBinomial(size: Double)

  /// The variance of a cell with that mean number of entries.
  public func variance(mean: Double) -> Double {
    switch self {
    case .poisson: mean
    case .negativeBinomial(let size): mean + mean * mean / size
    }
  }
}
