import DelimitedText
import Foundation
import LinearAlgebra
import Regression

/// What a fit comes to, as a table of coefficients and a list of diagnostics.
struct RegressionReport {
  /// A table of text and numbers; an empty number is `nil`.
  struct Table {
    var header: [String]
    var rows: [(name: String, values: [Double?])]

    var csv: String {
      var writer = DelimitedTextWriter()
      writer.append(row: header)
      for row in rows {
        writer.append(
          row: [row.name] + row.values.map { $0.map(DelimitedTextWriter.format) ?? "" })
      }
      return String(decoding: writer.bytes, as: UTF8.self)
    }

    var text: String {
      let cells = [header] + rows.map { [$0.name] + $0.values.map(RegressionReport.rounded) }
      let widths = header.indices.map { j in cells.map { $0[j].count }.max() ?? 0 }
      return cells.map { row in
        row.indices.map { j in
          let pad = String(repeating: " ", count: widths[j] - row[j].count)
          return j == 0 ? row[j] + pad : pad + row[j]
        }.joined(separator: "  ")
      }.joined(separator: "\n") + "\n"
    }

    var objects: [[String: Any]] {
      rows.map { row in
        var object: [String: Any] = [header[0]: row.name]
        for (name, value) in zip(header.dropFirst(), row.values) {
          object[name] = value.map { $0 as Any } ?? NSNull()
        }
        return object
      }
    }
  }

  let fit: RegressionFit
  let coverages: [Double]
  let coefficients: Table
  let diagnostics: [(name: String, value: Double?)]
  let influential: [(row: Int, distance: Double)]

  init(fit: RegressionFit, coverages: [Double]) throws {
    self.fit = fit
    self.coverages = coverages
    let tests = try fit.regression.tests(fit.estimator)
    let usesT = fit.regression.testDegreesOfFreedom != nil
    coefficients = Table(
      header: ["term", "estimate", "std_error", usesT ? "t" : "z", "p_value"]
        + RegressionReport.limitNames(coverages),
      rows: try tests.map { test in
        let limits = try coverages.flatMap { level -> [Double?] in
          let interval = try test.interval(coverage: level / 100)
          return [interval.lower, interval.upper]
        }
        return (
          test.name, [test.estimate, test.standardError, test.statistic, test.pValue] + limits
        )
      })
    let distances: [Double]
    switch fit.model {
    case .linear(let model):
      diagnostics = RegressionReport.diagnostics(model)
      distances = model.cooksDistances
    case .generalised(let model):
      diagnostics = RegressionReport.diagnostics(model)
      distances = model.cooksDistances
    }
    influential = distances.enumerated().sorted {
      ($0.element, $1.offset) > ($1.element, $0.offset)
    }
    .prefix(3).filter { $0.element > 4 / Double(distances.count) }
    .map { ($0.offset + 1, $0.element) }
  }

  static func limitNames(_ coverages: [Double]) -> [String] {
    coverages.flatMap { level in
      let name = DelimitedTextWriter.format(level)
      return ["lower\(name)", "upper\(name)"]
    }
  }

  private static func diagnostics(_ model: LinearModel) -> [(name: String, value: Double?)] {
    [
      ("residual_sd", model.sigma), ("r_squared", model.rSquared),
      ("adjusted_r_squared", model.adjustedRSquared), ("f", model.fTest?.statistic),
      ("f_p_value", model.fTest?.pValue), ("log_likelihood", model.logLikelihood),
      ("aic", model.aic), ("bic", model.bic), ("durbin_watson", model.durbinWatson),
      ("breusch_pagan_p_value", (try? model.breuschPagan())?.pValue),
      ("condition_number", model.conditionNumber),
    ]
  }

  private static func diagnostics(
    _ model: GeneralisedLinearModel
  ) -> [(name: String, value: Double?)] {
    [
      ("dispersion", model.dispersion), ("deviance", model.deviance),
      ("null_deviance", model.nullDeviance), ("theta", model.theta),
      ("theta_std_error", model.thetaStandardError),
      (
        "log_likelihood",
        model.family.isQuasi || !model.logLikelihood.isFinite ? nil : model.logLikelihood
      ), ("aic", model.aic),
      ("bic", model.bic), ("condition_number", model.conditionNumber),
      ("iterations", Double(model.iterations)),
    ]
  }

