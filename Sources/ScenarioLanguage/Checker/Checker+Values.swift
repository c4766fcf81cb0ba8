import Foundation
import Periods

extension Checker {
  /// Kind and unit of an amount; reports undeclared nouns and money without a base.
  func quantity(_ amount: AmountSyntax) -> Quantity? {
    var result: Quantity
    switch amount.head {
    case .money(let value):
      guard amount.base != nil else {
        bag.add(
          .e303, amount.span,
          "No price base. Uplifting a cash figure again would count inflation twice.",
          fixes: [
            " in \((settings?.priceBase ?? FinancialYear(startYear: 2026)).label) prices", " cash",
          ]
          .map { .insert(.choose, $0, at: amount.span.end, in: amount.span.file) })
        return nil
      }
      result = Quantity(magnitude: value, kind: .money, base: amount.base)
    case .percent(let value): result = Quantity(magnitude: value, kind: .percent(amount.basis))
    case .points(let value): result = Quantity(magnitude: value, kind: .percentagePoints)
    case .count(let value, let counted):
      guard let singular = noun(counted) else { return nil }
      result = Quantity(magnitude: value, kind: .count(singular))
    case .plain(let value): result = Quantity(magnitude: value, kind: .plain)
    case .name: return nil
    }
    for per in amount.perNouns {
      guard let singular = noun(per) else { return nil }
      result.perNouns.append(singular)
    }
    result.perTime = amount.perTime?.value
    if amount.basis == nil, case .percent = result.kind, result.perTime == nil,
      result.magnitude < 0 || result.magnitude > 1
    {
      bag.add(
        .e308, amount.headSpan, "A share lies between 0% and 100%; this one is impossible.",
        fixes: [
          .write(.fill, "write a share between 0% and 100%, or `per financial year` for a change")
        ])
      return nil
    }
    return result
  }

  /// A value with its shape resolved; a name must be an assumption with one value.
  func value(_ syntax: ValueSyntax) -> ValueSpec? {
    switch syntax.form {
    case .amount(let amount):
      if case .name(let name) = amount.head { return reference(name) }
      guard let quantity = quantity(amount) else { return nil }
      return ValueSpec(form: .fixed(quantity.value), shape: .fixed, quantity: quantity)
    case .choice(let choices): return choice(choices, syntax.span)
    case .between(let low, let high, let certainty, let mode):
      return interval(low, high, certainty, mode, syntax)
    }
  }

  func reference(_ name: Name) -> ValueSpec? {
    let parts = name.value.split(separator: ".").map(String.init)
    let base = Name(value: parts[0], span: name.span)
    guard find(base, .assumption) else { return nil }
    guard let assumption = resolved[parts[0]] else { return nil }
    switch assumption.body {
    case .single(let value) where parts.count == 1:
      return ValueSpec(form: .reference(name.value), shape: value.shape, quantity: value.quantity)
    case .byPeriod(let dated, let onwards) where parts.count == 1:
      guard let value = dated.first?.value ?? onwards else { return nil }
      return ValueSpec(form: .reference(name.value), shape: value.shape, quantity: value.quantity)
    case .byItem(let category, let values):
      if parts.count == 2 {
        checkItem(Name(value: parts[1], span: name.span), of: category)
        guard let value = values.first(where: { $0.item == parts[1] })?.value else { return nil }
        return ValueSpec(
          form: .reference(name.value), shape: value.shape, quantity: value.quantity)
      }
      guard let value = values.first?.value else { return nil }
      return ValueSpec(form: .reference(name.value), shape: value.shape, quantity: value.quantity)
    default:
      bag.add(
        .e201, name.span, "`\(parts[0])` is not given `for each` item, so nothing follows the dot.",
        fixes: [.replace(.choose, name.span, with: parts[0])])
      return nil
    }
  }

