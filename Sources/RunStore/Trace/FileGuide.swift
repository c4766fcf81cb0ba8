/// What the files of a run hold: their columns, and how the figures come about.
enum FileGuide {
  /// The columns of a file that say what a row is of; the rest are figures.
  static func keys(of file: String) -> Set<String> {
    switch file {
    case "answers.csv":
      ["ask", "exploratory", "kind", "subject", "label", "quantity", "unit"]
    case "backtest.csv": ["area_code", "measure", "origin", "period", "horizon"]
    case "backtest_summary.csv": ["measure", "forecaster", "horizon"]
    case "checks.csv": ["kind", "check", "outcome", "detail"]
    case "comparisons.csv":
      ["scenario", "baseline", "subject", "split", "financial_year", "unit"]
    case "costs.csv":
      ["scenario", "cost", "kind", "fund", "split", "financial_year", "price_base"]
    case "forecasts.csv":
      ["scenario", "measure", "split_by", "split", "calendar", "period", "unit"]
    case "drivers.csv":
      [
        "scenario", "cost", "fund", "measure", "split", "financial_year", "volume_unit",
        "price_unit", "price_base", "price_assumption", "inflation_assumption",
      ]
    case "gaps.csv", "levels.csv": ["report", "scenario", "fund", "financial_year"]
    case "samples.csv": ["scenario", "fund", "financial_year", "draw"]
    case "ledger.csv": ["measure", "period", "status"]
    case "mtfs.csv": ["report", "scenario", "fund", "service", "line", "financial_year"]
    default: []
    }
  }

  /// The column meant where none is named.
  static func mainColumn(of columns: [String]) -> String? {
    ["central", "value", "gap", "mean", "closing", "found", "mae", "spend", "net"].first(
      where: columns.contains)
  }

  /// What a column holds.
  static func meaning(of column: String, in file: String, _ value: (String) -> String) -> String {
    let unit = unit(of: file, value)
    switch column {
    case "mean": return "mean over the draws, \(unit)"
    case "sd": return "sample standard deviation over the draws (n − 1), \(unit)"
    case _ where column.first == "p" && column.dropFirst().allSatisfy(\.isNumber):
      return "\(column.dropFirst())th percentile over the draws (type 7: linear between order "
        + "statistics), \(unit)"
    case "low", "central", "high":
      guard file == "mtfs.csv" else { return "\(column) end of the 80% range, \(unit)" }
      return "change on the year before in the \(column) future, pounds cash"
    case "cumulative_low", "cumulative_central", "cumulative_high":
      return "running sum of the yearly changes in the \(column.dropFirst(11)) future, pounds cash"
    case "process_share": return "share of the variance that comes from process, not parameters"
    case "monte_carlo_error": return "standard error from the number of draws"
    case "last_value": return "baseline: the last published value carried forward, \(unit)"
    case "linear":
      return "baseline: last value plus the mean yearly change of the last three years, \(unit)"
    case "constant_growth":
      return "baseline: the last three years' mean growth in logarithms, carried on, \(unit)"
    case "past_error": return "mean |error| ÷ actual of this forecast in the back-test"
    case "past_coverage_80", "coverage_80":
      return "share of the back-test's actual figures within the 80% range"
    case "value": return "\(value("quantity")), \(unit)"
    case "budget": return "the budget as its table has it, pounds cash"
    case "gap": return "median net cost less the budget, pounds cash"
    case "chance_it_holds": return "share of the draws whose net cost is within the budget"
    case "opening": return "stock at the census before"
    case "entries": return "those who came in during the step"
    case "exits": return "those who left during the step"
    case "residual": return "stock that entries and exits do not explain"
    case "closing": return "stock at the census"
    case "actual": return "what was published for the period"
    case "crps": return "mean continuous ranked probability score"
    case "mae": return "mean |error|, in plans or children"
    case "mean_relative_error": return "mean of |error| ÷ actual"
    case "bias": return "mean of (forecast − actual) ÷ actual"
    case "forecasts": return "how many forecasts had an actual figure"
    case "expected": return "what the check expects"
    case "found": return "what the check found"
    case "volume":
      return
        "average of the year that the fund pays for, or events a month, \(value("volume_unit"))"
    case "calendar_units": return "calendar units of the price in the year"
    case "price": return "\(value("price_unit")), \(value("price_base")), mean over the draws"
    case "price_index":
      return "cash price of the year over the price in its base, mean over the draws"
    case "inflation": return "change of prices in the year, as a share, mean over the draws"
    case "spend": return "cost in pounds cash, mean over the draws"
    case "net": return "the fund's net cost in this draw, pounds cash"
    case "bytes": return "size of the file that was read, in bytes"
    default: return "says what the row is of"
    }
  }

