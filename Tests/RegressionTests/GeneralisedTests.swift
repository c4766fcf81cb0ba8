import Foundation
import LinearAlgebra
import Probability
import Regression
import Testing

/// Expected values from R 4.2.2 `glm` with epsilon 1e-15.
@Suite("Generalised linear models")
struct GeneralisedTests {
  static let x: [Double] = [1, 2, 3, 5, 8, 13, 21, 34]
  static let y = [2.1, 3.9, 6.2, 8.8, 14.1, 20.3, 36.2, 50.9]
  static let w: [Double] = [1, 2, 1, 3, 1, 2, 1, 2]
  static let successes: [Double] = [1, 2, 2, 5, 7, 9, 15, 28]
  static let trials: [Double] = [10, 12, 9, 14, 15, 14, 20, 31]
  static let counts: [Double] = [3, 1, 4, 7, 9, 14, 22, 30]

  static func design(_ x: [Double] = x) throws -> DesignMatrix {
    try DesignMatrix(rows: x.map { [1, $0] }, names: ["intercept", "x"])
  }

  struct Case: Sendable {
    let family: ResponseFamily
    let link: Link
    var response = GeneralisedTests.y
    var trials: [Double]?
    var weights: [Double]?
    var exposure: [Double]?
    let coefficients: [Double]
    let errors: [Double]
    /// Deviance, null deviance, log-likelihood, AIC, BIC, dispersion.
    let scalars: [Double]
  }

  static let cases = [
    Case(
      family: .gamma, link: .log, coefficients: [1.56973128502409920, 0.08524803983659425],
      errors: [0.21792190393413940, 0.01425742932340354],
      scalars: [
        1.392994217512487, 7.522542054021406, -23.753463438223672, 53.506926876447345,
        53.745251501486848, 0.187596761225271,
      ]),
    Case(
      family: .gamma, link: .inverse, weights: w,
      coefficients: [0.120458406041256766, -0.003047893187464683],
      errors: [0.0285890561218543789, 0.0009039903209726815],
      scalars: [
        3.8346027069460225, 11.4248654367795304, -42.7579996115590433, 91.5159992231180865,
        91.7543238481575969, 0.5619279284245808,
      ]),
    Case(
      family: .binomial, link: .probit, response: successes, trials: trials,
      coefficients: [-0.82559466615244614, 0.06813687867577539],
      errors: [0.19476714412895535, 0.01179432423433902],
      scalars: [
        3.301936918301705, 45.650954399064268, -12.683020829733696, 29.366041659467392,
        29.524924742827064, 1,
      ]),
    Case(
      family: .binomial, link: .complementaryLogLog, response: successes, trials: trials,
      coefficients: [-1.23696648032245782, 0.06561823893786987],
      errors: [0.24435502512287541, 0.01117807530992468],
      scalars: [
        5.348345077709952, 45.650954399064268, -13.706224909437816, 31.412449818875633,
        31.571332902235305, 1,
      ]),
    Case(
      family: .binomial, link: .logit, response: successes, trials: trials,
      coefficients: [-1.3774538627645974, 0.1169815533052897],
      errors: [0.33361298260810446, 0.02211439869650934],
      scalars: [
        2.965662781064631, 45.650954399064268, -12.514883761115158, 29.029767522230316,
        29.188650605589988, 1,
      ]),
    Case(
      family: .poisson, link: .identity, response: counts, weights: w,
      coefficients: [1.0955422578660208, 0.9229996619708338],
      errors: [0.8283392546925483, 0.1053269138226949],
      scalars: [
        5.335995125790425, 104.075970830813048, -27.736688101210877, 59.473376202421754,
        59.632259285781423, 1,
      ]),
    Case(
      family: .gaussian, link: .log, coefficients: [2.10100078811367874, 0.05561704895572955],
      errors: [0.243852037205391919, 0.008380301398118385],
      scalars: [
        208.87315456376896, 2109.36875000000009, -24.40065070593379, 54.80130141186758,
        55.03962603690708, 34.81219211182896,
      ]),
    Case(
      family: .poisson, link: .log, response: counts, weights: w, exposure: trials,
      coefficients: [-0.83845816651079896, 0.02732019469180048],
      errors: [0.150812645016248359, 0.006161537290739345],
      scalars: [
        20.85258253411951, 40.56296618854645, -35.49498180537542, 74.98996361075085,
        75.14884669411052, 1,
      ]),
  ]

