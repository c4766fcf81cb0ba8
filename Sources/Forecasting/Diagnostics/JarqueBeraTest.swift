import Foundation
import Probability

/// The test of normality by skewness and kurtosis (Jarque, Bera 1980).
public struct JarqueBeraTest: Equatable, Sendable {
  /// The third central moment over the 3/2 power of the second; 0 for a normal law.
  public let skewness: Double

  /// The fourth central moment over the square of the second; 3 for a normal law.
  public let kurtosis: Double

  /// n/6 · (skewness² + (kurtosis − 3)²/4).
  public let statistic: Double

  /// The chance of a larger statistic for a normal sample, exp(−statistic/2).
  ///
  /// The chi-squared law with 2 degrees of freedom holds for long samples; with a dozen values the
  /// test rejects normal samples less often than stated.
  public let pValue: Double

  /// Tests a sample.
  ///
  /// Throws `tooShort` for fewer than three values and `invalidValue` for missing values and a
  /// sample without spread.
  public init(_ sample: [Double]) throws(ForecastingError) {
    try requireSeries(sample, method: "the Jarque-Bera test", atLeast: 3)
    let values = try StandardDeviations(sample, method: "moments").values
    let n = Double(values.count)
    func moment(_ power: (Double) -> Double) -> Double {
      CompensatedSum(values.map(power)).value / n
    }
    let second = moment { $0 * $0 }
    skewness = moment { $0 * $0 * $0 } / (second * second.squareRoot())
    kurtosis = moment { $0 * $0 * $0 * $0 } / (second * second)
    let excess = kurtosis - 3
    statistic = n / 6 * (skewness * skewness + excess * excess / 4)
    pValue = exp(-statistic / 2)
  }
}
