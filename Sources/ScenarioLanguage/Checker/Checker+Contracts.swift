import Foundation
import Periods

extension Checker {
  func checkContract(_ syntax: ContractSyntax) -> Contract? {
    let block = syntax.block
    requireEvidence(block)
    find(syntax.fund, .fund)
    let before = bag.all.count
    guard let served = syntax.measure, find(served, .measure),
      let measure = scope.measures[served.value]
    else { return nil }
    if let filter = syntax.filter { checkFilter(filter, measure) }
    checkDates(syntax.timing, "This contract", perAcademicYear: false)
    let replaces = syntax.replaces.flatMap { replaced($0, measure) }
    let provides = syntax.provides.flatMap { places($0) }
    let price = provides.flatMap { given in syntax.price.flatMap { rate($0, per: given.noun) } }
    let filled = syntax.filledTo.flatMap { filling($0) }
    if let inflation = syntax.inflation { _ = isChange(inflation) }
    guard let provides, let price, let from = syntax.timing.from, let paid = syntax.paidWhenEmpty,
      !bag.all[before...].contains(where: { $0.severity == .error })
    else { return nil }
    return Contract(
      name: block.name.value, label: block.common.label?.value ?? block.name.value,
      fund: syntax.fund.value, provides: provides.value, measure: served.value,
      items: syntax.filter?.items.map(\.value) ?? [], replaces: replaces, price: price,
      inflation: syntax.inflation?.value, filledTo: filled, paidWhenEmpty: paid,
      from: from.value.firstMonth, until: syntax.timing.until?.value.lastMonth,
      lagMonths: syntax.timing.lag?.value ?? 0, rampMonths: rampMonths(syntax.timing),
      rampIsSCurve: syntax.timing.isSCurve, evidence: evidence(block),
      location: block.headSpan.location)
  }

  private func replaced(_ name: Name, _ measure: MeasureSyntax) -> String? {
    guard find(name, .cost), let cost = scope.costs[name.value] else { return nil }
    guard cost.measure?.value == measure.block.name.value else {
      bag.add(
        .e604, name.span,
        "`\(name.value)` prices `\(cost.measure?.value ?? "")`, and this contract serves "
          + "`\(measure.block.name.value)`: it can't stop that payment.")
      return nil
    }
    return name.value
  }

  private func places(_ amount: AmountSyntax) -> (value: ValueSpec, noun: String)? {
    guard let spec = value(ValueSyntax(form: .amount(amount), shaped: nil, span: amount.span))
    else {
      return nil
    }
    guard case .count(let noun) = spec.quantity.kind, spec.quantity.perTime == nil,
      spec.quantity.perNouns.isEmpty, spec.quantity.magnitude > 0
    else {
      bag.add(
        .e312, amount.span,
        "A contract provides a number of places such as `8 beds`; this is in "
          + "\(describe(spec.quantity)).")
      return nil
    }
    return (spec, noun)
  }

  private func rate(_ syntax: ValueSyntax, per noun: String) -> ValueSpec? {
    guard let spec = value(syntax) else { return nil }
    guard spec.quantity.kind == .money else {
      bag.add(.e312, syntax.span, "A price is money; this is in \(describe(spec.quantity)).")
      return nil
    }
    guard spec.quantity.perNouns == [noun], spec.quantity.perTime != nil else {
      bag.add(
        .e302, syntax.span,
        "This contract provides \(plural(noun)), so its price is per \(noun) and per period; this is in "
          + "\(describe(spec.quantity)).",
        fixes: [.write(.choose, "write `£… per \(noun) per week`")])
      return nil
    }
    return spec
  }

  private func filling(_ syntax: ValueSyntax) -> ValueSpec? {
    guard let spec = value(syntax) else { return nil }
    guard spec.quantity.kind == .percent(nil), spec.quantity.perTime == nil else {
      bag.add(
        .e312, syntax.span,
        "`filled to` is a share of the places; this is in \(describe(spec.quantity)).")
      return nil
    }
    return spec
  }
}
