import Forecasting
import Foundation
import Probability
import Testing

private func member(_ notation: String) throws -> ExponentialSmoothing.Specification {
  try #require(ExponentialSmoothing.Specification(notation))
}

private let quarters: [Double] = [
  41, 55, 38, 47, 44, 59, 40, 52, 49, 63, 45, 54, 50, 69, 46, 60, 55, 72, 51, 63,
]

@Suite("Exponential smoothing: fits")
struct ExponentialSmoothingFitTests {
  private static let annual = ["ANN", "AAN", "AAdN", "MNN", "MAN", "MAdN"]
  private static let seasonal = [
    "ANA", "AAA", "AAdA", "MNA", "MAA", "MAdA", "MNM", "MAM", "MAdM", "ANM", "MMM", "AMdA",
  ]

  /// Best known likelihoods of this series inside the customary bounds, from many random starts.
  @Test func bestKnownLikelihoods() throws {
    let best = [
      "ANN": -80.8730692846, "AAN": -61.4855255729, "AAdN": -62.1021130521,
      "MNN": -78.6667031641, "MAN": -60.6466822601, "MAdN": -61.1935646620,
    ]
    for (notation, value) in best {
      let fit = try ExponentialSmoothing.fit(SampleSeries.growing, try member(notation))
      let reached = try #require(fit.criteria).logLikelihood
      #expect(reached > value - 1e-6 && reached < value + 1e-4, "\(notation)")
    }
  }

  /// R 4.2.2, forecast 8.20, on the same series: never better.
  @Test func seasonalLikelihoodsReachThoseOfR() throws {
    let published = [
      "AAdA": -33.042662917952484, "MNA": -42.377178456960465, "MAdM": -29.22716241378197,
      "MAM": -25.680791250572526,
    ]
    for (notation, value) in published {
      let fit = try ExponentialSmoothing.fit(quarters, try member(notation), season: 4)
      #expect(try #require(fit.criteria).logLikelihood >= value - 1e-6, "\(notation)")
    }
  }

  @Test func fitsStayInTheirBounds() throws {
    for notation in Self.annual + Self.seasonal {
      let specification = try member(notation)
      let fit = try ExponentialSmoothing.fit(quarters, specification, season: 4)
      let s = fit.smoothing
      #expect(fit.specification == specification && fit.fitted.count == quarters.count)
      #expect(s.alpha >= 1e-4 && s.alpha <= 0.9999)
      if specification.trend == .none {
        #expect(s.beta == 0 && fit.initialState.slope == nil)
      } else {
        #expect(s.beta >= 1e-4 && s.beta <= s.alpha)
      }
      if specification.trend.isDamped {
        #expect(s.phi >= 0.8 && s.phi <= 0.98)
      } else {
        #expect(s.phi == 1)
      }
      #expect(fit.season == (specification.season == nil ? 1 : 4))
      if let kind = specification.season {
        #expect(s.gamma >= 1e-4 && s.gamma <= 1 - s.alpha + 1e-12)
        let sum = fit.initialState.season.reduce(0, +)
        #expect(abs(sum - (kind == .additive ? 0 : 4)) < 1e-9)
      } else {
        #expect(s.gamma == 0 && fit.initialState.season.isEmpty)
      }
      if specification.error == .multiplicative {
        #expect(fit.fitted.allSatisfy { $0 > 0 })
      }
      // Run again from its own report, the model is the same.
      let again = try ExponentialSmoothing(
        quarters, specification, smoothing: fit.smoothing, initialState: fit.initialState,
        season: 4)
      #expect(again == fit)
    }
  }

  /// No change of one parameter inside the bounds improves a fit.
  @Test func fitsAreStationary() throws {
    for notation in Self.annual + ["AAA", "MAdA", "MAM", "MMN", "AAdM"] {
      let specification = try member(notation)
      let fit = try ExponentialSmoothing.fit(quarters, specification, season: 4)
      let best = try #require(fit.criteria).logLikelihood
      func check(_ s: ExponentialSmoothing.Smoothing, _ state: ExponentialSmoothing.State) {
        let other = try? ExponentialSmoothing(
          quarters, specification, smoothing: s, initialState: state, season: 4)
        guard let other, let criteria = other.criteria else { return }
        if specification.error == .multiplicative && other.fitted.contains(where: { $0 <= 0 }) {
          return
        }
        #expect(criteria.logLikelihood <= best + 1e-6, "\(notation) \(s) \(state)")
      }
      let s = fit.smoothing
      for step in [-1e-2, -1e-3, 1e-3, 1e-2] {
        for which in 0..<4 {
          let alpha = which == 0 ? s.alpha + step : s.alpha
          let beta = which == 1 && s.beta > 0 ? s.beta + step : s.beta
          let gamma = which == 2 && s.gamma > 0 ? s.gamma + step : s.gamma
          let phi = which == 3 && s.phi < 1 ? s.phi + step : s.phi
          let inside =
            alpha >= 1e-4 && alpha <= 0.9999 && (s.beta == 0 || beta >= 1e-4 && beta <= alpha)
            && (s.gamma == 0 || gamma >= 1e-4 && gamma <= 1 - alpha)
            && (s.phi == 1 || phi >= 0.8 && phi <= 0.98)
          if inside {
            check(.init(alpha: alpha, beta: beta, gamma: gamma, phi: phi), fit.initialState)
          }
        }
        var state = fit.initialState
        state.level *= 1 + step
        check(s, state)
        if let slope = fit.initialState.slope {
          state = fit.initialState
          state.slope = specification.trend.isMultiplicative ? slope * (1 + step) : slope + step
          check(s, state)
        }
        for j in fit.initialState.season.indices.dropLast() {
          state = fit.initialState
          let move = specification.season == .additive ? 10 * step : step
          state.season[j] += move
          state.season[j + 1] -= move
          check(s, state)
        }
      }
    }
  }

