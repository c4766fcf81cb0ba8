import Forecasting
import Foundation
import Probability
import Testing

private typealias Smoothing = ExponentialSmoothing.Smoothing
private typealias State = ExponentialSmoothing.State

private func member(_ notation: String) throws -> ExponentialSmoothing.Specification {
  try #require(ExponentialSmoothing.Specification(notation))
}

/// Twenty quarters of an invented count with a growing season.
private let quarters: [Double] = [
  41, 55, 38, 47, 44, 59, 40, 52, 49, 63, 45, 54, 50, 69, 46, 60, 55, 72, 51, 63,
]

@Suite("Exponential smoothing family")
struct ExponentialSmoothingTests {
  @Test func notation() throws {
    for error in ["A", "M"] {
      for trend in ["N", "A", "Ad", "M", "Md"] {
        for season in ["N", "A", "M"] {
          let short = try member(error + trend + season)
          #expect(short.name == "ETS(\(error),\(trend),\(season))")
          #expect(try member(short.name) == short)
          #expect(try member("\(error), \(trend), \(season)") == short)
          #expect("\(short)" == short.name)
        }
      }
    }
    for bad in ["", "A", "AN", "NNN", "AdNN", "AXN", "ANX", "ANNN", "ETS(A,N)", "ann"] {
      #expect(ExponentialSmoothing.Specification(bad) == nil)
    }
    #expect(try member("AAdM").parameterCount(season: 12) == 4 + 2 + 11)
    #expect(try member("MNN").parameterCount(season: 12) == 2)
    #expect(try member("MNA").parameterCount(season: 4) == 6)
    #expect(ExponentialSmoothing.shortestSeries(try member("AAdN")) == 6)
  }