  private static func unit(of file: String, _ value: (String) -> String) -> String {
    switch file {
    case "costs.csv": "pounds, \(value("price_base"))"
    case "gaps.csv", "mtfs.csv", "levels.csv": "pounds cash"
    case "backtest.csv": "plans or children"
    default: value("unit").isEmpty ? "in the measure's own unit" : value("unit")
    }
  }

  /// How the figures of a row come about.
  static func formulas(of file: String, _ value: (String) -> String) -> [String] {
    switch file {
    case "forecasts.csv":
      return [
        value("calendar") == "census"
          ? "The stock on the census day in each draw, summed up over the draws."
          : "The year's figure in each draw (a stock's mean weighted by days, a flow's sum), summed "
            + "up over the draws."
      ]
    case "ledger.csv":
      return ["opening + entries − exits + residual = closing, means over the draws."]
    case "costs.csv": return [cost(value("kind"))]
    case "drivers.csv":
      return [
        "In each draw spend = volume × calendar units × price × price index; each column is its own "
          + "mean, so their product is near the mean of spend and not the same."
      ]
    case "levels.csv", "samples.csv":
      return [
        "Net cost of the fund in each draw: its costs, contracts and what levers spend, added draw by "
          + "draw, so that what moves them together is in it."
      ]
    case "manifest.json": return ["Counted when the run read the file, as was its SHA-256."]
    case "mtfs.csv": return mtfs(value("line"), value("service"))
    case "comparisons.csv":
      let what = value("subject") == "saving" ? "baseline − scenario" : "scenario − baseline"
      return [
        "\(what) in each draw, then summed up over the draws: both use the same random numbers, so "
          + "the difference is policy and not noise."
      ]
    case "gaps.csv":
      return ["gap = median over the draws of the fund's net cost − budget."]
    case "answers.csv": return [answer(value("kind"))]
    case "backtest.csv", "backtest_summary.csv":
      return [
        "The same method, given only what was known at the origin, against what then happened."
      ]
    case "checks.csv": return ["What the run checked of itself; the row says what it expected."]
    default: return []
    }
  }

  private static func cost(_ kind: String) -> String {
    kind == "investment"
      ? "What the lever or contract spends in the year, draw by draw."
      : "Spend = Σ over months of stock (or units) × price × index of the price, in each draw; the "
        + "price is restated to the year by the cost's inflation assumption."
  }

  private static func mtfs(_ line: String, _ service: String) -> [String] {
    let formula =
      switch line {
      case "base": "base = net budget brought forward from the year before."
      case "demography":
        "demography = growth of the population served from the start of the year to its middle × "
          + "numbers brought forward × this year's average price."
      case "demand":
        "demand = the rest of the change in numbers × this year's average price."
      case "mix":
        "mix = what dearer or cheaper kinds of place add to that: change in numbers of each kind × its "
          + "own price, less the two lines above."
      case "inflation":
        "inflation = change in the price index × last year's price × numbers brought forward."
      case "price": "price = change in price beyond its index × numbers brought forward."
      case "full-year effect":
        "full-year effect = the rest of a whole year of growth that began part-way through the "
          + "year before."
      case "savings":
        "savings = change on the year before of what the scenario's levers take off the baseline's "
          + "spend; negative."
      case "investment": "investment = change on the year before of what the levers spend."
      case "net":
        "net = base + every line above, to the penny."
      default: "\(line) = a line of the MTFS."
      }
    return [
      formula,
      "Low, central and high are percentiles of the fund's net budget in the year; each line's part "
        + "of them is its Euler allocation over the draws (its covariance with the total), so every "
        + "column adds.",
    ] + (service == "total" ? ["total = the sum over the fund's services."] : [])
  }

  private static func answer(_ kind: String) -> String {
    switch kind {
    case "chance": "The share of draws in which it holds; its error is √(p(1 − p)/n)."
    case "find": "The lever's size at which the target is met, by bisection with the same draws."
    case "size": "The cost at each size, over the same draws."
    case "rank": "The share of the target's variance that each one explains over the draws."
    case "benchmark": "The published figure of the area beside its peers', per head."
    default: "The figure over the draws of the run."
    }
  }
}