  @Test(arguments: cases)
  func agreesWithR(item: Case) throws {
    let model = try GeneralisedRegression.fit(
      Self.design(), response: item.response, family: item.family, link: item.link,
      trials: item.trials, weights: item.weights, exposure: item.exposure)
    // Links that are not canonical converge linearly, and R stops them a little early.
    #expect(correctDigits(model.coefficients, item.coefficients) > 7.5)
    #expect(correctDigits(model.standardErrors, item.errors) > 6.5)
    let scalars = [
      model.deviance, model.nullDeviance, model.logLikelihood, try #require(model.aic),
      try #require(model.bic),
    ]
    #expect(correctDigits(scalars, Array(item.scalars.prefix(5))) > 10)
    #expect(correctDigits(model.covarianceScale, item.scalars[5]) > 7)
    // The score is zero at the maximum.
    let terms = try Self.design().matrix
    let working = zip(model.fitted, model.linearPredictor).enumerated().map { i, pair -> Double in
      let y = item.trials.map { item.response[i] / $0[i] } ?? item.response[i]
      let weight = (item.weights?[i] ?? 1) * (item.trials?[i] ?? 1)
      let slope =
        switch item.link {
        case .identity: 1.0
        case .log: pair.0
        case .inverse: -pair.0 * pair.0
        case .logit: pair.0 * (1 - pair.0)
        case .probit: exp(-pair.1 * pair.1 / 2) / (2 * Double.pi).squareRoot()
        case .complementaryLogLog: exp(pair.1 - exp(pair.1))
        }
      let variance =
        switch item.family {
        case .gamma: pair.0 * pair.0
        case .binomial: pair.0 * (1 - pair.0)
        case .poisson: pair.0
        default: 1.0
        }
      return weight * (y - pair.0) * slope / variance
    }
    let score = try terms.transposeTimes(working)
    #expect(zip(score, model.standardErrors).allSatisfy { abs($0 * $1) < 1e-8 })
  }

  @Test func leverageAndCookOfALogisticRegression() throws {
    let model = try GeneralisedRegression.fit(
      Self.design(), response: Self.successes, family: .binomial, trials: Self.trials)
    let hat = [
      0.1730070518812292, 0.1995503796114786, 0.1431765948221580, 0.2019000168677979,
      0.1876662598174933, 0.1656730613241823, 0.3427689571262567, 0.5862576785494039,
    ]
    let cook = [
      0.1074115842953985, 0.0573746204800865, 0.0077980930942781, 0.0214328982398710,
      0.0507826101483510, 0.0768205212374107, 0.0005630892591768, 0.6296580063704246,
    ]
    #expect(correctDigits(model.leverage, hat) > 7)
    #expect(correctDigits(model.cooksDistances, cook) > 7)
    #expect(abs(model.leverage.reduce(0, +) - 2) < 1e-12)
  }

  @Test(arguments: [ResponseFamily.poisson, .gamma, .gaussian, .negativeBinomial])
  func weightsAreReplication(family: ResponseFamily) throws {
    let counts: [Double] = [3, 11, 4, 17, 2, 44, 12, 30]
    let repeated = zip(Self.x, zip(counts, Self.w)).flatMap { x, pair in
      Array(repeating: (x, pair.0), count: Int(pair.1))
    }
    let link: Link = family == .gaussian ? .identity : .log
    let one = try GeneralisedRegression.fit(
      Self.design(), response: counts, family: family, link: link, weights: Self.w)
    let many = try GeneralisedRegression.fit(
      Self.design(repeated.map(\.0)), response: repeated.map(\.1), family: family, link: link)
    #expect(correctDigits(one.coefficients, many.coefficients) > 8)
    #expect(correctDigits(one.deviance, many.deviance) > 8)
    #expect(one.theta.map { correctDigits($0, many.theta ?? 0) > 7 } ?? (many.theta == nil))
  }

