/// A column of a run's table.
public struct RunColumn: Sendable, Equatable {
  /// What a column holds.
  public enum Kind: String, Sendable {
    /// Words, names and periods.
    case text
    /// A number that says which row it is, such as a horizon.
    case key
    /// A figure: what disclosure control hides.
    case figure
  }

  /// Its name in the header.
  public let name: String
  /// What it holds.
  public let kind: Kind
  /// What it means, with its unit.
  public let meaning: String
}

/// The layout of one of a run's tables.
public struct RunLayout: Sendable, Equatable {
  /// The file's name without its extension.
  public let name: String
  /// What a row is.
  public let grain: String
  /// Its columns, in the order of the file.
  public let columns: [RunColumn]

  /// Every table of a run's folder, in order of name.
  public static let all: [RunLayout] = [
    RunLayout(
      name: "answers", grain: "one line of the answer to a question",
      columns: texts([
        ("ask", "the question as asked"), ("exploratory", "yes where it rests on a supposition"),
        ("kind", "show, find, chance, size, rank or benchmark"),
        ("subject", "the figure asked about"), ("label", "what the line gives"),
        ("quantity", "what the value is"), ("unit", "its unit"),
      ])
        + figures([
          ("value", "the figure"), ("low", "lower end of its 80% range"),
          ("high", "upper end of its 80% range"), ("monte_carlo_error", "standard error"),
        ])),
    RunLayout(
      name: "backtest", grain: "one past forecast against what happened",
      columns: texts([("area_code", "ONS code of the area"), ("measure", "what was forecast")])
        + keys([
          ("origin", "the census after which nothing was known"),
          ("period", "the census forecast"), ("horizon", "steps from origin to period"),
        ])
        + figures([
          ("actual", "what was published"), ("mean", "mean forecast"), ("p10", "10th percentile"),
          ("p50", "median"), ("p90", "90th percentile"), ("last_value", "last value carried on"),
          ("linear", "last value plus mean yearly change"),
          ("constant_growth", "the same in logarithms"),
        ])),
    RunLayout(
      name: "backtest_summary", grain: "one forecaster at one distance",
      columns: texts([
        ("measure", "what was forecast"), ("forecaster", "the forecast or a baseline"),
        ("horizon", "steps ahead, or all"),
      ])
        + keys([
          ("forecasts", "how many forecasts"), ("mae", "mean absolute error"),
          ("mean_relative_error", "mean |error| ÷ actual"), ("bias", "mean error ÷ actual"),
          ("crps", "mean continuous ranked probability score"),
          ("coverage_80", "share of actual figures within the 80% range"),
        ])),
    RunLayout(
      name: "checks", grain: "one thing that was checked",
      columns: texts([
        ("kind", "what kind of check"), ("check", "what was checked"),
        ("outcome", "pass, fail, warn or note"), ("expected", "what was expected"),
        ("found", "what was found"), ("detail", "what it means and what to do"),
      ])),
    RunLayout(
      name: "comparisons", grain: "a difference between two scenarios in one year",
      columns: texts([
        ("scenario", "the scenario"), ("baseline", "what it is compared with"),
        ("subject", "a measure, a cost, saving or net"), ("split", "the item, or total"),
        ("financial_year", "2027/28"), ("unit", "GBP, or the noun counted"),
      ]) + figures(quantiles + [("monte_carlo_error", "standard error of the mean")])),
    RunLayout(
      name: "costs", grain: "spend on one item from one fund in one year",
      columns: texts([
        ("scenario", "the scenario"), ("cost", "the cost, or the lever whose spend it is"),
        ("kind", "cost or investment"), ("fund", "the fund charged"),
        ("split", "the item, or total"), ("financial_year", "2027/28"),
        ("price_base", "cash, or the year whose prices"),
      ]) + figures(quantiles)),
    RunLayout(
      name: "forecasts", grain: "a stock at one census or over one year",
      columns: texts([
        ("scenario", "the scenario"), ("measure", "the measure"),
        ("split_by", "the category it is split by, or none"), ("split", "the item, or total"),
        ("calendar", "census or financial-year"), ("period", "2027-01, 2027-03-31 or 2027/28"),
        ("unit", "the noun counted"),
      ])
        + figures(
          quantiles + [
            ("process_share", "share of the variance from process"),
            ("monte_carlo_error", "standard error of the mean"),
            ("last_value", "last published value carried on"),
            ("linear", "last value plus mean yearly change"),
            ("constant_growth", "the same in logarithms"),
            ("past_error", "mean |error| ÷ actual in the back-test"),
            ("past_coverage_80", "share of actual figures within the 80% range"),
          ])),
    RunLayout(
      name: "gaps", grain: "a report's net beside its budget in one year",
      columns: texts([
        ("report", "the report"), ("scenario", "the scenario"), ("fund", "the fund"),
        ("financial_year", "2027/28"),
      ])
        + figures(
          [("budget", "the budget, pounds cash")] + quantiles + [
            ("gap", "median net less budget, pounds cash"),
            ("chance_it_holds", "chance that net is within budget"),
            ("monte_carlo_error", "standard error of that chance"),
          ])),
    RunLayout(
      name: "ledger", grain: "one step of a measure's stock",
      columns: texts([
        ("measure", "the measure"), ("period", "the census that closes the step"),
        ("status", "published or projected"),
      ])
        + figures([
          ("opening", "stock at the census before"), ("entries", "entered"), ("exits", "left"),
          ("residual", "what flows do not explain"), ("closing", "stock at the census"),
        ])),
    RunLayout(
      name: "mtfs", grain: "one line of a report in one year",
      columns: texts([
        ("report", "the report"), ("scenario", "the scenario"), ("fund", "the fund"),
        ("service", "the cost, or total"), ("line", "base, demand, price and so on"),
        ("financial_year", "2027/28"),
      ])
        + figures([
          ("low", "change on the year before, low future, pounds cash"),
          ("central", "the same, central future"), ("high", "the same, high future"),
          ("cumulative_low", "running sum, low future, pounds cash"),
          ("cumulative_central", "the same, central future"),
          ("cumulative_high", "the same, high future"),
        ]) + texts([("range", "what low and high are, such as P10-P90")])),
  ]

  private static let quantiles = [
    ("mean", "mean over the draws"), ("sd", "standard deviation"), ("p10", "10th percentile"),
    ("p50", "median"), ("p80", "80th percentile"), ("p90", "90th percentile"),
  ]

  private static func texts(_ columns: [(String, String)]) -> [RunColumn] {
    columns.map { RunColumn(name: $0.0, kind: .text, meaning: $0.1) }
  }

  private static func keys(_ columns: [(String, String)]) -> [RunColumn] {
    columns.map { RunColumn(name: $0.0, kind: .key, meaning: $0.1) }
  }

  private static func figures(_ columns: [(String, String)]) -> [RunColumn] {
    columns.map { RunColumn(name: $0.0, kind: .figure, meaning: $0.1) }
  }
}
