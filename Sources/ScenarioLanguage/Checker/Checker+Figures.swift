import Periods

extension Checker {
  /// Figures in an order in which each comes after those it is made of.
  func checkFigures() -> [Figure] {
    let all = files.flatMap(\.figures)
    var checked: [String: UnitKind] = [:]
    var open: Set<String> = []
    var result: [Figure] = []
    var refused: Set<String> = []

    func visit(_ syntax: FigureSyntax) {
      let name = syntax.name.value
      guard checked[name] == nil, !refused.contains(name) else { return }
      open.insert(name)
      for used in syntax.expression.names {
        guard let other = scope.figures[used.value] else { continue }
        if open.contains(used.value) {
          bag.add(
            .e208, used.span,
            "`\(name)` is made of `\(used.value)`, which is made of `\(name)` again.",
            fixes: [.write(.choose, "take one of them out")])
          refused.insert(name)
          continue
        }
        visit(other)
      }
      open.remove(name)
      guard !refused.contains(name), let read = figure(syntax, known: checked) else {
        refused.insert(name)
        return
      }
      checked[name] = read.kind
      result.append(read.figure)
    }
    for syntax in all { visit(syntax) }
    return result
  }

  private func figure(
    _ syntax: FigureSyntax, known: [String: UnitKind]
  ) -> (figure: Figure, kind: UnitKind)? {
    guard let unit = figureUnit(syntax.unit),
      let found = expression(syntax.expression, known: known)
    else { return nil }
    var declared = UnitKind(unit)
    // Money of a figure takes the price base it comes out in where the line gives none.
    if declared.factors[UnitKind.pound] != nil, declared.base == nil {
      declared.base = found.kind.base
    }
    guard declared.factors == found.kind.factors, !found.kind.isChange else {
      bag.add(
        .e301, syntax.unit.span,
        "This is declared in \(declared.words(plural: plural)), and comes out in "
          + "\(found.kind.words(plural: plural)).",
        notes: [.init(message: "it comes out of this", span: syntax.expression.span)])
      return nil
    }
    guard declared.base == found.kind.base else {
      bag.add(
        .e304, syntax.unit.span,
        "This is declared in \(declared.words(plural: plural)), and comes out in "
          + "\(found.kind.words(plural: plural)).",
        fixes: [.write(.choose, "declare it in those prices, or write `repriced to …`")])
      return nil
    }
    var stated = unit
    stated.base = declared.base
    declared.funds = found.kind.funds
    return (
      Figure(
        name: syntax.name.value, unit: stated, expression: found.expression,
        location: syntax.headSpan.location), declared
    )
  }

  /// The unit of a figure's line; money needs no base of its own there.
  func figureUnit(_ syntax: AmountSyntax) -> Quantity? {
    guard case .money = syntax.head, syntax.base == nil else { return quantity(syntax) }
    var cash = syntax
    cash.base = .cash
    var result = quantity(cash)
    result?.base = nil
    return result
  }

  typealias CheckedExpression = (expression: Figure.Expression, kind: UnitKind)

  private func expression(
    _ syntax: ExpressionSyntax, known: [String: UnitKind]
  ) -> CheckedExpression? {
    switch syntax {
    case .amount(let amount):
      return quantity(amount).map { (.amount($0), UnitKind($0)) }
    case .name(let name): return named(name, known: known)
    case .total(let name):
      guard scope.measures[name.value] != nil || scope.costs[name.value] != nil else {
        let near = nearest(name.value, in: Array(scope.measures.keys) + scope.costs.keys)
        bag.add(
          .e202, name.span, "There is no measure or cost called `\(name.value)` to total.",
          fixes: near.map { [.replace(.choose, name.span, with: $0)] } ?? [])
        return nil
      }
      return named(name, known: known).map { (.total(name.value), $0.kind) }
    case .repriced(let name, let year):
      guard var inner = named(name, known: known) else { return nil }
      guard inner.kind.base != nil else {
        bag.add(
          .e312, name.span,
          "Only money has a price base, and `\(name.value)` is in "
            + "\(inner.kind.words(plural: plural)).")
        return nil
      }
      inner.kind.base = .prices(year.value)
      return (.repriced(inner.expression, to: year.value), inner.kind)
    case .operation(let operation, let left, let right, let sign):
      let first = expression(left, known: known)
      guard let second = expression(right, known: known), let first else { return nil }
      return combine(operation, first, second, left, right, sign)
    }
  }