  @Test func orderAndScaleOfColumnsDoNotMatter() throws {
    let rows = Self.x.map { [1, $0, ($0 - 10) * ($0 - 10)] }
    let model = try GeneralisedRegression.fit(
      DesignMatrix(rows: rows), response: Self.counts, family: .poisson)
    let swapped = try GeneralisedRegression.fit(
      DesignMatrix(rows: rows.map { [$0[2] * 1000, $0[0], $0[1] / 1000] }),
      response: Self.counts, family: .poisson)
    #expect(correctDigits(swapped.coefficients[0] * 1000, model.coefficients[2]) > 10)
    #expect(correctDigits(swapped.coefficients[2] / 1000, model.coefficients[1]) > 10)
    #expect(correctDigits(swapped.fitted, model.fitted) > 11)
    let back = try GeneralisedRegression.fit(
      DesignMatrix(rows: rows.reversed()), response: Self.counts.reversed(), family: .poisson)
    #expect(correctDigits(back.coefficients, model.coefficients) > 11)
  }

  @Test func anOffsetShiftsTheIntercept() throws {
    let plain = try GeneralisedRegression.fit(
      Self.design(), response: Self.counts, family: .quasiPoisson)
    let moved = try GeneralisedRegression.fit(
      Self.design(), response: Self.counts, family: .quasiPoisson,
      offset: Self.x.map { _ in 2.5 })
    #expect(abs(plain.coefficients[0] - moved.coefficients[0] - 2.5) < 1e-12)
    #expect(correctDigits(moved.nullDeviance, plain.nullDeviance) > 11)
    #expect(plain.aic == nil && plain.bic == nil)
    #expect(plain.testDegreesOfFreedom == 6)
  }

  @Test func shareIsNullWithoutIntercept() throws {
    let model = try GeneralisedRegression.fit(
      DesignMatrix(rows: Self.x.map { [$0] }), response: Self.counts, family: .poisson)
    #expect(model.nullDegreesOfFreedom == 8)
    let unit = Self.counts.reduce(0.0) { $0 + 2 * ($1 * log($1) + 1 - $1) }
    #expect(correctDigits(model.nullDeviance, unit) > 12)
  }

  @Test func manyRowsStartFromASample() throws {
    let count = 60_000
    let x = (0..<count).map { sin(Double($0) * 0.7) }
    let counts = x.enumerated().map { i, value in
      (exp(1 + 0.5 * value) + Double(i % 7) / 3).rounded()
    }
    let design = try DesignMatrix(rows: x.map { [1, $0] })
    let model = try GeneralisedRegression.fit(design, response: counts, family: .poisson)
    let score = try design.matrix.transposeTimes(zip(counts, model.fitted).map { $0 - $1 })
    #expect(score.allSatisfy { abs($0) < 1e-6 })
    #expect(model.iterations <= 4)
  }

  @Test(arguments: [
    (ResponseFamily.gaussian, Link.identity), (.gamma, .log), (.poisson, .log),
    (.negativeBinomial, .log), (.binomial, .logit),
  ])
  func predictionIntervalsHoldBothParts(family: ResponseFamily, link: Link) throws {
    let counts: [Double] = [3, 11, 4, 17, 2, 44, 12, 30]
    let model = try GeneralisedRegression.fit(
      Self.design(), response: family == .binomial ? Self.successes : counts, family: family,
      link: link, trials: family == .binomial ? Self.trials : nil)
    let prediction = try model.predict(Self.design([10]), trials: [50])[0]
    let mean = try prediction.meanInterval(coverage: 0.9)
    let wide = try prediction.interval(coverage: 0.9)
    #expect(mean.lower < prediction.mean && prediction.mean < mean.upper)
    #expect(wide.lower < mean.lower && mean.upper < wide.upper)
    #expect(prediction.variance > prediction.responseVariance)
    let narrow = try prediction.interval(coverage: 0.5)
    #expect(wide.lower <= narrow.lower && narrow.upper <= wide.upper)
    #expect(throws: RegressionError.self) { try prediction.interval(coverage: 1) }
    let spread = (wide.upper - wide.lower) / (2 * prediction.variance.squareRoot())
    #expect(spread > 1.2 && spread < 2.3)
  }
}