  @Test func scaleMovesTheFitAndNothingElse() throws {
    for notation in Self.annual + ["AAA", "MAM", "MMN"] {
      let specification = try member(notation)
      let fit = try ExponentialSmoothing.fit(quarters, specification, season: 4)
      let value = try #require(fit.criteria).logLikelihood
      // The spread of a sample asks for squares that stay finite.
      for exponent in [-660, -20, 40, specification.trend.isMultiplicative ? 400 : 660] {
        let factor = Double(sign: .plus, exponent: exponent, significand: 1)
        let large = try ExponentialSmoothing.fit(
          quarters.map { $0 * factor }, specification, season: 4)
        #expect(large.smoothing == fit.smoothing)
        #expect(large.fitted == fit.fitted.map { $0 * factor })
        let moved = try #require(large.criteria).logLikelihood
        #expect(agree([moved], [value - 20 * log(factor)], relative: 1e-11))
        let near = try fit.forecasts(horizon: 5)
        let far = try large.forecasts(horizon: 5)
        #expect(agree(far.map { $0.mean / factor }, near.map(\.mean)))
        #expect(
          agree(
            far.map { $0.standardDeviation / factor }, near.map(\.standardDeviation), relative: 1e-9
          )
            || specification.trend.isMultiplicative)
        #expect(large.sigma2.isFinite)
      }
    }
  }

  @Test func generatedSeriesAlwaysHaveAnAnswer() throws {
    let stream = RandomStream(seed: 3, name: "series")
    for replicate in 0..<120 {
      let numbers = stream.at(replicate: replicate, step: 0)
      let count = 3 + replicate % 14
      let size = pow(10, Double(replicate % 7) - 3)
      let series = (0..<count).map { t in
        let u = numbers.uniform(t)
        switch replicate % 5 {
        case 0: return size * u
        case 1: return size * (Double(t) + u)
        case 2: return size * (u < 0.6 ? 0 : 1)
        case 3: return size * (u - 0.5)
        default: return size * exp(4 * u)
        }
      }
      let choice = try ExponentialSmoothing.select(series)
      for law in try choice.model.forecasts(horizon: 6) {
        #expect(law.mean.isFinite && law.standardDeviation.isFinite)
      }
      #expect(choice.candidates.count == 6)
      for candidate in choice.candidates {
        if case .fitted(let value) = candidate.outcome { #expect(!value.isNaN) }
      }
    }
  }
}

@Suite("Exponential smoothing: automatic choice")
struct ExponentialSmoothingChoiceTests {
  @Test func theLowestCriterionWins() throws {
    for criterion in ExponentialSmoothing.Criterion.allCases {
      let choice = try ExponentialSmoothing.select(
        quarters, season: 4, criterion: criterion)
      #expect(choice.candidates.count == 15)
      let own = try #require(choice.model.criteria)
      let reached = [own.aic, own.aicc, own.bic][
        ExponentialSmoothing.Criterion.allCases.firstIndex(of: criterion) ?? 0]
      for candidate in choice.candidates {
        guard case .fitted(let value) = candidate.outcome else {
          Issue.record("\(candidate)")
          continue
        }
        #expect(value >= reached)
        let alone = try ExponentialSmoothing.fit(quarters, candidate.specification, season: 4)
        if alone == choice.model { #expect(value == reached) }
      }
      #expect(
        try ExponentialSmoothing.automatic(quarters, season: 4, criterion: criterion)
          == choice.model)
    }
    #expect(try ExponentialSmoothing.automatic(quarters, season: 4).specification.season != nil)
    #expect(try ExponentialSmoothing.automatic(SampleSeries.growing).name == "ETS(M,A,N)")
  }

