import Forecasting
import Foundation
import Testing

@Suite("Structural models")
struct StructuralTests {
  let quarters = SampleSeries.quarters
  let variances = StructuralVariances(level: 20, slope: 2, seasonal: 5, irregular: 10)

  /// The first step of the local level by hand: prediction y₁, then the gain of the second value.
  @Test func theLocalLevelByHand() throws {
    let model = try StructuralModel(
      [3, 5], kind: .level, variances: StructuralVariances(level: 1, irregular: 2))
    let start = 1e4 * 2.0
    let first = start + 1
    let after = first - first * first / (first + 2)
    let second = after + 1
    #expect(agree(model.fitted, [3, 3]) && agree(model.residuals, [0, 2]))
    #expect(agree(model.oneStepVariances, [first + 2, second + 2], relative: 1e-9))
    let level = 3 + 2 * second / (second + 2)
    #expect(agree(model.filtered.map(\.level), [3, level], relative: 1e-9))
    let likelihood =
      -0.5
      * (2 * log(2 * Double.pi) + log(first + 2) + log(second + 2) + 4 / (second + 2))
    #expect(agree([try #require(model.logLikelihood)], [likelihood], relative: 1e-9))
    #expect(agree([model.standardisedResiduals[1]], [2 / (second + 2).squareRoot()]))
    let laws = try model.forecasts(horizon: 2)
    let left = second - second * second / (second + 2)
    #expect(agree(laws.map(\.mean), [level, level], relative: 1e-9))
    #expect(
      agree(
        laws.map(\.standardDeviation), [(left + 3).squareRoot(), (left + 4).squareRoot()],
        relative: 1e-9))
    #expect(model.criteria?.parameters == 2 && model.criteria?.observations == 2)
  }

  @Test func namesAndParameters() throws {
    let models = try StructuralKind.allCases.map {
      try StructuralModel(quarters, kind: $0, variances: variances, season: 4)
    }
    #expect(
      models.map(\.name) == ["local level", "local linear trend", "basic structural model"])
    #expect(models.map(\.season) == [1, 1, 4])
    #expect(models[0].parameters == [FittedParameter("level", 20), FittedParameter("epsilon", 10)])
    #expect(models[1].parameters.map(\.name) == ["level", "slope", "epsilon"])
    #expect(models[2].parameters.map(\.value) == [20, 2, 5, 10])
    #expect(models[0].filtered.allSatisfy { $0.slope == 0 && $0.seasonal == 0 })
  }

  /// At the last value the smoother is the filter, earlier it knows more, and without noise the
  /// parts add up to the series.
  @Test(arguments: StructuralKind.allCases, StructuralStart.allCases)
  func theSmootherAgreesWithTheFilter(_ kind: StructuralKind, _ start: StructuralStart) throws {
    let model = try StructuralModel(
      quarters, kind: kind, variances: variances, season: 4, start: start)
    let smoothed = model.smoothed()
    let last = try #require(smoothed.last)
    let filtered = try #require(model.filtered.last)
    #expect(smoothed.count == quarters.count)
    #expect(agree([last.level], [filtered.level], relative: 1e-9))
    #expect(abs(last.slope - filtered.slope) < 1e-7)
    #expect(abs(last.seasonal - filtered.seasonal) < 1e-7)
    #expect(agree([last.levelVariance], [filtered.levelVariance], relative: 1e-6))
    for (s, f) in zip(smoothed, model.filtered) {
      #expect(s.levelVariance <= f.levelVariance * (1 + 1e-6) && s.levelVariance > 0)
    }
    let clean = try StructuralModel(
      quarters, kind: kind, variances: StructuralVariances(level: 20, slope: 2, seasonal: 5),
      season: 4, start: start)
    for (part, value) in zip(clean.smoothed(), quarters) {
      #expect(abs(part.level + part.seasonal - value) < 1e-6)
    }
  }

  /// The likelihood of the filter is that of the joint normal law, here with one value missing: the
  /// local level's covariance is P₀ + q·min(i, j) + r·[i = j].
  @Test func theLikelihoodIsThatOfTheJointLaw() throws {
    let series = [4, .nan, 7, 6]
    let model = try StructuralModel(
      series, kind: .level, variances: StructuralVariances(level: 1.5, irregular: 0.5))
    let start = 1e4 * 7.0 / 3
    let times = [1.0, 3, 4]
    let c = times.map { s in times.map { start + 1.5 * min(s, $0) + (s == $0 ? 0.5 : 0) } }
    let x = [0.0, 3, 2]
    let det =
      c[0][0] * (c[1][1] * c[2][2] - c[1][2] * c[2][1])
      - c[0][1] * (c[1][0] * c[2][2] - c[1][2] * c[2][0])
      + c[0][2] * (c[1][0] * c[2][1] - c[1][1] * c[2][0])
    func cofactor(_ i: Int, _ j: Int) -> Double {
      let r = [0, 1, 2].filter { $0 != i }
      let k = [0, 1, 2].filter { $0 != j }
      let minor = c[r[0]][k[0]] * c[r[1]][k[1]] - c[r[0]][k[1]] * c[r[1]][k[0]]
      return (i + j) % 2 == 0 ? minor : -minor
    }
    var form = 0.0
    for i in 0..<3 { for j in 0..<3 { form += x[i] * x[j] * cofactor(i, j) / det } }
    let expected = -0.5 * (3 * log(2 * Double.pi) + log(det) + form)
    #expect(agree([try #require(model.logLikelihood)], [expected], relative: 1e-7))
    #expect(model.residuals[1].isNaN && model.standardisedResiduals[1].isNaN)
    #expect(model.fitted.allSatisfy(\.isFinite) && model.criteria?.observations == 3)
    // Between two values a random walk is expected on the line that joins their levels.
    let parts = model.smoothed().map(\.level)
    #expect(abs(parts[1] - (parts[0] + parts[2]) / 2) < 1e-6)
  }

  @Test func aMissingEndIsAForecast() throws {
    for kind in StructuralKind.allCases {
      let short = try StructuralModel(quarters, kind: kind, variances: variances, season: 4)
      let long = try StructuralModel(
        quarters + [.nan, .nan], kind: kind, variances: variances, season: 4)
      let laws = try short.forecasts(horizon: 3)
      #expect(agree(Array(long.fitted.suffix(2)), laws.prefix(2).map(\.mean)))
      #expect(agree([try long.forecasts(horizon: 1)[0].mean], [laws[2].mean]))
      #expect(long.logLikelihood == short.logLikelihood)
      #expect(
        agree(
          long.oneStepVariances.suffix(2).map { $0.squareRoot() },
          laws.prefix(2).map(\.standardDeviation)))
    }
  }

  /// The model carries over to other units and other zeros.
  @Test func unitsAndOrigin() throws {
    let fit = try StructuralModel.fit(quarters, kind: .trend, start: .independent)
    let other = try StructuralModel.fit(
      quarters.map { 1e100 * ($0 + 1000) }, kind: .trend, start: .independent)
    let mean = try fit.forecasts(horizon: 4)[3]
    let scaled = try other.forecasts(horizon: 4)[3]
    #expect(abs(scaled.mean / 1e100 - 1000 - mean.mean) < 1e-2)
    #expect(agree([scaled.standardDeviation / 1e100], [mean.standardDeviation], relative: 1e-2))
  }

  @Test func exactLinesAndPatternsContinue() throws {
    let line = try StructuralModel.fit(
      (1...12).map { 3 + 2 * Double($0) }, kind: .trend, start: .independent)
    let ahead = try line.forecasts(horizon: 2)
    #expect(agree(ahead.map(\.mean), [29, 31], relative: 1e-5))
    #expect(ahead.allSatisfy { $0.standardDeviation < 1e-2 })
    let pattern = [3.0, 5, 1, 7]
    let seasonal = try StructuralModel.automatic((0..<24).map { pattern[$0 % 4] }, season: 4)
    #expect(seasonal.kind == .seasonal && seasonal.start == .independent)
    #expect(agree(try seasonal.forecasts(horizon: 4).map(\.mean), pattern, relative: 1e-4))
  }

  @Test func constantsAreKnown() throws {
    for value in [0, 7, -1e200] {
      for kind in StructuralKind.allCases {
        let fit = try StructuralModel.fit(
          Array(repeating: value, count: 8), kind: kind, season: 2)
        #expect(fit.variances == StructuralVariances() && fit.criteria == nil)
        #expect(try fit.forecasts(horizon: 3).allSatisfy { $0 == (try .point(value)) })
        #expect(fit.smoothed().allSatisfy { $0.level == value && $0.levelVariance == 0 })
        #expect(fit.standardisedResiduals.allSatisfy { $0 == 0 })
      }
    }
  }

  @Test func theKindFollowsSeasonAndLength() throws {
    #expect(try StructuralModel.automatic(Array(quarters.prefix(10)), season: 4).kind == .seasonal)
    #expect(try StructuralModel.automatic(Array(quarters.prefix(9)), season: 4).kind == .trend)
    #expect(try StructuralModel.automatic(Array(quarters.prefix(6))).kind == .trend)
    let short = try StructuralModel.automatic(Array(quarters.prefix(5)))
    #expect(short.kind == .level && short.start == .common)
    #expect(try StructuralModel.automatic([1, 2]).kind == .level)
    #expect(try StructuralModel.automatic([1, .nan, 3, .nan, 2, 5, 6], season: 1).kind == .level)
  }

  /// Whatever the sizes of the variances, the answer is finite or a typed refusal.
  @Test(arguments: StructuralKind.allCases, StructuralStart.allCases)
  func extremeVariances(_ kind: StructuralKind, _ start: StructuralStart) throws {
    var answered = 0
    for code in 0..<256 {
      let sizes = (0..<4).map { [0, 1e-14, 1, 1e250][(code >> (2 * $0)) & 3] }
      let variances = StructuralVariances(
        level: sizes[0], slope: sizes[1], seasonal: sizes[2], irregular: sizes[3])
      guard
        let model = try? StructuralModel(
          Array(quarters.prefix(12)) + [.nan, 200], kind: kind, variances: variances, season: 3,
          start: start)
      else { continue }
      answered += 1
      #expect(model.logLikelihood?.isFinite != false && model.fitted.allSatisfy(\.isFinite))
      #expect(model.oneStepVariances.allSatisfy { $0.isFinite && $0 >= 0 })
      let parts = model.smoothed()
      #expect(parts.allSatisfy { $0.level.isFinite && $0.levelVariance.isFinite })
      #expect(parts.allSatisfy { $0.slope.isFinite && $0.seasonal.isFinite })
      let laws = try model.forecasts(horizon: 3)
      #expect(laws.allSatisfy { $0.mean.isFinite && $0.standardDeviation.isFinite })
    }
    #expect(answered >= 150)
  }

  @Test func equalModels() throws {
    let gaps = [1, .nan, 3, 4]
    let one = try StructuralModel(gaps, kind: .level, variances: variances)
    #expect(one == (try StructuralModel(gaps, kind: .level, variances: variances)))
    #expect(one != (try StructuralModel([1, 2, 3, 4], kind: .level, variances: variances)))
  }

  @Test func refusals() throws {
    func refusal(
      _ series: [Double], _ kind: StructuralKind = .level, _ season: Int = 1,
      _ variances: StructuralVariances = StructuralVariances(level: 1)
    ) -> ForecastingError? {
      #expect(throws: ForecastingError.self) {
        try StructuralModel(series, kind: kind, variances: variances, season: season)
      }
    }
    #expect(
      refusal([]) == .tooShort(method: "a structural model", length: 0, needed: 2))
    #expect(
      refusal([1, .nan]) == .tooShort(method: "a structural model", length: 1, needed: 2))
    #expect(
      refusal([1, 2, 3], .seasonal, 4)
        == .tooShort(method: "a structural model", length: 3, needed: 4))
    #expect(
      refusal([1, .infinity])
        == .invalidValue(
          input: "series", index: 1, value: .infinity,
          reason: "supply a number, or NaN where it is missing"))
    for scale in [1e-200, 1e200, 1e308] {
      #expect(
        refusal([scale, -scale])
          == .invalidValue(
            input: "series", index: 1, value: -scale,
            reason: "the variance is outside 1e-280...1e280; use other units"))
    }
    #expect(
      refusal([1, 2, 3], .seasonal, 1)
        == .invalidParameter(name: "season", value: 1, range: "2 or more"))
    for bad in [-1, .nan, .infinity, 1e300] as [Double] {
      let found = refusal([1, 2], .trend, 1, StructuralVariances(slope: bad))
      guard case .invalidParameter("variance of slope", _, "0...1e290") = found else {
        Issue.record("\(bad) was taken for a variance")
        continue
      }
    }
    #expect(
      refusal([1, 2, 4], .level, 1, StructuralVariances())
        == .invalidParameter(
          name: "variances", value: 0,
          range: "variances whose sum is 1e-8 or more of the variance of the series"))
    #expect(throws: ForecastingError.invalidParameter(name: "season", value: 0, range: "1 or more"))
    {
      try StructuralModel.automatic([1, 2, 3], season: 0)
    }
    #expect(
      throws: ForecastingError.tooShort(
        method: "fitting a structural model", length: 2, needed: 3)
    ) {
      try StructuralModel.fit([1, 2], kind: .trend)
    }
    #expect(
      throws: ForecastingError.invalidParameter(name: "horizon", value: 0, range: "1 or more")
    ) {
      try StructuralModel(quarters, kind: .level, variances: variances).forecasts(horizon: 0)
    }
  }
}
