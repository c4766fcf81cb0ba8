import Forecasting
import Foundation
import ReferenceCases
import Testing

/// The R results of `benchmarks/golden` for Theta and the simple methods.
@Suite("Simple methods against R", .enabled(if: SharedReference.isPresent))
struct GoldenSeriesTests {
  /// The seasons of the reference series that have one.
  static let seasons = [
    "AirPassengers": 12, "co2": 12, "nottem": 12, "UKgas": 4, "QTR20": 4,
  ]

  static func series(_ name: String) throws -> [Double] {
    let columns = try SharedReference.columns("benchmarks/golden/data/\(name).csv")
    return try #require(columns["y"] ?? columns["value"] ?? columns["x"])
  }

  static func cases(_ method: String) throws -> [[String: Any]] {
    let all = try SharedReference.object("benchmarks/golden/theta_and_benchmarks.json")
    let models = all["models"] as? [[String: Any]] ?? []
    return models.filter { $0["method"] as? String == method }
  }

  static func check(_ steps: [ForecastDistribution], _ item: [String: Any], relative: Double)
    throws -> Bool
  {
    let forecast = item["forecast"] as? [String: Any] ?? [:]
    let expected = [0.8, 0.95].flatMap { level in
      ["lower", "upper"].map { ReferenceCase.vector(forecast["\($0)\(Int(level * 100))"]) }
    }
    var found: [[Double]] = []
    for level in [0.8, 0.95] {
      let intervals = try steps.map { try $0.interval(coverage: level) }
      found.append(intervals.map(\.lowerBound))
      found.append(intervals.map(\.upperBound))
    }
    let means = ReferenceCase.vector(forecast["mean"])
    let scale = means.map(abs).max() ?? 1
    return zip([steps.map(\.mean)] + found, [means] + expected).allSatisfy { values, target in
      values.count == target.count
        && zip(values, target).allSatisfy { abs($0 - $1) <= relative * max(scale, abs($1)) }
    }
  }

  @Test(arguments: ["naive", "snaive", "drift", "meanf"])
  func theClosedFormsAgree(_ method: String) throws {
    let items = try Self.cases(method)
    #expect(items.count >= (method == "snaive" ? 5 : 10))
    for item in items {
      let name = try #require(item["dataset"] as? String)
      let y = try Self.series(name)
      let horizon = ReferenceCase.vector((item["forecast"] as? [String: Any])?["mean"]).count
      let model: any SeriesModel =
        switch method {
        case "naive": try NaiveModel(y)
        case "snaive": try NaiveModel(y, season: Self.seasons[name] ?? 1)
        case "drift": try DriftModel(y)
        default: try MeanModel(y)
        }
      #expect(try Self.check(model.forecasts(horizon: horizon), item, relative: 1e-9), "\(name)")
    }
  }

  /// With R's smoothing parameters, on series without a season (those of its `ses`, which `thetaf`
  /// uses).
  @Test func thetaAgreesAtGivenParameters() throws {
    let smoothing = try Self.cases("ses")
    var compared = 0
    for item in try Self.cases("thetaf") {
      let name = try #require(item["dataset"] as? String)
      let pair = smoothing.first { $0["dataset"] as? String == name }
      let level = ((pair?["par"] as? [String: Any])?["l"] as? NSNumber)?.doubleValue
      let alpha = try #require((item["alpha"] as? NSNumber)?.doubleValue)
      guard Self.seasons[name] == nil, let level else { continue }
      let theta = try Theta(try Self.series(name), alpha: alpha, initialLevel: level)
      let horizon = ReferenceCase.vector((item["forecast"] as? [String: Any])?["mean"]).count
      #expect(try Self.check(theta.forecasts(horizon: horizon), item, relative: 1e-9), "\(name)")
      compared += 1
    }
    #expect(compared >= 6)
  }

  /// The fit is never worse than R's, and near it where R has reached the optimum.
  @Test func thetaIsFittedAtLeastAsWell() throws {
    for item in try Self.cases("thetaf") {
      let name = try #require(item["dataset"] as? String)
      let y = try Self.series(name)
      let theta = try Theta.fit(y, season: Self.seasons[name] ?? 1)
      let variance = try #require((item["sigma2"] as? NSNumber)?.doubleValue)
      let drift = try #require((item["drift"] as? NSNumber)?.doubleValue)
      #expect(abs(theta.slope / 2 - drift) <= 1e-9 * max(abs(drift), 1e-3), "\(name)")
      let own = theta.smoothing.sumOfSquares / Double(y.count - 2)
      #expect(own <= variance * (1 + 1e-6), "\(name): \(own) \(variance)")
    }
  }
}