@Suite("Intervals of predicted shares")
struct ShareIntervalTests {
  /// Quasi-binomial shares with an estimated dispersion φ > 1.
  private func prediction(trials: Double) throws -> GeneralisedPrediction {
    let design = try DesignMatrix(rows: (0..<12).map { _ in [1] }, names: ["intercept"])
    let shares = [0.1, 0.9, 0.3, 0.6, 0.2, 0.8, 0.5, 0.4, 0.75, 0.25, 0.35, 0.65]
    let model = try GeneralisedRegression.fit(
      design, response: shares.map { 20 * $0 }, family: .quasiBinomial,
      trials: shares.map { _ in 20 })
    return try #require(
      try model.predict(DesignMatrix(rows: [[1]], names: ["intercept"]), trials: [trials]).first)
  }

  @Test("are those of the beta-binomial law with the predictive mean and variance")
  func betaBinomial() throws {
    let prediction = try prediction(trials: 20)
    // Of 20 trials with variance V of the share: ρ = (20 V/(μ(1 − μ)) − 1)/19.
    let mean = prediction.mean
    let correlation = (prediction.variance * 20 / (mean * (1 - mean)) - 1) / 19
    #expect(correlation > 0.05 && correlation < 1)
    let total = 1 / correlation - 1
    let law = try BetaBinomial(trials: 20, a: mean * total, b: (1 - mean) * total)
    let interval = try prediction.interval(coverage: 0.8)
    #expect(interval.lower == Double(law.quantile(0.1)) / 20)
    #expect(interval.upper == Double(law.quantile(0.9)) / 20)
    #expect(interval.lower > 0 && interval.upper < 1)
  }

  @Test("of one trial are from zero to one")
  func oneTrial() throws {
    let interval = try prediction(trials: 1).interval(coverage: 0.8)
    #expect(interval.lower == 0 && interval.upper == 1)
  }

  @Test("without overdispersion are those of the binomial law")
  func binomial() throws {
    let design = try DesignMatrix(rows: (0..<4_000).map { _ in [1] }, names: ["intercept"])
    let shares = (0..<4_000).map { $0 % 2 == 0 ? 0.4 : 0.6 }
    let model = try GeneralisedRegression.fit(
      design, response: shares.map { 5 * $0 }, family: .quasiBinomial,
      trials: shares.map { _ in 5 })
    let prediction = try #require(
      try model.predict(DesignMatrix(rows: [[1]], names: ["intercept"]), trials: [40]).first)
    let law = try Binomial(trials: 40, probability: prediction.mean)
    let interval = try prediction.interval(coverage: 0.9)
    #expect(interval.lower == Double(law.quantile(0.05)) / 40)
    #expect(interval.upper == Double(law.quantile(0.95)) / 40)
  }
}

@Suite("Generalised linear models that are refused")
struct GeneralisedRefusalTests {
  private func refusal(
    _ rows: [[Double]], _ response: [Double], _ family: ResponseFamily, link: Link? = nil,
    trials: [Double]? = nil, weights: [Double]? = nil, offset: [Double]? = nil,
    exposure: [Double]? = nil, options: GeneralisedRegression.Options = .init()
  ) throws -> RegressionError? {
    let design = try DesignMatrix(rows: rows)
    do {
      _ = try GeneralisedRegression.fit(
        design, response: response, family: family, link: link, trials: trials,
        weights: weights, offset: offset, exposure: exposure, options: options)
      return nil
    } catch {
      return error
    }
  }

  private let line = (0..<8).map { [1, Double($0)] }

