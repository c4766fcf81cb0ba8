/// The order statistics that bracket a quantile of a simulated output with 95% confidence.
public struct QuantileInterval: Hashable, Sendable {
  /// The rank, from 1, of the lower limit; 0 where there is none.
  public let lower: Int

  /// The rank, from 1, of the upper limit; n + 1 where there is none.
  public let upper: Int

  /// The ranks for quantile `p` of `count` replicates; throws ``ParameterError`` unless count ≥ 1
  /// and p is inside (0, 1).
  ///
  /// Lower: the largest l with P(Bin(n,p) ≤ l−1) ≤ 0.025; upper: the smallest u with
  /// P(Bin(n,p) ≤ u−1) ≥ 0.975.
  public init(count: Int, probability p: Double) throws(ParameterError) {
    guard count >= 1 else { throw ParameterError("n", count, "must be at least 1") }
    guard p > 0, p < 1 else { throw ParameterError("p", p, "must lie strictly between 0 and 1") }
    let law = try Binomial(trials: count, probability: p)
    let rank = law.quantile(0.025)
    lower = law.cdf(rank) <= 0.025 ? rank + 1 : rank
    upper = law.quantile(0.975) + 1
  }
}