  @Test func customaryCandidates() {
    let annual = ExponentialSmoothing.customaryCandidates(season: 1).map(\.name)
    #expect(
      annual == [
        "ETS(A,N,N)", "ETS(A,A,N)", "ETS(A,Ad,N)", "ETS(M,N,N)", "ETS(M,A,N)", "ETS(M,Ad,N)",
      ])
    let monthly = ExponentialSmoothing.customaryCandidates(season: 12).map(\.name)
    #expect(monthly.count == 15 && monthly.prefix(6).elementsEqual(annual))
    #expect(!monthly.contains("ETS(A,A,M)") && monthly.contains("ETS(M,Ad,M)"))
    #expect(ExponentialSmoothing.customaryCandidates(season: 52).count == 6)
  }

  @Test func shortSeriesLeaveCandidatesOut() throws {
    let choice = try ExponentialSmoothing.select([10, 13, 11])
    #expect(choice.model.name == "ETS(A,N,N)")
    #expect(
      choice.candidates[2].outcome
        == .refused(.tooShort(method: "ETS(A,Ad,N)", length: 3, needed: 6)))
    #expect(choice.candidates[0].outcome == .fitted(.infinity))
    #expect("\(choice.candidates[2])".contains("not used"))
    #expect(throws: ForecastingError.tooShort(method: "ETS(A,N,N)", length: 2, needed: 3)) {
      try ExponentialSmoothing.automatic([10, 13])
    }
    #expect(throws: ForecastingError.self) { try ExponentialSmoothing.automatic([]) }
    #expect(throws: ForecastingError.self) {
      try ExponentialSmoothing.automatic([1, 2, 3, 4, 5, 6], candidates: [])
    }
  }

  @Test func zerosLeaveMultiplicativeModelsOut() throws {
    let choice = try ExponentialSmoothing.select([3, 0, 5, 2, 0, 4, 6, 1, 3, 2])
    for candidate in choice.candidates where candidate.specification.error == .multiplicative {
      guard case .refused(.invalidValue(_, let index, let value, _)) = candidate.outcome else {
        Issue.record("\(candidate)")
        continue
      }
      #expect(index == 1 && value == 0)
    }
    #expect(choice.model.specification.error == .additive)
  }

  @Test func seriesWithoutErrorTakeTheFewestParameters() throws {
    for value in [0.0, 7, -3, 1e-200] {
      let flat = try ExponentialSmoothing.select(Array(repeating: value, count: 9))
      #expect(flat.model.name == "ETS(A,N,N)" && flat.model.criteria == nil)
      #expect(flat.candidates[0].outcome == .exact)
      #expect("\(flat.candidates[0])".contains("without error"))
      for law in try flat.model.forecasts(horizon: 3) {
        #expect(law.mean == value && law.standardDeviation <= 1e-14 * abs(value))
      }
    }
    let line = try ExponentialSmoothing.automatic((0..<9).map { 100 + 7 * Double($0) })
    #expect(line.name == "ETS(A,A,N)")
    #expect(agree(try line.means(horizon: 2), [163, 170], relative: 1e-9))
  }
}

