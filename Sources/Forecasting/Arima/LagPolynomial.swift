import Foundation

/// Polynomials in the lag operator, as the coefficients after the leading one.
enum LagPolynomial {
  /// The autoregressive coefficients φ of φ(B)Φ(Bᵐ), with 1 − φ₁B − … .
  static func autoregressive(_ plain: [Double], seasonal: [Double], season: Int) -> [Double] {
    product(plain.map { -$0 }, seasonal.map { -$0 }, season).map { -$0 }
  }

  /// The moving average coefficients θ of θ(B)Θ(Bᵐ), with 1 + θ₁B + … .
  static func movingAverage(_ plain: [Double], seasonal: [Double], season: Int) -> [Double] {
    product(plain, seasonal, season)
  }

  /// The coefficients δ of (1 − B)ᵈ(1 − Bᵐ)ᴰ = 1 − δ₁B − … .
  static func differencing(_ d: Int, seasonal: Int, season: Int) -> [Double] {
    var whole: [Double] = [1]
    for lag in Array(repeating: 1, count: d) + Array(repeating: season, count: seasonal) {
      var next = whole + Array(repeating: 0, count: lag)
      for (i, value) in whole.enumerated() { next[i + lag] -= value }
      whole = next
    }
    return whole.dropFirst().map { -$0 }
  }

  /// w = δ(B) y for a series, shorter by the number of coefficients.
  static func differenced(_ series: [Double], _ delta: [Double]) -> [Double] {
    guard series.count > delta.count else { return [] }
    return (delta.count..<series.count).map { t in
      var value = series[t]
      for (i, coefficient) in delta.enumerated() where coefficient != 0 {
        value -= coefficient * series[t - 1 - i]
      }
      return value
    }
  }

  /// The coefficients of a stationary autoregression from partial autocorrelations inside (−1, 1)
  /// (Durbin, Levinson; Monahan 1984).
  static func coefficients(partials: [Double]) -> [Double] {
    var result: [Double] = []
    for (k, partial) in partials.enumerated() {
      let previous = result
      for j in 0..<k { result[j] = previous[j] - partial * previous[k - 1 - j] }
      result.append(partial)
    }
    return result
  }

  /// The partial autocorrelations of an autoregression; `nil` where it is not stationary.
  static func partials(coefficients: [Double]) -> [Double]? {
    var work = coefficients
    var result = work
    for k in stride(from: work.count - 1, through: 0, by: -1) {
      let partial = work[k]
      guard abs(partial) < 1 else { return nil }
      result[k] = partial
      let previous = work
      for j in 0..<k {
        work[j] = (previous[j] + partial * previous[k - 1 - j]) / (1 - partial * partial)
      }
    }
    return result
  }

  /// Whether every root of 1 − φ₁z − … lies outside the circle of that radius.
  static func rootsExceed(_ radius: Double, _ coefficients: [Double]) -> Bool {
    var power = 1.0
    let scaled = coefficients.map { value in
      power *= radius
      return value * power
    }
    return partials(coefficients: scaled) != nil
  }

  private static func product(_ plain: [Double], _ seasonal: [Double], _ season: Int) -> [Double] {
    var whole = Array(repeating: 0.0, count: plain.count + season * seasonal.count + 1)
    let left = [1] + plain
    for (i, value) in left.enumerated() { whole[i] = value }
    for (j, factor) in seasonal.enumerated() {
      for (i, value) in left.enumerated() { whole[i + season * (j + 1)] += factor * value }
    }
    return Array(whole.dropFirst())
  }
}
