import Periods

extension Checker {
  private static let lines = [
    "base", "demography", "demand", "mix", "inflation", "price", "full-year-effect", "savings",
    "investment", "net",
  ]

  func checkYears(_ from: Spanned<FinancialYear>, _ to: Spanned<FinancialYear>) -> Bool {
    let span = from.span.through(to.span)
    guard from.value <= to.value else {
      bag.add(
        .e409, span, "These years are back to front.",
        fixes: [.replace(.choose, span, with: "\(to.value.label) to \(from.value.label)")])
      return false
    }
    guard let settings else { return true }
    for year in [from, to]
    where year.value.lastMonth < settings.firstMonth || year.value.firstMonth > settings.lastMonth {
      bag.add(
        .e405, year.span,
        "\(year.value.label) lies outside the horizon (\(settings.firstMonth) to "
          + "\(settings.lastMonth)).",
        fixes: [.write(.fill, "write a year inside the horizon")])
      return false
    }
    return true
  }

  /// The funds that the costs of some measures are charged to or shared with.
  private func funds(of measures: [String]) -> Set<String> {
    var funds: Set<String> = []
    for cost in scope.costs.values where measures.contains(cost.measure?.value ?? "") {
      funds.insert(cost.fund.value)
      funds.formUnion(cost.changes.map(\.fund.value) + cost.contributions.map(\.fund.value))
    }
    return funds
  }

  private func covered(_ scenario: String) -> [String] {
    var result: [String] = []
    var name: String? = scenario
    for _ in 0...Bounds.extendsDepth {
      guard let current = name, let syntax = scope.scenarios[current] else { break }
      result += syntax.covers.map(\.value)
      name = syntax.parent?.value
    }
    return result
  }

  private func checkNetting(
    _ scenarios: [String], split: [Name], at span: SourceSpan, fixes: [Diagnostic.Fix]
  ) {
    guard !split.contains(where: { $0.value == "fund" }) else { return }
    let funds = funds(of: scenarios.flatMap { covered($0) })
    guard funds.count > 1,
      let ring = funds.sorted().first(where: { scope.ringfenced.contains($0) }),
      let other = funds.sorted().first(where: { $0 != ring })
    else { return }
    bag.add(
      .e310, span,
      "`\(ring)` is ringfenced and can't be netted against `\(other)`. Report them by fund.",
      fixes: fixes)
  }

  func checkComparison(_ syntax: ComparisonSyntax) -> Comparison? {
    var isRight = find(syntax.baseline, .scenario)
    for name in syntax.scenarios where !find(name, .scenario) { isRight = false }
    var shows: [Show] = []
    for show in syntax.shows {
      let names = (syntax.scenarios + [syntax.baseline]).map(\.value)
      guard let checked = checkShow(show, scenarios: syntax.scenarios, netting: names) else {
        isRight = false
        continue
      }
      shows.append(checked)
    }
    guard isRight else { return nil }
    return Comparison(
      scenarios: syntax.scenarios.map(\.value), baseline: syntax.baseline.value, shows: shows)
  }

  /// A table to show, where its years, subject and split fit.
  func checkShow(_ show: ShowSyntax, scenarios: [Name], netting: [String]) -> Show? {
    guard checkYears(show.from, show.to), checkSubject(show) else { return nil }
    if ["saving", "net"].contains(show.subject.value) {
      checkNetting(
        netting, split: show.by, at: show.subject.span,
        fixes: show.by.isEmpty
          ? [
            .insert(.choose, " by fund", at: show.subject.span.end, in: show.subject.span.file)
          ] : [.write(.choose, "add `fund` after `by`")])
    }
    return Show(
      subject: show.subject.value, by: show.by.map(\.value), from: show.from.value,
      to: show.to.value, range: show.range)
  }

  private func checkSubject(_ show: ShowSyntax) -> Bool {
    let subject = show.subject
    var splits: [String] = []
    if let measure = scope.measures[subject.value] {
      splits = measure.split.map(\.value)
    } else if let cost = scope.costs[subject.value] {
      let measure = cost.measure.flatMap { scope.measures[$0.value] }
      splits = (measure?.split.map(\.value) ?? []) + ["fund"]
    } else if ["saving", "net"].contains(subject.value) {
      splits = ["fund"]
    } else if scope.figures[subject.value] != nil {
      splits = []
    } else {
      let names = Array(scope.measures.keys) + scope.costs.keys + scope.figures.keys
      let near = nearest(subject.value, in: names + ["saving", "net"])
      bag.add(
        .e202, subject.span,
        "There is no measure, cost or figure called `\(subject.value)` to show.",
        fixes: near.map { [.replace(.choose, subject.span, with: $0)] } ?? [])
      return false
    }
    for by in show.by where !splits.contains(by.value) {
      bag.add(
        .e604, by.span,
        "`\(by.value)` does not split `\(subject.value)`"
          + (splits.isEmpty ? "." : "; it is split by `\(splits.joined(separator: "`, `"))`."),
        fixes: splits.count == 1 ? [.replace(.choose, by.span, with: splits[0])] : [])
      return false
    }
    return true
  }

