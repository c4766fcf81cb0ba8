/// A measure of the model in DAX.
struct PowerBIMeasure {
  let name: String
  let expression: String
  let format: String
  let meaning: String
}

/// The model's measures, on the table of forecasts unless they say otherwise.
///
/// Percentiles do not add. A measure therefore answers only where the selection comes to one row that
/// the engine computed: the row itself, or the one total among those selected; everywhere else it is
/// blank.
enum PowerBIMeasures {
  static let table = "fact_forecast"

  static let all: [PowerBIMeasure] =
    [
      single("Forecast mean", "fact_forecast", "mean", "#,0", "mean over the draws"),
      single("Forecast median", "fact_forecast", "p50", "#,0", "median"),
      single("Forecast low", "fact_forecast", "p10", "#,0", "lower end of the 80% range"),
      single("Forecast high", "fact_forecast", "p90", "#,0", "upper end of the 80% range"),
      single("Last published", "fact_forecast", "last_value", "#,0", "last published value"),
      single("Past error", "fact_forecast", "past_error", "0.0%", "mean |error| in the back-test"),
      single("Cost mean", "fact_cost", "mean", "£#,0", "mean spend"),
      single("Cost median", "fact_cost", "p50", "£#,0", "median spend"),
      single("Cost low", "fact_cost", "p10", "£#,0", "lower end of the 80% range"),
      single("Cost high", "fact_cost", "p90", "£#,0", "upper end of the 80% range"),
      single("Difference median", "fact_comparison", "p50", "#,0", "scenario less baseline"),
      single("Difference low", "fact_comparison", "p10", "#,0", "lower end of the 80% range"),
      single("Difference high", "fact_comparison", "p90", "#,0", "upper end of the 80% range"),
    ] + [
      PowerBIMeasure(
        name: "MTFS change",
        expression: "IF(HASONEVALUE(fact_mtfs[scenario]) && HASONEVALUE(fact_mtfs[line]) && "
          + "HASONEVALUE(fact_mtfs[report]), "
          + "CALCULATE(SUM(fact_mtfs[central]), fact_mtfs[is_total] = FALSE()))",
        format: "£#,0", meaning: "change on the year before in the central future: these lines add"),
      PowerBIMeasure(
        name: "Hidden figures",
        expression: "CALCULATE(COUNTROWS(fact_forecast), fact_forecast[is_suppressed] = TRUE())",
        format: "#,0", meaning: "how many figures of the selection disclosure control hides"),
      PowerBIMeasure(
        name: "Failed checks",
        expression: "CALCULATE(COUNTROWS(fact_check), fact_check[outcome] = \"fail\") + 0",
        format: "#,0", meaning: "how many of the run's own checks failed"),
    ]

  private static func single(
    _ name: String, _ table: String, _ column: String, _ format: String, _ meaning: String
  ) -> PowerBIMeasure {
    PowerBIMeasure(
      name: name,
      expression: """
        VAR Selected = COUNTROWS(\(table))
        VAR Totals = CALCULATE(COUNTROWS(\(table)), KEEPFILTERS(\(table)[is_total] = TRUE()))
        RETURN
        	SWITCH(
        		TRUE(),
        		Selected = 1, MAX(\(table)[\(column)]),
        		Totals = 1, CALCULATE(MAX(\(table)[\(column)]), KEEPFILTERS(\(table)[is_total] = TRUE()))
        	)
        """,
      format: format, meaning: meaning + "; blank unless the selection is one computed figure")
  }
}
