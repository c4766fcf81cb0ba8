import Foundation
import Regression
import Results
import ScenarioLanguage

/// A run's rows about its regressions.
struct RegressionTables {
  let plan: RunPlan

  /// Back-test rows of the months held back.
  var rows: [BacktestRow] { plan.own.tests.flatMap(\.rows) }

  /// The same, summed up.
  var summary: [BacktestSummaryRow] {
    plan.own.tests.flatMap { Backtest.summary($0.rows, measure: $0.measure) }
  }

  /// How often the range held what was held back.
  func checks() -> [CheckRow] {
    plan.own.tests.compactMap { test -> CheckRow? in
      let scored = test.rows.compactMap { row in row.actual.map { (row, $0) } }
      guard !scored.isEmpty else { return nil }
      let inside = scored.filter { $1 >= $0.p10 && $1 <= $0.p90 }.count
      let error = scored.reduce(0) { $0 + abs($1.0.mean - $1.1) } / Double(scored.count)
      return CheckRow(
        kind: "backtest", check: "\(test.regression): \(test.rows.count) months held back",
        outcome: "note", expected: "80% of months inside the 80% range",
        found: "\(inside) of \(scored.count) months inside",
        detail: String(
          format: "Fitted without them, the forecast was %.1f a month off on average; it was then "
            + "fitted again to every month.", error))
    }
  }

  /// The fits in words and figures.
  func methods() -> [MethodNote] {
    plan.model.regressions.compactMap { regression in
      guard let fit = plan.own.fits[regression.name] else { return nil }
      let model = fit.model
      let terms = zip(model.names, zip(model.coefficients, model.standardErrors)).map {
        String(
          format: "%@ %.4f (%.4f)", $0, $1.0, $1.1 * model.model.covarianceScale.squareRoot())
      }
      return MethodNote(
        measure: regression.measure,
        note: "\(regression.name): \(regression.family.rawValue), log link, \(fit.rows) rows from "
          + "\(regression.firstMonth) to \(regression.lastMonth), dispersion "
          + String(format: "%.2f", model.dispersion)
          + (model.theta.map { String(format: ", θ %.2f", $0) } ?? "")
          + "; coefficients with standard errors: " + terms.joined(separator: ", ") + ".")
    }
  }
}