  func checkReport(_ syntax: ReportSyntax) -> Report? {
    var isRight = true
    for name in syntax.scenarios + (syntax.baseline.map { [$0] } ?? [])
    where !isReportable(name) { isRight = false }
    var seen: Set<String> = []
    for line in syntax.lines {
      if !Self.lines.contains(line.value) {
        let near = nearest(line.value, in: Self.lines)
        bag.add(
          .e201, line.span,
          "A report has no line `\(line.value)`. Its lines are \(Self.lines.joined(separator: ", ")).",
          fixes: near.map { [.replace(.choose, line.span, with: $0)] } ?? [])
        isRight = false
      } else if !seen.insert(line.value).inserted {
        bag.add(.e105, line.span, "The line `\(line.value)` is already there.")
      }
    }
    for split in syntax.split where split.value != "fund" {
      bag.add(
        .e109, split.span, "A report can be split by `fund` and nothing else yet.",
        fixes: [.replace(.choose, split.span, with: "fund")])
    }
    guard isRight, let baseline = syntax.baseline, !syntax.scenarios.isEmpty,
      let from = syntax.from, let to = syntax.to, checkYears(from, to), let base = syntax.base,
      let incremental = syntax.incremental, let range = syntax.range
    else { return nil }
    checkNetting(
      (syntax.scenarios + [baseline]).map(\.value), split: syntax.split, at: syntax.block.name.span,
      fixes: [
        .insert(
          .choose, "  split by fund\n", at: syntax.block.insertionPoint, in: syntax.block.file,
          title: "add `split by fund`")
      ])
    return Report(
      name: syntax.block.name.value, title: syntax.title, baseline: baseline.value,
      scenarios: syntax.scenarios.map(\.value), from: from.value, to: to.value,
      lines: syntax.lines.map(\.value), base: base, splitBy: syntax.split.map(\.value),
      incremental: incremental, range: range, gapAgainst: syntax.gap.flatMap { table($0) })
  }

  /// A scenario with evidence for everything in it: not that of an ask.
  private func isReportable(_ name: Name) -> Bool {
    let asks = files.flatMap(\.asks)
    let number = name.value.hasPrefix("ask-") ? Int(name.value.dropFirst(4)) : nil
    if scope.scenarios[name.value] == nil, let number, (1...max(1, asks.count)).contains(number),
      !asks.isEmpty
    {
      bag.add(
        .e709, name.span,
        "`\(name.value)` is a question's own scenario: it rests on suppositions without evidence, and "
          + "a report can't.",
        notes: [.init(message: "the question", span: asks[number - 1].block.headSpan)],
        fixes: [.write(.choose, "make the suppositions levers, with their evidence")])
      return false
    }
    return find(name, .scenario)
  }

  func checkCheck(_ syntax: CheckSyntax) -> Check? {
    guard let subject = syntax.subject, let moment = syntax.moment, let expected = syntax.expected
    else { return nil }
    if case .name(let name) = expected.head {
      bag.add(.e312, name.span, "A check expects a figure, such as `343 children`.")
      return nil
    }
    guard let quantity = quantity(expected) else { return nil }
    if let measure = scope.measures[subject.value] {
      guard let noun = scope.nouns[measure.noun.value] else { return nil }
      guard quantity.kind == .count(noun), quantity.perNouns.isEmpty, quantity.perTime == nil
      else {
        counts(expected.headSpan, noun, subject.value, quantity)
        return nil
      }
    } else if scope.costs[subject.value] != nil {
      guard quantity.kind == .money, quantity.perNouns.isEmpty, quantity.perTime == nil else {
        bag.add(.e312, expected.span, "A cost is in £; this is in \(describe(quantity)).")
        return nil
      }
    } else {
      let near = nearest(subject.value, in: Array(scope.measures.keys) + scope.costs.keys)
      bag.add(
        .e202, subject.span, "There is no measure or cost called `\(subject.value)`.",
        fixes: near.map { [.replace(.choose, subject.span, with: $0)] } ?? [])
      return nil
    }
    let read: Check.Moment
    switch moment {
    case .census(let census, let year):
      guard find(census, .census) else { return nil }
      guard (1900...2200).contains(year.value) else {
        bag.add(.e408, year.span, "I need a year between 1900 and 2200.")
        return nil
      }
      read = .census(name: census.value, year: year.value)
    case .period(let period): read = .period(period.value)
    }
    return Check(
      title: syntax.block.name.value, subject: subject.value, moment: read, expected: quantity,
      within: syntax.within?.value ?? 0, location: syntax.block.headSpan.location)
  }
}
