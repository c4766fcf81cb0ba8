import Foundation
import Periods

extension Checker {
  func checkPathway(_ syntax: PathwaySyntax) -> Pathway? {
    let block = syntax.block
    guard find(syntax.measure, .measure), let measure = scope.measures[syntax.measure.value] else {
      return nil
    }
    requireHome(block, of: measure, "pathway")
    let before = bag.all.count
    if measure.own == nil {
      bag.add(
        .e207, syntax.measure.span,
        "A pathway starts from a measure's own history, and `\(syntax.measure.value)` has none.",
        notes: [.init(message: "the measure", span: measure.block.name.span)])
    } else if let flow = measure.perMonth {
      bag.add(
        .e309, syntax.measure.span,
        "`\(syntax.measure.value)` counts events per month; a pathway moves what is there.",
        notes: [.init(message: "it counts per month", span: flow)])
    }
    if syntax.written.contains(where: \.isLiteral) { requireEvidence(block) }
    let rates = syntax.rates.flatMap { table($0.file) }
    if let given = syntax.rates, given.to.value < given.from.value {
      bag.add(
        .e409, given.from.span.through(given.to.span), "These months are back to front.",
        fixes: [
          .replace(
            .choose, given.from.span.through(given.to.span),
            with: "\(given.to.value) and \(given.from.value)")
        ])
    }
    let written = syntax.written.compactMap { rate($0, measure) }
    let limits = syntax.limits.compactMap { limit($0, measure) }
    guard written.count == syntax.written.count, limits.count == syntax.limits.count,
      !bag.all[before...].contains(where: { $0.severity == .error })
    else { return nil }
    return Pathway(
      name: block.name.value, label: block.common.label?.value ?? block.name.value,
      measure: syntax.measure.value, rates: rates, firstMonth: syntax.rates?.from.value,
      lastMonth: syntax.rates?.to.value, written: written, ageOut: syntax.ageOut?.value,
      limits: limits, evidence: evidence(block), location: block.headSpan.location)
  }

  private func item(_ name: Name, of measure: MeasureSyntax) -> Bool {
    let items = measure.split.first.flatMap { scope.categories[$0.value]?.items } ?? []
    if items.contains(name.value) { return true }
    if items.isEmpty, name.value == measure.block.name.value { return true }
    let category = measure.split.first?.value ?? measure.block.name.value
    let near = nearest(name.value, in: items.isEmpty ? [measure.block.name.value] : items)
    bag.add(
      .e201, name.span, "`\(category)` has no item called `\(name.value)`.",
      fixes: near.map { [.replace(.choose, name.span, with: $0)] } ?? [])
    return false
  }

  private func rate(_ syntax: PathwaySyntax.Rate, _ measure: MeasureSyntax) -> Pathway.Rate? {
    switch syntax {
    case .enter(let name, let value):
      guard item(name, of: measure), let spec = entries(value, measure) else { return nil }
      return .enter(item: name.value, at: spec)
    case .leave(let name, let value):
      guard item(name, of: measure), let spec = share(value, "leave") else { return nil }
      return .leave(item: name.value, at: spec)
    case .transfer(let from, let to, let value):
      let isItem = item(from, of: measure)
      guard item(to, of: measure), isItem, let spec = share(value, "transfer") else { return nil }
      guard from.value != to.value else {
        bag.add(.e601, to.span, "This goes from `\(from.value)` to itself: nothing moves.")
        return nil
      }
      return .transfer(from: from.value, to: to.value, at: spec)
    }
  }

  /// So many of the measure's noun per period: an amount, an assumption or a figure.
  private func entries(_ syntax: ValueSyntax, _ measure: MeasureSyntax) -> ValueSpec? {
    guard let noun = scope.nouns[measure.noun.value] else { return nil }
    let spec: ValueSpec
    if case .amount(let amount) = syntax.form, case .name(let name) = amount.head,
      let figure = scope.figures[name.value]
    {
      guard let unit = quantity(figure.unit) else { return nil }
      spec = ValueSpec(form: .reference(name.value), shape: .fixed, quantity: unit)
    } else {
      guard let read = value(syntax) else { return nil }
      spec = read
    }
    guard spec.quantity.kind == .count(noun), spec.quantity.perTime != nil,
      spec.quantity.perNouns.isEmpty
    else {
      if case .count(let other) = spec.quantity.kind, other != noun {
        counts(syntax.span, noun, measure.block.name.value, spec.quantity)
      } else {
        bag.add(
          .e312, syntax.span,
          "`enter` is so many \(plural(noun)) per period; this is in \(describe(spec.quantity)).")
      }
      return nil
    }
    return spec
  }

  private func share(_ syntax: ValueSyntax, _ word: String) -> ValueSpec? {
    guard let spec = value(syntax) else { return nil }
    guard spec.quantity.kind == .percent(nil), spec.quantity.perTime != nil else {
      bag.add(
        .e312, syntax.span,
        "`\(word)` is a share of those who are there per period, such as `2% per month`; this is in "
          + "\(describe(spec.quantity)).",
        fixes: [.write(.choose, "write a percentage `per month` or `per financial year`")])
      return nil
    }
    guard spec.quantity.magnitude >= 0, spec.quantity.magnitude <= 1 else {
      bag.add(.e308, syntax.span, "Nobody can leave twice: a share lies between 0% and 100%.")
      return nil
    }
    return spec
  }

  private func limit(_ syntax: PathwaySyntax.Limit, _ measure: MeasureSyntax) -> Pathway.Limit? {
    let hasItem = item(syntax.item, of: measure)
    guard item(syntax.overflow, of: measure), hasItem, find(syntax.capacity, .measure),
      let capacity = scope.measures[syntax.capacity.value],
      let per = quantity(syntax.perPlace), let noun = scope.nouns[measure.noun.value],
      let place = scope.nouns[capacity.noun.value]
    else { return nil }
    guard syntax.item.value != syntax.overflow.value else {
      bag.add(
        .e601, syntax.overflow.span,
        "`\(syntax.item.value)` can't overflow into itself.")
      return nil
    }
    guard per.kind == .count(noun), per.perNouns == [place], per.perTime == nil, per.magnitude > 0
    else {
      bag.add(
        .e309, syntax.perPlace.span,
        "How many \(plural(noun)) fit one \(place)? This is in \(describe(per)).",
        fixes: [.replace(.choose, syntax.perPlace.span, with: "1 \(noun) per \(place)")])
      return nil
    }
    return .init(
      item: syntax.item.value, capacity: syntax.capacity.value,
      perPlace: ValueSpec(form: .fixed(per.value), shape: .fixed, quantity: per),
      overflow: syntax.overflow.value)
  }
}

extension PathwaySyntax.Rate {
  /// Whether the rate is a figure written in the pathway itself.
  var isLiteral: Bool {
    let value: ValueSyntax
    switch self {
    case .enter(_, let written), .leave(_, let written), .transfer(_, _, let written):
      value = written
    }
    if case .amount(let amount) = value.form, case .name = amount.head { return false }
    return true
  }
}
