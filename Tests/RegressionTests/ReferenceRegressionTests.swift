import Foundation
import ReferenceCases
import Regression
import Testing

@Suite("Reference regressions", .enabled(if: SharedReference.isPresent))
struct ReferenceRegressionTests {
  @Test func leastSquares() throws {
    let cases = try SharedReference.cases("07-regression.json", method: "ols.fit")
    #expect(!cases.isEmpty)
    for item in cases {
      let model = try LeastSquares.fit(
        DesignMatrix(rows: item.rows("X")), response: item.numbers("y"))
      #expect(item.agrees("coef", model.coefficients))
      #expect(item.agrees("se", model.standardErrors))
      #expect(item.agrees("residualSd", [model.sigma]))
      #expect(item.agrees("r2", [try #require(model.rSquared)]))
    }
  }

  @Test(arguments: CountFamily.allCases)
  func counts(family: CountFamily) throws {
    let cases = try SharedReference.cases(
      "07-regression.json", method: "glm.\(family.rawValue)")
    #expect(!cases.isEmpty)
    for item in cases {
      let model = try CountRegression.fit(
        DesignMatrix(rows: item.rows("X")), counts: item.numbers("y"),
        offset: item.numbers("offset"), family: family)
      #expect(item.agrees("coef", model.coefficients))
      #expect(item.agrees("se", model.standardErrors))
      #expect(item.agrees("quasiSe", model.quasiStandardErrors))
      #expect(item.agrees("deviance", [model.deviance]))
      #expect(item.agrees("dispersion", [model.dispersion]))
      #expect(item.agrees("theta", [model.theta ?? .nan]))
      #expect(item.agrees("logLik", [model.logLikelihood]))
      #expect(item.agrees("aic", [model.aic]))
      #expect(item.agrees("fitted", model.fitted))
      if item.rows("newX").isEmpty { continue }
      let predictions = try model.predict(
        DesignMatrix(rows: item.rows("newX")), offset: item.numbers("newOffset"))
      #expect(item.agrees("prediction/eta", predictions.map(\.eta)))
      #expect(item.agrees("prediction/etaSe", predictions.map(\.etaStandardError)))
      #expect(item.agrees("prediction/mean", predictions.map(\.mean)))
      #expect(item.agrees("prediction/sd", predictions.map(\.standardDeviation)))
    }
  }

  @Test func refusals() throws {
    let cases = try SharedReference.cases("21-invalid.json", method: "glm.poisson")
    #expect(cases.count == 2)
    for item in cases {
      #expect(throws: RegressionError.self) {
        try CountRegression.fit(
          DesignMatrix(rows: item.rows("X")), counts: item.numbers("y"),
          offset: item.numbers("offset"), family: .poisson)
      }
    }
  }

  /// Fits by R 4.2.2 `glm` and `MASS::glm.nb`, whose own iterations stop at about 1e-9.
  struct Fit: Sendable {
    let id: String
    let file: String
    let terms: [String]
    let count: String
    let exposure: String?
    let family: CountFamily
  }

  static let insurance = [
    "District2", "District3", "District4", "Group1_1.5l", "Group1.5_2l", "Groupgt2l", "Age25_29",
    "Age30_35", "Agegt35",
  ]
  static let panel = ["t", "post2014", "regionMidlands", "regionNorth", "regionSouth"]
  static let quine = ["EthN", "SexM", "AgeF1", "AgeF2", "AgeF3", "LrnSL"]

  static let fits = [
    Fit(
      id: "insurance_poisson_offset", file: "insurance_design", terms: insurance,
      count: "Claims", exposure: "Holders", family: .poisson),
    Fit(
      id: "insurance_quasipoisson_offset", file: "insurance_design", terms: insurance,
      count: "Claims", exposure: "Holders", family: .quasiPoisson),
    Fit(
      id: "panel_poisson_offset", file: "panel_counts", terms: panel, count: "count",
      exposure: "pop", family: .poisson),
    Fit(
      id: "panel_quasipoisson_offset", file: "panel_counts", terms: panel, count: "count",
      exposure: "pop", family: .quasiPoisson),
    Fit(
      id: "panel_negbin_offset", file: "panel_counts", terms: panel, count: "count",
      exposure: "pop", family: .negativeBinomial),
    Fit(
      id: "quine_poisson", file: "quine_design", terms: quine, count: "Days", exposure: nil,
      family: .poisson),
    Fit(
      id: "quine_negbin", file: "quine_design", terms: quine, count: "Days", exposure: nil,
      family: .negativeBinomial),
  ]

  @Test(arguments: fits)
  func agreesWithR(fit: Fit) throws {
    let models = try SharedReference.object("benchmarks/golden/glm.json")["models"]
    let all = try #require(models as? [[String: Any]])
    let expected = try #require(all.first { $0["id"] as? String == fit.id })
    let data = try SharedReference.columns("benchmarks/golden/data/\(fit.file).csv")
    let counts = try #require(data[fit.count])
    let rows = counts.indices.map { i in [1] + fit.terms.map { data[$0]?[i] ?? .nan } }
    let exposure = fit.exposure.flatMap { data[$0] } ?? counts.map { _ in 1 }
    let model = try CountRegression.fit(
      DesignMatrix(rows: rows, names: ["(Intercept)"] + fit.terms), counts: counts,
      exposure: exposure, family: fit.family)
    let scalar = { (name: String) in (expected[name] as? NSNumber)?.doubleValue ?? .nan }
    let estimates = try #require(expected["coef"] as? [String: Double])
    let errors = try #require(expected["se"] as? [String: Double])
    #expect(correctDigits(model.coefficients.sorted(), estimates.values.sorted()) > 7)
    let ours = fit.family == .quasiPoisson ? model.quasiStandardErrors : model.standardErrors
    #expect(correctDigits(ours.sorted(), errors.values.sorted()) > 7)
    #expect(correctDigits(model.deviance, scalar("deviance")) > 7)
    if fit.family != .quasiPoisson {
      #expect(correctDigits(model.logLikelihood, scalar("loglik")) > 9)
      #expect(correctDigits(model.aic, scalar("aic")) > 9)
    } else {
      #expect(correctDigits(model.dispersion, scalar("dispersion")) > 9)
    }
    if let theta = (expected["theta"] as? NSNumber)?.doubleValue {
      #expect(correctDigits(try #require(model.theta), theta) > 6)
    }
  }
}
