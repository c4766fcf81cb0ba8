import Foundation
import Regression

/// One fit of the command line: least squares, or a generalised linear model.
struct RegressionFit {
  enum Model {
    case linear(LinearModel)
    case generalised(GeneralisedLinearModel)
  }

  let model: Model
  let formula: Formula
  let encoding: FormulaEncoding
  let exposure: String?
  let estimator: CovarianceEstimator
  let estimatorName: String
  let rows: Int

  var regression: any FittedRegression {
    switch model {
    case .linear(let model): model
    case .generalised(let model): model
    }
  }

  init(
    formula: Formula, table: FormulaTable, family: ResponseFamily, link: Link?, weights: String?,
    exposure: String?, robust: String?
  ) throws {
    let sample = try formula.sample(table)
    self.formula = formula
    self.exposure = exposure
    encoding = sample.encoding
    rows = table.rows
    (estimator, estimatorName) = try RegressionFit.estimator(robust, table)
    let prior = try weights.map { try table.numbers($0) }
    let exposed = try exposure.map { try table.numbers($0) }
    let isPlain =
      family == .gaussian && (link ?? .identity) == .identity && sample.trials == nil
      && exposed == nil && sample.rows.offset == nil
    do throws(RegressionError) {
      if isPlain {
        model = .linear(
          try LeastSquares.fit(sample.rows.design, response: sample.response, weights: prior))
      } else {
        model = .generalised(
          try GeneralisedRegression.fit(
            sample.rows.design, response: sample.response, family: family, link: link,
            trials: sample.trials, weights: prior, offset: sample.rows.offset, exposure: exposed))
      }
    } catch {
      throw RegressionFit.placed(
        error, ["weights": weights, "exposure": exposure, "trials": formula.trials],
        response: formula.responseText)
    }
  }

  /// The error in terms of the table's columns and rows, where it is about one value.
  private static func placed(
    _ error: RegressionError, _ columns: [String: String?], response: String
  ) -> any Error {
    guard case .invalidValue(let input, let row, let value, let reason) = error else {
      return error
    }
    return FormulaError.unusable(
      column: (columns[input] ?? nil) ?? response, row: row + 1, value: "\(value)", reason: reason)
  }

  private static func estimator(
    _ text: String?, _ table: FormulaTable
  ) throws -> (CovarianceEstimator, String) {
    guard let text else { return (.classical, "classical") }
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first ?? "", parts.count) {
    case ("hc0", 1): return (.hc0, "HC0")
    case ("hc1", 1): return (.hc1, "HC1")
    case ("hc2", 1): return (.hc2, "HC2")
    case ("hc3", 1): return (.hc3, "HC3")
    case ("nw", 1): return (.neweyWest(.init()), "Newey-West")
    case ("nw", 2):
      guard let lag = Int(parts[1]) else { break }
      return (.neweyWest(.init(lag: lag)), "Newey-West, lag \(lag)")
    case ("cluster", 2):
      return (
        .clustered(try table.labels(parts[1]), corrected: true), "clustered by \(parts[1])"
      )
    default: break
    }
    throw RegressionProblem(
      "--robust takes hc0, hc1, hc2, hc3, nw, nw:LAG or cluster:COLUMN, not '\(text)'.")
  }
}