  @Test func perfectSeparationNamesTheColumn() throws {
    let error = try refusal(line, [0, 0, 0, 0, 1, 1, 1, 1], .binomial)
    guard case .separation(let columns) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(columns.contains("x2"))
    let step = (0..<8).map { [1, $0 < 4 ? 0.0 : 1] }
    #expect(
      try refusal(step, [0, 1, 0, 1, 1, 1, 1, 1], .binomial) == .separation(columns: ["x2"]))
    #expect(
      try refusal(line, Array(repeating: 1, count: 8), .binomial)
        == .separation(columns: ["x1", "x2"]))
  }

  @Test(arguments: [Link.logit, .probit, .complementaryLogLog])
  func quasiSeparationIsFoundAlongTheWay(link: Link) throws {
    // x2 separates all rows but the two at 3.5, whose responses differ.
    let rows = [0, 1, 2, 3.5, 3.5, 5, 6, 7].map { [1, $0 - 3.5] }
    let error = try refusal(rows, [0, 0, 0, 0, 1, 1, 1, 1], .binomial, link: link)
    guard let error else {
      Issue.record("an infinite estimate must be refused")
      return
    }
    if link == .logit {
      guard case .separation(let columns) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(columns == ["x2"])
    }
  }

  @Test func responsesOutsideTheFamily() throws {
    let fine: [Double] = [1, 2, 3, 1, 2, 3, 1, 2]
    for (family, bad) in [
      (ResponseFamily.gaussian, Double.nan), (.gaussian, .infinity), (.gamma, 0), (.gamma, -1),
      (.poisson, -1), (.negativeBinomial, 1.5), (.quasiPoisson, .infinity), (.binomial, 1.01),
      (.quasiBinomial, .nan),
    ] {
      var response = family.isShare ? fine.map { $0 / 4 } : fine
      response[3] = bad
      let error = try refusal(line, response, family)
      guard case .invalidValue(_, 3, _, _) = error else {
        Issue.record("\(family) \(bad): \(String(describing: error))")
        continue
      }
    }
  }

  @Test func badArguments() throws {
    let y: [Double] = [1, 2, 3, 1, 2, 3, 1, 2]
    let seven = Array(y.prefix(7))
    #expect(
      try refusal(line, y, .poisson, link: .logit)
        == .invalidLink(family: "poisson", link: "logit", allowed: ["log", "identity"]))
    #expect(
      try refusal(line, seven, .gamma)
        == .lengthMismatch(input: "response", expected: 8, found: 7))
    #expect(
      try refusal(line, y, .gamma, weights: [1, 1, 0, 1, 1, 1, 1, 1])?.description.hasPrefix(
        "weights[2]") == true)
    #expect(
      try refusal(line, y, .poisson, offset: [0, 0, 0, 0, .nan, 0, 0, 0])?.description.hasPrefix(
        "offset[4]") == true)
    #expect(
      try refusal(line, y, .poisson, exposure: [0, 1, 1, 1, 1, 1, 1, 1])?.description.hasPrefix(
        "exposure[0]") == true)
    #expect(try refusal(line, y, .gaussian, exposure: y)?.description.contains("log link") == true)
    #expect(try refusal(line, y, .poisson, trials: y)?.description.contains("binomial") == true)
    #expect(
      try refusal(line, y, .binomial, trials: y.map { $0 - 1 })?.description.hasPrefix("trials[0]")
        == true)
    #expect(
      try refusal(line, y, .binomial, trials: y.map { _ in 2 })?.description.hasPrefix(
        "response[2]") == true)
    #expect(
      try refusal(line, seven, .binomial, trials: y)
        == .lengthMismatch(input: "response", expected: 8, found: 7))
    #expect(try refusal([[1, 2]], [1], .poisson) == .tooFewRows(rows: 1, needed: 3))
    #expect(
      try refusal(line.map { [$0[0], $0[1], 2 * $0[1]] }, y, .gamma)
        == .rankDeficient(rank: 2, columns: ["x3"]))
    #expect(try refusal(line, y.map { -$0 }, .gaussian, link: .log) != nil)
    #expect(
      try refusal(line, [1, 0, 4, 2, 9, 30, 22, 50], .poisson, options: .init(iterationLimit: 1))
        == .noConvergence(method: "Poisson regression", iterations: 1))
    guard
      case .collinear = try refusal(line, y, .poisson, options: .init(conditionLimit: 1.1))
    else {
      Issue.record("a condition number above the limit must be refused")
      return
    }
  }

  @Test func predictionsThatDoNotFit() throws {
    let design = try DesignMatrix(rows: line)
    let model = try GeneralisedRegression.fit(
      design, response: [9, 8, 7, 7, 5, 4, 4, 2], family: .poisson, link: .identity)
    #expect(throws: RegressionError.self) { try model.predict(DesignMatrix(rows: [[1]])) }
    #expect(throws: RegressionError.self) { try model.predict(design, offset: [1]) }
    #expect(throws: RegressionError.self) { try model.predict(design, trials: [1]) }
    #expect(throws: RegressionError.self) { try model.predict(DesignMatrix(rows: [[1, 100]])) }
  }

  @Test(arguments: [1e-300, 1e-150, 1e150, 1e300])
  func hugeAndTinyScalesGiveAnAnswerOrATypedError(scale: Double) throws {
    let y: [Double] = [1, 2, 3, 1, 2, 3, 1, 2]
    for (family, link) in [(ResponseFamily.gamma, Link.log), (.gaussian, .identity)] {
      let design = try DesignMatrix(rows: line)
      guard
        let model = try? GeneralisedRegression.fit(
          design, response: y.map { $0 * scale }, family: family, link: link)
      else { continue }
      #expect(model.coefficients.allSatisfy { $0.isFinite })
      #expect(model.fitted.allSatisfy { $0.isFinite })
    }
  }
}
