import Foundation

/// Prediction intervals whose coverage follows from past errors alone.
public enum Conformal {
  /// The outcome of split conformal prediction for one forecast.
  public struct Split: Equatable, Sendable {
    /// The rank of the absolute residual that bounds the interval.
    public let rank: Int

    /// The half width; `nil` where the interval is unbounded.
    public let halfWidth: Double?

    /// The symmetric interval, f ± q; `nil` where there are too few residuals to bound it.
    public let interval: ClosedRange<Double>?

    /// The lower limit from signed residuals; `nil` where unbounded.
    public let signedLower: Double?

    /// The upper limit from signed residuals; `nil` where unbounded.
    public let signedUpper: Double?
  }

  /// Split conformal limits around a forecast (Vovk, Gammerman, Shafer 2005).
  ///
  /// With n residuals y − f of the same horizon, q is the absolute residual of rank
  /// ⌈(n + 1)(1 − α)⌉; with a rank above n no finite interval has the coverage and none is given.
  ///
  /// Throws `invalidParameter` for α outside (0, 1) or a forecast that is not finite, and
  /// `invalidValue` for a missing residual.
  public static func split(
    residuals: [Double], forecast: Double, alpha: Double
  ) throws(ForecastingError) -> Split {
    guard alpha > 0 && alpha < 1 else {
      throw .invalidParameter(name: "alpha", value: alpha, range: "0 < alpha < 1")
    }
    guard forecast.isFinite else {
      throw .invalidParameter(name: "forecast", value: forecast, range: "the finite numbers")
    }
    try requireSeries(residuals, method: "conformal prediction", atLeast: 0, input: "residuals")
    let rank = upperRank(residuals.count, 1 - alpha)
    let halfWidth = element(residuals.map { abs($0) }.sorted(), rank)
    let signed = residuals.sorted()
    let lower = element(signed, lowerRank(residuals.count, alpha / 2))
    let upper = element(signed, upperRank(residuals.count, 1 - alpha / 2))
    return Split(
      rank: rank, halfWidth: halfWidth,
      interval: halfWidth.map { (forecast - $0)...(forecast + $0) },
      signedLower: lower.map { forecast + $0 }, signedUpper: upper.map { forecast + $0 })
  }

  /// The path of an adaptive level.
  public struct Adaptive: Equatable, Sendable {
    /// The level before each update.
    public let levels: [Double]

    /// Whether each value fell outside its interval.
    public let misses: [Bool]

    /// The level after the last update.
    public let next: Double
  }

  /// Adaptive conformal inference (Gibbs, Candès 2021): a ← a + γ(α − miss).
  ///
  /// Scores are absolute errors in time order; the first `burnIn` only serve as past scores. At
  /// each later time the interval is built with a, clamped to [0, 1], from all earlier scores.
  ///
  /// Throws `invalidParameter` for α outside (0, 1), γ not positive or a burn-in outside the
  /// series, and `invalidValue` for a negative or missing score.
  public static func adaptive(
    scores: [Double], burnIn: Int, alpha: Double, gamma: Double
  ) throws(ForecastingError) -> Adaptive {
    guard alpha > 0 && alpha < 1 else {
      throw .invalidParameter(name: "alpha", value: alpha, range: "0 < alpha < 1")
    }
    guard gamma > 0 && gamma.isFinite else {
      throw .invalidParameter(name: "gamma", value: gamma, range: "the positive numbers")
    }
    guard burnIn >= 0 && burnIn <= scores.count else {
      throw .invalidParameter(
        name: "burnIn", value: Double(burnIn), range: "0...\(scores.count)")
    }
    try requireSeries(scores, method: "conformal prediction", atLeast: 0, input: "scores")
    if let index = scores.firstIndex(where: { $0 < 0 }) {
      throw .invalidValue(
        input: "scores", index: index, value: scores[index],
        reason: "a score is an absolute error, so it cannot be negative")
    }
    var level = alpha
    var levels: [Double] = []
    var misses: [Bool] = []
    var past = scores[..<burnIn].sorted()
    for score in scores[burnIn...] {
      levels.append(level)
      let rank = upperRank(past.count, 1 - min(max(level, 0), 1))
      let miss = rank < 1 || element(past, rank).map { score > $0 } ?? false
      misses.append(miss)
      level += gamma * (alpha - (miss ? 1 : 0))
      past.insert(score, at: past.firstIndex { $0 > score } ?? past.count)
    }
    return Adaptive(levels: levels, misses: misses, next: level)
  }

  /// The element of that rank, counted from one; `nil` outside the list.
  private static func element(_ sorted: [Double], _ rank: Int) -> Double? {
    sorted.indices.contains(rank - 1) ? sorted[rank - 1] : nil
  }

  // A product that is a whole number but for rounding must not move to the next rank.
  private static func upperRank(_ count: Int, _ share: Double) -> Int {
    Int((Double(count + 1) * share - 1e-9).rounded(.up))
  }

  private static func lowerRank(_ count: Int, _ share: Double) -> Int {
    Int((Double(count + 1) * share + 1e-9).rounded(.down))
  }
}
