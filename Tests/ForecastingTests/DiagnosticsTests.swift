import Forecasting
import Foundation
import ReferenceCases
import Testing

@Suite("Diagnostics")
struct DiagnosticsTests {
  /// R 4.2.2 and forecast 8.20 on the reference series.
  @Test(.enabled(if: SharedReference.isPresent))
  func correlationsAgreeWithR() throws {
    let all = try SharedReference.object("benchmarks/golden/diagnostics.json")
    #expect(all.count >= 13)
    for (name, value) in all {
      let item = value as? [String: Any] ?? [:]
      let columns = try SharedReference.columns("benchmarks/golden/data/\(name).csv")
      let series = try #require(columns["y"] ?? columns["value"] ?? columns["x"])
      func number(_ key: String) -> Double? { (item[key] as? NSNumber)?.doubleValue }
      let acf = ReferenceCase.vector(item["acf"])
      let own = try Correlogram(series, lags: acf.count)
      #expect(
        zip(own.autocorrelations, acf).allSatisfy { abs($0 - $1) <= 1e-9 * max(abs($1), 0.01) })
      #expect(
        zip(own.partialAutocorrelations, ReferenceCase.vector(item["pacf"]))
          .allSatisfy { abs($0 - $1) <= 1e-9 * max(abs($1), 0.01) })
      let test = try LjungBoxTest(series, lags: Int(number("ljung_box_lag") ?? 0))
      #expect(agree([test.statistic], [try #require(number("ljung_box_stat"))], relative: 1e-9))
      let seasons = ["AirPassengers": 12, "co2": 12, "nottem": 12, "UKgas": 4, "QTR20": 4]
      let season = seasons[name] ?? 1
      let guerrero = try BoxCox.guerrero(series, season: season).lambda
      #expect(abs(guerrero - (number("boxcox_lambda_guerrero") ?? .nan)) < 1e-4, "\(name)")
      if let likeliest = number("boxcox_lambda_loglik") {
        #expect(abs(try BoxCox.likeliest(series, season: season).lambda - likeliest) < 1e-9)
      }
    }
  }

  /// By hand: deviations −1.5, −0.5, 0.5, 1.5 have squares of sum 5.
  @Test func correlationsByHand() throws {
    let correlogram = try Correlogram([1, 2, 3, 4])
    #expect(agree(correlogram.autocorrelations, [0.25, -0.3, -0.45]))
    #expect(
      agree(Array(correlogram.partialAutocorrelations.prefix(2)), [0.25, -0.3625 / 0.9375]))
    #expect(agree([correlogram.limit], [0.979981992270027], relative: 1e-9))
    let test = try LjungBoxTest([1, 2, 3, 4], lags: 2)
    let q = 24 * (0.0625 / 3 + 0.09 / 2)
    #expect(agree([test.statistic, test.pValue], [q, exp(-q / 2)], relative: 1e-12))
    #expect(try Correlogram(SampleSeries.quarters).autocorrelations.count == 14)
  }

  @Test func fittedParametersReduceFreedom() throws {
    let whole = try LjungBoxTest(SampleSeries.quarters, lags: 6)
    let less = try LjungBoxTest(SampleSeries.quarters, lags: 6, fittedParameters: 4)
    #expect(whole.statistic == less.statistic && less.degreesOfFreedom == 2)
    #expect(agree([less.pValue], [exp(-less.statistic / 2)], relative: 1e-10))
    #expect(less.pValue < whole.pValue)
  }

  @Test func scaleAndShiftLeaveCorrelations() throws {
    let base = try Correlogram(SampleSeries.quarters, lags: 5)
    for unit in [1e-250, 1e-200, 1e200, 1e300, -3] {
      let other = try Correlogram(SampleSeries.quarters.map { $0 * unit }, lags: 5)
      #expect(agree(other.autocorrelations, base.autocorrelations, relative: 1e-10))
      #expect(
        agree(other.partialAutocorrelations, base.partialAutocorrelations, relative: 1e-10))
    }
    let near = try Correlogram([1, 1 + 0x1p-52])
    #expect(near.autocorrelations == [-0.5])
    let ends = try Correlogram([1.7e308, -1.7e308, 1.7e308, -1.7e308])
    #expect(agree(ends.autocorrelations, [-0.75, 0.5, -0.25]))
  }

  /// Deviations −1, −1, −1, 3 have moments 3, 6 and 21.
  @Test func jarqueBeraByHand() throws {
    let test = try JarqueBeraTest([1, 1, 1, 5])
    let skewness = 6 / 27.0.squareRoot()
    let kurtosis = 21.0 / 9
    let statistic = 4.0 / 6 * (skewness * skewness + (kurtosis - 3) * (kurtosis - 3) / 4)
    #expect(
      agree(
        [test.skewness, test.kurtosis, test.statistic, test.pValue],
        [skewness, kurtosis, statistic, exp(-statistic / 2)]))
  }

  @Test func residuals() throws {
    let model = try StructuralModel(
      SampleSeries.quarters, kind: .level, variances: StructuralVariances(level: 1))
    let own = try ResidualDiagnostics(model)
    let differences = [0] + zip(SampleSeries.quarters.dropFirst(), SampleSeries.quarters).map(-)
    #expect(own.count == 30 && agree([own.mean], [56.0 / 30], relative: 1e-9))
    let squares = differences.reduce(0) { $0 + ($1 - 56.0 / 30) * ($1 - 56.0 / 30) }
    #expect(agree([own.standardDeviation], [(squares / 29).squareRoot()], relative: 1e-9))
    #expect(own.ljungBox?.degreesOfFreedom == 6)
    #expect(
      own.lag1Autocorrelation.map {
        agree([$0], [(try? Correlogram(differences))?.autocorrelations[0] ?? 9], relative: 1e-9)
      } == true)
    let expected = try JarqueBeraTest(differences).statistic
    #expect(agree([try #require(own.jarqueBera).statistic], [expected], relative: 1e-8))
    let gaps = try ResidualDiagnostics(residuals: [.nan] + differences + [.nan], season: 2)
    #expect(gaps.count == 30 && gaps.ljungBox?.degreesOfFreedom == 4)
    let fitted = try ResidualDiagnostics(residuals: differences, fittedParameters: 5)
    #expect(fitted.ljungBox?.degreesOfFreedom == 3)
    let weekly = try ResidualDiagnostics(residuals: differences, season: .max)
    #expect(weekly.ljungBox?.degreesOfFreedom == 6)
    #expect(
      try ResidualDiagnostics(residuals: differences, fittedParameters: .max).ljungBox == nil)
  }

  @Test func residualsWithoutSpread() throws {
    let none = try ResidualDiagnostics(residuals: [0, 0, 0, 0])
    #expect(none.standardDeviation == 0 && none.mean == 0)
    #expect(none.lag1Autocorrelation == nil && none.ljungBox == nil && none.jarqueBera == nil)
    #expect(try ResidualDiagnostics(residuals: [2]).standardDeviation == 0)
    let large = try ResidualDiagnostics(residuals: [1e307, -1e307])
    #expect(agree([large.standardDeviation], [1.4142135623730951e307]) && large.mean == 0)
  }

  @Test func refusals() throws {
    let lags = ForecastingError.invalidParameter(name: "lags", value: 4, range: "1...3")
    #expect(throws: lags) { try Correlogram([1, 2, 3, 5], lags: 4) }
    #expect(throws: ForecastingError.self) { try Correlogram([1, 2, 3, 5], lags: 0) }
    let equal = ForecastingError.invalidValue(
      input: "series", index: 0, value: 5,
      reason: "all values are equal; autocorrelations need a series that varies")
    #expect(throws: equal) { try Correlogram([5, 5, 5]) }
    #expect(throws: ForecastingError.tooShort(method: "autocorrelations", length: 1, needed: 2)) {
      try Correlogram([1])
    }
    #expect(throws: ForecastingError.self) { try Correlogram([1, .nan]) }
    let freedom = ForecastingError.invalidParameter(
      name: "fitted parameters", value: 2, range: "0...1")
    #expect(throws: freedom) { try LjungBoxTest([1, 2, 3, 5], lags: 2, fittedParameters: 2) }
    #expect(throws: ForecastingError.self) {
      try LjungBoxTest([1, 2, 3, 5], lags: 2, fittedParameters: -1)
    }
    #expect(
      throws: ForecastingError.tooShort(method: "the Jarque-Bera test", length: 2, needed: 3)
    ) {
      try JarqueBeraTest([1, 2])
    }
    #expect(throws: ForecastingError.self) { try JarqueBeraTest([0, 0, 0]) }
    #expect(
      throws: ForecastingError.tooShort(method: "residual diagnostics", length: 0, needed: 1)
    ) {
      try ResidualDiagnostics(residuals: [.nan])
    }
    #expect(throws: ForecastingError.self) { try ResidualDiagnostics(residuals: [1], season: 0) }
    #expect(throws: ForecastingError.self) {
      try ResidualDiagnostics(residuals: [1], fittedParameters: -1)
    }
    #expect(throws: ForecastingError.self) {
      try ResidualDiagnostics(residuals: [1.7e308, -1.7e308])
    }
  }
}
