import Foundation
import Periods

extension Checker {
  /// Checks questions; their suppositions become levers and scenarios of the model.
  func checkAsks(_ model: inout ScenarioModel) {
    for (number, syntax) in files.flatMap(\.asks).enumerated() {
      guard let ask = ask(syntax, "ask-\(number + 1)", &model) else { continue }
      model.asks.append(ask)
    }
  }

  private func ask(
    _ syntax: AskSyntax, _ name: String, _ model: inout ScenarioModel
  ) -> Ask? {
    guard let startName = syntax.start, find(startName, .scenario),
      let start = model.scenarios.first(where: { $0.name == startName.value })
    else { return nil }
    let before = bag.all.count
    var scenario = start
    scenario.name = name
    scenario.label = syntax.block.name.value
    scenario.parent = start.name
    var levers: [Lever] = []
    for (index, supposed) in syntax.suppositions.enumerated() {
      guard var lever = checkLever(supposed) else { continue }
      lever.name = "\(name)-suppose-\(index + 1)"
      lever.label = "Supposition \(index + 1)"
      levers.append(lever)
      scenario.levers.append(LeverUse(lever: lever.name, delayMonths: 0))
      scenario.isExploratory = true
    }
    for supposed in syntax.supposedLevers {
      guard find(supposed, .lever) else { continue }
      guard !scenario.levers.contains(where: { $0.lever == supposed.value }) else {
        bag.add(
          .e606, supposed.span,
          "`\(start.name)` already uses `\(supposed.value)`: its effect would count twice.",
          fixes: [.write(.choose, "delete this line")])
        continue
      }
      scenario.levers.append(LeverUse(lever: supposed.value, delayMonths: 0))
    }
    checkSupposedCover(scenario, syntax)
    let isChanged = scenario.levers != start.levers
    let shows = syntax.shows.compactMap {
      checkShow($0, scenarios: [startName], netting: [start.name])
    }
    let questions = syntax.clauses.compactMap { question($0, scenario, model) }
    guard shows.count == syntax.shows.count, questions.count == syntax.clauses.count,
      !bag.all[before...].contains(where: { $0.severity == .error })
    else { return nil }
    if isChanged {
      model.levers += levers
      model.scenarios.append(scenario)
    }
    return Ask(
      title: syntax.block.name.value, start: start.name,
      scenario: isChanged ? name : start.name, shows: shows, questions: questions,
      location: syntax.block.headSpan.location)
  }

  private func checkSupposedCover(_ scenario: Scenario, _ syntax: AskSyntax) {
    let supposed =
      syntax.suppositions.map(\.measure)
      + syntax.supposedLevers.compactMap { scope.levers[$0.value]?.measure }
    for measure in supposed
    where scope.measures[measure.value] != nil && !scenario.covers.contains(measure.value) {
      bag.add(
        .e607, syntax.block.name.span,
        "This supposes something of `\(measure.value)`, which `\(scenario.parent ?? "")` does not cover, "
          + "so it would change nothing that is counted.",
        fixes: [.write(.choose, "start with a scenario that covers `\(measure.value)`")])
    }
  }

  private func question(
    _ clause: AskSyntax.Clause, _ scenario: Scenario, _ model: ScenarioModel
  ) -> Question? {
    switch clause {
    case .find(let find): return self.find(find, scenario, model)
    case .chance(let target, let over, let amount, let span):
      guard let checked = check(target, scenario),
        let threshold = amountOf(target, amount, model)
      else { return nil }
      return .chance(
        ChanceQuestion(
          target: checked, over: over, threshold: threshold, location: span.location))
    case .size(let name, let low, let high, let confidence, let span):
      guard find(name, .contract) else { return nil }
      guard low.value < high.value, high.value <= 200 else {
        bag.add(
          .e502, low.span.through(high.span),
          "I try every size from the fewest to the most, up to 200; these two leave nothing to try.",
          fixes: [.write(.fill, "write two numbers of places, the lower first")])
        return nil
      }
      guard scenario.contracts.contains(where: { $0.contract == name.value }) else {
        bag.add(
          .e607, name.span,
          "`\(scenario.parent ?? scenario.name)` does not use `\(name.value)`, so its size changes "
            + "nothing.", fixes: [.write(.choose, "start with a scenario that uses it")])
        return nil
      }
      return .size(
        SizeQuestion(
          contract: name.value, low: low.value, high: high.value, confidence: confidence?.value,
          location: span.location))
    case .rank(let ofLevers, let target, let span):
      guard let checked = check(target, scenario) else { return nil }
      return .rank(RankQuestion(ofLevers: ofLevers, target: checked, location: span.location))
    case .benchmark(let name, let census, let year, let peers, let span):
      guard find(name, .measure), find(census, .census), let measure = scope.measures[name.value]
      else { return nil }
      guard measure.history != nil else {
        bag.add(
          .e207, name.span,
          "Others publish no `\(name.value)`: only a measure with a published history can be "
            + "benchmarked.")
        return nil
      }
      guard (1900...2200).contains(year.value) else {
        bag.add(.e408, year.span, "I need a year between 1900 and 2200.")
        return nil
      }
      return .benchmark(
        BenchmarkQuestion(
          measure: name.value, census: census.value, year: year.value, per: 10_000, peers: peers,
          location: span.location))
    }
  }

