import Periods

extension Checker {
  mutating func checkAssumptions() -> [Assumption] {
    // Assumptions that name another are resolved after the one they name.
    var result: [Assumption] = []
    for file in files {
      for syntax in file.assumptions {
        requireEvidence(syntax.block)
        guard let body = body(syntax) else { continue }
        let assumption = Assumption(
          name: syntax.block.name.value,
          label: syntax.block.common.label?.value ?? syntax.block.name.value, body: body,
          evidence: evidence(syntax.block), location: syntax.block.headSpan.location)
        resolved[assumption.name] = assumption
        result.append(assumption)
      }
    }
    return checkCorrelations(result)
  }

  /// A literal value; an assumption that only names another has no evidence of its own.
  private func literal(_ syntax: ValueSyntax) -> ValueSpec? {
    if case .amount(let amount) = syntax.form, case .name(let name) = amount.head {
      bag.add(
        .e312, name.span,
        "An assumption needs a figure. Use `\(name.value)` itself where this one is used.")
      return nil
    }
    guard let value = value(syntax) else { return nil }
    if value.quantity.kind == .plain {
      bag.add(
        .e312, syntax.span, "A bare number has no unit, so I can't tell what it counts.",
        fixes: [.write(.fill, "write what it counts, such as `40 passengers`")])
      return nil
    }
    return value
  }

  private func body(_ syntax: AssumptionSyntax) -> Assumption.Body? {
    switch syntax.body {
    case .single(let value):
      return value.flatMap(literal).map { .single($0) }
    case .byPeriod(let values, let onwards): return byPeriod(syntax, values, onwards)
    case .byItem(let category, let values): return byItem(syntax, category, values)
    }
  }

  private func byPeriod(
    _ syntax: AssumptionSyntax, _ values: [(Spanned<PeriodSpec>, ValueSyntax)],
    _ onwards: ValueSyntax?
  ) -> Assumption.Body? {
    if values.isEmpty, onwards == nil {
      if syntax.block.attempted.isDisjoint(with: ["in", "onwards"]) {
        bag.add(
          .e106, syntax.block.name.span, "This assumption has no value for any period.",
          fixes: [.write(.fill, "add `in 2027/28: …` or `onwards: …`")])
      }
      return nil
    }
    var dated: [DatedValue] = []
    for (period, value) in values {
      guard let read = literal(value) else { return nil }
      if let last = dated.last, period.value.firstMonth <= last.period.lastMonth {
        bag.add(
          .e409, period.span,
          "This period is not after the one before it, so a month could have two values.",
          fixes: [.write(.choose, "put the periods in date order, without overlap")])
        return nil
      }
      dated.append(DatedValue(period: period.value, value: read))
    }
    let last = onwards.flatMap(literal)
    if onwards != nil, last == nil { return nil }
    let all = dated.map(\.value) + (last.map { [$0] } ?? [])
    for value in all.dropFirst() where !sameUnit(all[0].quantity, value.quantity) {
      mismatch(syntax.block.name.span, all[0].quantity, value.quantity)
      return nil
    }
    if let first = dated.first, let settings, settings.firstMonth < first.period.firstMonth,
      let span = values.first?.0.span
    {
      bag.add(
        .n508, span, "Before \(first.period.firstMonth), this first value also holds.")
    }
    return .byPeriod(dated: dated, onwards: last)
  }

  private func byItem(
    _ syntax: AssumptionSyntax, _ category: Name, _ values: [(Name, ValueSyntax)]
  ) -> Assumption.Body? {
    guard find(category, .category), let declared = scope.categories[category.value] else {
      return nil
    }
    var read: [ItemValue] = []
    for (item, value) in values {
      checkItem(item, of: category.value)
      if read.contains(where: { $0.item == item.value }) {
        bag.add(.e105, item.span, "`\(item.value)` already has a value.")
      }
      guard let spec = literal(value) else { return nil }
      if let first = read.first, !sameUnit(first.value.quantity, spec.quantity) {
        mismatch(value.span, first.value.quantity, spec.quantity)
        return nil
      }
      read.append(ItemValue(item: item.value, value: spec))
    }
    let missing = declared.items.filter { item in !values.contains { $0.0.value == item } }
    if !missing.isEmpty {
      // A clause that could not be read has its own message; do not also call its item missing.
      let block = syntax.block
      let hasOwn = bag.all.contains {
        $0.severity == .error && $0.span.file == block.file
          && $0.span.start >= block.headSpan.start && $0.span.end <= block.insertionPoint
      }
      if hasOwn { return nil }
      bag.add(
        .e106, syntax.block.name.span,
        "There is no value for \(missing.map { "`\($0)`" }.joined(separator: ", ")).",
        fixes: [
          .insert(
            .fill, missing.map { "  when \($0): …\n" }.joined(), at: syntax.block.insertionPoint,
            in: syntax.block.file, title: "add a `when` clause for each")
        ])
      return nil
    }
    return .byItem(category: category.value, values: read)
  }
}
