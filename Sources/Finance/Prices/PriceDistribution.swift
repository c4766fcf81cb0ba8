import Foundation
import Probability

/// The spread of a price over children: log-normal, or a mixture of log-normals.
///
/// A mean hides the tail that budgets break on. Where mean and median are published, the log-normal
/// follows from both: μ = ln median, σ² = 2 ln(mean ÷ median). A mixture holds kinds of provider
/// apart, such as agreed frameworks and spot purchases.
public struct PriceDistribution: Hashable, Sendable {
  private struct Component: Hashable {
    var weight: Double
    var logMean: Double
    var logSpread: Double

    var mean: Double { exp(logMean + logSpread * logSpread / 2) }
    func upperTail(_ price: Double) -> Double {
      guard price > 0 else { return 1 }
      guard logSpread > 0 else { return log(price) < logMean ? 1 : 0 }
      return 1 - SpecialFunctions.normalCDF((log(price) - logMean) / logSpread)
    }
    /// E[X; X > price].
    func partialMean(above price: Double) -> Double {
      guard price > 0 else { return mean }
      guard logSpread > 0 else { return log(price) < logMean ? mean : 0 }
      return mean * SpecialFunctions.normalCDF(logSpread - (log(price) - logMean) / logSpread)
    }
  }

  private let components: [Component]

  /// A log-normal with that mean and median, pounds.
  ///
  /// Throws ``FinanceError/invalid(input:reason:)`` where they are not above 0, or the median is
  /// above the mean: prices that lean to the left are not log-normal.
  public init(mean: Double, median: Double) throws(FinanceError) {
    for (name, figure) in [("mean", mean), ("median", median)]
    where !(figure > 0 && figure.isFinite) {
      throw .invalid(input: name, reason: "\(figure) is not a price; give pounds above 0")
    }
    guard median <= mean else {
      throw .invalid(
        input: "median",
        reason: "\(median) is above the mean \(mean), so the long tail would be of cheap places; "
          + "check that the two are not exchanged, or use the mean alone")
    }
    components = [
      Component(
        weight: 1, logMean: log(median),
        logSpread: max(0, 2 * log(mean / median)).squareRoot())
    ]
  }

  /// Several spreads, each with its share of the children. Shares are divided by their sum.
  ///
  /// Throws ``FinanceError/invalid(input:reason:)`` where there is none or a share is not above 0.
  public init(mixing parts: [(share: Double, prices: PriceDistribution)]) throws(FinanceError) {
    guard !parts.isEmpty else {
      throw .invalid(input: "mixture", reason: "has no part; give a share and prices of each")
    }
    for (index, part) in parts.enumerated() where !(part.share > 0 && part.share.isFinite) {
      throw .invalid(
        input: "mixture[\(index)]", reason: "a share of \(part.share) is not above 0; leave it out")
    }
    let total = compensatedSum(parts.map(\.share))
    components = parts.flatMap { part in
      part.prices.components.map {
        Component(
          weight: $0.weight * part.share / total, logMean: $0.logMean, logSpread: $0.logSpread)
      }
    }
  }

  /// The mean price.
  public var mean: Double { compensatedSum(components.map { $0.weight * $0.mean }) }

  /// The standard deviation of one child's price.
  public var standardDeviation: Double {
    let square = compensatedSum(
      components.map { $0.weight * $0.mean * $0.mean * exp($0.logSpread * $0.logSpread) })
    return max(0, square - mean * mean).squareRoot()
  }

  /// The share of children dearer than `price`.
  public func share(above price: Double) -> Double {
    compensatedSum(components.map { $0.weight * $0.upperTail(price) })
  }

  /// The mean price of the children dearer than `price`, or `nil` where there are none.
  public func mean(above price: Double) -> Double? {
    let share = share(above: price)
    guard share > 0 else { return nil }
    return compensatedSum(components.map { $0.weight * $0.partialMean(above: price) }) / share
  }

  /// The share of all spend that goes on the children dearer than `price`.
  public func spendShare(above price: Double) -> Double {
    compensatedSum(components.map { $0.weight * $0.partialMean(above: price) }) / mean
  }

  /// The price not exceeded by that share of children, by bisection of the logarithm to the last
  /// bit. Throws ``FinanceError/invalid(input:reason:)`` outside 0 to 1, both excluded.
  public func quantile(_ level: Double) throws(FinanceError) -> Double {
    guard level > 0, level < 1 else {
      throw .invalid(input: "level", reason: "\(level) is not a probability between 0 and 1")
    }
    let score = SpecialFunctions.normalQuantile(level)
    let ends = components.map { $0.logMean + score * $0.logSpread }
    guard var low = ends.min(), var high = ends.max() else { return 0 }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return exp(high) }
      if 1 - share(above: exp(middle)) < level { low = middle } else { high = middle }
    }
  }

  /// One child's price, by inversion: the same address gives the same price in every scenario.
  public func price(at uniform: Double) -> Double {
    let inside = min(max(uniform, 0x1p-53), 1 - 0x1p-53)
    return (try? quantile(inside)) ?? mean
  }
}