  private func find(
    _ syntax: AskSyntax.FindSyntax, _ scenario: Scenario, _ model: ScenarioModel
  ) -> Question? {
    guard find(syntax.lever, .lever) else { return nil }
    guard syntax.low.value < syntax.high.value else {
      bag.add(
        .e502, syntax.low.span.through(syntax.high.span),
        "The lower setting is not below the upper.",
        fixes: [.write(.choose, "swap them")])
      return nil
    }
    guard scenario.levers.contains(where: { $0.lever == syntax.lever.value }) else {
      bag.add(
        .e607, syntax.lever.span,
        "Nothing here uses `\(syntax.lever.value)`, so its setting changes nothing.",
        fixes: [.write(.choose, "add `suppose lever \(syntax.lever.value)`")])
      return nil
    }
    guard let target = check(syntax.target, scenario),
      let limit = amountOf(syntax.target, syntax.limit, model)
    else { return nil }
    return .find(
      FindQuestion(
        lever: syntax.lever.value, low: syntax.low.value, high: syntax.high.value, target: target,
        atMost: syntax.atMost, limit: limit, confidence: syntax.confidence.value,
        location: syntax.span.location))
  }

  // MARK: Targets

  private func check(_ syntax: TargetSyntax, _ scenario: Scenario) -> Target? {
    let parts = syntax.subject.value.split(separator: ".").map(String.init)
    let item = parts.count == 2 ? parts[1] : nil
    var measure: MeasureSyntax?
    if let found = scope.measures[parts[0]] {
      measure = found
    } else if let cost = scope.costs[parts[0]] {
      measure = cost.measure.flatMap { scope.measures[$0.value] }
    } else if item == nil, ["saving", "net"].contains(parts[0]) || scope.figures[parts[0]] != nil {
      measure = nil
    } else {
      let near = nearest(
        parts[0],
        in: Array(scope.measures.keys) + scope.costs.keys + scope.figures.keys + ["saving", "net"])
      bag.add(
        .e202, syntax.subject.span, "There is no measure, cost or figure called `\(parts[0])`.",
        fixes: near.map { [.replace(.choose, syntax.subject.span, with: $0)] } ?? [])
      return nil
    }
    if let item {
      guard let split = measure?.split.first else {
        bag.add(
          .e604, syntax.subject.span, "`\(parts[0])` is not split, so nothing follows the dot.")
        return nil
      }
      let before = bag.all.count
      checkItem(Name(value: item, span: syntax.subject.span), of: split.value)
      guard bag.all.count == before else { return nil }
    }
    if let covered = measure?.block.name.value, !scenario.covers.contains(covered) {
      bag.add(
        .e607, syntax.subject.span,
        "`\(scenario.parent ?? scenario.name)` does not cover `\(covered)`, so it has no figures for it.",
        fixes: [.write(.choose, "start with a scenario that covers it")])
      return nil
    }
    return moment(syntax).map { Target(subject: parts[0], item: item, moment: $0) }
  }

  private func moment(_ syntax: TargetSyntax) -> Target.Moment? {
    let isMeasure =
      scope.measures[String(syntax.subject.value.split(separator: ".").first ?? "")] != nil
    switch syntax.moment {
    case .year(let year):
      return checkYears(year, year) ? .year(year.value) : nil
    case .census(let census, let year):
      guard find(census, .census) else { return nil }
      guard isMeasure else {
        bag.add(
          .e312, syntax.span, "Money is spent over a year, not at a census. Write `in 2028/29`.")
        return nil
      }
      guard (1900...2200).contains(year.value) else {
        bag.add(.e408, year.span, "I need a year between 1900 and 2200.")
        return nil
      }
      return .census(name: census.value, year: year.value)
    case .anyMonth(let from, let to):
      guard isMeasure else {
        bag.add(
          .e312, syntax.span,
          "Only a measure can pass a limit in a month; money is counted by year. Write `in 2028/29`."
        )
        return nil
      }
      return checkYears(from, to) ? .anyMonth(from: from.value, to: to.value) : nil
    }
  }

  /// An amount in the unit of the target.
  private func amountOf(
    _ target: TargetSyntax, _ amount: AmountSyntax, _ model: ScenarioModel
  ) -> Quantity? {
    if case .name(let name) = amount.head {
      bag.add(.e312, name.span, "I need a figure here, such as `400 children`.")
      return nil
    }
    guard let quantity = quantity(amount) else { return nil }
    let parts = target.subject.value.split(separator: ".").map(String.init)
    if let measure = scope.measures[parts[0]] {
      guard let noun = scope.nouns[measure.noun.value] else { return nil }
      let wanted: CalendarUnit? = measure.perMonth == nil ? nil : .month
      guard quantity.kind == .count(noun), quantity.perNouns.isEmpty, quantity.perTime == wanted
      else {
        counts(amount.headSpan, noun, parts[0], quantity)
        return nil
      }
      return quantity
    }
    if let figure = scope.figures[parts[0]] {
      let declared = UnitKind(quantity)
      guard let unit = figureUnit(figure.unit),
        UnitKind(unit).factors == declared.factors
      else {
        bag.add(
          .e301, amount.span,
          "This is in \(describe(quantity)), and `\(parts[0])` is something else.",
          notes: [.init(message: "its unit is declared here", span: figure.unit.span)])
        return nil
      }
      let lowered = model.figures.first { $0.name == parts[0] }
      guard quantity.kind != .money || lowered?.unit.base == quantity.base else {
        bag.add(
          .e304, amount.span,
          "This is in other prices than `\(parts[0])` comes out in, so the two can't be compared.",
          fixes: [.write(.choose, "write the amount in the prices of `\(parts[0])`")])
        return nil
      }
      return quantity
    }
    guard quantity.kind == .money, quantity.perNouns.isEmpty, quantity.perTime == nil else {
      bag.add(
        .e312, amount.span,
        "`\(target.subject.value)` is in £ a year; this is in \(describe(quantity)).")
      return nil
    }
    guard quantity.base == .cash else {
      bag.add(
        .e304, amount.span,
        "Spend of a year comes out in cash, and this is in the prices of another year.",
        fixes: [.write(.choose, "write the amount in `cash`")])
      return nil
    }
    return quantity
  }
}
