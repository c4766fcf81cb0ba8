import Foundation
import Probability

/// Reconciles draws of parts with draws of their total from other evidence, replicate by replicate.
///
/// With parts G, their sum T and the other total Y, every replicate of a part becomes
/// G + k (Y − T), k = (Cov(G, T) − Cov(G, Y)) / Var(T − Y): the trace-minimising combination (MinT,
/// Wickramasuriya, Athanasopoulos and Hyndman 2019) under the covariance of the draws themselves.
/// The parts add up to the total afterwards, in every replicate.
struct DepthReconciliation {
  /// The parts afterwards, by part and replicate.
  let parts: [[Double]]

  /// The other total's draws.
  let published: [Double]

  /// The share of the disagreement that the total took on.
  let weight: Double

  /// - Parameters:
  ///   - parts: draws by part and replicate.
  ///   - mean: the other evidence's expected total.
  ///   - logSpread: the standard deviation of its logarithm.
  ///   - normals: a standard normal number per replicate.
  ///   - shared: the correlation of the two sources' errors, 0...1; taken no higher than the smaller
  ///     spread over the larger, beyond which the better source would be corrected past the other.
  init(parts: [[Double]], mean: Double, logSpread: Double, normals: [Double], shared: Double) {
    let replicates = normals.count
    let total = (0..<replicates).map { r in parts.reduce(0) { $0 + $1[r] } }
    let spread = Self.covariance(total, total).squareRoot()
    let other = mean * (exp(logSpread * logSpread) - 1).squareRoot()
    let limit = max(spread, other) > 0 ? min(spread, other) / max(spread, other) : 0
    let correlation = min(shared, limit)
    let scores = Self.normalScores(total)
    let location = log(mean) - logSpread * logSpread / 2
    let drawn = (0..<replicates).map { r in
      let z = correlation * scores[r] + (1 - correlation * correlation).squareRoot() * normals[r]
      return exp(location + logSpread * z)
    }
    published = drawn
    let gap = zip(drawn, total).map { $0 - $1 }
    let variance = Self.covariance(gap, gap)
    func share(_ part: [Double]) -> Double {
      guard variance > 0 else { return 0 }
      return (Self.covariance(part, total) - Self.covariance(part, drawn)) / variance
    }
    weight = share(total)
    self.parts = parts.map { part in
      let k = share(part)
      return (0..<replicates).map { part[$0] + k * gap[$0] }
    }
  }

  /// The normal quantiles of ranks, ties in the order of the replicates.
  private static func normalScores(_ values: [Double]) -> [Double] {
    let n = Double(values.count)
    var scores = [Double](repeating: 0, count: values.count)
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    for (rank, index) in order.enumerated() {
      scores[index] = SpecialFunctions.normalQuantile((Double(rank) + 0.5) / n)
    }
    return scores
  }

  static func covariance(_ x: [Double], _ y: [Double]) -> Double {
    let n = Double(x.count)
    let (meanX, meanY) = (CompensatedSum(x).value / n, CompensatedSum(y).value / n)
    return CompensatedSum(zip(x, y).map { ($0 - meanX) * ($1 - meanY) }).value / max(1, n - 1)
  }
}
