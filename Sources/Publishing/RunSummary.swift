public import Results

/// A run on one screen: what was forecast and how well such forecasts did, the MTFS, what decisions
/// save, what was checked, and what to do next.
public enum RunSummary {
  /// The summary as text. `folder` is where the run's files are, as the user named it.
  public static func text(_ run: Run, folder: String) -> String {
    var parts = [heading(run), forecasts(run)]
    parts += mtfs(run)
    if let gaps = gaps(run) { parts.append(gaps) }
    if let savings = savings(run) { parts.append(savings) }
    parts += answers(run)
    parts.append(checks(run))
    parts.append(next(folder))
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Each question with its sentences.
  private static func answers(_ run: Run) -> [String] {
    run.answers.map { answer in
      ([answer.ask] + answer.sentences.map { "  \($0)" }
        + (answer.isExploratory
          ? [
            "  Exploratory: this rests on a supposition without evidence, and may not go in a report."
          ]
          : []))
        .joined(separator: "\n")
    }
  }

  private static func heading(_ run: Run) -> String {
    let manifest = run.manifest
    let area =
      manifest.areaCode.isEmpty
      ? manifest.areaName.isEmpty ? "" : "\(manifest.areaName) · "
      : "\(manifest.areaName) (\(manifest.areaCode)) · "
    return """
      \(manifest.title)
      \(area)\(manifest.firstMonth) to \
      \(manifest.lastMonth) · \(Figures.grouped(manifest.draws)) draws, seed \(manifest.seed) · \
      run \(manifest.runID)
      """
  }

  private static func forecasts(_ run: Run) -> String {
    let baseline = run.forecasts.first?.scenario ?? ""
    var table = TextTable(
      header: [
        "Forecast, \(baseline)", "period", "median", "80% range", "last value", "linear",
        "growth", "past error",
      ])
    table.wordColumns = 2
    for row in run.forecasts
    where row.scenario == baseline && row.split == "total" && isShown(row, run) {
      table.rows.append([
        row.measure, row.period, Figures.grouped(Int(row.summary.p50.rounded())),
        "\(Figures.grouped(Int(row.summary.p10.rounded()))) to "
          + Figures.grouped(Int(row.summary.p90.rounded())),
        count(row.baselines?.lastValue), count(row.baselines?.linear),
        count(row.baselines?.constantGrowth),
        row.pastError.map { Figures.percent($0) } ?? "no history",
      ])
    }
    return table.text()
      + "\nPast error: mean |error| ÷ actual of the back-tested method on every authority in the "
      + "statistics, up to five\nyears ahead. What else is averaged in, and cannot be tested yet, is in "
      + "checks.csv."
  }

  /// Censuses where there are any, financial years where there are none.
  private static func isShown(_ row: ForecastRow, _ run: Run) -> Bool {
    if row.calendar == "census" { return true }
    return !run.forecasts.contains { $0.measure == row.measure && $0.calendar == "census" }
  }

  private static func count(_ value: Double?) -> String {
    value.map { Figures.grouped(Int($0.rounded())) } ?? "–"
  }

  /// For each report, its last scenario's funds: the proposal, not the baseline it changes.
  private static func mtfs(_ run: Run) -> [String] {
    run.reports.flatMap { report -> [String] in
      let scenario = report.scenarios.last ?? report.baseline
      let rows = run.mtfs.filter {
        $0.report == report.name && $0.scenario == scenario && $0.service == "total"
      }
      var funds: [String] = []
      for fund in rows.map(\.fund) where !funds.contains(fund) { funds.append(fund) }
      return funds.map { fund in
        table(report, scenario, fund, rows.filter { $0.fund == fund })
      }
    }
  }

  private static func table(
    _ report: ReportNote, _ scenario: String, _ fund: String, _ rows: [MTFSRow]
  ) -> String {
    let years = Set(rows.map(\.financialYear)).sorted()
    var table = TextTable(header: ["MTFS, \(fund), \(scenario), £000 cash"] + years)
    var lines = report.lines
    if lines.isEmpty {
      for line in rows.map(\.line) where !lines.contains(line) { lines.append(line) }
    }
    func futures(_ line: String, _ year: String) -> Futures? {
      rows.first { $0.line == line && $0.financialYear == year }
        .map { report.incremental ? $0.incremental : $0.cumulative }
    }
    let others = Set(rows.map(\.line)).subtracting(lines).subtracting(["base", "net"])
    for line in lines where line != "net" {
      table.rows.append(
        [line] + years.map { futures(line, $0).map { Figures.thousands($0.central) } ?? "" })
    }
    let rest = years.map { year in
      others.reduce(0) { $0 + (futures($1, year)?.central ?? 0) }
    }
    if rest.contains(where: { $0 != 0 }) {
      table.rows.append(["other"] + rest.map(Figures.thousands))
    }
    if lines.contains("net") {
      table.rows.append(
        ["net"] + years.map { futures("net", $0).map { Figures.thousands($0.central) } ?? "" })
    }
    table.rows.append(
      ["net, \(Figures.percent(report.coverage, 0)) range"]
        + years.map { year in
          futures("net", year).map {
            "\(Figures.thousands($0.low)) to \(Figures.thousands($0.high))"
          } ?? ""
        })
    return table.text()
      + (report.incremental ? "" : "\nRunning sums of the yearly changes.")
  }

  private static func savings(_ run: Run) -> String? {
    let rows = run.comparisons.filter { $0.unit == "GBP" }
    guard !rows.isEmpty else { return nil }
    let years = Set(rows.map(\.financialYear)).sorted()
    var table = TextTable(header: ["Against the baseline, £000", "what"] + years)
    table.wordColumns = 2
    var seen: Set<String> = []
    for row in rows
    where seen.insert("\(row.scenario)|\(row.subject)|\(row.split)").inserted {
      let mine = rows.filter {
        $0.scenario == row.scenario && $0.subject == row.subject && $0.split == row.split
      }
      guard mine.contains(where: { $0.summary.mean != 0 }) else { continue }
      table.rows.append(
        [row.scenario, "\(row.subject), \(row.split)"]
          + years.map { year in
            mine.first { $0.financialYear == year }.map {
              let pence = { (pounds: Double) in Int((pounds * 100).rounded()) }
              return "\(Figures.thousands(pence($0.summary.p50))) "
                + "[\(Figures.thousands(pence($0.summary.p10))) to "
                + "\(Figures.thousands(pence($0.summary.p90)))]"
            } ?? ""
          })
    }
    return table.rows.isEmpty ? nil : table.text()
  }

  private static func checks(_ run: Run) -> String {
    let failed = run.checks.filter { $0.outcome == "fail" }
    let passed = run.checks.filter { $0.outcome == "pass" }
    var lines = ["Checks: \(passed.count) passed, \(failed.count) failed."]
    lines += failed.map {
      "  FAILED \($0.check): expected \($0.expected), found \($0.found). \($0.detail)"
    }
    lines += run.checks.filter { $0.outcome == "warn" }.map {
      "  WARNING \($0.check): \($0.found). \($0.detail)"
    }
    let findings = run.checks.filter { $0.kind == "data" }
    if !findings.isEmpty {
      lines.append("About the data (all in checks.csv):")
      lines += findings.prefix(6).map { "  \($0.detail)" }
      if findings.count > 6 { lines.append("  … and \(findings.count - 6) more.") }
    }
    return lines.joined(separator: "\n")
  }

  private static func next(_ folder: String) -> String {
    """
    Results are in \(folder)
    Next: open mtfs.csv there, or change a figure in the scenario and run it again.
    """
  }
}
