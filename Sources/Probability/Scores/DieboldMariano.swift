/// The Diebold–Mariano test of equal forecast loss.
public struct DieboldMariano: Hashable, Sendable {
  /// Mean loss difference over its standard error; positive where the first forecast is worse.
  public let statistic: Double

  /// The statistic with the small-sample factor of Harvey, Leybourne and Newbold (1997).
  public let adjusted: Double

  /// The two-sided p-value of the adjusted statistic under t(n−1).
  public let pValue: Double

  /// The test of losses of two forecasts `horizon` steps ahead on the same outcomes.
  ///
  /// Long-run variance with autocovariances of divisor n up to lag h−1. Throws ``ParameterError``
  /// where lists differ in length or are not longer than h, or the variance estimate is not positive.
  public init(
    losses first: [Double], against second: [Double], horizon h: Int
  ) throws(ParameterError) {
    guard h >= 1 else { throw ParameterError("h", h, "must be at least 1") }
    guard first.count == second.count else {
      throw ParameterError(
        "loss2", "\(second.count) values", "must have one value per value of loss1")
    }
    guard first.count > max(h, 1) else {
      throw ParameterError("loss1", "\(first.count) values", "must have more than h values")
    }
    let n = Double(first.count)
    let d = zip(first, second).map { $0 - $1 }
    let mean = CompensatedSum(d).value / n
    let autocovariance = { (lag: Int) in
      CompensatedSum((lag..<d.count).lazy.map { (d[$0] - mean) * (d[$0 - lag] - mean) }).value / n
    }
    var variance = autocovariance(0)
    for lag in 1..<max(h, 1) { variance += 2 * autocovariance(lag) }
    guard variance > 0 else {
      throw ParameterError(
        "loss1", "with a long-run variance of \(variance)",
        "must differ from loss2 by varying amounts, or h be lower")
    }
    statistic = mean / (variance / n).squareRoot()
    let horizon = Double(h)
    let factor = ((n + 1 - 2 * horizon + horizon * (horizon - 1) / n) / n).squareRoot()
    adjusted = statistic * factor
    pValue = try StudentT(degreesOfFreedom: n - 1).twoSidedP(adjusted)
  }
}
