import Foundation
import Periods

extension Checker {
  func checkLever(_ syntax: LeverSyntax) -> Lever? {
    let block = syntax.block
    if !syntax.isSupposed { requireEvidence(block) }
    guard find(syntax.measure, .measure), let measure = scope.measures[syntax.measure.value] else {
      return nil
    }
    for name in syntax.after { find(name, .lever) }
    let before = bag.all.count
    let effects = syntax.effects.compactMap { effect($0, measure) }
    checkDates(
      syntax.timing, "This \(block.word)",
      perAcademicYear: syntax.effects.contains { $0.amount.perTime?.value == .academicYear })
    let fades = syntax.timing.fades.flatMap { fading($0) }
    let delivers = syntax.delivers.flatMap { delivery($0) }
    let spends = syntax.spends.compactMap { spend($0) }
    guard effects.count == syntax.effects.count, let from = syntax.timing.from,
      spends.count == syntax.spends.count,
      !bag.all[before...].contains(where: { $0.severity == .error })
    else { return nil }
    return Lever(
      name: block.name.value, label: block.common.label?.value ?? block.name.value,
      measure: syntax.measure.value, effects: effects, from: from.value.firstMonth,
      until: syntax.timing.until?.value.lastMonth, lagMonths: syntax.timing.lag?.value ?? 0,
      rampMonths: rampMonths(syntax.timing), rampIsSCurve: syntax.timing.isSCurve, fades: fades,
      delivers: delivers, spends: spends,
      evidence: evidence(block), location: block.headSpan.location)
  }

  // MARK: Effects

  private func effect(_ syntax: EffectSyntax, _ measure: MeasureSyntax) -> Lever.Effect? {
    switch syntax.kind {
    case .move(let from, let to):
      guard distinct(from, to, measure), let amount = flow(syntax.amount, measure, "move") else {
        return nil
      }
      return .move(amount: amount, from: from.value, to: to.value)
    case .divert(let from, let to):
      guard distinct(from, to, measure), let amount = diversion(syntax.amount, measure) else {
        return nil
      }
      return .divert(amount: amount, from: from.value, to: to.value)
    case .reduce(let item, let destination):
      guard checkPlace(item, measure) else { return nil }
      let target: Lever.Destination
      switch destination {
      case .item(let name):
        guard distinct(item, name, measure) else { return nil }
        target = .item(name.value)
      case .leaving: target = .leavingTheService
      case .neverStarting: target = .neverStarting
      case .missing:
        bag.add(
          .e601, syntax.headSpan,
          "Where do these \(plural(scope.nouns[measure.noun.value] ?? "child")) go? A saving can't "
            + "come from children vanishing.",
          fixes: [", leaving the service", ", never starting"].map {
            .insert(.choose, $0, at: syntax.span.end, in: syntax.span.file)
          } + [.write(.choose, "`, moving to …`")])
        return nil
      }
      guard let amount = stockChange(syntax.amount, measure) else { return nil }
      return .reduce(item: item.value, amount: amount, destination: target)
    case .increase(let item, let origin):
      guard checkPlace(item, measure) else { return nil }
      let source: Lever.Origin
      switch origin {
      case .item(let name):
        guard distinct(item, name, measure) else { return nil }
        source = .item(name.value)
      case .joining: source = .joiningTheService
      case .missing:
        bag.add(
          .e601, syntax.headSpan, "Where do these come from? They must leave somewhere, or join.",
          fixes: [
            .insert(
              .choose, ", joining the service", at: syntax.span.end, in: syntax.span.file),
            .write(.choose, "`, drawn from …`"),
          ])
        return nil
      }
      guard let amount = stockChange(syntax.amount, measure) else { return nil }
      return .increase(item: item.value, amount: amount, origin: source)
    case .set(let item):
      guard checkPlace(item, measure), let amount = level(syntax.amount, measure) else {
        return nil
      }
      guard !isConserved(measure) else {
        bag.add(
          .e608, syntax.headSpan,
          "`\(measure.block.name.value)` counts \(plural(scope.nouns[measure.noun.value] ?? "")) on a "
            + "path of their own, so setting it would make some of them appear or vanish.",
          fixes: [.write(.choose, "write `increase …` or `reduce …`, saying where they come from")])
        return nil
      }
      return .set(item: item.value, amount: amount)
    case .cap(let item):
      guard checkPlace(item, measure), let amount = level(syntax.amount, measure) else {
        return nil
      }
      return .cap(item: item.value, amount: amount)
    }
  }

