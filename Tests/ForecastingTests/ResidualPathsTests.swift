import Forecasting
import Foundation
import Probability
import Testing

/// A model whose laws, fitted values and residuals are given.
private struct GivenModel: SeriesModel {
  var name = "Given"
  var parameters: [FittedParameter] = []
  var fitted: [Double]
  var residuals: [Double]
  var criteria: InformationCriteria?
  var laws: [ForecastDistribution]

  init(fitted: [Double]? = nil, residuals: [Double], laws: [ForecastDistribution]) {
    self.fitted = fitted ?? residuals.map { _ in 10 }
    self.residuals = residuals
    self.laws = laws
  }

  /// Normal laws about 100 with those deviations.
  init(residuals: [Double], deviations: [Double]) throws {
    self.init(
      residuals: residuals,
      laws: try deviations.map { try .normal(mean: 100, standardDeviation: $0) })
  }

  func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireAtLeastOne(horizon)
    return Array(laws.prefix(horizon))
  }

  private func requireAtLeastOne(_ horizon: Int) throws(ForecastingError) {
    if horizon < 1 {
      throw .invalidParameter(name: "horizon", value: Double(horizon), range: "1 or more")
    }
  }
}

@Suite("Residual paths")
struct ResidualPathsTests {
  static let stream = RandomStream(seed: 11, name: "paths")

  /// With mean 0 and variance 1.
  static let errors: [Double] = {
    let raw: [Double] = [4, -1, 2, 7, -5, 3, -2, 1]
    let mean = raw.reduce(0, +) / 8
    let deviation = (raw.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 8).squareRoot()
    return raw.map { ($0 - mean) / deviation }
  }()

  /// The place of an error in the list, where it is one.
  static func place(_ value: Double) -> Int? {
    errors.firstIndex { abs($0 - value) < 1e-9 }
  }

