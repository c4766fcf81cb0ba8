import Foundation
import Probability

/// How a service's stock divides over settings or placements, and where the division is heading.
///
/// Shares move in logarithms: each item's own yearly change is weighted with the panel's median
/// change, damped, and the result is scaled to sum to one. The spread of an item is 1.4826 times
/// the median absolute deviation of the panel's yearly changes (a standard deviation that single
/// re-labellings do not move), growing with √horizon.
public struct ShareTrend: Sendable, Equatable {
  /// Weight of own change, 0...1.
  public static let ownWeight = 0.3
  /// Damping of change per year.
  public static let damping = 0.8
  /// Years that change is averaged over.
  public static let window = 2
  /// Largest yearly change that is carried forward, in logarithms: a faster one is a re-labelling
  /// or a start-up, which ends.
  public static let fastest = 0.15
  /// Counts below this say nothing about a yearly change.
  public static let smallest = 20.0

  /// The items, in the order asked for.
  public let items: [String]
  /// Shares at the origin; they sum to one.
  public let shares: [Double]
  /// Expected yearly change by item, in logarithms, before damping.
  public let drift: [Double]
  /// Standard deviation of a year's change by item, in logarithms.
  public let spread: [Double]
  /// Items whose figure at the origin is not published, and was filled from the panel's shares.
  public let filled: [String]

  /// Estimates shares and their trend.
  ///
  /// - Parameters:
  ///   - items: the items wanted.
  ///   - own: the authority's counts by year and item; an item may be missing (suppressed).
  ///   - total: the authority's total at the origin, which missing items fill up to.
  ///   - panel: the same counts of other authorities.
  ///   - origin: the year after which nothing is known.
  ///   - earliest: the first year whose count of an item is comparable with the origin's: the year
  ///     of the last break in its series.
  /// `nil` where no item has a count at the origin, neither for the authority nor for the panel.
  public init?(
    items: [String], own: [Int: [String: Double]], total: Double,
    panel: [[Int: [String: Double]]], origin: Int, earliest: (_ item: String) -> Int
  ) {
    let now = own[origin] ?? [:]
    let typical = items.map { item in
      Quantile.median(
        panel.compactMap { member -> Double? in
          guard let counts = member[origin], let count = counts[item] else { return nil }
          let sum = items.reduce(0) { $0 + (counts[$1] ?? 0) }
          return sum > 0 ? count / sum : nil
        }) ?? 0
    }
    var counts = items.map { now[$0] ?? 0 }
    let missing = items.indices.filter { now[items[$0]] == nil }
    let remainder = max(0, total - counts.reduce(0, +))
    let missingTypical = missing.reduce(0) { $0 + typical[$1] }
    if remainder > 0, !missing.isEmpty {
      for index in missing {
        counts[index] =
          missingTypical > 0
          ? remainder * typical[index] / missingTypical : remainder / Double(missing.count)
      }
    }
    let sum = counts.reduce(0, +)
    guard sum > 0, typical.contains(where: { $0 > 0 }) || missing.count < items.count else {
      return nil
    }
    self.items = items
    shares = counts.map { $0 / sum }
    filled = missing.filter { counts[$0] > 0 }.map { items[$0] }

    var drift: [Double] = []
    var spread: [Double] = []
    for item in items {
      let earliest = earliest(item)
      let changes = panel.compactMap {
        ShareTrend.change($0, item, items, origin, earliest)
      }
      let typicalChange = Quantile.median(changes) ?? 0
      let ownChange =
        ShareTrend.change(own, item, items, origin, earliest) ?? typicalChange
      let blended =
        ShareTrend.ownWeight * ownChange + (1 - ShareTrend.ownWeight) * typicalChange
      drift.append(min(ShareTrend.fastest, max(-ShareTrend.fastest, blended)))
      let steps = panel.flatMap { member in
        ((earliest + 1)...max(earliest + 1, origin)).compactMap {
          ShareTrend.step(member, item, items, $0)
        }
      }
      let middle = Quantile.median(steps) ?? 0
      let deviation = Quantile.median(steps.map { abs($0 - middle) }) ?? 0
      spread.append(steps.count >= 5 ? 1.4826 * deviation : 0.1)
    }
    self.drift = drift
    self.spread = spread
  }

  /// Shares `horizon` years ahead (a fraction of a year is allowed), given one standard normal
  /// number an item. They sum to one.
  public func shares(horizon: Double, normals: [Double]) -> [Double] {
    let damped =
      ShareTrend.damping * (1 - pow(ShareTrend.damping, horizon)) / (1 - ShareTrend.damping)
    var result = shares
    var sum = 0.0
    for index in shares.indices where shares[index] > 0 {
      let move = drift[index] * damped + spread[index] * horizon.squareRoot() * normals[index]
      result[index] = shares[index] * exp(move)
      sum += result[index]
    }
    for index in result.indices { result[index] /= sum }
    return result
  }

  private static func logShare(
    _ counts: [String: Double]?, _ item: String, _ items: [String]
  ) -> Double? {
    guard let counts, let count = counts[item], count >= smallest else { return nil }
    let sum = items.reduce(0) { $0 + (counts[$1] ?? 0) }
    return sum > 0 ? log(count / sum) : nil
  }

  private static func step(
    _ member: [Int: [String: Double]], _ item: String, _ items: [String], _ year: Int
  ) -> Double? {
    guard let now = logShare(member[year], item, items),
      let before = logShare(member[year - 1], item, items)
    else { return nil }
    return now - before
  }

  private static func change(
    _ member: [Int: [String: Double]], _ item: String, _ items: [String], _ origin: Int,
    _ earliest: Int
  ) -> Double? {
    guard let now = logShare(member[origin], item, items) else { return nil }
    for years in stride(from: window, through: 1, by: -1) where origin - years >= earliest {
      if let before = logShare(member[origin - years], item, items) {
        return (now - before) / Double(years)
      }
    }
    return nil
  }
}

extension ShareTrend {
  /// The trend of a measure without a split: one item that is everything, always.
  public static func single(_ name: String) -> ShareTrend {
    ShareTrend(items: [name], shares: [1], drift: [0], spread: [0], filled: [])
  }

  private init(
    items: [String], shares: [Double], drift: [Double], spread: [Double], filled: [String]
  ) {
    self.items = items
    self.shares = shares
    self.drift = drift
    self.spread = spread
    self.filled = filled
  }
}