  /// Whether a measure's people come and go on a path of their own: a published one, one that follows
  /// another, or a pathway.
  private func isConserved(_ measure: MeasureSyntax) -> Bool {
    measure.history != nil || measure.follows != nil
      || measure.forecast.map { scope.pathways[$0.value] != nil } ?? false
  }

  /// A number of the measure's noun, without a period.
  private func level(_ amount: AmountSyntax, _ measure: MeasureSyntax) -> ValueSpec? {
    guard let spec = read(amount), isCount(spec, amount, measure) else { return nil }
    let wanted: CalendarUnit? = measure.perMonth == nil ? nil : .month
    guard spec.quantity.perTime == wanted else {
      bag.add(
        .e312, amount.span,
        wanted == nil
          ? "A level is so many, not so many in a period."
          : "`\(measure.block.name.value)` counts events per month, so I need so many `per month`.")
      return nil
    }
    return spec
  }

  private func fading(_ syntax: ValueSyntax) -> ValueSpec? {
    guard let spec = value(syntax) else { return nil }
    guard spec.quantity.kind == .percent(nil), let per = spec.quantity.perTime,
      spec.quantity.perNouns.isEmpty, [.financialYear, .academicYear, .month].contains(per),
      spec.quantity.magnitude >= 0, spec.quantity.magnitude < 1
    else {
      bag.add(
        .e312, syntax.span,
        "`fades by` is the share of the effect that is lost in a period, such as `8% per academic "
          + "year`; this is in \(describe(spec.quantity)).")
      return nil
    }
    return spec
  }

  private func distinct(_ from: Name, _ to: Name, _ measure: MeasureSyntax) -> Bool {
    let first = checkPlace(from, measure)
    guard checkPlace(to, measure), first else { return false }
    guard from.value != to.value else {
      bag.add(
        .e601, to.span, "This goes out of `\(from.value)` into `\(from.value)`: nothing moves.")
      return false
    }
    return true
  }

  /// An item of the lever's own measure, or the measure's own name.
  private func checkPlace(_ item: Name, _ measure: MeasureSyntax) -> Bool {
    let items = measure.split.first.flatMap { scope.categories[$0.value]?.items } ?? []
    let isMeasure = item.value == measure.block.name.value
    if items.contains(item.value) {
      guard isMeasure else { return true }
      bag.add(
        .e205, item.span,
        "`\(item.value)` is both the measure and one of its items. Rename the item.")
      return false
    }
    if isMeasure { return true }
    let owner = scope.categories.values.map { $0 }.sorted { $0.name < $1.name }
      .first { $0.items.contains(item.value) }
    if let owner {
      let own = measure.split.first.map { " It is split by `\($0.value)`." } ?? ""
      bag.add(
        .e604, item.span,
        "`\(item.value)` is an item of `\(owner.name)`, which does not split "
          + "`\(measure.block.name.value)`.\(own)")
      return false
    }
    let category = measure.split.first?.value ?? measure.block.name.value
    let near = nearest(item.value, in: items + [measure.block.name.value])
    bag.add(
      .e201, item.span, "`\(category)` has no item called `\(item.value)`.",
      fixes: near.map { [.replace(.choose, item.span, with: $0)] } ?? [])
    return false
  }

  private func read(_ amount: AmountSyntax) -> ValueSpec? {
    value(ValueSyntax(form: .amount(amount), shaped: nil, span: amount.span))
  }

