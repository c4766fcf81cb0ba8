import ArgumentParser
import DelimitedText
import Foundation
import Regression

/// `headroom fit …`.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a model to a table.",
    discussion: """
      Example:
        headroom fit care --returns demonstration --window 2022-04-01:2025-04-01
      """,
    subcommands: [FitRegressionCommand.self, FitCareCommand.self, FitPlansCommand.self])
}

/// `headroom fit regression FORMULA --input FILE`.
struct FitRegressionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regression",
    abstract: "Fit a regression written as a formula to a CSV file with a header.",
    discussion: """
      FORMULA is a response, a tilde, and terms joined by +: columns, log(x), x^2, factor(area), \
      trend, step(2020-09), pulse(2020-03, 2021-03), slope(2015), season(2), spline(age, 3), \
      poly(age, 2), a:b, a * b, offset(log(population)). Times are read from a column called time, \
      period, date, year, month, quarter or t. For binomial families the response is a share, or \
      share(successes, trials).

      With --predict FILE the rows of a second table are predicted; with --format csv the \
      predictions are then the output.

      Example:
        headroom fit regression 'plans ~ trend' --input docs/examples/plans.csv \\
          --family poisson --exposure population
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case csv
    case json
  }

  enum Family: String, ExpressibleByArgument, CaseIterable {
    case gaussian
    case binomial
    case quasibinomial
    case poisson
    case quasipoisson
    case negativeBinomial = "negative-binomial"
    case gamma

    var response: ResponseFamily {
      switch self {
      case .gaussian: .gaussian
      case .binomial: .binomial
      case .quasibinomial: .quasiBinomial
      case .poisson: .poisson
      case .quasipoisson: .quasiPoisson
      case .negativeBinomial: .negativeBinomial
      case .gamma: .gamma
      }
    }
  }

  @Argument(help: "The formula, in quotes.")
  var formula: String

  @Option(name: .long, help: ArgumentHelp("CSV file to fit.", valueName: "file"))
  var input: String

  @Option(name: .long, help: "The law of the response.")
  var family: Family = .gaussian

  @Option(name: .long, help: "identity, log, logit, probit, cloglog or inverse.")
  var link: String?

  @Option(name: .long, help: ArgumentHelp("Column of prior weights.", valueName: "column"))
  var weights: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Column of exposures, whose logarithm is an offset.", valueName: "column"))
  var exposure: String?

  @Option(name: .long, help: "Standard errors: hc0, hc1, hc2, hc3, nw, nw:LAG or cluster:COLUMN.")
  var robust: String?

  @Option(name: .long, help: "Coverage of the intervals in per cent, such as 80,95.")
  var levels: String = "95"

  @Option(name: .long, help: "text, csv or json.")
  var format: Format = .text

  @Option(name: .long, help: ArgumentHelp("CSV file of rows to predict.", valueName: "file"))
  var predict: String?

  func validate() throws {
    _ = try coverages()
    if let link, Link(rawValue: link) == nil {
      throw ValidationError(
        "--link takes \(Link.allCases.map(\.rawValue).joined(separator: ", ")), not '\(link)'.")
    }
  }

  func run() throws {
    let coverages = try coverages()
    try reporting {
      let table = try RegressionFile.table(input)
      let fit = try RegressionFit(
        formula: try Formula(formula), table: table, family: family.response,
        link: link.flatMap(Link.init(rawValue:)), weights: weights, exposure: exposure,
        robust: robust)
      let report = try RegressionReport(fit: fit, coverages: coverages)
      let predictions = try predict.map { file in
        try report.predictions(try RegressionFile.table(file))
      }
      switch format {
      case .text: Terminal.out(report.text(predictions))
      case .csv: Terminal.out((predictions ?? report.coefficients).csv)
      case .json: Terminal.out(try report.json(predictions))
      }
    }
  }

  private func coverages() throws -> [Double] {
    let texts = levels.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let values = texts.compactMap { Double($0) }.filter { $0 > 0 && $0 < 100 }
    guard !values.isEmpty, values.count == texts.count else {
      throw ValidationError("--levels takes per cents between 0 and 100 such as 80,95.")
    }
    return values.sorted()
  }
}
