import Foundation
import LinearAlgebra
import Periods
import Regression
import ScenarioLanguage

/// A count regression fitted to a window of months, with the factor its coefficients are drawn with.
struct RegressionFit: Sendable {
  let design: RegressionDesign
  let model: CountModel
  /// Lower factor of the coefficients' covariance, row by row.
  let factor: [[Double]]
  let rows: Int

  /// - Parameters:
  ///   - exposure: those at risk by month (an absolute index) and item; 1 for none.
  /// - Throws: ``EngineError`` at the regression's place where the fit is refused, and where nobody
  ///   was at risk in a month that has events.
  init(
    _ regression: ScenarioLanguage.CountRegression, items: [String], counts: HistoryTable,
    window: ClosedRange<Month>, covariates: [String: CovariateTable],
    exposure: (_ month: Int, _ item: Int) throws(EngineError) -> Double
  ) throws(EngineError) {
    design = try RegressionDesign(
      regression, items: items, covariates: covariates, window: window)
    var matrix: [[Double]] = []
    var response: [Double] = []
    var atRisk: [Double] = []
    for (position, month) in counts.months.enumerated() where window.contains(month) {
      for item in items.indices {
        let people = try exposure(month.index, item)
        guard people > 0 else {
          throw EngineError(
            "`\(regression.name)` has nobody at risk in \(month), `\(items[item])`, so there is no "
              + "rate. Correct the exposure, or start the fit later.",
            location: regression.location.text)
        }
        matrix.append(design.row(month.index, item))
        response.append(counts.count(position, item))
        atRisk.append(people)
      }
    }
    rows = matrix.count
    do {
      model = try Regression.CountRegression.fit(
        try DesignMatrix(rows: matrix, names: design.names), counts: response, exposure: atRisk,
        family: RegressionFit.family(regression.family))
      factor = try RegressionFit.factor(model.covariance)
    } catch let error as RegressionError {
      throw RegressionFit.fault(regression, "\(error)")
    } catch {
      throw RegressionFit.fault(regression, "\(error)")
    }
  }

  private static func fault(
    _ regression: ScenarioLanguage.CountRegression, _ reason: String
  ) -> EngineError {
    EngineError(
      "`\(regression.name)` can't be fitted: \(reason).", location: regression.location.text)
  }

  private static func family(_ family: ScenarioLanguage.CountRegression.Family) -> CountFamily {
    switch family {
    case .poisson: .poisson
    case .negativeBinomial: .negativeBinomial
    case .quasiPoisson: .quasiPoisson
    }
  }

  private static func factor(_ covariance: Matrix) throws -> [[Double]] {
    let lower = try Cholesky(covariance).lower
    return (0..<lower.rows).map { lower.row($0) }
  }
}