  /// A count of the measure's noun; `nil` and a message where it counts another.
  private func isCount(_ spec: ValueSpec, _ amount: AmountSyntax, _ measure: MeasureSyntax) -> Bool
  {
    guard let noun = scope.nouns[measure.noun.value] else { return false }
    guard spec.quantity.kind == .count(noun), spec.quantity.perNouns.isEmpty else {
      counts(amount.headSpan, noun, measure.block.name.value, spec.quantity)
      return false
    }
    return true
  }

  private func flow(
    _ amount: AmountSyntax, _ measure: MeasureSyntax, _ word: String
  ) -> ValueSpec? {
    guard let spec = read(amount) else { return nil }
    guard isCount(spec, amount, measure) else { return nil }
    guard spec.quantity.perTime != nil else {
      bag.add(
        .e312, amount.span, "How often? `\(word)` is so many in a period.",
        fixes: [" per month", " per financial year", " per academic year"].map {
          .insert(.choose, $0, at: amount.span.end, in: amount.span.file)
        })
      return nil
    }
    return spec
  }

  private func diversion(_ amount: AmountSyntax, _ measure: MeasureSyntax) -> ValueSpec? {
    guard let spec = read(amount) else { return nil }
    guard case .percent(let basis) = spec.quantity.kind else {
      return flow(amount, measure, "divert")
    }
    if case .name = amount.head, basis == nil || basis == .starts { return spec }
    guard basis == .starts else {
      var fixes: [Diagnostic.Fix] = [.write(.choose, "write `… of starts`")]
      if basis == nil {
        fixes = [.insert(.choose, " of starts", at: amount.span.end, in: amount.span.file)]
      }
      bag.add(
        .e307, amount.span, "A share of what? `divert` acts on new starts.", fixes: fixes)
      return nil
    }
    return spec
  }

  private func stockChange(_ amount: AmountSyntax, _ measure: MeasureSyntax) -> ValueSpec? {
    guard let spec = read(amount) else { return nil }
    guard case .percent(let basis) = spec.quantity.kind else {
      return isCount(spec, amount, measure) ? spec : nil
    }
    if basis == nil || basis == .starts {
      let start = settings?.firstMonth ?? Month(year: 2026, monthOfYear: 4)
      var fixes: [Diagnostic.Fix] = [.write(.choose, "write `… of baseline`")]
      if case .percent = amount.head, basis == nil, amount.perTime == nil {
        fixes = [" of baseline", " of its \(start) level"].map {
          .insert(.choose, $0, at: amount.span.end, in: amount.span.file)
        }
      }
      bag.add(
        .e307, amount.span,
        "A percentage of what? The baseline moves, so its path and a fixed level part company "
          + "after year one.", fixes: fixes)
      return nil
    }
    return spec
  }

  private func delivery(_ syntax: ValueSyntax) -> ValueSpec? {
    guard let spec = value(syntax) else { return nil }
    guard spec.quantity.kind == .percent(nil), spec.quantity.perTime == nil else {
      bag.add(
        .e312, syntax.span,
        "`delivers` is a share of the intended effect; this is in \(describe(spec.quantity)).")
      return nil
    }
    return spec
  }

  private func spend(_ syntax: (amount: ValueSyntax, once: Bool, fund: Name)) -> Spend? {
    guard find(syntax.fund, .fund), let spec = value(syntax.amount) else { return nil }
    guard spec.quantity.kind == .money, spec.quantity.perNouns.isEmpty else {
      bag.add(.e312, syntax.amount.span, "`spend` is money; this is in \(describe(spec.quantity)).")
      return nil
    }
    guard (spec.quantity.perTime == nil) == syntax.once else {
      bag.add(
        .e312, syntax.amount.span,
        syntax.once
          ? "Money spent once is not per period." : "How often? Say a period, or `once`.",
        fixes: syntax.once
          ? []
          : [
            .insert(
              .choose, " once", at: syntax.amount.span.end, in: syntax.amount.span.file)
          ])
      return nil
    }
    return Spend(amount: spec, once: syntax.once, fund: syntax.fund.value)
  }
}