  private func choice(
    _ choices: [(amount: AmountSyntax, chance: Spanned<Decimal>)], _ span: SourceSpan
  ) -> ValueSpec? {
    var weighted: [WeightedValue] = []
    var first: Quantity?
    var mean: Decimal = 0
    for (amount, chance) in choices {
      guard let quantity = quantity(amount) else { return nil }
      if let first, !sameUnit(first, quantity, andBase: true) {
        mismatch(amount.span, first, quantity)
        return nil
      }
      first = first ?? quantity
      guard chance.value >= 0, chance.value <= 1 else {
        bag.add(.e308, chance.span, "A chance lies between 0% and 100%.")
        return nil
      }
      mean += quantity.magnitude * chance.value
      weighted.append(WeightedValue(value: quantity.value, chance: double(chance.value)))
    }
    let total = choices.reduce(Decimal(0)) { $0 + $1.chance.value }
    guard total == 1, var quantity = first else {
      bag.add(
        .e504, span, "The chances sum to \(total * 100)%, and must sum to 100%.",
        fixes: [.write(.fill, "change a chance")])
      return nil
    }
    quantity.magnitude = mean
    return ValueSpec(form: .choice(weighted), shape: .choice, quantity: quantity)
  }

  private func interval(
    _ lowSyntax: AmountSyntax, _ highSyntax: AmountSyntax, _ certainty: ValueSyntax.Certainty,
    _ modeSyntax: AmountSyntax?, _ syntax: ValueSyntax
  ) -> ValueSpec? {
    guard let high = quantity(highSyntax),
      let low = quantity(inheriting(lowSyntax, from: highSyntax))
    else { return nil }
    guard sameUnit(low, high, andBase: true) else {
      mismatch(lowSyntax.span, high, low)
      return nil
    }
    guard low.magnitude < high.magnitude else {
      let text = "The lower limit is not below the upper."
      bag.add(
        .e502, lowSyntax.span.through(highSyntax.span), text,
        fixes: [.write(.choose, "swap the limits")])
      return nil
    }
    var mode: Quantity?
    if let modeSyntax {
      guard let read = quantity(inheriting(modeSyntax, from: highSyntax)) else { return nil }
      guard sameUnit(read, high, andBase: true) else {
        mismatch(modeSyntax.span, high, read)
        return nil
      }
      guard read.magnitude >= low.magnitude, read.magnitude <= high.magnitude else {
        bag.add(
          .e503, modeSyntax.span, "The most likely value lies outside its own limits.",
          fixes: [.write(.fill, "write a value between the limits")])
        return nil
      }
      mode = read
    }
    guard let shape = shape(certainty, low, high, mode, syntax) else { return nil }
    var quantity = high
    quantity.magnitude = centre(low.magnitude, high.magnitude, mode?.magnitude, shape)
    let form: ValueSpec.Form
    switch certainty {
    case .likely(let coverage):
      form = .interval(low: low.value, high: high.value, coverage: double(coverage.value))
    case .hardLimits:
      form = .limits(low: low.value, high: high.value, mode: mode?.value)
    }
    return ValueSpec(form: form, shape: shape, quantity: quantity)
  }

  /// The first limit of a range takes the unit of the second where it has none.
  private func inheriting(_ amount: AmountSyntax, from other: AmountSyntax) -> AmountSyntax {
    var result = amount
    if case .plain(let number) = amount.head {
      switch other.head {
      case .count(_, let noun): result.head = .count(number, noun: noun)
      case .points: result.head = .points(number / 100)
      default: break
      }
    }
    if amount.perNouns.isEmpty, amount.perTime == nil {
      result.perNouns = other.perNouns
      result.perTime = other.perTime
    }
    result.base = amount.base ?? other.base
    result.basis = amount.basis ?? other.basis
    return result
  }

