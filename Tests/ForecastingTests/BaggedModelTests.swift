import Forecasting
import Foundation
import Probability
import ReferenceCases
import Testing

@Suite("Bagged models")
struct BaggedModelTests {
  static let stream = RandomStream(seed: 5, name: "bagging")

  static func drift(_ y: [Double]) throws(ForecastingError) -> any SeriesModel {
    try DriftModel(y, damping: 0.9)
  }

  @Test func holdsTheModelsOfItsReplicates() throws {
    let y = SampleSeries.quarters
    let bagged = try BaggedModel(
      y, season: 4, count: 30, stream: Self.stream, fit: Self.drift)
    #expect(bagged.name == "Bagged Damped drift")
    #expect(bagged.criteria == nil)
    #expect(bagged.replicates.count == 30)
    #expect(bagged.replicates[0] == y)
    #expect(Set(bagged.replicates.map(\.description)).count == 30)
    #expect(
      bagged.transformation == (try BoxCox.guerrero(y, season: 4, range: 0...1)))
    #expect(bagged.parameters == [FittedParameter("lambda", bagged.transformation.lambda)])
    for (model, replicate) in zip(bagged.models, bagged.replicates) {
      #expect(model.fitted == (try Self.drift(replicate)).fitted)
    }
    for t in y.indices {
      let mean = bagged.models.reduce(0) { $0 + $1.fitted[t] } / 30
      #expect(abs(bagged.fitted[t] / mean - 1) < 1e-13)
      #expect(bagged.residuals[t] == y[t] - bagged.fitted[t])
    }
    let fewer = try BaggedModel(
      y, season: 4, count: 10, stream: Self.stream, fit: Self.drift)
    #expect(fewer.replicates == Array(bagged.replicates.prefix(10)))
  }

  /// Mean and variance of an even mixture: the mean of the means; the mean of the variances and the
  /// variance of the means.
  @Test func lawsAreMixtures() throws {
    let bagged = try BaggedModel(
      SampleSeries.growing, count: 40, stream: Self.stream, fit: Self.drift)
    let laws = try bagged.forecasts(horizon: 3)
    #expect(laws.count == 3)
    let parts = try bagged.models.map { try $0.forecasts(horizon: 3) }
    for (h, law) in laws.enumerated() {
      guard case .sample(let values) = law.law else {
        Issue.record("not a sample")
        return
      }
      #expect(values.count == 2000)
      let means = parts.map { $0[h].mean }
      let mean = means.reduce(0, +) / 40
      let within = parts.reduce(0) { $0 + $1[h].standardDeviation * $1[h].standardDeviation } / 40
      let between = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40
      let deviation = (within + between).squareRoot()
      #expect(abs(law.mean - mean) < 0.01 * deviation)
      #expect(abs(law.standardDeviation / deviation - 1) < 0.01)
      #expect(deviation > parts[0][h].standardDeviation * 0.9)
    }
    #expect(try bagged.forecasts(horizon: 3) == laws)
    let seven = try BaggedModel(
      SampleSeries.growing, count: 7, stream: Self.stream, fit: Self.drift)
    guard case .sample(let values) = try seven.forecasts(horizon: 1)[0].law else {
      Issue.record("not a sample")
      return
    }
    #expect(values.count == 2002)
  }

  @Test func pathsComeFromEachModel() throws {
    let bagged = try BaggedModel(
      SampleSeries.growing, count: 60, stream: Self.stream, fit: Self.drift)
    let drawn = try bagged.paths(horizon: 4)
    #expect(drawn.paths.count == 60)
    #expect(drawn.paths.allSatisfy { $0.count == 4 })
    for r in [0, 1] {
      let own = try ResidualPaths(
        bagged.models[r], horizon: 4, count: r + 1, stream: Self.stream)
      #expect(drawn.paths[r] == own.paths[r])
    }
    let law = try bagged.forecasts(horizon: 4)[3]
    #expect(abs(try drawn.forecasts()[3].mean - law.mean) < 0.6 * law.standardDeviation)
  }

  /// Zeros and negative values are drawn as they are; positive series stay positive.
  @Test func transformsPositiveSeriesOnly() throws {
    let signed: [Double] = [-3, 5, -2, 4, -6, 7, -1, 2, -4, 6, -5, 3]
    let plain = try BaggedModel(signed, count: 20, stream: Self.stream, fit: Self.drift)
    #expect(plain.transformation.lambda == 1)
    #expect(plain.replicates.dropFirst().contains { $0.contains { $0 < 0 } })
    // An even pattern has the power 1, which may lead below zero.
    let spiky: [Double] = [1, 40, 1, 40, 1, 40, 1, 40, 1, 40, 1, 40]
    let positive = try BaggedModel(spiky, count: 50, stream: Self.stream, fit: Self.drift)
    let least = positive.replicates.flatMap { $0 }.min() ?? 0
    #expect(least >= 0.1)
    #expect(least < 1)
  }

  @Test func everySeriesHasAnAnswer() throws {
    let huge = Double.greatestFiniteMagnitude
    let series: [[Double]] = [
      [3], [3, 3], [1, 2], [0, 0, 0, 0], [7, 7, 7, 7, 7, 7, 7, 7, 7, 7], [huge, -huge, huge],
      [huge, huge / 2, huge, huge / 4, huge], [1e-300, 2e-300, 1e-300, 3e-300],
      [1e-300, 1e-300, 1e300, 1e300], [1e300, 1e-300, 1e300, 1e-300, 1e300, 1e-300],
    ]
    for y in series {
      for season in [1, 4] {
        let bagged = try BaggedModel(
          y, season: season, count: 8, stream: Self.stream, fit: Self.drift)
        #expect(bagged.replicates.allSatisfy { $0.allSatisfy { $0.isFinite } })
        #expect(bagged.fitted.allSatisfy { $0.isFinite })
        #expect(bagged.residuals.allSatisfy { $0.isFinite })
        let laws = try bagged.forecasts(horizon: 3)
        #expect(laws.allSatisfy { $0.mean.isFinite && $0.standardDeviation.isFinite })
        #expect(try bagged.paths(horizon: 3).paths.allSatisfy { $0.allSatisfy { $0.isFinite } })
      }
    }
    let constant = try BaggedModel([5, 5, 5, 5], count: 4, stream: Self.stream, fit: Self.drift)
    for law in try constant.forecasts(horizon: 2) {
      #expect(abs(law.mean - 5) < 1e-12)
      #expect(law.standardDeviation < 1e-12)
    }
    let one = try BaggedModel([4, 6], count: 1, stream: Self.stream, fit: Self.drift)
    #expect(one.replicates == [[4, 6]])
  }

  @Test func refusesWhatItCannotUse() throws {
    func refuse(_ y: [Double], season: Int = 1, count: Int = 5) {
      #expect(throws: ForecastingError.self) {
        try BaggedModel(y, season: season, count: count, stream: Self.stream, fit: Self.drift)
      }
    }
    refuse([])
    refuse([1, .nan])
    refuse([1, .infinity])
    refuse([1, 2], season: 0)
    refuse([1, 2], count: 0)
    refuse([1, 2], count: 10_001)
    refuse([Double](repeating: 1, count: 60_001), count: 1)
    let bagged = try BaggedModel([1, 2, 4], count: 5, stream: Self.stream, fit: Self.drift)
    #expect(throws: ForecastingError.self) { try bagged.forecasts(horizon: 0) }
    #expect(throws: ForecastingError.self) { try bagged.forecasts(horizon: 5001) }
    #expect(throws: ForecastingError.self) { try bagged.paths(horizon: 0) }
    #expect(throws: ForecastingError.tooShort(method: "the test", length: 3, needed: 4)) {
      try BaggedModel([1, 2, 4], count: 5, stream: Self.stream) { y throws(ForecastingError) in
        throw .tooShort(method: "the test", length: y.count, needed: 4)
      }
    }
  }

  /// The mean relative spread of a period over 1,000 replicates of R forecast 8.20,
  /// `bld.mbb.bootstrap`, and its power; the draws differ, so the spread agrees to a few percent.
  @Test(
    .enabled(if: SharedReference.isPresent),
    arguments: [
      ("AirPassengers", 12, 0.000066107, 0.031738), ("uspop", 1, 0.28188, 0.017789),
      ("UKgas", 4, 0.000066107, 0.15370),
    ])
  func replicatesSpreadAsRs(
    name: String, season: Int, lambda: Double, spread: Double
  ) throws {
    let columns = try SharedReference.columns("benchmarks/golden/data/\(name).csv")
    let y = try #require(columns["value"] ?? columns["y"])
    let bagged = try BaggedModel(y, season: season, count: 1001, stream: Self.stream) {
      y throws(ForecastingError) in try NaiveModel(y)
    }
    #expect(abs(bagged.transformation.lambda - lambda) < 1e-3)
    let drawn = bagged.replicates.dropFirst()
    var sum = 0.0
    for t in y.indices {
      let mean = drawn.reduce(0) { $0 + $1[t] } / 1000
      let squares = drawn.reduce(0) { $0 + ($1[t] - mean) * ($1[t] - mean) }
      sum += (squares / 999).squareRoot() / mean
    }
    #expect(abs(sum / Double(y.count) / spread - 1) < 0.05)
  }
}