  /// Each step of a random walk adds one residual, and the residuals of a block follow each other
  /// round the end.
  @Test func randomWalksAddResidualsInBlocks() throws {
    let deviations = (1...7).map { 3 * Double($0).squareRoot() }
    let model = try GivenModel(residuals: Self.errors.map { 5 * $0 + 2 }, deviations: deviations)
    let drawn = try ResidualPaths(model, horizon: 7, count: 300, block: 3, stream: Self.stream)
    #expect(drawn.paths.count == 300)
    var starts = Set<Int>()
    for path in drawn.paths {
      let places = path.indices.map { h in
        Self.place((path[h] - (h == 0 ? 100 : path[h - 1])) / 3)
      }
      let found = places.compactMap { $0 }
      try #require(found.count == 7)
      for h in [1, 2, 4, 5] { #expect(found[h] == (found[h - 1] + 1) % 8) }
      starts.formUnion([found[0], found[3], found[6]])
    }
    #expect(starts.count == 8)
    #expect(Set(drawn.paths.map(\.description)).count > 200)
  }

  /// The cube root of 8 residuals is 2, of 7 rounded down 1.
  @Test func blocksHaveTheLengthOfTheCubeRoot() throws {
    for (residuals, block) in [(Self.errors, 2), (Array(Self.errors.dropLast()), 1)] {
      let model = try GivenModel(residuals: residuals, deviations: [1, 1, 1, 1, 1, 1])
      let own = try ResidualPaths(model, horizon: 6, count: 40, stream: Self.stream)
      let given = try ResidualPaths(
        model, horizon: 6, count: 40, block: block, stream: Self.stream)
      let other = try ResidualPaths(
        model, horizon: 6, count: 40, block: 3 - block, stream: Self.stream)
      #expect(own == given)
      #expect(own != other)
    }
  }

  /// The variance of a seasonal walk rises once a season: step 5 is step 1 and one error more, and
  /// the steps of one season have each one error of their own.
  @Test func seasonalWalksAddAnErrorASeason() throws {
    let y = SampleSeries.quarters
    let model = try NaiveModel(y, season: 4)
    let drawn = try ResidualPaths(model, horizon: 9, count: 4000, block: 1, stream: Self.stream)
    let kept = model.residuals.dropFirst(4)
    let mean = kept.reduce(0, +) / Double(kept.count)
    let spread =
      (kept.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(kept.count)).squareRoot()
    let allowed = kept.map { ($0 - mean) / spread * model.deviation }
    for path in drawn.paths.prefix(200) {
      for h in 0..<9 {
        let change = path[h] - (h < 4 ? y[26 + h] : path[h - 4])
        #expect(allowed.contains { abs($0 - change) < 1e-9 })
      }
    }
    let laws = try model.forecasts(horizon: 9)
    for (sample, law) in zip(try drawn.forecasts(), laws) {
      #expect(abs(sample.mean - law.mean) < 0.07 * law.standardDeviation)
      #expect(abs(sample.standardDeviation / law.standardDeviation - 1) < 0.04)
    }
  }

  /// yₕ − μ = ½(yₕ₋₁ − μ) + eₕ: the variances 1, 1 + ¼, 1 + ¼ + 1/16 give the weights back.
  @Test func autoregressionsForgetTheirErrors() throws {
    let deviations = [1, 1.25, 1.3125].map { 2 * $0.squareRoot() }
    let model = try GivenModel(residuals: Self.errors, deviations: deviations)
    let drawn = try ResidualPaths(model, horizon: 3, count: 60, block: 1, stream: Self.stream)
    for path in drawn.paths {
      let offsets = path.map { ($0 - 100) / 2 }
      #expect(Self.place(offsets[0]) != nil)
      #expect(Self.place(offsets[1] - offsets[0] / 2) != nil)
      #expect(Self.place(offsets[2] - offsets[1] / 2) != nil)
    }
  }

  /// Var(y₁ + … + y₄) = σ²(4² + 3² + 2² + 1²) for a random walk.
  @Test func totalsHoldTheDependenceOfTheSteps() throws {
    let deviations = (1...4).map { 2 * Double($0).squareRoot() }
    let model = try GivenModel(residuals: Self.errors, deviations: deviations)
    let drawn = try ResidualPaths(model, horizon: 4, count: 20_000, block: 1, stream: Self.stream)
    let total = try drawn.total(of: 1...4)
    #expect(abs(total.mean - 400) < 0.3)
    #expect(abs(total.standardDeviation / (2 * 30.0.squareRoot()) - 1) < 0.02)
    guard case .sample(let values) = try drawn.total(of: 2...3).law else {
      Issue.record("not a sample")
      return
    }
    #expect(values == drawn.paths.map { $0[1] + $0[2] }.sorted())
    guard case .sample(let last) = try drawn.total(of: 4...4).law else {
      Issue.record("not a sample")
      return
    }
    #expect(last == drawn.paths.map { $0[3] }.sorted())
    #expect(try drawn.forecasts()[3] == drawn.total(of: 4...4))
  }

  @Test func pathsDependOnTheirOwnAddressAlone() throws {
    let y = SampleSeries.growing
    let fit = { (y: [Double]) throws(ForecastingError) -> any SeriesModel in try DriftModel(y) }
    let many = try ResidualPaths(y, horizon: 5, count: 50, stream: Self.stream, fit: fit)
    let few = try ResidualPaths(
      try DriftModel(y), horizon: 5, count: 20, stream: Self.stream)
    #expect(Array(many.paths.prefix(20)) == few.paths)
    #expect(Set(many.paths.map(\.description)).count > 30)
    let other = try ResidualPaths(
      y, horizon: 5, count: 50, stream: RandomStream(seed: 12, name: "paths"), fit: fit)
    #expect(other != many)
  }

  /// exp(2 + 0.5e): the ratios of observed to fitted are the errors.
  @Test func logNormalLawsAreFollowedInLogarithms() throws {
    let observed = Self.errors.map { 10 * exp(0.3 * $0) }
    let laws: [ForecastDistribution] = [
      try .logNormal(logMean: 2, logStandardDeviation: 0.5),
      try .logNormal(logMean: 3, logStandardDeviation: 0.5),
    ]
    let model = GivenModel(residuals: observed.map { $0 - 10 }, laws: laws)
    let drawn = try ResidualPaths(model, horizon: 2, count: 100, block: 1, stream: Self.stream)
    for path in drawn.paths {
      #expect(Self.place((log(path[0]) - 2) / 0.5) != nil)
      #expect(Self.place((log(path[1]) - 3) / 0.5) != nil)
    }
    // Fitted values at or below zero have no logarithm and are passed over.
    let partly = GivenModel(
      fitted: [10, -3, 10, 10], residuals: [1, 5, -2, 4], laws: laws)
    let paths = try ResidualPaths(partly, horizon: 2, count: 50, stream: Self.stream).paths
    #expect(Set(paths.map { $0[0] }).count == 3)
  }

  /// Periods before the first forecast, with residuals of zero, and missing ones are no errors.
  @Test func residualsThatSayNothingAreLeftOut() throws {
    let plain = try GivenModel(residuals: Self.errors, deviations: [1, 2, 3])
    let padded = try GivenModel(
      residuals: [0, 0] + Self.errors.prefix(3) + [.nan] + Self.errors.dropFirst(3),
      deviations: [1, 2, 3])
    let a = try ResidualPaths(plain, horizon: 3, count: 30, stream: Self.stream)
    let b = try ResidualPaths(padded, horizon: 3, count: 30, stream: Self.stream)
    for (p, q) in zip(a.paths, b.paths) { #expect(agree(p, q, relative: 1e-12)) }
  }

  /// A zero after the first residual is an error like any other.
  @Test func zerosAmongResidualsAreKept() throws {
    let model = try GivenModel(residuals: [1, 0, -1], deviations: [1])
    let drawn = try ResidualPaths(model, horizon: 1, count: 200, block: 1, stream: Self.stream)
    #expect(Set(drawn.paths.map { $0[0] }).count == 3)
    #expect(drawn.paths.contains([100]))
  }

  @Test func withoutResidualsErrorsAreNormal() throws {
    for residuals in [[], [0, 0, 0], [3, 3, 3, 3]] as [[Double]] {
      let model = try GivenModel(residuals: residuals, deviations: [2, 2])
      let drawn = try ResidualPaths(model, horizon: 2, count: 5000, stream: Self.stream)
      for law in try drawn.forecasts() {
        #expect(abs(law.mean - 100) < 0.1)
        #expect(abs(law.standardDeviation - 2) < 0.06)
        #expect(abs(try law.quantile(0.975) - 103.92) < 0.25)
      }
      let first = drawn.paths.map { $0[0] - 100 }
      let second = drawn.paths.map { $0[1] - 100 }
      let product = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / 5000
      #expect(abs(product) < 0.25)
    }
  }

  /// Steps without uncertainty, uncertain from a later step on, and a variance that falls.
  @Test func everyPatternOfSpreadsHasAnAnswer() throws {
    let certain = try GivenModel(residuals: Self.errors, deviations: [0, 0])
    #expect(
      try ResidualPaths(certain, horizon: 2, count: 3, stream: Self.stream).paths
        == [[100, 100], [100, 100], [100, 100]])
    let late = try GivenModel(residuals: Self.errors, deviations: [0, 1, 2.0.squareRoot(), 0, 1])
    for path in try ResidualPaths(late, horizon: 5, count: 40, block: 1, stream: Self.stream).paths
    {
      #expect(path[0] == 100)
      #expect(path[3] == 100)
      #expect(Self.place(path[1] - 100) != nil)
      #expect(Self.place(path[2] - path[1]) != nil)
    }
    let falling = try GivenModel(residuals: Self.errors, deviations: [2, 1, 1])
    for path in try ResidualPaths(falling, horizon: 3, count: 40, block: 1, stream: Self.stream)
      .paths
    {
      #expect(Self.place((path[0] - 100) / 2) != nil)
      #expect(Self.place(path[1] - 100) != nil)
      #expect(Self.place(path[2] - 100) != nil)
    }
  }

  @Test func extremeScalesStayFinite() throws {
    let huge = Double.greatestFiniteMagnitude
    let laws: [[ForecastDistribution]] = [
      [
        try .normal(mean: huge, standardDeviation: huge),
        try .normal(mean: 0, standardDeviation: huge),
      ],
      [
        try .normal(mean: 0, standardDeviation: .leastNonzeroMagnitude),
        try .normal(mean: 0, standardDeviation: 1e300),
      ],
      [
        try .logNormal(logMean: 700, logStandardDeviation: 300),
        try .logNormal(logMean: 1e308, logStandardDeviation: 1e308),
      ],
      [try .sample([1e-300, 2e-300]), try .sample([-huge, huge])],
    ]
    for pair in laws {
      for scale in [.leastNormalMagnitude, 1, 1e307] {
        let model = GivenModel(residuals: Self.errors.map { $0 * scale }, laws: pair)
        let drawn = try ResidualPaths(model, horizon: 2, count: 50, stream: Self.stream)
        #expect(drawn.paths.allSatisfy { $0.allSatisfy { $0.isFinite } })
        #expect(try drawn.total(of: 1...2).mean.isFinite)
      }
    }
  }

  @Test func refusesWhatItCannotDraw() throws {
    let model = try GivenModel(residuals: Self.errors, deviations: [1, 1])
    func refuse(_ name: String, horizon: Int, count: Int, block: Int? = nil) {
      #expect {
        try ResidualPaths(
          model, horizon: horizon, count: count, block: block, stream: Self.stream)
      } throws: { error in
        guard case .invalidParameter(let found, _, _) = error as? ForecastingError else {
          return false
        }
        return found == name
      }
    }
    refuse("horizon", horizon: 0, count: 5)
    refuse("horizon", horizon: 60_001, count: 5)
    refuse("count", horizon: 2, count: 0)
    refuse("count", horizon: 2, count: 5_000_001)
    refuse("block", horizon: 2, count: 5, block: 0)
    let drawn = try ResidualPaths(model, horizon: 2, count: 1, block: 1, stream: Self.stream)
    #expect(throws: ForecastingError.self) { try drawn.total(of: 0...1) }
    #expect(throws: ForecastingError.self) { try drawn.total(of: 1...3) }
    #expect(throws: ForecastingError.self) { try drawn.total(of: 3...3) }
    #expect(throws: ForecastingError.tooShort(method: "a drift", length: 0, needed: 1)) {
      try ResidualPaths([], horizon: 2, count: 5, stream: Self.stream) {
        y throws(ForecastingError) in try DriftModel(y)
      }
    }
  }
}
