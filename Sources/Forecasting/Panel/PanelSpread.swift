import Foundation
import Probability

/// How far a panel's forecasts were out in the past: the width of its ranges.
///
/// At an origin, every member's forecasts from earlier origins whose target year is already known
/// give residuals r = |log(actual / forecast)|. They are divided by a scale √(c² + 1/y) that widens
/// small counts, pooled over the members by horizon, and read at the split-conformal rank
/// k = ⌈(n + 1) · coverage⌉ (Vovk, Gammerman and Shafer 2005). Only the newest target years count,
/// as many as make `enough` residuals, because regimes change.
public struct PanelSpread: Sendable, Equatable {
  /// Residuals wanted in a pool before older target years are left out.
  public static let enough = 40
  /// The oldest target year counted is this many years before the origin.
  public static let oldestYears = 6
  /// c in √(c² + 1/y): the part of the spread that a larger count does not remove.
  public static let commonSpread = 0.07
  /// Power of the horizon by which a spread grows where a horizon has no past of its own.
  public static let growthPower = 0.75

  /// Pooled, sorted, standardised residuals by horizon, 1 first.
  public let pools: [[Double]]
  /// The central coverage that the standard deviation is matched to.
  public let coverage: Double
  /// What stands in for residuals that a small panel does not have.
  public let typical: Typical

  /// A half-width per unit of scale seen in larger panels: `oneAhead` a year ahead, growing with
  /// that power of the horizon.
  public struct Typical: Sendable, Equatable {
    /// One year ahead.
    public var oneAhead: Double
    /// Power of the horizon.
    public var power: Double

    /// A typical half-width.
    public init(oneAhead: Double, power: Double) {
      self.oneAhead = oneAhead
      self.power = power
    }
  }

  /// Pools the residuals of past origins.
  ///
  /// - Parameters:
  ///   - members: how many members the panel has.
  ///   - origin: the year after which nothing is known.
  ///   - horizons: the longest horizon wanted, in years.
  ///   - coverage: central coverage, 0.8 for an 80% range.
  ///   - typical: the half-width that a pool of fewer than ``enough`` residuals is shrunk towards.
  ///   - level: the published level of a member in a year.
  ///   - forecast: the forecast of a member from an origin, so many years ahead, by the same method.
  public init(
    members: Int, origin: Int, horizons: Int, coverage: Double = 0.8, typical: Typical,
    level: (_ member: Int, _ year: Int) -> Double?,
    forecast: (_ member: Int, _ origin: Int, _ horizon: Int) -> Double?
  ) {
    self.coverage = coverage
    self.typical = typical
    pools = (1...max(1, horizons)).map { horizon in
      var pool: [Double] = []
      for age in 0..<PanelSpread.oldestYears {
        if age >= 2, pool.count >= PanelSpread.enough { break }
        let target = origin - age
        for member in 0..<members {
          guard let actual = level(member, target), actual > 0,
            let start = level(member, target - horizon), start > 0,
            level(member, target - horizon - 1) != nil,
            let predicted = forecast(member, target - horizon, horizon), predicted > 0
          else { continue }
          pool.append(abs(logRatio(actual, predicted)) / PanelSpread.scale(start))
        }
      }
      return pool.sorted()
    }
  }

  /// √(c² + 1/y).
  public static func scale(_ level: Double) -> Double {
    (commonSpread * commonSpread + 1 / max(level, 1)).squareRoot()
  }

  /// Half-width of the central range in logarithms, `horizon` years after a level.
  ///
  /// A horizon with fewer than 20 residuals of its own borrows the longest shorter one that has
  /// 20, scaled by (h/h′)^0.75. A pool of n < ``enough`` residuals counts n/``enough``, and the
  /// typical half-width the rest.
  public func halfWidth(level: Double, horizon: Int) -> Double {
    let scale = PanelSpread.scale(level)
    let prior = typical.oneAhead * pow(Double(horizon), typical.power)
    let longest = min(horizon, pools.count)
    let source =
      stride(from: longest, through: 1, by: -1).first { pools[$0 - 1].count >= 20 } ?? longest
    let pool = pools[source - 1]
    let rank = Int((Double(pool.count + 1) * coverage).rounded(.up))
    guard rank >= 1, rank <= pool.count else { return scale * prior }
    let seen = pool[rank - 1] * pow(Double(horizon) / Double(source), PanelSpread.growthPower)
    let weight = min(1, Double(pool.count) / Double(PanelSpread.enough))
    return scale * (weight * seen + (1 - weight) * prior)
  }

  /// Standard deviation in logarithms of a normal whose central range has that half-width.
  public func standardDeviation(level: Double, horizon: Int) -> Double {
    halfWidth(level: level, horizon: horizon)
      / SpecialFunctions.normalQuantile(0.5 + coverage / 2)
  }
}
