import Foundation
import Probability
import ReferenceCases
import Testing

@Suite("M4 scores and scores in closed form")
struct M4ScoreTests {
  @Test("follow their definitions")
  func definitions() throws {
    let smape = try M4Score.smape(outcomes: [100, 0, 50], forecasts: [110, 0, 0])
    #expect(relativeError(smape, (200.0 * 10 / 210 + 0 + 200) / 3) < 1e-14)
    #expect(try M4Score.smape(outcomes: [1e308], forecasts: [-1e308]) == 200)
    let training = [120.0, 125, 131, 128, 140, 139]
    let scale = (5.0 + 6 + 3 + 12 + 1) / 5
    #expect(relativeError(try ScaledError.naiveScale(training: training, season: 1), scale) < 1e-15)
    let msis = try M4Score.msis(
      training: training, season: 1, outcomes: [143, 150, 130], lower: [130, 130, 131],
      upper: [150, 148, 140])
    #expect(relativeError(msis, (20 + 18 + 40 * 2 + 9 + 40 * 1) / 3.0 / scale) < 1e-14)
    let wide = try M4Score.msis(
      training: training, season: 1, outcomes: [150], lower: [130], upper: [148], alpha: 0.2)
    #expect(relativeError(wide, (18 + 10 * 2) / scale) < 1e-14)
    let owa = try M4Score.owa(
      smape: [10, 20], mase: [1, 3], benchmarkSmape: [20, 20], benchmarkMase: [2, 3])
    #expect(relativeError(owa, 0.5 * (30.0 / 40 + 4.0 / 5)) < 1e-14)
    #expect(
      relativeError(
        try ScaledError.mase(
          training: training, season: 2, outcomes: [143, 150], forecasts: [140, 141]),
        6 / ((11.0 + 3 + 9 + 11) / 4)) < 1e-14)
  }

  @Test("refuse what has no score")
  func refusals() {
    #expect(throws: ParameterError.self) { try M4Score.smape(outcomes: [], forecasts: []) }
    #expect(throws: ParameterError.self) { try M4Score.smape(outcomes: [1], forecasts: [1, 2]) }
    #expect(throws: ParameterError.self) { try M4Score.smape(outcomes: [.nan], forecasts: [1]) }
    #expect(throws: ParameterError.self) {
      try M4Score.smape(outcomes: [1], forecasts: [.infinity])
    }
    for (lower, upper, alpha) in [(2.0, 1.0, 0.05), (1, 2, 0), (1, 2, 1), (1, .infinity, 0.05)] {
      #expect(throws: ParameterError.self) {
        try M4Score.msis(
          training: [1, 2], season: 1, outcomes: [1], lower: [lower], upper: [upper], alpha: alpha)
      }
    }
    for (training, season) in [([1.0, 1], 1), ([1, 2], 2), ([1, 2], 0), ([1, .nan], 1)] {
      #expect(throws: ParameterError.self) {
        try ScaledError.naiveScale(training: training, season: season)
      }
    }
    #expect(throws: ParameterError.self) {
      try M4Score.owa(smape: [1], mase: [1], benchmarkSmape: [0], benchmarkMase: [1])
    }
    #expect(throws: ParameterError.self) {
      try M4Score.owa(smape: [1], mase: [1], benchmarkSmape: [1], benchmarkMase: [0])
    }
    #expect(throws: ParameterError.self) {
      try M4Score.owa(smape: [1], mase: [1], benchmarkSmape: [1, 1], benchmarkMase: [1])
    }
  }

  @Test("of normal and log-normal forecasts integrate the squared difference")
  func continuous() throws {
    // R: integrate() of (F(x) − 1[x ≥ y])² at a relative tolerance of 1e-12.
    let normal = ContinuousScore.crps(
      try Normal(mean: 2, standardDeviation: 3), outcome: 4.5)
    #expect(relativeError(normal, 1.487260597000331) < 1e-10)
    let logNormal = ContinuousScore.crps(
      try LogNormal(logMean: 1, logStandardDeviation: 0.5), outcome: 4.5)
    #expect(relativeError(logNormal, 1.041501771272685) < 1e-9)
    #expect(ContinuousScore.crps(try Normal(mean: 2, standardDeviation: 0), outcome: 4.5) == 2.5)
    let fixed = try LogNormal(logMean: 0, logStandardDeviation: 0)
    #expect(ContinuousScore.crps(fixed, outcome: 4.5) == 3.5)
    // At the mean: σ(√2 − 1)/√π; symmetric about it.
    let law = try Normal(mean: 1, standardDeviation: 2)
    #expect(
      relativeError(
        ContinuousScore.crps(law, outcome: 1), 2 * (2.0.squareRoot() - 1) / Double.pi.squareRoot())
        < 1e-14)
    #expect(
      relativeError(
        ContinuousScore.crps(law, outcome: 4), ContinuousScore.crps(law, outcome: -2)) < 1e-14)
    // Below 0 a log-normal's score grows by the distance.
    let positive = try LogNormal(logMean: 1, logStandardDeviation: 0.5)
    let atZero = ContinuousScore.crps(positive, outcome: 0)
    #expect(
      relativeError(ContinuousScore.crps(positive, outcome: -3), atZero + 3) < 1e-14)
    #expect(relativeError(ContinuousScore.crps(positive, outcome: 1e-12), atZero) < 1e-10)
    #expect(
      ContinuousScore.logarithmic(law, outcome: 3) == -law.logPDF(3))
  }

  @Test("of an ensemble tend to the closed form of its law")
  func ensembleLimit() throws {
    let law = try LogNormal(logMean: 3, logStandardDeviation: 0.4)
    let members = (0..<4_000).map { law.quantile((Double($0) + 0.5) / 4_000) }
    let sample = try EnsembleScore.crps(members: members, outcome: 31).crps
    #expect(relativeError(sample, ContinuousScore.crps(law, outcome: 31)) < 1e-3)
  }

  @Test("of counts are Poisson's and the geometric law's closed forms")
  func countClosedForms() throws {
    for mean in [0.2, 3, 17.5, 60] {
      // Bessel functions I₀ and I₁ of 2μ times e^(−2μ), by their series.
      var term = exp(-2 * mean)
      var zero = 0.0
      var one = 0.0
      for k in 0..<600 {
        zero += term
        one += term * mean / Double(k + 1)
        term *= mean * mean / (Double(k + 1) * Double(k + 1))
      }
      let law = try Poisson(mean: mean)
      for y in [0, 1, 5, 20, 70] {
        let closed =
          (Double(y) - mean) * (2 * law.cdf(y) - 1) + 2 * mean * law.pmf(y) - mean * (zero + one)
        let score = try CountScore(law, observed: y).crps
        #expect(abs(score - closed) < 1e-11 * max(1, closed), "\(mean) \(y)")
      }
    }
    // Size 1: with r = μ/(1 + μ), Σ (1 − rᵏ⁺¹)² below y and Σ r²ᵏ⁺² from y on.
    for mean in [0.5, 6] {
      let r = mean / (1 + mean)
      let law = try NegativeBinomial(mean: mean, size: 1)
      for y in [0, 3, 30] {
        var closed = pow(r, Double(2 * y + 2)) / (1 - r * r)
        for k in 0..<y { closed += pow(1 - pow(r, Double(k + 1)), 2) }
        #expect(relativeError(try CountScore(law, observed: y).crps, closed) < 1e-11)
      }
    }
  }

  @Test(
    "give the published peers' figures on the development series",
    .enabled(if: SharedReference.isPresent), arguments: ["R_thetaf", "sf_AutoETS"])
  func peers(peer: String) throws {
    let rows = { (name: String) in
      try String(
        contentsOf: SharedReference.folder.appending(path: "benchmarks/m4/\(name).csv"),
        encoding: .utf8
      ).split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
    }
    let list = { (text: String) in text.split(separator: ";").compactMap { Double($0) } }
    let points = try rows("peer_point_forecasts")
    let column = try #require(points.first?.firstIndex(of: peer))
    let forecasts = Dictionary(
      points.dropFirst().map { ($0[0], list($0[column])) }, uniquingKeysWith: { a, _ in a })
    var smape: [Double] = []
    var mase: [Double] = []
    var benchmarkSmape: [Double] = []
    var benchmarkMase: [Double] = []
    for row in try rows("yearly").dropFirst() {
      let training = list(row[5])
      let outcomes = list(row[6])
      let naive = list(row[7])
      guard var forecast = forecasts[row[0]] else { continue }
      if (training.min() ?? 0) >= 0 { forecast = forecast.map { max(0, $0) } }
      smape.append(try M4Score.smape(outcomes: outcomes, forecasts: forecast))
      benchmarkSmape.append(try M4Score.smape(outcomes: outcomes, forecasts: naive))
      mase.append(
        try ScaledError.mase(
          training: training, season: 1, outcomes: outcomes, forecasts: forecast))
      benchmarkMase.append(
        try ScaledError.mase(training: training, season: 1, outcomes: outcomes, forecasts: naive))
    }
    #expect(smape.count == 820)
    let owa = try M4Score.owa(
      smape: smape, mase: mase, benchmarkSmape: benchmarkSmape, benchmarkMase: benchmarkMase)
    let published = peer == "R_thetaf" ? (17.29, 3.047, 0.896) : (17.36, 2.975, 0.888)
    #expect(abs(smape.reduce(0, +) / 820 - published.0) < 0.006)
    #expect(abs(mase.reduce(0, +) / 820 - published.1) < 0.0006)
    #expect(abs(owa - published.2) < 0.0006)
  }
}
