import DelimitedText

/// Every layout that can be read, in the order they are tried.
enum PublishedLayouts {
  static let all: [PublishedLayout] = plans + planFlows + children + others
}

extension PublishedLayouts {
  static let plans: [PublishedLayout] = [
    PublishedLayout(
      name: "DfE plans by breakdown and setting, wide",
      required: ["time_period", "breakdown_topic", "breakdown", "ehcplans", "mainstream_total"],
      release: .sen2, table: "caseload"
    ) { table, number, collector throws(StatisticsError) in
      try readWide(table, number, &collector, series: .plans, total: "ehcplans")
    },
    PublishedLayout(
      name: "plans by age and setting, long",
      required: ["time_period", "census_date", "age_band", "setting", "ehc_plans"],
      release: .sen2, table: "caseload"
    ) { table, number, collector throws(StatisticsError) in
      try readLong(table, number, &collector, ageColumn: "age_band")
    },
    PublishedLayout(
      name: "plans by setting, long",
      required: ["time_period", "census_date", "setting", "ehc_plans"],
      release: .sen2, table: "caseload"
    ) { table, number, collector throws(StatisticsError) in
      try readLong(table, number, &collector, ageColumn: nil)
    },
    PublishedLayout(
      name: "plans by years held and age at start, long",
      required: ["time_period", "breakdown_topic", "breakdown", "ehcplans"],
      release: .sen2, table: "caseload"
    ) { table, number, collector throws(StatisticsError) in
      try readWide(table, number, &collector, series: .plans, total: "ehcplans")
    },
    PublishedLayout(
      name: "DfE plans by age band to 2022, wide",
      required: ["time_period", "characteristic_age", "Total_all"],
      release: .sen2, table: "sen2_age_caseload"
    ) { table, number, collector throws(StatisticsError) in
      try readBands(
        table, number, &collector, series: .plans, band: "characteristic_age",
        figure: "Total_all")
    },
    PublishedLayout(
      name: "plans by age band to 2022, long",
      required: ["time_period", "age_band", "all_plans"], release: .sen2,
      table: "sen2_age_caseload"
    ) { table, number, collector throws(StatisticsError) in
      try readBands(
        table, number, &collector, series: .plans, band: "age_band", figure: "all_plans")
    },
    PublishedLayout(
      name: "DfE plans by setting group to 2022, wide",
      required: ["time_period", "establishment_type", "establishment_group", "Total_all"],
      release: .sen2, table: "sen2_estab_caseload"
    ) { table, number, collector throws(StatisticsError) in
      try readGroups(table, number, &collector, figure: "Total_all")
    },
    PublishedLayout(
      name: "plans by setting group to 2022, long",
      required: ["time_period", "establishment_group", "all_plans"], release: .sen2,
      table: "sen2_estab_caseload"
    ) { table, number, collector throws(StatisticsError) in
      try readGroups(table, number, &collector, figure: "all_plans")
    },
    PublishedLayout(
      name: "DfE plans by primary need, wide",
      required: ["time_period", "breakdown_topic", "breakdown", "ehc_plans", "number_asd"],
      release: .sen2, table: "sen_needs_all_plans"
    ) { table, number, collector throws(StatisticsError) in
      try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
        guard row.text("breakdown_topic") == "All EHC plans" else { return }
        let year = try row.year()
        for column in table.columns where column.hasPrefix("number_") {
          collector.add(
            try row.figure(column), area: area, series: .plans, year: year, split: "need",
            category: need(String(column.dropFirst(7))), table: number)
        }
      }
    },
    PublishedLayout(
      name: "plans by primary need, long",
      required: ["time_period", "breakdown_topic", "breakdown", "primary_need", "plans"],
      release: .sen2, table: "sen_needs_all_plans"
    ) { table, number, collector throws(StatisticsError) in
      try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
        guard row.text("breakdown_topic") == "All EHC plans" else { return }
        let item = row.text("primary_need")
        guard item != "ehc_plans" else { return }
        collector.add(
          try row.figure("plans"), area: area, series: .plans, year: try row.year(),
          split: "need", category: need(item), table: number)
      }
    },
    PublishedLayout(
      name: "residential plans", required: ["time_period", "Res_3851", "Res_52", "Res_tot"],
      release: .sen2, table: "residential_settings"
    ) { table, number, collector throws(StatisticsError) in
      try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
        let year = try row.year()
        for (column, category) in [("Res_3851", "38-51-weeks"), ("Res_52", "52-weeks")] {
          collector.add(
            try row.figure(column), area: area, series: .plansResidential, year: year,
            split: "weeks", category: category, table: number)
        }
        collector.add(
          try row.figure("Res_tot"), area: area, series: .plansResidential, year: year,
          table: number)
      }
    },
  ]

  static func need(_ item: String) -> String {
    item == "need_unknown" ? "not-recorded" : kebab(item)
  }

  /// Calls `body` for each row of an area at authority level or above.
  static func eachArea(
    _ table: DelimitedTable, _ collector: inout ImportCollector,
    _ body: (PublishedRow, PublishedArea, inout ImportCollector) throws(StatisticsError) -> Void
  ) throws(StatisticsError) {
    var passedOver = 0
    for index in 0..<table.rowCount {
      let row = PublishedRow(table: table, row: index)
      guard let area = PublishedArea(row) else {
        passedOver += 1
        continue
      }
      try body(row, area, &collector)
    }
    if passedOver > 0 {
      collector.report.findings.append(
        ImportReport.Finding(
          kind: .rowsLeftOut, file: table.file, count: passedOver,
          text: "\(table.file): \(passedOver) rows left out, which are of no authority, region "
            + "or country"))
    }
  }

  static func readWide(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector,
    series: PublishedSeries, total: String
  ) throws(StatisticsError) {
    var cells = PlanCells()
    let settings =
      ["mainstream_total", "special_total", "fe_total", "ap_pru_total", "ed_elsewhere"]
      + ["nm_early_years", "placement_unknown"] + PlanSettings.details
    let columns = [total] + settings.filter { table.position(of: $0) != nil }
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      collector.note(area)
      guard let topic = PlanTopic(row.text("breakdown_topic")), topic != .ethnicity else { return }
      let key = PlanCells.Key(
        area: area, year: try row.year(), topic: topic, breakdown: row.text("breakdown"))
      for column in topic == .all || topic == .age ? columns : [total] {
        cells.add(try row.figure(column), column: column, to: key)
      }
    }
    cells.collect(series: series, totalColumn: total, table: number, into: &collector)
  }

  static func readLong(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector,
    ageColumn: String?
  ) throws(StatisticsError) {
    var cells = PlanCells()
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      collector.note(area)
      let key = PlanCells.Key(
        area: area, year: try row.year(), topic: ageColumn == nil ? .all : .age,
        breakdown: ageColumn.map { row.text($0) } ?? "")
      cells.add(try row.figure("ehc_plans"), column: row.text("setting"), to: key)
    }
    cells.collect(series: .plans, totalColumn: "ehcplans", table: number, into: &collector)
  }

  static func readBands(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector,
    series: PublishedSeries, band: String, figure: String
  ) throws(StatisticsError) {
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      let text = row.text(band)
      let isTotal = text == "Total"
      collector.add(
        try row.figure(figure), area: area, series: series, year: try row.year(),
        split: isTotal ? "total" : "age-band",
        category: isTotal ? "total" : PublishedAge.band(text), table: number)
    }
  }

  static func readGroups(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector, figure: String
  ) throws(StatisticsError) {
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      if row.has("establishment_type"), row.text("establishment_type") != "Total" { return }
      let text = row.text("establishment_group")
      let isTotal = text == "Total"
      collector.add(
        try row.figure(figure), area: area, series: .plans, year: try row.year(),
        split: isTotal ? "total" : "setting-group",
        category: isTotal ? "total" : PlanSettings.group(text), table: number)
    }
  }
}
