import Foundation
import Periods

/// An amount as written.
struct AmountSyntax {
  enum Head {
    case money(Decimal)
    case percent(Decimal)
    case points(Decimal)
    case count(Decimal, noun: Name)
    case plain(Decimal)
    case name(Name)
  }
  var head: Head
  /// Just the number and what it counts.
  var headSpan: SourceSpan
  var perNouns: [Name] = []
  var perTime: Spanned<CalendarUnit>?
  var base: MoneyBase?
  var basis: PercentBasis?
  var span: SourceSpan
}

/// A value as written.
struct ValueSyntax {
  enum Certainty {
    case likely(Spanned<Decimal>)
    case hardLimits
  }
  enum Form {
    case amount(AmountSyntax)
    case choice([(amount: AmountSyntax, chance: Spanned<Decimal>)])
    case between(AmountSyntax, AmountSyntax, Certainty, mode: AmountSyntax?)
  }
  var form: Form
  var shaped: Name?
  var span: SourceSpan
}

extension Cursor {
  mutating func value() throws(Diagnostic) -> ValueSyntax {
    let start = index
    if accept("one of") { return try choice(from: start) }
    guard accept("between") else {
      let amount = try amount()
      return ValueSyntax(form: .amount(amount), shaped: nil, span: amount.span)
    }
    let low = try amount(allowBase: true)
    try expect("and")
    let high = try amount()
    let rangeSpan = span(from: start)
    var certainty: ValueSyntax.Certainty?
    var mode: AmountSyntax?
    var shaped: Name?
    while current?.kind == .comma {
      index += 1
      if accept("hard limits") {
        certainty = .hardLimits
      } else if accept("most likely") {
        mode = try amount()
      } else if accept("shaped") {
        shaped = try name("a shape")
      } else {
        let coverage = try percent("`90% likely`, `hard limits`, `most likely …` or `shaped …`")
        try expect("likely")
        certainty = .likely(coverage)
      }
    }
    guard let certainty else {
      throw Diagnostic(
        .e501, rangeSpan,
        "How sure is this range? A 90% range and hard limits give different tails, so I won't guess.",
        fixes: [", 90% likely", ", hard limits"].map {
          .insert(.choose, $0, at: rangeSpan.end, in: rangeSpan.file)
        })
    }
    return ValueSyntax(
      form: .between(low, high, certainty, mode: mode), shaped: shaped, span: span(from: start))
  }

  private mutating func choice(from start: Int) throws(Diagnostic) -> ValueSyntax {
    var choices: [(amount: AmountSyntax, chance: Spanned<Decimal>)] = []
    repeat {
      if !choices.isEmpty { index += 1 }
      let amount = try amount()
      guard current?.kind == .openParenthesis else { throw unexpected("a chance such as `(40%)`") }
      index += 1
      let chance = try percent("a chance such as `40%`")
      guard current?.kind == .closeParenthesis else { throw unexpected("`)`") }
      index += 1
      choices.append((amount, chance))
    } while current?.kind == .comma
    return ValueSyntax(form: .choice(choices), shaped: nil, span: span(from: start))
  }

  mutating func amount(allowBase: Bool = true) throws(Diagnostic) -> AmountSyntax {
    let start = index
    guard let token = current else { throw unexpected("an amount") }
    let tokenSpan = source.span(token.range)
    let raw = source.slice(token.range)
    var result: AmountSyntax
    switch token.kind {
    case .money:
      let money = try money(raw, tokenSpan)
      index += 1
      result = AmountSyntax(head: .money(money), headSpan: tokenSpan, span: tokenSpan)
    case .percent:
      let percent = try percent("a percentage")
      result = AmountSyntax(head: .percent(percent.value), headSpan: tokenSpan, span: tokenSpan)
    case .number:
      let number = try decimal(raw, tokenSpan)
      index += 1
      if accept("percentage points") {
        result = AmountSyntax(head: .points(number / 100), headSpan: tokenSpan, span: tokenSpan)
      } else if current?.kind == .word, !["per", "and", "in"].contains(text()) {
        let noun = try plainName("what is counted")
        result = AmountSyntax(
          head: .count(number, noun: noun), headSpan: noun.span, span: tokenSpan)
      } else {
        result = AmountSyntax(head: .plain(number), headSpan: tokenSpan, span: tokenSpan)
      }
    case .word:
      let name = try name("an amount or the name of an assumption")
      return AmountSyntax(head: .name(name), headSpan: name.span, span: name.span)
    default: throw unexpected("an amount")
    }
    try tail(&result, start)
    result.span = span(from: start)
    return result
  }

