import Periods

extension Checker {
  mutating func checkCosts() -> [Cost] {
    var result: [Cost] = []
    var prices: [(span: SourceSpan, quantity: Quantity, hasNote: Bool)] = []
    for syntax in files.flatMap(\.costs) {
      guard let cost = checkCost(syntax) else { continue }
      result.append(cost)
      if let span = syntax.price?.span {
        prices.append((span, cost.price.quantity, syntax.block.common.note != nil))
      }
    }
    for price in prices where price.quantity.perTime == .day && !price.hasNote {
      let other = prices.first {
        $0.quantity.perTime == .schoolDay && $0.quantity.perNouns == price.quantity.perNouns
      }
      guard let other else { continue }
      bag.add(
        .w311, price.span,
        "This charges 365 days a year. Your other price for the same thing is per school day "
          + "(\(settings?.schoolDays ?? 190)).",
        notes: [.init(message: "the price per school day", span: other.span)],
        fixes: [.write(.choose, "write `per school day`, or add a `note` saying why")])
    }
    return result
  }

  private func checkCost(_ syntax: CostSyntax) -> Cost? {
    let block = syntax.block
    find(syntax.fund, .fund)
    let changes = fundChanges(syntax)
    let values = [syntax.price].compactMap { $0 } + syntax.contributions.map(\.share)
    if !values.isEmpty, !values.allSatisfy(isName) || block.attempted.contains("source") {
      requireEvidence(block)
    }
    guard let nounName = syntax.noun, let measureName = syntax.measure,
      let counted = noun(nounName), find(measureName, .measure),
      let measure = scope.measures[measureName.value]
    else { return nil }
    requireHome(block, of: measure, "costs")
    if let own = scope.nouns[measure.noun.value], own != counted {
      bag.add(
        .e309, nounName.span,
        "`\(measureName.value)` counts \(plural(own)), not \(plural(counted)).",
        fixes: [.replace(.choose, nounName.span, with: own)])
      return nil
    }
    if let filter = syntax.filter { checkFilter(filter, measure) }
    if let inflation = syntax.inflation { _ = isChange(inflation) }
    let contributions = syntax.contributions.compactMap {
      contribution($0, syntax, counted, measure)
    }
    guard let price = syntax.price, let spec = value(price),
      checkPrice(price, spec, counted, measure),
      contributions.count == syntax.contributions.count
    else { return nil }
    return Cost(
      name: block.name.value, label: block.common.label?.value ?? block.name.value,
      fund: syntax.fund.value, measure: measureName.value,
      items: syntax.filter?.items.map(\.value) ?? [], price: spec,
      inflation: syntax.inflation?.value, fundChanges: changes, contributions: contributions,
      evidence: evidence(block), location: block.headSpan.location)
  }

  private func contribution(
    _ syntax: (fund: Name, share: ValueSyntax), _ cost: CostSyntax, _ noun: String,
    _ measure: MeasureSyntax
  ) -> Contribution? {
    guard find(syntax.fund, .fund) else { return nil }
    let payers =
      [cost.fund.value] + cost.changes.map(\.fund.value) + cost.contributions.map(\.fund.value)
    guard payers.count(where: { $0 == syntax.fund.value }) == 1 else {
      bag.add(
        .e203, syntax.fund.span,
        "`\(syntax.fund.value)` pays for `\(cost.block.name.value)` already; a share is another "
          + "fund's, and each fund has one.")
      return nil
    }
    guard let spec = value(syntax.share) else { return nil }
    if spec.quantity.kind == .money {
      guard checkPrice(syntax.share, spec, noun, measure) else { return nil }
      return Contribution(fund: syntax.fund.value, share: spec)
    }
    guard isByOwnItem(syntax.share, spec, measure) else { return nil }
    guard spec.quantity.kind == .percent(nil), spec.quantity.perTime == nil,
      spec.quantity.perNouns.isEmpty
    else {
      bag.add(
        .e312, syntax.share.span,
        "What is shared is a part of each payment, such as `12%`, or an amount of money; this is in "
          + "\(describe(spec.quantity)).")
      return nil
    }
    return Contribution(fund: syntax.fund.value, share: spec)
  }

  func isName(_ value: ValueSyntax) -> Bool {
    if case .amount(let amount) = value.form, case .name = amount.head { return true }
    return false
  }

  private func fundChanges(_ syntax: CostSyntax) -> [FundChange] {
    var result: [FundChange] = []
    for change in syntax.changes {
      find(change.fund, .fund)
      checkStart(change.from)
      let month = change.from.value.firstMonth
      if let last = result.last, month <= last.from {
        bag.add(
          .e409, change.from.span,
          "Changes of fund must be in date order, each later than the last.")
      }
      result.append(FundChange(fund: change.fund.value, from: month))
    }
    return result
  }

  /// E405 where a start lies after the horizon.
  func checkStart(_ period: Spanned<PeriodSpec>) {
    guard let settings, period.value.firstMonth > settings.lastMonth else { return }
    bag.add(
      .e405, period.span,
      "This starts after the horizon ends (\(settings.lastMonth)), so it would change nothing.",
      fixes: [.write(.fill, "write an earlier month, or a longer `horizon`")])
  }

  /// E604 where a value is given for each item of another category than the measure's.
  private func isByOwnItem(
    _ syntax: ValueSyntax, _ spec: ValueSpec, _ measure: MeasureSyntax
  ) -> Bool {
    if case .reference(let name) = spec.form, let assumption = resolved[name],
      case .byItem(let category, _) = assumption.body, measure.split.first?.value != category
    {
      bag.add(
        .e604, syntax.span,
        "`\(name)` is given for each `\(category)`, which does not split "
          + "`\(measure.block.name.value)`.")
      return false
    }
    return true
  }

  private func checkPrice(
    _ syntax: ValueSyntax, _ spec: ValueSpec, _ noun: String, _ measure: MeasureSyntax
  ) -> Bool {
    let quantity = spec.quantity
    guard isByOwnItem(syntax, spec, measure) else { return false }
    guard quantity.kind == .money else {
      bag.add(.e312, syntax.span, "A price is money; this is in \(describe(quantity)).")
      return false
    }
    if let other = quantity.perNouns.first(where: { $0 != noun }) {
      bag.add(
        .e309, syntax.span,
        "This cost is `for each \(noun)`, but the price is per \(other). A \(other) is not a "
          + "\(noun).", fixes: [.write(.choose, "write `per \(noun)`")])
      return false
    }
    guard quantity.perNouns == [noun], quantity.perTime != nil else {
      reportUnitless(syntax, quantity, noun)
      return false
    }
    return true
  }

  private func reportUnitless(_ syntax: ValueSyntax, _ quantity: Quantity, _ noun: String) {
    var span = syntax.span
    var fixes: [Diagnostic.Fix] = []
    let missing = quantity.perTime == nil ? "for a period" : "per \(noun)"
    if case .amount(let amount) = syntax.form, case .money = amount.head {
      span = amount.perTime?.span ?? amount.headSpan
      if quantity.perTime != nil {
        fixes = [
          .insert(
            .choose, " per \(noun)", at: amount.headSpan.end, in: span.file,
            title: "write `per \(noun)` after the amount")
        ]
      }
    }
    if fixes.isEmpty { fixes = [.write(.choose, "write `£… per \(noun) per week`")] }
    bag.add(
      .e302, span, "This cost is `for each \(noun)`, but the price is not \(missing).",
      fixes: fixes)
  }
}
