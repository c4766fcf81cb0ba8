import Forecasting
import Probability
import Testing

@Suite("Bootstrap paths")
struct BootstrapPathsTests {
  static let stream = RandomStream(seed: 7, name: "bootstrap")

  @Test func replicatesAreOfTheSameKind() throws {
    let y = SampleSeries.quarters
    let paths = try BootstrapPaths(y, season: 4, count: 200, stream: Self.stream)
    #expect(paths.replicates.count == 200)
    #expect(paths.replicates[0] == y)
    #expect(paths.replicates.allSatisfy { $0.count == y.count })
    #expect(paths.replicates.dropFirst().allSatisfy { $0 != y })
    #expect(Set(paths.replicates.map { $0.description }).count == 200)
    for t in y.indices {
      let mean = paths.replicates.reduce(0) { $0 + $1[t] } / 200
      #expect(abs(mean / y[t] - 1) < 0.06)
    }
    #expect(try BootstrapPaths(y, season: 4, count: 200, stream: Self.stream) == paths)
    let other = RandomStream(seed: 8, name: "bootstrap")
    #expect(try BootstrapPaths(y, season: 4, count: 200, stream: other) != paths)
  }

  /// Without a trend to smooth the remainders are those of the series, in their blocks.
  @Test func signedSeriesAreDrawnAsTheyAre() throws {
    let y: [Double] = [-3, 5, -2, 4, -6, 7, -1, 2, -4, 6, -5, 3]
    let paths = try BootstrapPaths(y, count: 50, stream: Self.stream)
    #expect(paths.replicates.contains { $0.contains { $0 < 0 } })
    #expect(paths.replicates.allSatisfy { $0.allSatisfy { abs($0) < 25 } })
  }

  @Test func itsLawsAreWiderThanTheModels() throws {
    let y = SampleSeries.growing
    let paths = try BootstrapPaths(y, count: 400, stream: Self.stream)
    let laws = try paths.forecasts(horizon: 4) { y throws(ForecastingError) in
      try DriftModel(y, damping: 0.9)
    }
    #expect(laws.count == 4)
    let model = try DriftModel(y, damping: 0.9).forecasts(horizon: 4)
    for (law, own) in zip(laws, model) {
      #expect(abs(law.mean / own.mean - 1) < 0.05)
      #expect(law.standardDeviation > 0.7 * own.standardDeviation)
      guard case .sample(let values) = law.law else {
        Issue.record("not a sample")
        return
      }
      #expect(values.count == 400)
    }
  }

  @Test func shortAndConstantSeriesHaveAnAnswer() throws {
    for y in [[3.0], [3, 3], [0, 0, 0], [5, 5, 5, 5, 5, 5, 5, 5, 5]] {
      let paths = try BootstrapPaths(y, season: 4, count: 5, stream: Self.stream)
      #expect(
        paths.replicates.allSatisfy { zip($0, y).allSatisfy { abs($0 - $1) <= 1e-12 * $1 } })
    }
    let huge = Double.greatestFiniteMagnitude
    for y in [
      [huge, -huge, huge, -huge], [huge, huge / 2, huge], [1e-200, 2e-200, 1e-200, 4e-200],
    ] {
      let paths = try BootstrapPaths(y, count: 20, stream: Self.stream)
      #expect(paths.replicates.allSatisfy { $0.allSatisfy { $0.isFinite } })
    }
  }

  @Test func refusesWhatItCannotUse() throws {
    #expect(throws: ForecastingError.self) {
      try BootstrapPaths([], count: 5, stream: Self.stream)
    }
    #expect(throws: ForecastingError.self) {
      try BootstrapPaths([1, .nan], count: 5, stream: Self.stream)
    }
    #expect(throws: ForecastingError.self) {
      try BootstrapPaths([1, 2], season: 0, count: 5, stream: Self.stream)
    }
    #expect(throws: ForecastingError.self) {
      try BootstrapPaths([1, 2], count: 0, stream: Self.stream)
    }
    #expect(throws: ForecastingError.self) {
      try BootstrapPaths([1, 2], count: 3, stream: Self.stream)
        .forecasts(horizon: 0) { y throws(ForecastingError) in try NaiveModel(y) }
    }
    let one = try BootstrapPaths([1, 2], count: 1, stream: Self.stream)
    #expect(one.replicates == [[1, 2]])
  }
}
