import Foundation

/// How far series of a kind have strayed from the combination's forecast.
///
/// A short series says little about its own forecast errors, and its one-step fit flatters: over the
/// annual series of the M and tourism competitions, ranges from one-step errors that should hold 80%
/// held 37% to 70%. Errors divided by a measure of the series' own movement are alike, though, so
/// their law is taken from many series: the error of step h is
///
///     scale · c · h^γ · T,   T Student's with ν degrees of freedom,
///
/// with c, γ and ν per length of season, fitted to 820 annual, 528 quarterly and 300 monthly series
/// of the M1, M3, M4 and tourism competitions (their last values held out).
public struct CombinationSpread: Equatable, Sendable {
  /// The factor c of the first step.
  public let factor: Double

  /// The power γ of the step.
  public let growth: Double

  /// The degrees of freedom ν.
  public let degreesOfFreedom: Double

  /// Own figures: positive, with more than two degrees of freedom.
  ///
  /// Throws `invalidParameter` for any that is not.
  public init(
    factor: Double, growth: Double, degreesOfFreedom: Double
  ) throws(ForecastingError) {
    let figures: [(String, Double, Double)] = [
      ("factor", factor, 0), ("growth", growth, 0), ("degrees of freedom", degreesOfFreedom, 2),
    ]
    for (name, value, least) in figures where !(value > least && value.isFinite) {
      throw .invalidParameter(name: name, value: value, range: "the numbers above \(least)")
    }
    self.init(unchecked: factor, growth, degreesOfFreedom)
  }

  private init(unchecked factor: Double, _ growth: Double, _ degreesOfFreedom: Double) {
    self.factor = factor
    self.growth = growth
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The figures for a season of that many periods: annual for 1, quarterly up to 6, monthly above.
  public static func pooled(season: Int) -> CombinationSpread {
    switch season {
    case ...1: CombinationSpread(unchecked: 0.98, 0.72, 5)
    case ...6: CombinationSpread(unchecked: 0.93, 0.53, 4)
    default: CombinationSpread(unchecked: 0.71, 0.47, 3)
    }
  }

  /// The scale of the law of step `h` for a series of that movement.
  public func scale(movement: Double, step h: Int) -> Double {
    PowerOfTwo.finite(movement * factor * pow(Double(h), growth))
  }

  /// How much a seasonally adjusted series moves from one period to the next: the root mean square
  /// change to the power 0.7 times the mean absolute change of the last four periods to the power
  /// 0.3, so that a series that has calmed down or become restless is heard.
  ///
  /// The recent part counts as at least a twentieth of the mean absolute change. Zero for a series
  /// that has never moved.
  public static func movement(_ adjusted: [Double]) -> Double {
    let unit = PowerOfTwo.scale(of: adjusted)
    let values = adjusted.map { $0 * unit }
    let changes = values.indices.dropFirst().map { abs(values[$0] - values[$0 - 1]) }
    guard changes.contains(where: { $0 > 0 }) else { return 0 }
    let count = Double(changes.count)
    let square = (changes.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
    let mean = changes.reduce(0, +) / count
    let recent = changes.suffix(4)
    let latest = max(recent.reduce(0, +) / Double(recent.count), mean / 20)
    return PowerOfTwo.finite(pow(square, 0.7) * pow(latest, 0.3) / unit)
  }
}
