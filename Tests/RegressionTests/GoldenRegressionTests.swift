import Foundation
import ReferenceCases
import Regression
import Testing

/// Fits by R 4.2.2 with MASS 7.3-58 and sandwich 3.0, whose iterations ran to 1e-14.
@Suite("Golden regressions", .enabled(if: SharedReference.isPresent))
struct GoldenRegressionTests {
  struct Fit: Sendable {
    let id: String
    let file: String
    let terms: [String]
    var response = "count"
    var exposure: String?
    var family = ResponseFamily.gaussian
    var future: [[Double]] = []
  }

  static func model(_ file: String, _ id: String) throws -> [String: Any] {
    let models = try SharedReference.object("benchmarks/golden/\(file).json")["models"]
    let all = try #require(models as? [[String: Any]])
    return try #require(all.first { $0["id"] as? String == id })
  }

  static func data(_ file: String) throws -> [String: [Double]] {
    try SharedReference.columns("benchmarks/golden/data/\(file).csv")
  }

  static func design(_ data: [String: [Double]], _ terms: [String]) throws -> DesignMatrix {
    let count = data.values.first?.count ?? 0
    let columns = terms.map { term -> [Double] in
      guard term.hasSuffix("²") else { return data[term] ?? [] }
      return (data[String(term.dropLast())] ?? []).map { $0 * $0 }
    }
    return try DesignMatrix(
      rows: (0..<count).map { i in [1] + columns.map { $0[i] } }, names: ["(Intercept)"] + terms)
  }

  /// A named vector in the order of the file's formula is sorted by neither side: both are sorted.
  static func sorted(_ value: Any?) -> [Double] {
    (value as? [String: Double] ?? [:]).values.sorted()
  }

  static func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

  static let insurance = ReferenceRegressionTests.insurance
  static let panel = ReferenceRegressionTests.panel
  static let quine = ReferenceRegressionTests.quine
  static let counts = [
    Fit(
      id: "insurance_poisson_offset", file: "insurance_design", terms: insurance,
      response: "Claims", exposure: "Holders", family: .poisson),
    Fit(
      id: "insurance_quasipoisson_offset", file: "insurance_design", terms: insurance,
      response: "Claims", exposure: "Holders", family: .quasiPoisson),
    Fit(
      id: "discoveries_poisson_trend", file: "discoveries", terms: ["t", "t²"], family: .poisson,
      future: (100..<105).map { [1, Double($0), Double($0 * $0)] }),
    Fit(
      id: "panel_poisson_offset", file: "panel_counts", terms: panel, exposure: "pop",
      family: .poisson),
    Fit(
      id: "panel_quasipoisson_offset", file: "panel_counts", terms: panel, exposure: "pop",
      family: .quasiPoisson),
    Fit(
      id: "panel_negbin_offset", file: "panel_counts", terms: panel, exposure: "pop",
      family: .negativeBinomial),
    Fit(
      id: "quine_poisson", file: "quine_design", terms: quine, response: "Days", family: .poisson),
    Fit(
      id: "quine_negbin", file: "quine_design", terms: quine, response: "Days",
      family: .negativeBinomial),
  ]