  private func shape(
    _ certainty: ValueSyntax.Certainty, _ low: Quantity, _ high: Quantity, _ mode: Quantity?,
    _ syntax: ValueSyntax
  ) -> ValueSpec.Shape? {
    let isShare: Bool
    if case .percent = high.kind { isShare = high.perTime == nil } else { isShare = false }
    var isChange = false
    if case .percent = high.kind { isChange = high.perTime != nil }
    var shape: ValueSpec.Shape
    switch certainty {
    case .likely(let coverage):
      guard coverage.value > 0, coverage.value < 1 else {
        bag.add(.e505, coverage.span, "A range is more than 0% and less than 100% likely.")
        return nil
      }
      guard mode == nil else {
        bag.add(
          .e505, syntax.span,
          "`most likely` goes with `hard limits`, not with a range that can "
            + "be missed.",
          fixes: [.write(.choose, "write `hard limits`, or leave `most likely` out")])
        return nil
      }
      shape = isShare ? .logitNormal : isChange ? .normal : .logNormal
      if high.kind == .percentagePoints { shape = .normal }
    case .hardLimits: shape = mode == nil ? .uniform : .pert
    }
    if let name = syntax.shaped {
      guard let named = ValueSpec.Shape(rawValue: name.value), named != .fixed, named != .choice
      else {
        let known = ["normal", "log-normal", "logit-normal", "uniform", "triangular", "pert"]
        bag.add(
          name.value == "beta" ? .e109 : .e505, name.span,
          "I have no shape called `\(name.value)`.",
          fixes: nearest(name.value, in: known).map { [.replace(.choose, name.span, with: $0)] }
            ?? [])
        return nil
      }
      let open: Set<ValueSpec.Shape> = [.normal, .logNormal, .logitNormal]
      var fits = false
      if case .likely = certainty { fits = open.contains(named) }
      if case .hardLimits = certainty { fits = !open.contains(named) }
      if [.triangular, .pert].contains(named), mode == nil { fits = false }
      if named == .uniform, mode != nil { fits = false }
      guard fits else {
        bag.add(
          .e505, name.span,
          "`\(name.value)` does not fit these limits: normal shapes take `… likely`; uniform takes "
            + "`hard limits`; triangular and pert also take `most likely`.")
        return nil
      }
      shape = named
    }
    if shape == .logNormal, low.magnitude <= 0 {
      bag.add(
        .e505, syntax.span, "A positive amount can't have a likely range that reaches 0 or less.",
        fixes: [.write(.choose, "write `hard limits`, or `shaped normal`")])
      return nil
    }
    if shape == .logitNormal, low.magnitude <= 0 || high.magnitude >= 1 {
      bag.add(
        .e505, syntax.span, "A share that is only likely can't have a limit at 0% or 100%.",
        fixes: [.write(.choose, "write `hard limits`, or limits inside 0% and 100%")])
      return nil
    }
    return shape
  }

  /// The median of the shape, or its mode where it has one.
  private func centre(
    _ low: Decimal, _ high: Decimal, _ mode: Decimal?, _ shape: ValueSpec.Shape
  ) -> Decimal {
    let (lower, upper) = (double(low), double(high))
    switch shape {
    case .logNormal: return Decimal((lower * upper).squareRoot())
    case .logitNormal:
      let mean = (log(lower / (1 - lower)) + log(upper / (1 - upper))) / 2
      return Decimal(1 / (1 + exp(-mean)))
    default: return mode ?? (low + high) / 2
    }
  }

  func sameUnit(_ left: Quantity, _ right: Quantity, andBase: Bool = false) -> Bool {
    left.kind == right.kind && left.perNouns.sorted() == right.perNouns.sorted()
      && left.perTime == right.perTime && (!andBase || left.base == right.base)
  }

  func mismatch(_ span: SourceSpan, _ wanted: Quantity, _ found: Quantity) {
    bag.add(
      .e312, span,
      "This is in \(describe(found)), and the others are in \(describe(wanted)). They can't be "
        + "used in one place.")
  }

  func describe(_ quantity: Quantity) -> String {
    var text: String
    switch quantity.kind {
    case .money: text = "£"
    case .count(let noun): text = plural(noun)
    case .percent: text = quantity.perTime == nil ? "a share (%)" : "%"
    case .percentagePoints: text = "percentage points"
    case .plain: text = "a plain number"
    }
    for noun in quantity.perNouns { text += " per \(noun)" }
    if let time = quantity.perTime { text += " per \(time.rawValue)" }
    switch quantity.base {
    case .prices(let year): text += " in \(year.label) prices"
    case .cash: text += " cash"
    case nil: break
    }
    return text
  }
}
