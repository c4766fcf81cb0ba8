import DelimitedText

extension PublishedLayouts {
  static let others: [PublishedLayout] = [
    PublishedLayout(
      name: "DfE Local Authority Interactive Tool, long",
      required: ["time_period", "measure_short", "value", "old_la_code"], release: .lait,
      table: "bds_long"
    ) { table, number, collector throws(StatisticsError) in
      try readLAIT(table, number, &collector)
    },
    PublishedLayout(
      name: "ONS population aged 0 to 17",
      required: ["time_period", "age_group", "population_estimate"], release: .population,
      table: "mye-0-17"
    ) { table, number, collector throws(StatisticsError) in
      try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
        guard row.text("age_group") == "Children aged 0 to 17 years" else { return }
        collector.add(
          try row.figure("population_estimate"), area: area, series: .children,
          year: try row.year(), table: number)
      }
    },
    PublishedLayout(
      name: "ONS population by single year of age",
      required: ["time_period", "age", "population"], release: .populationByAge,
      table: "mye-single-year"
    ) { table, number, collector throws(StatisticsError) in
      try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
        collector.add(
          try row.figure("population"), area: area, series: .population, year: try row.year(),
          split: "age", category: row.text("age"), table: number)
      }
    },
    PublishedLayout(
      name: "DfE statistical neighbours",
      required: ["old_la_code", "la_name", "rank", "neighbour_code", "neighbour_name"],
      release: .neighbours, table: "neighbours"
    ) { _, _, _ throws(StatisticsError) in
    },
    PublishedLayout(
      name: "DfE high needs budget and outturn",
      required: ["time_period", "item", "value", "old_la_code"], release: .highNeeds,
      table: "high_needs"
    ) { table, number, collector throws(StatisticsError) in
      try readHighNeeds(table, number, &collector)
    },
    PublishedLayout(
      name: "DfE dedicated schools grant balances",
      required: ["time_period", "dsg_cumulative_balance_pct_of_income"], release: .dsg,
      table: "dsg_balance"
    ) { table, number, collector throws(StatisticsError) in
      let series = PublishedSeries("dsg-balance-percent", .yearToMarch, "percent of income")
      try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
        collector.add(
          try row.figure("dsg_cumulative_balance_pct_of_income", isCount: false), area: area,
          series: series, year: try row.year(), table: number)
      }
    },
    PublishedLayout(
      name: "DfE pupil forecast accuracy",
      required: ["time_period", "PriNOR", "For_1_P", "For_3_P"], release: .scorecards,
      table: "forecast_accuracy"
    ) { table, number, collector throws(StatisticsError) in
      try readForecastAccuracy(table, number, &collector)
    },
    PublishedLayout(
      name: "published unit costs",
      required: ["service", "sub_type", "measure", "value", "unit", "period", "area"],
      release: .unitCosts, table: "unit_costs"
    ) { table, number, collector throws(StatisticsError) in
      try readUnitCosts(table, number, &collector)
    },
  ]

  private struct LAITMeasure {
    var series: PublishedSeries
    var split = "total"
    var category = "total"
    init(_ measure: String, _ calendar: StatisticsCalendar, _ unit: String) {
      series = PublishedSeries(measure, calendar, unit)
    }
  }

  private static let laitMeasures: [String: LAITMeasure] = {
    let weekly = "GBP per week"
    var measures: [String: LAITMeasure] = [
      "LACFinance": LAITMeasure("unit-cost-cla", .yearToMarch, weekly),
      "RescareFinance": LAITMeasure("unit-cost-residential", .yearToMarch, weekly),
      "FosteringFinance": LAITMeasure("unit-cost-fostering", .yearToMarch, weekly),
      "AdoptionFinance": LAITMeasure("unit-cost-adoption", .yearToMarch, weekly),
      "SENFinance": LAITMeasure("unit-cost-sen", .yearToMarch, weekly),
      "SWFinance": LAITMeasure("unit-cost-social-work", .yearToMarch, weekly),
      "TotalLACFinance": LAITMeasure("gross-spend-cla", .yearToMarch, "GBP"),
      "SafeguardingFinance": LAITMeasure("gross-spend-safeguarding", .yearToMarch, "GBP"),
      "FamilySupportFinance": LAITMeasure("gross-spend-family-support", .yearToMarch, "GBP"),
      "LeaveCareSupServTotExp": LAITMeasure("gross-spend-leaving-care", .yearToMarch, "GBP"),
      "C&YPExpenditure": LAITMeasure(
        "gross-spend-children-and-young-people", .yearToMarch, "GBP"),
      "LACnum": LAITMeasure("cla", .march31, "children"),
      "LACnum_Start": LAITMeasure("cla-starts", .yearToMarch, "children"),
      "LACceased": LAITMeasure("cla-ceases", .yearToMarch, "children"),
      "LAC": LAITMeasure("cla-rate", .march31, "per 10,000 children"),
      "LACDistance": LAITMeasure("cla-outside-over-20-miles-percent", .march31, "percent"),
      "LACStable_2016on": LAITMeasure(
        "cla-with-3-placements-in-year-percent", .march31, "percent"),
      "LAC_LongStable%": LAITMeasure("cla-long-term-same-carer-percent", .march31, "percent"),
      "LAC_SEN_Statement": LAITMeasure("cla-with-plan-percent", .march31, "percent"),
      "NoCareLeavers": LAITMeasure("care-leavers", .yearToMarch, "people"),
      "Number_Foster_Places(New)": LAITMeasure("foster-places", .march31, "places"),
      "Number_Foster_Places_Filled(New)": LAITMeasure(
        "foster-places-filled", .march31, "places"),
      "SEN_CASES_JAN": LAITMeasure("plans", .januaryCensus, "plans"),
      "SEN_INIT_REQ": LAITMeasure("plan-requests", .calendarYear, "requests"),
      "EHCP_Initial_req_refused": LAITMeasure(
        "plan-requests-refused-percent", .calendarYear, "percent"),
      "SEN_AppealableDec": LAITMeasure("plan-appeal-rate", .calendarYear, "percent"),
      "SEN_TotStat": LAITMeasure("pupils-with-plan-percent", .januaryCensus, "percent"),
    ]
    var asylum = LAITMeasure("cla", .march31, "children")
    (asylum.split, asylum.category) = ("uasc", "uasc")
    measures["Unacc_Asylmn_Seek_Childn"] = asylum
    return measures
  }()

  private static func readLAIT(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector
  ) throws(StatisticsError) {
    var unknown: [String: Int] = [:]
    var converted = 0
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      let short = row.text("measure_short")
      guard let measure = laitMeasures[short] else {
        unknown[short, default: 0] += 1
        return
      }
      let year = try row.year()
      var figure = try row.figure("value", isCount: false)
      var seriesBreak: String?
      // Only this measure and year is published in thousands.
      if short == "C&YPExpenditure", year == 2016, let value = figure?.value {
        figure = .value(value * 1000)
        seriesBreak = SeriesBreak.thousands.code
        converted += 1
      }
      collector.add(
        figure, area: area, series: measure.series, year: year, split: measure.split,
        category: measure.category, table: number, seriesBreak: seriesBreak)
    }
    if converted > 0 {
      collector.report.findings.append(
        ImportReport.Finding(
          kind: .converted, file: table.file, measure: "gross-spend-children-and-young-people",
          period: "2015/16", count: converted,
          text: "\(table.file): \(converted) figures of 2015/16 converted from GBP thousand to GBP"
        ))
    }
    for (short, count) in unknown.sorted(by: { $0.key < $1.key }) {
      collector.report.findings.append(
        ImportReport.Finding(
          kind: .rowsLeftOut, file: table.file, count: count,
          text: "\(table.file): \(count) rows left out of '\(short)', which no measure is known for"
        ))
    }
  }

  private static func readHighNeeds(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector
  ) throws(StatisticsError) {
    var others = 0
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      let item = row.text("item")
      guard let kind = ["budget", "outturn"].first(where: { item.hasPrefix("\($0)_") }) else {
        others += 1
        return
      }
      collector.add(
        try row.figure("value", isCount: false), area: area,
        series: PublishedSeries("high-needs-\(kind)", .yearToMarch, "GBP"), year: try row.year(),
        split: "line", category: kebab(String(item.dropFirst(kind.count + 1))), table: number)
    }
    if others > 0 {
      collector.report.findings.append(
        ImportReport.Finding(
          kind: .rowsLeftOut, file: table.file, count: others,
          text: "\(table.file): \(others) rows left out, which are rates or projections per head, "
            + "not budget or outturn"))
    }
  }

  private static func readForecastAccuracy(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector
  ) throws(StatisticsError) {
    let columns: [(column: String, measure: String, phase: String)] = [
      ("For_1_P", "pupil-forecast-error-1-year", "primary"),
      ("For_3_P", "pupil-forecast-error-3-years", "primary"),
      ("For_1_S", "pupil-forecast-error-1-year", "secondary"),
      ("For_3_S", "pupil-forecast-error-3-years", "secondary"),
    ]
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      for column in columns {
        collector.add(
          try row.figure(column.column, isCount: false), area: area,
          series: PublishedSeries(column.measure, .academicYear, "proportion"),
          year: try row.year(), split: "phase", category: column.phase, table: number)
      }
    }
  }

  private static func readUnitCosts(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector
  ) throws(StatisticsError) {
    let outturn = [
      "residential": "unit-cost-residential", "fostering": "unit-cost-fostering",
      "all looked after children": "unit-cost-cla",
    ]
    var others = 0
    for index in 0..<table.rowCount {
      let row = PublishedRow(table: table, row: index)
      guard row.text("measure") == "average weekly unit cost, S251 outturn",
        let measure = outturn[row.text("sub_type")],
        let year = PublishedRow.year(row.text("period"))
      else {
        others += 1
        continue
      }
      let name = row.text("area")
      collector.add(
        try row.figure("value"),
        area: PublishedArea(name: name, level: name == "England" ? .national : .localAuthority),
        series: PublishedSeries(measure, .yearToMarch, "GBP per week"), year: year, table: number)
    }
    if others > 0 {
      collector.report.findings.append(
        ImportReport.Finding(
          kind: .rowsLeftOut, file: table.file, count: others,
          text: "\(table.file): \(others) rows left out, which are single quoted costs and not "
            + "section 251 outturn unit costs of an area and a year"))
    }
  }
}