  private func combine(
    _ operation: ExpressionSyntax.Operation, _ first: CheckedExpression,
    _ second: CheckedExpression, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ sign: SourceSpan
  ) -> CheckedExpression? {
    do throws(UnitKind.Conflict) {
      switch operation {
      case .add:
        return (
          .add(first.expression, second.expression),
          try first.kind.added(to: second.kind, ringfenced: scope.ringfenced)
        )
      case .subtract:
        return (
          .subtract(first.expression, second.expression),
          try first.kind.added(to: second.kind, ringfenced: scope.ringfenced)
        )
      case .multiply:
        return (
          .multiply(first.expression, second.expression),
          try first.kind.multiplied(by: second.kind)
        )
      case .divide:
        return (
          .divide(first.expression, second.expression), try first.kind.divided(by: second.kind)
        )
      }
    } catch {
      report(error, first.kind, second.kind, left, right, sign)
      return nil
    }
  }

  private func report(
    _ conflict: UnitKind.Conflict, _ first: UnitKind, _ second: UnitKind,
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ sign: SourceSpan
  ) {
    let both =
      "\(text(left)) is in \(first.words(plural: plural)), \(text(right)) is in "
      + "\(second.words(plural: plural))."
    switch conflict {
    case .kinds:
      bag.add(
        .e301, sign, "These are different kinds of thing: \(both)",
        fixes: first.factors[UnitKind.pound] == 1 && second.factors[UnitKind.pound] == nil
          ? [.write(.fill, "multiply \(text(right)) by an amount in £")] : [])
    case .bases:
      var fixes: [Diagnostic.Fix] = []
      if case .prices(let year) = first.base, case .name(let name) = right {
        fixes = [
          .insert(
            .choose, " repriced to \(year.label)", at: name.span.end, in: name.span.file)
        ]
      }
      bag.add(.e304, sign, both, fixes: fixes)
    case .funds(let ring, let other):
      bag.add(
        .e310, sign,
        "`\(ring)` is ringfenced and can't be netted against `\(other)`. Report them with `split by "
          + "fund`.")
    }
  }

  private func text(_ syntax: ExpressionSyntax) -> String {
    switch syntax {
    case .name(let name), .total(let name): "`\(name.value)`"
    default: "this side"
    }
  }

  private func named(_ name: Name, known: [String: UnitKind]) -> CheckedExpression? {
    let parts = name.value.split(separator: ".").map(String.init)
    let item = parts.count == 2 ? parts[1] : nil
    if let measure = scope.measures[parts[0]] { return self.measure(measure, item, name) }
    if scope.assumptions[parts[0]] != nil {
      guard let value = reference(name) else { return nil }
      return (.assumption(parts[0], item: item), UnitKind(value.quantity))
    }
    if let cost = scope.costs[parts[0]], item == nil {
      var kind = UnitKind(factors: [UnitKind.pound: 1], base: .cash)
      kind.funds = [cost.fund.value]
      return (.cost(name.value), kind)
    }
    if scope.figures[parts[0]] != nil, item == nil {
      return known[name.value].map { (.figure(name.value), $0) }
    }
    if let found = scope.kinds[parts[0]] {
      bag.add(
        .e207, name.span,
        item == nil
          ? "`\(name.value)` is a \(found.kind.rawValue), which is no number."
          : "`\(parts[0])` is a \(found.kind.rawValue), so nothing follows the dot.")
      return nil
    }
    let names =
      Array(scope.measures.keys) + scope.assumptions.keys + scope.costs.keys + scope.figures.keys
    let near = nearest(parts[0], in: names)
    bag.add(
      .e202, name.span, "Nothing called `\(parts[0])` is declared that I could reckon with.",
      fixes: near.map {
        [.replace(.choose, name.span, with: item == nil ? $0 : "\($0).\(item ?? "")")]
      }
        ?? [])
    return nil
  }

  private func measure(
    _ measure: MeasureSyntax, _ item: String?, _ name: Name
  ) -> CheckedExpression? {
    if let item {
      guard let split = measure.split.first else {
        bag.add(
          .e604, name.span,
          "`\(measure.block.name.value)` is not split, so nothing follows the dot.",
          fixes: [.replace(.choose, name.span, with: measure.block.name.value)])
        return nil
      }
      let before = bag.all.count
      checkItem(Name(value: item, span: name.span), of: split.value)
      guard bag.all.count == before else { return nil }
    }
    guard let noun = scope.nouns[measure.noun.value] else { return nil }
    var kind = UnitKind(factors: [noun: 1])
    if measure.perMonth != nil { kind.factors["per month"] = 1 }
    return (.measure(measure.block.name.value, item: item), kind)
  }
}

extension ExpressionSyntax {
  /// Every name in it.
  var names: [Name] {
    switch self {
    case .amount(let amount):
      if case .name(let name) = amount.head { [name] } else { [] }
    case .name(let name), .total(let name), .repriced(let name, _): [name]
    case .operation(_, let left, let right, _): left.names + right.names
    }
  }
}
