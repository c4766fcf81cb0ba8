import DelimitedText

extension PublishedLayouts {
  static let planFlows: [PublishedLayout] = [
    PublishedLayout(
      name: "DfE new plans by breakdown and setting",
      required: ["time_period", "breakdown_topic", "breakdown", "new_ehc_plans"],
      release: .sen2, table: "newplans", editionOffset: 1
    ) { table, number, collector throws(StatisticsError) in
      try readWide(table, number, &collector, series: .newPlans, total: "new_ehc_plans")
    },
    PublishedLayout(
      name: "DfE new plans by age band to 2021, wide",
      required: ["time_period", "characteristic_age", "Total_new_all"],
      release: .sen2, table: "sen2_age_new_plans", editionOffset: 1
    ) { table, number, collector throws(StatisticsError) in
      try readBands(
        table, number, &collector, series: .newPlans, band: "characteristic_age",
        figure: "Total_new_all")
    },
    PublishedLayout(
      name: "new plans by age band to 2021, long",
      required: ["time_period", "age_band", "new_plans"],
      release: .sen2, table: "sen2_age_new_plans", editionOffset: 1
    ) { table, number, collector throws(StatisticsError) in
      try readBands(
        table, number, &collector, series: .newPlans, band: "age_band", figure: "new_plans")
    },
    PublishedLayout(
      name: "DfE requests for assessment",
      required: ["time_period", "breakdown_topic", "breakdown", "requests_received_in_year"],
      release: .sen2, table: "requests", editionOffset: 1
    ) { table, number, collector throws(StatisticsError) in
      try readOutcomes(
        table, number, &collector, series: .requests, total: "requests_received_in_year",
        split: "outcome",
        items: [
          ("agreed", "requests_decided_to_assess"), ("refused", "requests_decided_not_to_assess"),
          ("not-decided", "requests_decision_not_made"), ("withdrawn", "requests_withdrawn"),
        ])
    },
    PublishedLayout(
      name: "DfE assessments",
      required: ["time_period", "breakdown_topic", "breakdown", "assess_in_year"],
      release: .sen2, table: "assessments", editionOffset: 1
    ) { table, number, collector throws(StatisticsError) in
      try readOutcomes(
        table, number, &collector, series: .assessments, total: "assess_in_year",
        split: "outcome",
        items: [
          ("plan-issued", "assess_issued"), ("no-plan", "assess_not_issued"),
          ("not-decided", "assess_not_made"), ("withdrawn", "assess_withdrawn"),
        ])
    },
    PublishedLayout(
      name: "DfE ceased plans by reason",
      required: ["time_period", "breakdown_topic", "breakdown", "total_ceased"],
      release: .sen2, table: "ceased_plans", editionOffset: 1
    ) { table, number, collector throws(StatisticsError) in
      try readOutcomes(
        table, number, &collector, series: .ceasedPlans, total: "total_ceased", split: "reason",
        items: [
          ("maximum-age", "max_age"), ("needs-met", "needs_met"), ("higher-education", "he"),
          ("employment", "employ"), ("transferred", "transfer"), ("not-engaged", "no_engage"),
          ("moved-outside-england", "moved_outside_eng"), ("died", "deceased"),
          ("not-recorded", "not_rec"), ("other", "other"),
        ])
    },
    PublishedLayout(
      name: "DfE timeliness of plans", required: ["time_period", "plans_issued_within_20_weeks"],
      release: .sen2, table: "timeliness_20_week", editionOffset: 1
    ) { table, number, collector throws(StatisticsError) in
      try readTimeliness(table, number, &collector)
    },
  ]

  private static func readTimeliness(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector
  ) throws(StatisticsError) {
    let columns: [(column: String, measure: String, unit: String)] = [
      ("plans_issued_den", "plans-issued", "plans"),
      ("plans_issued_den_ex", "plans-issued-excluding-exceptions", "plans"),
      ("plans_issued_within_20_weeks", "plans-timely", "plans"),
      ("plans_issued_20_weeks_ex", "plans-timely-excluding-exceptions", "plans"),
      ("pc_plans_issued_within_20_weeks", "plans-timely-percent", "percent"),
      (
        "PC_plans_issued_20_weeks_ex", "plans-timely-excluding-exceptions-percent", "percent"
      ),
    ]
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      if row.has("breakdown_topic"), PlanTopic(row.text("breakdown_topic")) != .all { return }
      let year = try row.year()
      for column in columns {
        collector.add(
          try row.figure(column.column), area: area,
          series: PublishedSeries(column.measure, .calendarYear, column.unit), year: year,
          table: number)
      }
    }
  }

  /// Files with a total and its outcomes or reasons as columns, and breakdowns as rows.
  private static func readOutcomes(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector,
    series: PublishedSeries, total: String, split: String,
    items: [(category: String, column: String)]
  ) throws(StatisticsError) {
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      guard let topic = PlanTopic(row.text("breakdown_topic")), topic != .ethnicity else { return }
      let year = try row.year()
      let figure = try row.figure(total)
      let category = topic.category(row.text("breakdown"))
      collector.add(
        figure, area: area, series: series, year: year, split: topic.split, category: category,
        table: number)
      guard topic == .all else { return }
      for item in items {
        collector.add(
          try row.figure(item.column), area: area, series: series, year: year, split: split,
          category: item.category, table: number)
      }
    }
  }
}
