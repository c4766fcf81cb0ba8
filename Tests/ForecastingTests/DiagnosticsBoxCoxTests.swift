import Forecasting
import Foundation
import Testing

@Suite("Box-Cox transformation")
struct DiagnosticsBoxCoxTests {
  @Test func byHand() throws {
    let root = try BoxCox(lambda: 0.5)
    #expect(agree(try root.transform([-4, 0, 9]), [-6, -2, 4]))
    #expect(agree(try root.inverse([-6, -2, 4]), [-4, 0, 9]))
    #expect(try BoxCox(lambda: 1).transform([3, -2]) == [2, -3])
    #expect(try BoxCox(lambda: 1).inverse([2, -3]) == [3, -2])
    #expect(agree(try BoxCox(lambda: 0).transform([1, 2]), [0, log(2.0)]))
    #expect(agree(try BoxCox(lambda: -1).transform([2, 4]), [0.5, 0.75]))
    #expect(agree(try BoxCox(lambda: -1).inverse([0.5, 0.75]), [2, 4]))
    #expect(try BoxCox(lambda: 1e-250).lambda == 0)
  }

  @Test(arguments: [-2, -0.5, -1e-9, 0, 1e-12, 0.3, 1, 1.7, 5])
  func theInverseUndoes(_ lambda: Double) throws {
    let law = try BoxCox(lambda: lambda)
    let series = [0.2, 0.9, 1, 3, 40]
    #expect(agree(try law.inverse(law.transform(series)), series, relative: 1e-10))
    let transformed = try law.transform(series)
    #expect(zip(transformed, transformed.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// R: forecast::InvBoxCox(3, 0.3, biasadj = TRUE, fvar = 0.5).
  @Test func biasAdjusted() throws {
    let mean = try BoxCox(lambda: 0.3).mean(transformedMean: 3, variance: 0.5)
    #expect(agree([mean], [8.907120993535374]))
    #expect(
      agree(
        [try BoxCox(lambda: 0).mean(transformedMean: 1, variance: 0.2)], [exp(1) * 1.1]))
    #expect(try BoxCox(lambda: 1).mean(transformedMean: 1, variance: 9) == 2)
    #expect(agree([try BoxCox(lambda: 0.5).mean(transformedMean: 4, variance: 0)], [9]))
  }

  @Test func theChoiceIgnoresUnits() throws {
    let series: [Double] = [12, 15, 11, 30, 20, 26, 17, 44, 31, 40, 25, 70]
    let guerrero = try BoxCox.guerrero(series, season: 4).lambda
    let likeliest = try BoxCox.likeliest(series, season: 4).lambda
    for unit in [1e-200, 1e200] {
      let other = series.map { $0 * unit }
      #expect(abs(try BoxCox.guerrero(other, season: 4).lambda - guerrero) < 1e-6)
      #expect(try BoxCox.likeliest(other, season: 4).lambda == likeliest)
    }
  }

  /// Spread proportional to level asks for logarithms, whatever the years' order.
  @Test func proportionalSpreadAsksForLogarithms() throws {
    let years = [1.0, 2, 4, 3, 8].flatMap { level in [0.9, 1.0, 1.2].map { $0 * level } }
    #expect(abs(try BoxCox.guerrero(years, season: 3).lambda) < 1e-6)
    let spread = [10.0, 20, 40, 30].flatMap { level in [-1.0, 0, 1].map { $0 + level } }
    #expect(abs(try BoxCox.guerrero(spread, season: 3).lambda - 1) < 1e-6)
    let zeros = try BoxCox.guerrero([0, 1, 2, 0, 4, 9, 1, 1, 7, 0], season: 2)
    #expect(zeros.lambda >= 0)
    let bounded = try BoxCox.guerrero(years, season: 3, range: 0.5...1)
    #expect(bounded.lambda == 0.5)
    #expect(try BoxCox.likeliest(years, season: 3, range: 0.5...0.5).lambda == 0.5)
  }

  @Test func shortAndConstantSeriesStayAsTheyAre() throws {
    #expect(try BoxCox.guerrero([1, 2]).lambda == 1)
    #expect(try BoxCox.guerrero([1, 2, 3]).lambda == 1)
    #expect(try BoxCox.guerrero([4]).lambda == 1)
    #expect(try BoxCox.guerrero([0, 0, 0, 0]).lambda == 1)
    #expect(try BoxCox.guerrero([1, 2, 3, 4, 5, 6, 7, 8], season: 4).lambda == 1)
    #expect(try BoxCox.guerrero([1, 2, 3], season: .max).lambda == 1)
    #expect(try BoxCox.likeliest([1, 2]).lambda == 1)
    #expect(try BoxCox.likeliest([6, 6, 6, 6]).lambda == 1)
  }

  @Test func refusals() throws {
    #expect(
      throws: ForecastingError.invalidParameter(name: "lambda", value: 6, range: "-5.0...5.0")
    ) {
      try BoxCox(lambda: 6)
    }
    let zero = ForecastingError.invalidValue(
      input: "series", index: 1, value: 0,
      reason: "powers of zero and below need values above zero")
    #expect(throws: zero) { try BoxCox(lambda: 0).transform([1, 0]) }
    #expect(throws: ForecastingError.self) { try BoxCox(lambda: 0.5).transform([.nan]) }
    #expect(throws: ForecastingError.self) { try BoxCox(lambda: 3).transform([1e200]) }
    #expect(throws: ForecastingError.self) { try BoxCox(lambda: -0.5).inverse([2]) }
    #expect(throws: ForecastingError.self) { try BoxCox(lambda: 0).inverse([800]) }
    for variance in [-1, .nan, .infinity] as [Double] {
      #expect(throws: ForecastingError.self) {
        try BoxCox(lambda: 0).mean(transformedMean: 1, variance: variance)
      }
    }
    #expect(throws: ForecastingError.self) {
      try BoxCox(lambda: 0.5).mean(transformedMean: -2, variance: 1)
    }
    #expect(throws: ForecastingError.self) { try BoxCox.guerrero([]) }
    #expect(throws: ForecastingError.self) { try BoxCox.guerrero([1, 2, 3], season: 0) }
    #expect(throws: ForecastingError.self) { try BoxCox.guerrero([1, 2], range: -9...1) }
    #expect(throws: ForecastingError.self) { try BoxCox.guerrero([1, 2], range: 0...9) }
    #expect(throws: ForecastingError.self) { try BoxCox.guerrero([-5, 1, 2, 4, 5, 6]) }
    #expect(throws: ForecastingError.self) { try BoxCox.likeliest([3, 4, 0, 5]) }
  }
}
