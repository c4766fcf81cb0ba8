import DelimitedText

extension PublishedLayouts {
  static let children: [PublishedLayout] = [
    PublishedLayout(
      name: "DfE children looked after, numbers and rates, wide",
      required: ["time_period", "population_type", "population_estimate", "children_count"],
      release: .cla, table: "cla_number_and_rate_per_10k_children"
    ) { table, number, collector throws(StatisticsError) in
      try readNumbers(
        table, number, &collector, kind: "population_type", count: "children_count")
    },
    PublishedLayout(
      name: "children looked after, numbers and rates, long",
      required: ["time_period", "measure", "population_estimate", "number"],
      release: .cla, table: "cla_number_and_rate_per_10k_children"
    ) { table, number, collector throws(StatisticsError) in
      try readNumbers(table, number, &collector, kind: "measure", count: "number")
    },
    PublishedLayout(
      name: "DfE placement stability",
      required: ["time_period", "cla_group", "placement_stability", "number|children_count"],
      release: .cla, table: "la_cla_placement_stability"
    ) { table, number, collector throws(StatisticsError) in
      try readStability(table, number, &collector)
    },
    PublishedLayout(
      name: "DfE new placements during the year, wide",
      required: ["time_period", "characteristic", "breakdown", "number|children_count"],
      release: .cla, table: "la_cla_during_year_new_placements"
    ) { table, number, collector throws(StatisticsError) in
      try readCharacteristics(
        table, number, &collector, group: "characteristic", item: "breakdown")
    },
    PublishedLayout(
      name: "DfE children looked after by characteristic",
      required: ["time_period", "cla_group", "characteristic", "number|children_count"],
      release: .cla, table: "la_cla_by_characteristic"
    ) { table, number, collector throws(StatisticsError) in
      try readCharacteristics(
        table, number, &collector, group: "cla_group", item: "characteristic")
    },
    PublishedLayout(
      name: "England's children looked after by year",
      required: ["date", "area", "measure", "value", "edition", "status"],
      release: .nationalCLA, table: "national"
    ) { table, number, collector throws(StatisticsError) in
      try readNational(table, number, &collector)
    },
  ]

  private static func readNumbers(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector, kind: String,
    count: String
  ) throws(StatisticsError) {
    var denominators = collector.tables[number]
    denominators.precedence = -1
    let denominatorTable = collector.add(denominators)
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      let year = try row.year()
      let text = row.text(kind)
      let series: PublishedSeries
      if text.contains("starting") {
        series = .claStarts
      } else if text.contains("ceasing") {
        series = .claCeases
      } else if text.contains("31 March") {
        series = .cla
        collector.add(
          try row.figure("rate_per_10000"), area: area, series: .claRate, year: year,
          table: number)
        // Rates of 31 March are per child of the mid-year before.
        collector.add(
          try row.figure("population_estimate"), area: area, series: .children, year: year - 1,
          table: denominatorTable)
      } else {
        throw row.error(.badNumber(text), column: kind)
      }
      collector.add(try row.figure(count), area: area, series: series, year: year, table: number)
    }
  }

  private static func readStability(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector
  ) throws(StatisticsError) {
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      let group = row.text("cla_group")
      let isTotal = row.text("placement_stability") == "Total children"
      let measure: String
      if group == "CLA on 31 March" {
        measure = isTotal ? "cla" : "cla-with-3-placements-in-year"
      } else if group.hasPrefix("CLA 2 years") {
        measure = isTotal ? "cla-2-years" : "cla-2-years-with-3-placements"
      } else {
        measure = isTotal ? "cla-long-term-under-16" : "cla-long-term-same-carer"
      }
      let column = row.has("number") ? "number" : "children_count"
      collector.add(
        try row.figure(column), area: area,
        series: PublishedSeries(measure, .march31, "children"), year: try row.year(),
        table: number)
    }
  }

  private static func readNational(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector
  ) throws(StatisticsError) {
    var unverified = 0
    for index in 0..<table.rowCount {
      let row = PublishedRow(table: table, row: index)
      guard row.text("measure") == "children looked after at 31 March" else { continue }
      guard row.text("status") == "seen" else {
        unverified += 1
        continue
      }
      let date = row.text("date")
      guard let year = StatisticsCalendar.march31.year(label: date) else {
        throw row.error(.badPeriod(date, calendar: .march31), column: "date")
      }
      let level: Area.Level = row.text("area") == "England" ? .national : .localAuthority
      collector.add(
        try row.figure("value"), area: PublishedArea(name: row.text("area"), level: level),
        series: .cla, year: year, table: number)
    }
    if unverified > 0 {
      collector.report.findings.append(
        ImportReport.Finding(
          kind: .rowsLeftOut, file: table.file, count: unverified,
          text: "\(table.file): \(unverified) rows left out, whose status says that the figure "
            + "was not seen in a publication"))
    }
  }

  private static func readCharacteristics(
    _ table: DelimitedTable, _ number: Int, _ collector: inout ImportCollector,
    group groupColumn: String, item itemColumn: String
  ) throws(StatisticsError) {
    guard let groupPosition = table.position(of: groupColumn) else { return }
    var groups: Set<String> = []
    for row in 0..<table.rowCount {
      if row > 0, table.isSame(row: row, as: row - 1, column: groupPosition) { continue }
      groups.insert(table.text(row: row, column: groupPosition))
    }
    let cohort = CareCohort(groups: groups)
    let countColumn = table.position(of: "number") == nil ? "children_count" : "number"
    var placements = PlacementCells()
    var unknownGroups: [String: Int] = [:]
    try eachArea(table, &collector) { row, area, collector throws(StatisticsError) in
      let group = row.text(groupColumn)
      let item = row.text(itemColumn)
      guard let target = CareGroup(group, cohort: cohort) else {
        unknownGroups[group, default: 0] += 1
        return
      }
      let year = try row.year()
      let figure = try row.figure(countColumn)
      if item.hasPrefix("Total") {
        collector.add(figure, area: area, series: target.series, year: year, table: number)
      } else {
        collector.add(
          figure, area: area, series: target.series, year: year, split: target.split,
          category: target.category(item), table: number)
      }
      if target.split == "placement-detail", let figure {
        placements.add(figure, item: item, area: area, year: year)
      }
    }
    placements.collect(table: number, into: &collector)
    for (group, count) in unknownGroups.sorted(by: { $0.key < $1.key }) {
      collector.report.findings.append(
        ImportReport.Finding(
          kind: .rowsLeftOut, file: table.file, count: count,
          text: "\(table.file): \(count) rows left out of the group '\(group)', which no measure "
            + "is known for"))
    }
  }
}
