import Foundation

extension FileParser {
  mutating func readComparison(_ raw: RawBlock, _ start: ComparisonSyntax) {
    var comparison = start
    comparison.block = readClauses(raw, comparison.block, repeatable: ["show"]) {
      (cursor, _, _) throws(Diagnostic) in
      comparison.shows.append(try show(&cursor))
    }
    require(
      comparison.block, anyOf: ["show"], "This comparison shows nothing.",
      write: "show … from … to …, median with 80% range")
    file.comparisons.append(comparison)
  }

  func quantile(_ cursor: inout Cursor) throws(Diagnostic) -> RangeSpec {
    if cursor.accept("median only") { return .medianOnly }
    try cursor.expect("median with")
    let coverage = try cursor.percent("a range such as `80%`")
    guard coverage.value > 0, coverage.value < 1 else {
      throw Diagnostic(.e308, coverage.span, "A range covers more than 0% and less than 100%.")
    }
    try cursor.expect("range")
    return .medianWithRange(double(coverage.value))
  }

  mutating func readReport(_ raw: RawBlock, _ start: ReportSyntax) {
    var report = start
    report.block = readClauses(raw, report.block) { (cursor, key, _) throws(Diagnostic) in
      switch key {
      case "baseline": report.baseline = try cursor.plainName("a scenario")
      case "scenarios": report.scenarios = try cursor.names("a scenario")
      case "years":
        report.from = try cursor.financialYear()
        try cursor.expect("to")
        report.to = try cursor.financialYear()
      case "lines": report.lines = try cursor.names("a line")
      case "prices":
        report.base =
          cursor.accept("cash") ? .cash : .prices(try cursor.financialYear().value)
      case "split":
        try cursor.expect("by")
        report.split = try cursor.names("`fund` or a category")
      case "present":
        try cursor.expect("as")
        if cursor.accept("incremental") {
          report.incremental = true
        } else if cursor.accept("cumulative") {
          report.incremental = false
        } else {
          throw cursor.unexpected("`incremental` or `cumulative`")
        }
      case "show": report.range = try quantile(&cursor)
      default:
        try cursor.expect("against")
        report.gap = try cursor.string("a budget table in quotes")
      }
    }
    for (key, write) in [
      ("baseline", "baseline …"), ("scenarios", "scenarios …"), ("years", "years … to …"),
      ("prices", "prices cash"), ("present", "present as incremental"),
      ("show", "show median with 80% range"),
    ] {
      require(
        report.block, anyOf: [key], "This report has no `\(key)`, which changes its figures.",
        write: write)
    }
    file.reports.append(report)
  }

  mutating func readCheck(_ raw: RawBlock, _ start: CheckSyntax) {
    var check = start
    check.block = readClauses(raw, check.block) { (cursor, _, _) throws(Diagnostic) in
      check.subject = try cursor.plainName("a measure or a cost")
      try cursor.expect("at")
      if cursor.current?.kind == .word, !cursor.seesMonth, !cursor.sees("academic year") {
        let census = try cursor.plainName("a census")
        check.moment = .census(census, try cursor.integer("the year of the census"))
      } else {
        check.moment = .period(try cursor.period())
      }
      try cursor.expect("equals")
      check.expected = try cursor.amount()
      if cursor.current?.kind == .comma {
        cursor.index += 1
        try cursor.expect("within")
        let within = try cursor.percent("a tolerance such as `0.5%`")
        guard within.value >= 0, within.value <= 1 else {
          throw Diagnostic(.e308, within.span, "A tolerance lies between 0% and 100%.")
        }
        check.within = Spanned(value: double(within.value), span: within.span)
      }
    }
    require(
      check.block, anyOf: ["expect"], "This check expects nothing.",
      write: "expect … at … equals …")
    file.checks.append(check)
  }
}