  // R 4.2.2, forecast 8.20: ets(QTR20, "AAA", damped = TRUE).
  @Test func additiveSeasonAgreesWithR() throws {
    let model = try ExponentialSmoothing(
      quarters, try member("AAdA"),
      smoothing: Smoothing(
        alpha: 0.08795798273547428, beta: 0.0879579602025151, gamma: 0.00010001123214991239,
        phi: 0.9785452286612829),
      initialState: State(
        level: 43.10907756211307, slope: 0.9137531764019713,
        season: [
          1.4553822856021168, -9.257619448247112, 11.398505042020028, -3.596267879375033,
        ]), season: 4)
    let criteria = try #require(model.criteria)
    #expect(agree([criteria.logLikelihood], [-33.042662917952484]))
    #expect(agree([criteria.aicc], [110.52977028034941]) && criteria.parameters == 10)
    #expect(agree([model.sigma2], [2.4753233129817462]))
    #expect(
      agree(
        model.finalState.values,
        [
          61.470604868303745, 1.0062120135846406, 1.4553637126638728, -9.257405600882914,
          11.39865235492773, -3.5960596672921503,
        ], relative: 1e-11))
    let ahead = try model.forecasts(horizon: 8)
    #expect(
      agree(
        ahead.map(\.mean),
        [
          58.8591691659265, 74.81738027103943, 55.10414974561329, 66.7395183426138,
          62.59090008944777, 78.46904776089893, 58.67747154447283, 70.23617533935916,
        ]))
    #expect(
      agree(
        try ahead.map { try $0.interval(coverage: 0.95).upperBound },
        [
          61.942811910266954, 77.94737036486966, 58.333859856843155, 70.13577934600495,
          66.22728639742672, 82.41908329804795, 63.010327380874436, 75.0141138767132,
        ]))
    #expect(
      model.parameters.map(\.name)
        == ["alpha", "beta", "gamma", "phi", "l", "b", "s0", "s1", "s2", "s3"])
    #expect(model.parameters.map(\.value)[5] == 0.9137531764019713)
  }

  // R 4.2.2, forecast 8.20: ets(QTR20, "MAM", damped = TRUE).
  @Test func multiplicativeSeasonAgreesWithRInItsConvention() throws {
    let model = try ExponentialSmoothing(
      quarters, try member("MAdM"),
      smoothing: Smoothing(
        alpha: 0.32938766106218414, beta: 0.00010394563990743692,
        gamma: 0.00010000023522214248, phi: 0.9799999989605863),
      initialState: State(
        level: 42.85054896137713, slope: 1.1322306692119954,
        season: [
          1.0215116908547082, 0.8274206923400194, 1.2180968293455565, 0.9329707874597162,
        ]), season: 4)
    #expect(agree([try #require(model.criteria).logLikelihood], [-29.22716241378197]))
    #expect(agree([model.sigma2], [0.0006282895592488167]))
    let published = try model.forecasts(horizon: 8, convention: .forecastPackage)
    #expect(
      agree(
        published.map(\.mean),
        [
          58.034348434379076, 76.6727720570622, 52.68252077285248, 65.76725334875012,
          60.71734889601548, 80.10566951572277, 54.967758955560626, 68.53212074262387,
        ]))
    #expect(
      agree(
        try published.map { try $0.interval(coverage: 0.8).lowerBound },
        [
          56.170111449477666, 74.08245726250397, 50.821025667368325, 63.347660422185044,
          58.400004507102764, 76.94385076317377, 52.72984399794194, 65.66054782453038,
        ]))
    // The model's own convention goes on as the one-step means do.
    let next = try ExponentialSmoothing(
      [57], model.specification, smoothing: model.smoothing, initialState: model.finalState,
      season: 4)
    #expect(agree([try model.means(horizon: 1)[0]], next.fitted))
  }

  // R 4.2.2, forecast 8.20: ets(QTR20, "MNA").
  @Test func seasonWithoutTrendAgreesWithRInItsConvention() throws {
    let model = try ExponentialSmoothing(
      quarters, try member("MNA"),
      smoothing: Smoothing(alpha: 0.674643704900233, gamma: 0.32534435708268483),
      initialState: State(
        level: 44.01770070842592,
        season: [
          1.2499157979719653, -8.156672244762728, 9.999144913842132, -3.0923884670513697,
        ]), season: 4)
    let published = try model.forecasts(horizon: 8, convention: .forecastPackage)
    #expect(
      agree(
        try published.map { try $0.interval(coverage: 0.8).lowerBound },
        [
          54.32084468473848, 68.60360815723128, 47.01942607399666, 57.12904152477917,
          51.09562438913047, 66.30899825708087, 44.53193006808023, 55.10893216926041,
        ]))
    let own = try model.forecasts(horizon: 8)
    #expect(own[3].standardDeviation < published[3].standardDeviation)
    #expect(
      agree(own.prefix(3).map(\.standardDeviation), published.prefix(3).map(\.standardDeviation)))
  }

  @Test func levelsAndDampedTrendsAreThoseOfTheSimpleTypes() throws {
    let series = SampleSeries.quarters
    let level = try ExponentialSmoothing(
      series, try member("ANN"), smoothing: Smoothing(alpha: 0.35),
      initialState: State(level: 182))
    let simple = try SimpleSmoothing(series, alpha: 0.35, initialLevel: 182)
    #expect(agree(level.errors, simple.errors) && level.residuals == level.errors)
    #expect(agree([level.finalState.level], [simple.level]))
    #expect(agree([level.sigma2 * Double(series.count - 2)], [simple.sumOfSquares]))
    let trend = try ExponentialSmoothing(
      series, try member("AAdN"), smoothing: Smoothing(alpha: 0.4, beta: 0.08, phi: 0.92),
      initialState: State(level: 180, slope: 2))
    let damped = try DampedTrend(
      series, alpha: 0.4, beta: 0.08, phi: 0.92, initialLevel: 180, initialSlope: 2)
    let ratio = (Double(series.count) / Double(series.count - 5)).squareRoot()
    for h in [1, 2, 7] {
      let law = try trend.forecasts(horizon: 7)[h - 1]
      #expect(agree([law.mean], [try damped.mean(horizon: h)]))
      #expect(
        agree([law.standardDeviation], [try damped.standardDeviation(horizon: h) * ratio]))
    }
    #expect(agree(trend.fitted, zip(series, trend.residuals).map { $0 - $1 }))
  }

  /// The moments against paths simulated here from the published equations.
  @Test(arguments: ["MAdN", "MNA", "MAA", "MAM", "MAdM", "MNM", "AAdA", "ANA"])
  func momentsAreThoseOfSimulatedPaths(_ notation: String) throws {
    let specification = try member(notation)
    let trended = specification.trend != .none
    let factor = specification.season == .multiplicative
    let seasonal = specification.season != nil
    let smoothing = Smoothing(
      alpha: 0.4, beta: trended ? 0.2 : 0, gamma: seasonal ? 0.3 : 0,
      phi: specification.trend.isDamped ? 0.9 : 1)
    // Errors of about a fifth, so that every term of the variance counts.
    let history: [Double] = [80, 130, 95, 120, 70, 140, 100, 135, 75, 150, 90, 125]
    let model = try ExponentialSmoothing(
      history, specification, smoothing: smoothing,
      initialState: State(
        level: 100, slope: trended ? 3 : nil,
        season: !seasonal ? [] : factor ? [0.9, 1.2, 0.9] : [-10, 20, -10]),
      season: seasonal ? 3 : 1)
    let stream = RandomStream(seed: 7, name: notation)
    let horizon = 7
    let paths = 40_000
    var sums = [Double](repeating: 0, count: horizon)
    var squares = sums
    for path in 0..<paths {
      var level = model.finalState.level
      var slope = model.finalState.slope ?? 0
      var season = Array(model.finalState.season.reversed())
      for h in 0..<horizon {
        let noise =
          model.sigma
          * SpecialFunctions.normalQuantile(stream.uniform(replicate: path / 2, step: h))
          * (path % 2 == 0 ? 1 : -1)
        let s = seasonal ? season[h % 3] : factor ? 1 : 0
        let carried = level + smoothing.phi * slope
        let mean = factor ? carried * s : carried + s
        let error = specification.error == .multiplicative ? mean * noise : noise
        let value = mean + error
        level = carried + smoothing.alpha * (factor ? error / s : error)
        slope = smoothing.phi * slope + smoothing.beta * (factor ? error / s : error)
        if seasonal { season[h % 3] += smoothing.gamma * (factor ? error / carried : error) }
        sums[h] += value
        squares[h] += value * value
      }
    }
    let laws = try model.forecasts(horizon: horizon)
    for h in 0..<horizon {
      let mean = sums[h] / Double(paths)
      let deviation = (squares[h] / Double(paths) - mean * mean).squareRoot()
      #expect(abs(laws[h].mean / mean - 1) < 0.01, "\(notation) \(h)")
      #expect(abs(laws[h].standardDeviation / deviation - 1) < 0.03, "\(notation) \(h)")
    }
    #expect(try model.means(horizon: horizon) == laws.map(\.mean))
  }

  @Test func growthFactorsAreSimulatedTheSameEveryTime() throws {
    for notation in ["MMN", "AMdN", "MMdM", "AAM", "AMA"] {
      let specification = try member(notation)
      let model = try ExponentialSmoothing.fit(quarters, specification, season: 4)
      let laws = try model.forecasts(horizon: 4)
      #expect(try model.forecasts(horizon: 4) == laws)
      let other = RandomStream(seed: 1, name: "another")
      #expect(try model.forecasts(horizon: 4, convention: .model, stream: other) != laws)
      let path = try model.means(horizon: 4)
      for (law, mean) in zip(laws, path) {
        guard case .sample(let values) = law.law else {
          Issue.record("\(notation) is not a sample")
          return
        }
        #expect(values.count == 5000)
        #expect(abs(law.mean - mean) < 0.2 * law.standardDeviation + 0.01 * mean)
      }
      // One step ahead the law is normal, whatever the trend.
      let spread = specification.error == .multiplicative ? model.sigma * path[0] : model.sigma
      #expect(abs(laws[0].standardDeviation / spread - 1) < 0.03)
      #expect(
        model.initialState.slope.map { $0 > 0.9 && $0 < 1.1 } ?? true
          || !specification.trend.isMultiplicative)
    }
  }

  @Test func exactGrowthIsRecovered() throws {
    let series = (0..<12).map { 100 * pow(1.07, Double($0)) }
    let model = try ExponentialSmoothing.fit(series, try member("MMN"))
    #expect(model.sigma < 1e-5)
    let slope = try #require(model.finalState.slope)
    #expect(abs(slope - 1.07) < 1e-4)
    #expect(
      agree(
        try model.means(horizon: 2), [series[11] * 1.07, series[11] * 1.07 * 1.07], relative: 1e-3))
  }
}
