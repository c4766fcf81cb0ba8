import Results

extension BoardReport {
  /// The answers first: what is expected, how sure that is, what it means in pounds.
  func brief(_ subjects: [Subject], _ budgets: [Budget]) -> Section {
    var body = Markup()
    body.raw("<div class=\"answers\">")
    answer(&body, "What we expect", subjects.compactMap { expectation($0) })
    answer(&body, "How sure we are", sureness(subjects))
    answer(&body, "What it means in pounds", pounds(budgets))
    body.raw("</div>\n")
    return Section(id: "brief", heading: "In brief", short: "In brief", body: body)
  }

  private func answer(_ body: inout Markup, _ heading: String, _ sentences: [String]) {
    guard !sentences.isEmpty else { return }
    body.raw("<section class=\"answer\">")
    body.element("h3", heading)
    for sentence in sentences { body.paragraph(sentence) }
    body.raw("</section>")
  }

  /// `Children looked after: 343 on 31 March 2025, about 346 expected by 31 March 2031 (+1%).`
  func expectation(_ subject: Subject) -> String? {
    guard let last = subject.last else { return nil }
    let name = Names.readable(subject.measure)
    let middle = last.summary.p50
    guard let latest = subject.latest else {
      guard let first = subject.forecast.first else { return nil }
      return "\(name): about \(FigureText.count(first.summary.p50)) in "
        + "\(Names.period(first.period)), about \(FigureText.count(middle)) by "
        + "\(Names.period(last.period)) (\(FigureText.change(from: first.summary.p50, to: middle)))."
    }
    return "\(name): \(FigureText.count(latest.value)) "
      + "\(Names.when(latest.period)), about "
      + "\(FigureText.count(middle)) by \(Names.period(last.period)) "
      + "(\(FigureText.change(from: latest.value, to: middle)))."
  }

  private func sureness(_ subjects: [Subject]) -> [String] {
    var sentences = subjects.compactMap { subject -> String? in
      guard let last = subject.last else { return nil }
      let name = Names.readable(subject.measure)
      let range =
        "\(name): eight runs in ten give \(FigureText.range(last.summary.p10, last.summary.p90)) "
        + "by \(Names.period(last.period))."
      guard let ahead = subject.horizons.last, let past = subject.past("forecast", ahead: ahead)
      else { return range + " There is no published history to test it against." }
      return range
        + " Forecasts like this missed by \(FigureText.percent(past.meanRelativeError, 0)) on "
        + "average, \(ahead) years ahead."
    }
    if let caveat = inventedSentence { sentences.insert(caveat, at: 0) }
    let failed = run.checks.filter { $0.outcome == "fail" }.count
    let passed = run.checks.filter { $0.outcome == "pass" }.count
    sentences.append(
      failed == 0
        ? "All \(passed) checks of the run passed."
        : "\(failed) of \(failed + passed) checks of the run failed: do not rely on it before they "
          + "are explained.")
    return sentences
  }

  /// How much rests on figures that nobody has measured; `nil` where nothing does.
  var inventedSentence: String? {
    let all = run.manifest.assumptions
    let invented = all.filter { $0.source.lowercased().contains("illustrative") }.count
    return invented == 0
      ? nil
      : "\(invented) of \(all.count) assumptions are illustrative: invented for an example, and to "
        + "be replaced before anybody decides by what rests on them."
  }

  private func pounds(_ budgets: [Budget]) -> [String] {
    guard !budgets.isEmpty else { return spendSentences() }
    var sentences = budgets.compactMap { budget -> String? in
      guard let opening = budget.opening, let closing = budget.closing,
        let year = budget.years.last
      else { return nil }
      let money = { (pence: Int) in FigureText.millions(Double(pence) / 100) }
      return "\(Names.readable(budget.fund)) will need about "
        + "\(money(closing.incremental.central)) in "
        + "\(year), against an opening \(money(opening.incremental.central)) in "
        + "\(budget.years.first ?? ""). Low \(money(closing.incremental.low)), high "
        + "\(money(closing.incremental.high))."
    }
    if let scenario = budgets.first?.scenario {
      for (subject, words) in [
        ("saving", "This includes decisions that save about"),
        ("net", "After what is spent on them, they save about"),
      ] {
        guard
          let row = run.comparisons.last(where: {
            $0.scenario == scenario && $0.subject == subject && $0.summary.mean != 0
          })
        else { continue }
        sentences.append(
          "\(words) \(FigureText.millions(row.summary.p50)) in \(row.financialYear), between "
            + "\(FigureText.millions(row.summary.p10)) and \(FigureText.millions(row.summary.p90))."
        )
      }
    }
    return sentences
  }

  /// Spend by cost in the last year, where the run has no MTFS.
  private func spendSentences() -> [String] {
    guard let scenario = run.costs.first?.scenario,
      let year = run.costs.map(\.row.financialYear).max()
    else { return [] }
    return run.costs.filter {
      $0.scenario == scenario && $0.split == "total" && $0.financialYear == year
    }.map { row in
      "\(Names.readable(row.cost)): about \(FigureText.millions(row.summary.p50)) in \(year), "
        + "eight runs in ten between \(FigureText.millions(row.summary.p10)) and "
        + "\(FigureText.millions(row.summary.p90))."
    }
  }
}
