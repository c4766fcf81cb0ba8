import Foundation
import Probability

/// The autocorrelations and partial autocorrelations of a series.
public struct Correlogram: Equatable, Sendable {
  /// The number of values.
  public let count: Int

  /// rₖ = Σ(yₜ − m)(yₜ₊ₖ − m) / Σ(yₜ − m)² for k = 1, 2, …, as R's `acf`.
  public let autocorrelations: [Double]

  /// The last coefficient of the autoregression of order k by the Durbin-Levinson recursion (Durbin
  /// 1960), for k = 1, 2, …, as R's `pacf`.
  public let partialAutocorrelations: [Double]

  /// The size that an autocorrelation of unrelated values exceeds with probability 5%, 1.96/√n.
  public var limit: Double {
    SpecialFunctions.normalQuantile(0.975) / Double(count).squareRoot()
  }

  /// The correlations at lags 1 to `lags`; by default R's ⌊10 log₁₀ n⌋, at most n − 1.
  ///
  /// Throws `tooShort` for fewer than two values, `invalidValue` for missing values and for a series
  /// without spread, and `invalidParameter` for lags outside 1...n − 1.
  public init(_ series: [Double], lags: Int? = nil) throws(ForecastingError) {
    try requireSeries(series, method: "autocorrelations", atLeast: 2)
    let n = series.count
    let lags = lags ?? min(n - 1, Int(10 * log10(Double(n))))
    guard lags >= 1 && lags < n else {
      throw .invalidParameter(name: "lags", value: Double(lags), range: "1...\(n - 1)")
    }
    let deviations = try StandardDeviations(series, method: "autocorrelations").values
    let total = CompensatedSum(deviations.map { $0 * $0 }).value
    count = n
    autocorrelations = (1...lags).map { k in
      CompensatedSum(zip(deviations, deviations.dropFirst(k)).lazy.map { $0 * $1 }).value / total
    }
    partialAutocorrelations = Self.partial(autocorrelations)
  }

  private static func partial(_ r: [Double]) -> [Double] {
    var coefficients: [Double] = []
    var result: [Double] = []
    var remaining = 1.0
    for k in r.indices {
      var numerator = r[k]
      for (j, value) in coefficients.enumerated() { numerator -= value * r[k - 1 - j] }
      // A series that its past determines leaves nothing to correlate.
      let next = remaining > 0 ? min(max(numerator / remaining, -1), 1) : 0
      result.append(next)
      coefficients =
        coefficients.indices.map { coefficients[$0] - next * coefficients[k - 1 - $0] } + [next]
      remaining *= 1 - next * next
    }
    return result
  }
}
