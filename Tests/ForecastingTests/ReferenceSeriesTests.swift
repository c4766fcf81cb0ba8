import Forecasting
import Foundation
import ReferenceCases
import Regression
import Testing

@Suite("Reference series", .enabled(if: SharedReference.isPresent))
struct ReferenceSeriesTests {
  private func cases(_ method: String) throws -> [ReferenceCase] {
    let cases = try SharedReference.cases("08-series.json", method: method)
    try #require(!cases.isEmpty)
    return cases
  }

  @Test func filters() throws {
    for item in try cases("ses.filter") {
      let fit = try SimpleSmoothing(
        item.numbers("y"), alpha: item.number("alpha"), initialLevel: item.number("level0"))
      let ahead = try item.numbers("h").map { try fit.forecast(horizon: Int($0)) }
      #expect(item.agrees("sse", [fit.sumOfSquares]) && item.agrees("level", [fit.level]))
      #expect(item.agrees("forecast", ahead.map(\.mean)))
      #expect(item.agrees("sd", ahead.map(\.standardDeviation)))
    }
    for item in try cases("ets.dampedTrend") {
      let fit = try DampedTrend(
        item.numbers("y"), alpha: item.number("alpha"), beta: item.number("beta"),
        phi: item.number("phi"), initialLevel: item.number("level0"),
        initialSlope: item.number("slope0"))
      let ahead = try item.numbers("h").map { try fit.forecast(horizon: Int($0)) }
      #expect(item.agrees("sse", [fit.sumOfSquares]) && item.agrees("slope", [fit.slope]))
      #expect(item.agrees("forecast", ahead.map(\.mean)))
      #expect(item.agrees("sd", ahead.map(\.standardDeviation)))
    }
  }

  @Test func fits() throws {
    for item in try cases("ses.fit") {
      let fit = try SimpleSmoothing.fit(item.numbers("y"))
      #expect(item.agrees("sse", [fit.sumOfSquares]) && item.agrees("alpha", [fit.alpha]))
      #expect(item.agrees("level0", [fit.initialLevel]))
    }
    for item in try cases("theta.forecast") {
      let fit = try Theta(
        item.numbers("y"), alpha: item.number("alpha"), initialLevel: item.number("level0"))
      let horizon = Int(item.number("horizon"))
      #expect(item.agrees("slope", [fit.slope]))
      #expect(item.agrees("forecast", try (1...horizon).map { try fit.mean(horizon: $0) }))
    }
    for item in try cases("regression.ar1Errors") {
      let fit = try AutoregressiveRegression.fit(
        DesignMatrix(rows: item.rows("X")), series: item.numbers("y"))
      let ahead = try fit.forecast(DesignMatrix(rows: item.rows("newX")))
      #expect(item.agrees("phi", [fit.phi]) && item.agrees("coef", fit.coefficients))
      #expect(item.agrees("s2", [fit.innovationVariance]))
      #expect(item.agrees("logLik", [fit.logLikelihood]))
      #expect(item.agrees("forecast", ahead.map(\.mean)))
      #expect(item.agrees("sd", ahead.map(\.standardDeviation)))
    }
  }

  /// Best log-likelihoods, −n/2 ln SSE, known inside the customary bounds of the parameters.
  @Test func optimaAreReached() throws {
    let path = "benchmarks/golden/ets_global_optimum.csv"
    let text = try String(
      contentsOf: SharedReference.folder.appending(path: path), encoding: .utf8)
    var checked = 0
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let data = try SharedReference.columns("benchmarks/golden/data/\(fields[0]).csv")
      let series = try #require(data["y"] ?? data["value"])
      let sum: Double
      switch fields[1] {
      case "ANN": sum = try SimpleSmoothing.fit(series).sumOfSquares
      case "AAN damped": sum = try DampedTrend.fit(series).sumOfSquares
      default: continue
      }
      let logLikelihood = -Double(series.count) / 2 * log(sum)
      let best = try #require(Double(fields[4]))
      #expect(logLikelihood >= best - 1e-3, "\(fields[0]) \(fields[1])")
      checked += 1
    }
    #expect(checked >= 12)
  }

  /// The same for 300 annual series cut to twelve values.
  @Test func shortOptimaAreReached() throws {
    let series = try annualSeries()
    let path = "benchmarks/golden/ets_short_optimum.csv"
    let text = try String(
      contentsOf: SharedReference.folder.appending(path: path), encoding: .utf8)
    var shortfalls: [Double] = []
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard let values = series[fields[0]], let best = Double(fields[3]) else { continue }
      let sum: Double
      switch fields[1] {
      case "ANN": sum = try SimpleSmoothing.fit(values).sumOfSquares
      case "AAN damped": sum = try DampedTrend.fit(values).sumOfSquares
      default: continue
      }
      shortfalls.append(best + Double(values.count) / 2 * log(sum))
    }
    #expect(shortfalls.count >= 500)
    #expect(shortfalls.filter { $0 > 1e-3 }.isEmpty, "\(shortfalls.filter { $0 > 1e-3 }.sorted())")
  }

  private func annualSeries() throws -> [String: [Double]] {
    let text = try String(
      contentsOf: SharedReference.folder.appending(path: "benchmarks/m4/yearly.csv"),
      encoding: .utf8)
    var result: [String: [Double]] = [:]
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      result[String(fields[0])] = fields[5].split(separator: ";").compactMap { Double($0) }
        .suffix(12)
    }
    return result
  }
}