  @Test(arguments: counts)
  func generalisedLinearModels(fit: Fit) throws {
    let expected = try Self.model("glm", fit.id)
    let data = try Self.data(fit.file)
    let model = try GeneralisedRegression.fit(
      Self.design(data, fit.terms), response: try #require(data[fit.response]),
      family: fit.family, exposure: fit.exposure.flatMap { data[$0] })
    // R's alternation for θ stops at about 1e-8 of the joint maximum.
    let digits = fit.family == .negativeBinomial ? 6.5 : 9
    try Self.compare(model, expected, digits: digits)
    if let theta = expected["theta"] {
      #expect(correctDigits(try #require(model.theta), Self.number(theta)) > 6.5)
      #expect(
        correctDigits(try #require(model.thetaStandardError), Self.number(expected["se_theta"]))
          > 5)
    }
    guard let prediction = expected["prediction"] as? [String: Any], !fit.future.isEmpty else {
      return
    }
    let predictions = try model.predict(DesignMatrix(rows: fit.future))
    #expect(
      correctDigits(predictions.map(\.eta), ReferenceCase.vector(prediction["link"])) > 9)
    #expect(
      correctDigits(
        predictions.map(\.etaStandardError), ReferenceCase.vector(prediction["se_link"])) > 9)
    #expect(correctDigits(predictions.map(\.mean), ReferenceCase.vector(prediction["mean"])) > 9)
    let limits = try predictions.map { try $0.meanInterval(coverage: 0.95) }
    #expect(correctDigits(limits.map(\.lower), ReferenceCase.vector(prediction["lower95"])) > 9)
    #expect(correctDigits(limits.map(\.upper), ReferenceCase.vector(prediction["upper95"])) > 9)
  }

  @Test func binomialOfTrials() throws {
    let data = try Self.data("esoph")
    let cases = try #require(data["ncases"])
    let trials = zip(cases, try #require(data["ncontrols"])).map { $0 + $1 }
    let design = try Self.design(data, ["agegp", "alcgp", "tobgp"])
    let model = try GeneralisedRegression.fit(
      design, response: cases, family: .binomial, trials: trials)
    try Self.compare(model, Self.model("glm", "esoph_binomial_logit"), digits: 9)
    let shares = try GeneralisedRegression.fit(
      design, response: zip(cases, trials).map { $0 / $1 }, family: .binomial, weights: trials)
    #expect(shares.coefficients == model.coefficients)
  }

  static func compare(
    _ model: GeneralisedLinearModel, _ expected: [String: Any], digits: Double
  ) throws {
    #expect(correctDigits(model.coefficients.sorted(), sorted(expected["coef"])) > digits)
    #expect(correctDigits(model.standardErrors.sorted(), sorted(expected["se"])) > digits)
    #expect(correctDigits(model.deviance, number(expected["deviance"])) > digits)
    #expect(correctDigits(model.nullDeviance, number(expected["null_deviance"])) > digits)
    #expect(correctDigits(model.covarianceScale, number(expected["dispersion"])) > 9)
    #expect(model.residualDegreesOfFreedom == Int(number(expected["df_residual"])))
    if model.family.isQuasi {
      #expect(model.aic == nil && model.bic == nil)
    } else {
      #expect(correctDigits(model.logLikelihood, number(expected["loglik"])) > 9)
      #expect(correctDigits(try #require(model.aic), number(expected["aic"])) > 9)
    }
    let chiSquared = model.pearsonResiduals.reduce(0) { $0 + $1 * $1 }
    #expect(correctDigits(chiSquared, number(expected["pearson_chi2"])) > digits)
    let fitted = ReferenceCase.vector(expected["fitted_first5"])
    #expect(correctDigits(Array(model.fitted.prefix(5)), fitted) > digits)
    let deviances = ReferenceCase.vector(expected["deviance_residual_first5"])
    // A residual near zero has lost the digits that its row shares with its fit.
    #expect(correctDigits(Array(model.devianceResiduals.prefix(5)), deviances) > digits - 1)
  }

  static let linear = [
    Fit(
      id: "longley", file: "longley",
      terms: ["GNP.deflator", "GNP", "Unemployed", "Armed.Forces", "Population", "Year"],
      response: "Employed"),
    Fit(
      id: "nile_trend", file: "nile_step", terms: ["t"], response: "y",
      future: (101...108).map { [1, Double($0)] }),
    Fit(
      id: "nile_step", file: "nile_step", terms: ["step"], response: "y",
      future: [[1, 1], [1, 1], [1, 1]]),
    Fit(
      id: "nile_trend_step", file: "nile_step", terms: ["t", "step"], response: "y",
      future: (101...103).map { [1, Double($0), 1] }),
  ]

  @Test(arguments: linear)
  func linearModels(fit: Fit) throws {
    let expected = try Self.model("lm_robust", fit.id)
    let data = try Self.data(fit.file)
    let model = try LeastSquares.fit(
      Self.design(data, fit.terms), response: try #require(data[fit.response]))
    let scalars: [(String, Double?)] = [
      ("sigma", model.sigma), ("r2", model.rSquared), ("adj_r2", model.adjustedRSquared),
      ("loglik", model.logLikelihood), ("aic", model.aic), ("dw", model.durbinWatson),
    ]
    for (name, value) in scalars {
      #expect(correctDigits(try #require(value), Self.number(expected[name])) > 9, "\(name)")
    }
    let vectors: [(String, [Double])] = [
      ("hat_first5", model.leverage), ("cooks_first5", model.cooksDistances),
    ]
    for (name, values) in vectors {
      let target = ReferenceCase.vector(expected[name])
      #expect(correctDigits(Array(values.prefix(5)), target) > 9, "\(name)")
    }
    #expect(correctDigits(model.coefficients.sorted(), Self.sorted(expected["coef"])) > 9)
    var estimators: [(String, CovarianceEstimator)] = [
      ("se", .classical), ("se_HC0", .hc0), ("se_HC1", .hc1), ("se_HC2", .hc2),
      ("se_HC3", .hc3), ("se_NW_lag3", .neweyWest(.init(lag: 3, isAdjusted: false))),
      ("se_NW_lag3_adjust", .neweyWest(.init(lag: 3))),
      ("se_NW_auto_noprewhite", .neweyWest(.init(isAdjusted: false))),
    ]
    if expected["se_NW_auto_prewhite"] is [String: Double] {
      estimators.append(
        ("se_NW_auto_prewhite", .neweyWest(.init(isPrewhitened: true, isAdjusted: false))))
      let width = try model.neweyWestBandwidth(isPrewhitened: true)
      #expect(correctDigits(width, Self.number(expected["nw_bandwidth_auto"])) > 9)
    }
    // R multiplies out an inverse here and keeps 7.5 digits of Longley; see the exact values below.
    let digits = fit.id == "longley" ? 7.5 : 9
    for (name, estimator) in estimators {
      let errors = try model.tests(estimator).map(\.standardError)
      #expect(correctDigits(errors.sorted(), Self.sorted(expected[name])) > digits, "\(name)")
    }
    let width = try model.neweyWestBandwidth(isPrewhitened: false)
    #expect(correctDigits(width, Self.number(expected["nw_bandwidth_auto_noprewhite"])) > 9)
    guard let prediction = expected["prediction"] as? [String: Any] else { return }
    let predictions = try model.predict(DesignMatrix(rows: fit.future))
    #expect(correctDigits(predictions.map(\.mean), ReferenceCase.vector(prediction["mean"])) > 9)
    for (coverage, name) in [(0.8, "80"), (0.95, "95")] {
      let limits = try predictions.map { try $0.interval(coverage: coverage) }
      let lower = ReferenceCase.vector(prediction["lower\(name)"])
      let upper = ReferenceCase.vector(prediction["upper\(name)"])
      #expect(correctDigits(limits.map(\.lower), lower) > 9)
      #expect(correctDigits(limits.map(\.upper), upper) > 9)
    }
  }

  @Test func longleyAgreesWithExactArithmetic() throws {
    // Computed from the same file in rational arithmetic.
    let data = try Self.data("longley")
    let model = try LeastSquares.fit(
      Self.design(data, Self.linear[0].terms), response: try #require(data["Employed"]))
    let expected: [(CovarianceEstimator, [Double])] = [
      (
        .hc0,
        [
          832.2115805803223, 0.05122034744566429, 0.02457599758264467, 0.0038323911092599363,
          0.0014624500114098333, 0.15820849621992497, 0.42838437553509584,
        ]
      ),
      (
        .hc3,
        [
          1799.477230661808, 0.09111938660113993, 0.05562398838839346, 0.00822133502016578,
          0.002987892575905392, 0.32490582113601774, 0.9228078417153999,
        ]
      ),
      (
        .neweyWest(.init(lag: 3, isAdjusted: false)),
        [
          713.1005586039998, 0.042706296943745045, 0.01748035672831473, 0.0028123905114723733,
          0.0011959379328825468, 0.12116745832141293, 0.36902712141761906,
        ]
      ),
    ]
    for (estimator, errors) in expected {
      #expect(correctDigits(try model.tests(estimator).map(\.standardError), errors) > 11)
    }
  }
}