  /// The predictions of a second table: the mean and the intervals of new responses.
  func predictions(_ table: FormulaTable) throws -> Table {
    let rows = try fit.encoding.rows(table)
    var result = Table(
      header: ["row", "mean", "mean_std_error"] + RegressionReport.limitNames(coverages), rows: [])
    switch fit.model {
    case .linear(let model):
      for (i, prediction) in try model.predict(rows.design).enumerated() {
        let limits = try coverages.flatMap { level -> [Double?] in
          let interval = try prediction.interval(coverage: level / 100)
          return [interval.lower, interval.upper]
        }
        result.rows.append(
          ("\(i + 1)", [prediction.mean, prediction.standardError] + limits))
      }
    case .generalised(let model):
      for (i, prediction) in try model.predict(
        rows.design, offset: try knownPart(rows.offset, table), trials: try trials(table)
      ).enumerated() {
        let limits = try coverages.flatMap { level -> [Double?] in
          let interval = try prediction.interval(coverage: level / 100)
          return [interval.lower, interval.upper]
        }
        result.rows.append(
          ("\(i + 1)", [prediction.mean, prediction.parameterVariance.squareRoot()] + limits))
      }
    }
    return result
  }

  private func knownPart(_ offset: [Double]?, _ table: FormulaTable) throws -> [Double]? {
    guard let exposure = fit.exposure else { return offset }
    let values = try table.numbers(exposure)
    if let row = values.firstIndex(where: { !($0 > 0) }) {
      throw RegressionProblem("\(exposure), row \(row + 1): an exposure must be positive.")
    }
    return values.indices.map { log(values[$0]) + (offset?[$0] ?? 0) }
  }

  /// The numbers of trials of new rows, where the table has them.
  private func trials(_ table: FormulaTable) throws -> [Double]? {
    guard let trials = fit.formula.trials, table.has(trials) else { return nil }
    return try table.numbers(trials)
  }

  private var heading: String {
    let law =
      switch fit.model {
      case .linear: "least squares"
      case .generalised(let model): "\(model.family.rawValue), \(model.link.rawValue) link"
      }
    return "\(fit.formula.text)\n\(law), \(fit.rows) rows, "
      + "\(fit.regression.residualDegreesOfFreedom) degrees of freedom, "
      + "\(fit.estimatorName) standard errors\n"
  }

  func text(_ predictions: Table?) -> String {
    var result = heading + "\n" + coefficients.text + "\n"
    for (name, value) in diagnostics {
      guard let value else { continue }
      let label = name.replacingOccurrences(of: "_", with: " ")
      result += "\(label): \(RegressionReport.rounded(value))\n"
    }
    if !influential.isEmpty {
      let rows = influential.map { "\($0.row) (\(RegressionReport.rounded($0.distance)))" }
      result += "largest Cook's distances, row: \(rows.joined(separator: ", "))\n"
    }
    if let predictions { result += "\n" + predictions.text }
    return result
  }

  func json(_ predictions: Table?) throws -> String {
    var object: [String: Any] = [
      "formula": fit.formula.text, "rows": fit.rows, "standardErrors": fit.estimatorName,
      "residualDegreesOfFreedom": fit.regression.residualDegreesOfFreedom,
      "coefficients": coefficients.objects,
      "influentialRows": influential.map { ["row": $0.row, "cooksDistance": $0.distance] },
    ]
    var values: [String: Any] = [:]
    for (name, value) in diagnostics {
      values[name] = value.flatMap { $0.isFinite ? $0 as Any : nil } ?? NSNull()
    }
    object["diagnostics"] = values
    if let predictions { object["predictions"] = predictions.objects }
    let data = try JSONSerialization.data(
      withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// Five significant digits.
  static func rounded(_ value: Double?) -> String {
    guard let value else { return "" }
    return String(format: "%.5g", value)
  }
}