  /// The unit of a figure: `£`, a noun or `%`, with what it is per and its price base.
  mutating func unit() throws(Diagnostic) -> AmountSyntax {
    let start = index
    guard let token = current else { throw unexpected("`£`, a noun or `%`") }
    let span = source.span(token.range)
    var result: AmountSyntax
    switch (token.kind, source.slice(token.range)) {
    case (.money, "£"):
      index += 1
      result = AmountSyntax(head: .money(1), headSpan: span, span: span)
    case (.percent, "%"):
      index += 1
      result = AmountSyntax(head: .percent(1), headSpan: span, span: span)
    case (.word, _):
      let noun = try plainName("what it counts")
      result = AmountSyntax(head: .count(1, noun: noun), headSpan: span, span: span)
    default: throw unexpected("`£`, a noun or `%`")
    }
    try tail(&result, start)
    result.span = self.span(from: start)
    return result
  }

  private func money(_ raw: String, _ span: SourceSpan) throws(Diagnostic) -> Decimal {
    var body = String(raw.dropFirst())
    var scale: Decimal = 1
    var suffix = ""
    if let last = body.last, last.isLetter {
      guard last == "k" || last == "m" else {
        throw Diagnostic(
          .e003, span, "I can't read `\(raw)`: after the digits only `k` or `m` may come.")
      }
      scale = last == "k" ? 1000 : 1_000_000
      suffix = String(last)
      body.removeLast()
    }
    return try decimal(body, span, around: ("£", suffix)) * scale
  }

  private mutating func tail(_ amount: inout AmountSyntax, _ start: Int) throws(Diagnostic) {
    while sees("per") {
      let perStart = index
      index += 1
      if let unit = try calendarUnit(perStart) {
        if amount.perTime != nil {
          throw Diagnostic(.e312, span(from: perStart), "This amount has two periods; I need one.")
        }
        amount.perTime = Spanned(value: unit, span: span(from: perStart))
      } else {
        let noun = try plainName("a period or a noun after `per`")
        amount.perNouns.append(noun)
      }
    }
    if accept("cash") {
      amount.base = .cash
    } else if sees("in"), index + 1 < tokens.count, tokens[index + 1].kind == .yearPair {
      index += 1
      amount.base = .prices(try financialYear().value)
      try expect("prices")
    } else if accept("of baseline") {
      amount.basis = .baseline
    } else if accept("of starts") {
      amount.basis = .starts
    } else if accept("of its") {
      amount.basis = .level(in: try month().value)
      try expect("level")
    }
    if amount.base != nil {
      guard case .money = amount.head else {
        throw Diagnostic(.e312, span(from: start), "Only money has a price base.")
      }
    }
    if amount.basis != nil {
      guard case .percent = amount.head else {
        throw Diagnostic(.e312, span(from: start), "Only a percentage can be `of` something.")
      }
    }
  }

  private mutating func calendarUnit(_ perStart: Int) throws(Diagnostic) -> CalendarUnit? {
    for unit in CalendarUnit.allCases where accept(unit.rawValue) { return unit }
    guard accept("year") else { return nil }
    let span = span(from: perStart)
    throw Diagnostic(
      .e305, span,
      "Which year? Financial years start in April; academic years start in September.",
      fixes: [
        .replace(.choose, span, with: "per financial year"),
        .replace(.choose, span, with: "per academic year"),
      ])
  }
}