@Suite("Exponential smoothing: refusals")
struct ExponentialSmoothingRefusalTests {
  @Test func series() throws {
    let additive = try member("AAN")
    #expect(throws: ForecastingError.self) {
      try ExponentialSmoothing.fit([1, .nan, 3, 4, 5, 6], additive)
    }
    #expect(throws: ForecastingError.self) {
      try ExponentialSmoothing.fit([1, .infinity, 3, 4, 5, 6], additive)
    }
    #expect(throws: ForecastingError.tooShort(method: "ETS(A,A,N)", length: 4, needed: 5)) {
      try ExponentialSmoothing.fit([1, 2, 3, 4], additive)
    }
    #expect(throws: ForecastingError.tooShort(method: "ETS(A,A,N)", length: 0, needed: 1)) {
      try ExponentialSmoothing.fit([], additive)
    }
    for notation in ["MNN", "AMN"] {
      do {
        _ = try ExponentialSmoothing.fit([1, 2, 3, -4, 5, 6, 7], try member(notation))
        Issue.record("accepted")
      } catch {
        #expect("\(error)".contains("series[3]") && "\(error)".contains("additive"))
      }
    }
    for season in [-1, 0, 1] {
      #expect(
        throws: ForecastingError.invalidParameter(
          name: "season", value: Double(season), range: "2 or more")
      ) {
        try ExponentialSmoothing.fit(quarters, try member("ANA"), season: season)
      }
    }
    #expect(throws: ForecastingError.self) {
      try ExponentialSmoothing.fit(quarters, additive, season: 0)
    }
    #expect(throws: ForecastingError.tooShort(method: "ETS(A,N,A)", length: 20, needed: 27)) {
      try ExponentialSmoothing.fit(quarters, try member("ANA"), season: 24)
    }
  }

  @Test func overflow() throws {
    // Errors from one end of the range of numbers to the other.
    let wild: [Double] = [1.7e308, -1.7e308, 1.7e308, 1.7e308, -1.7e308]
    for notation in ["ANN", "AAN"] {
      if let model = try? ExponentialSmoothing.fit(wild, try member(notation)) {
        #expect(model.sigma.isFinite && model.errors.allSatisfy(\.isFinite))
      }
    }
    #expect(throws: ForecastingError.self) {
      try ExponentialSmoothing(
        wild, try member("ANN"), smoothing: .init(alpha: 0), initialState: .init(level: 0))
    }
    let large = quarters.map { $0 * 1e160 }
    let growth = try ExponentialSmoothing.fit(large, try member("MMN"))
    #expect(throws: ForecastingError.self) { try growth.forecasts(horizon: 1) }
    #expect(try growth.means(horizon: 1)[0].isFinite)
  }

  @Test func parametersAndStates() throws {
    func run(
      _ notation: String, _ smoothing: ExponentialSmoothing.Smoothing,
      _ state: ExponentialSmoothing.State, _ series: [Double] = [5, 6, 7], season: Int = 1
    ) throws {
      _ = try ExponentialSmoothing(
        series, try member(notation), smoothing: smoothing, initialState: state, season: season)
    }
    try run("ANN", .init(alpha: 0.5), .init(level: 5))
    #expect(throws: ForecastingError.self) { try run("ANN", .init(alpha: 1.1), .init(level: 5)) }
    #expect(throws: ForecastingError.self) { try run("ANN", .init(alpha: .nan), .init(level: 5)) }
    #expect(throws: ForecastingError.self) {
      try run("ANN", .init(alpha: 0.5, beta: 0.1), .init(level: 5))
    }
    #expect(throws: ForecastingError.self) {
      try run("ANN", .init(alpha: 0.5, gamma: 0.1), .init(level: 5))
    }
    #expect(throws: ForecastingError.self) {
      try run("AAN", .init(alpha: 0.5, beta: 0.1, phi: 0.9), .init(level: 5, slope: 1))
    }
    #expect(throws: ForecastingError.designMismatch(expected: 1, found: 0)) {
      try run("AAN", .init(alpha: 0.5, beta: 0.1), .init(level: 5))
    }
    #expect(throws: ForecastingError.designMismatch(expected: 0, found: 1)) {
      try run("ANN", .init(alpha: 0.5), .init(level: 5, slope: 1))
    }
    #expect(throws: ForecastingError.designMismatch(expected: 2, found: 0)) {
      try run("ANA", .init(alpha: 0.5, gamma: 0.1), .init(level: 5), season: 2)
    }
    #expect(throws: ForecastingError.self) { try run("ANN", .init(alpha: 0.5), .init(level: .nan)) }
    #expect(throws: ForecastingError.self) {
      try run(
        "ANA", .init(alpha: 0.5, gamma: 0.1), .init(level: 5, season: [.nan, 0]), season: 2)
    }
    #expect(throws: ForecastingError.self) {
      try run("AMN", .init(alpha: 0.5, beta: 0.1), .init(level: 5, slope: -1))
    }
    // A one-step mean of zero has no relative error; one beyond the largest number is none.
    #expect(throws: ForecastingError.self) { try run("MNN", .init(alpha: 0.5), .init(level: 0)) }
    #expect(throws: ForecastingError.self) {
      try run("AAN", .init(alpha: 0, beta: 0), .init(level: 1e308, slope: 1e308))
    }
    #expect(throws: ForecastingError.self) {
      try run("ANN", .init(alpha: 0.5), .init(level: -1e308), [1e308, 1e308])
    }
    #expect(throws: ForecastingError.self) {
      try run(
        "MAM", .init(alpha: 1, beta: 1, gamma: 1), .init(level: 1, slope: 1, season: [0, 0]),
        season: 2)
    }
  }

  @Test func horizons() throws {
    let model = try ExponentialSmoothing.fit(quarters, try member("AAdN"))
    for horizon in [Int.min, -1, 0, ExponentialSmoothing.longestHorizon + 1, Int.max] {
      #expect(throws: ForecastingError.self) { try model.forecasts(horizon: horizon) }
      #expect(throws: ForecastingError.self) { try model.means(horizon: horizon) }
    }
    let growth = try ExponentialSmoothing(
      [1, 8, 64, 512], try member("MMN"), smoothing: .init(alpha: 0.5, beta: 0.5),
      initialState: .init(level: 0.1, slope: 8))
    #expect(throws: ForecastingError.self) { try growth.means(horizon: 2000) }
    #expect(throws: ForecastingError.self) { try growth.forecasts(horizon: 2000) }
    #expect(try growth.means(horizon: 2).allSatisfy(\.isFinite))
  }
}
