import Foundation
import Periods

/// The double nearest to a decimal.
func double(_ value: Decimal) -> Double { NSDecimalNumber(decimal: value).doubleValue }

extension FileParser {
  mutating func readLever(_ raw: RawBlock, _ start: LeverSyntax) {
    var lever = start
    let repeatable: Set<String> = ["move", "divert", "reduce", "increase", "after", "spend"]
    lever.block = readClauses(raw, lever.block, repeatable: repeatable) {
      (cursor, key, head) throws(Diagnostic) in
      switch key {
      case "move", "divert", "reduce", "increase":
        lever.effects.append(try effect(&cursor, key))
      case "from": lever.from = try cursor.period()
      case "until": lever.until = try cursor.period()
      case "lag": lever.lag = try cursor.duration()
      case "over":
        lever.over = try cursor.duration()
        guard cursor.current?.kind == .comma else {
          let span = cursor.span(from: 1)
          throw Diagnostic(
            .e406, span, "How does it build up?",
            fixes: [", straight-line", ", s-curve"].map {
              .insert(.choose, $0, at: span.end, in: span.file)
            })
        }
        cursor.index += 1
        lever.isSCurve = try shape(&cursor)
      case "full": try readFullEffect(&cursor, &lever)
      case "after":
        try cursor.expect("lever")
        lever.after.append(try cursor.plainName("a lever"))
      case "delivers": lever.delivers = try cursor.value()
      case "spend":
        let amount = try cursor.value()
        let once = cursor.accept("once")
        try cursor.expect("on")
        lever.spends.append((amount, once, try cursor.plainName("a fund")))
      default: throw planned(key == "fades" ? "`fades by`" : "`\(key)`", head)
      }
    }
    require(
      lever.block, anyOf: ["move", "divert", "reduce", "increase", "set", "cap"],
      "This lever changes nothing.", write: "move … out of … into …")
    require(
      lever.block, anyOf: ["from"], "This lever has no start.", write: "from April 2027")
    if lever.block.attempted.isSuperset(of: ["over", "full"]) {
      bag.add(
        .e105, lever.block.name.span,
        "`over` and `full effect by` both say how long the build-up takes. Keep one.")
    }
    file.levers.append(lever)
  }

  private func shape(_ cursor: inout Cursor) throws(Diagnostic) -> Bool {
    if cursor.accept("straight-line") { return false }
    if cursor.accept("s-curve") { return true }
    throw cursor.unexpected("`straight-line` or `s-curve`")
  }

  private func readFullEffect(
    _ cursor: inout Cursor, _ lever: inout LeverSyntax
  ) throws(Diagnostic) {
    try cursor.expect("effect by")
    let atStart = cursor.accept("start of")
    let atEnd = !atStart && cursor.accept("end of")
    let period = try cursor.period()
    let first = period.value.firstMonth
    let last = period.value.lastMonth
    guard atStart || atEnd else {
      let text = source.slice(period.span.start..<period.span.end)
      let width = text.count + 15
      func reading(_ words: String, _ date: CalendarDate) -> String {
        let phrase = "by \(words) of \(text)"
        let parts = date.components
        return phrase + String(repeating: " ", count: max(2, width - phrase.count))
          + "(\(parts.day) \(date.month))"
      }
      throw Diagnostic(
        .e403, period.span,
        """
        This can mean two dates, and they put different numbers in the MTFS:
           1  \(reading("start", first.firstDay))
           2  \(reading("end", last.lastDay))
        """,
        fixes: ["start", "end"].map {
          .insert(
            .choose, "\($0) of ", at: period.span.start, in: period.span.file,
            title: "`full effect by \($0) of \(text)`")
        })
    }
    lever.fullEffectBy = Spanned(value: atStart ? first : last.advanced(by: 1), span: period.span)
    if cursor.current?.kind == .comma {
      cursor.index += 1
      lever.isSCurve = try shape(&cursor)
    }
  }

  private func effect(_ cursor: inout Cursor, _ key: String) throws(Diagnostic) -> EffectSyntax {
    let start = cursor.index - 1
    switch key {
    case "move", "divert":
      let amount = try effectAmount(&cursor)
      try cursor.expect("out of")
      let from = try cursor.plainName("an item")
      try cursor.expect("into")
      let to = try cursor.plainName("an item")
      return EffectSyntax(
        kind: key == "move" ? .move(from: from, to: to) : .divert(from: from, to: to),
        amount: amount, headSpan: amount.span, span: cursor.span(from: start))
    case "reduce":
      let item = try cursor.plainName("an item")
      let head = cursor.span(from: start)
      try cursor.expect("by")
      let amount = try effectAmount(&cursor)
      var destination = EffectSyntax.LeverDestination.missing
      if cursor.current?.kind == .comma {
        cursor.index += 1
        if cursor.accept("moving to") {
          destination = .item(try cursor.plainName("an item"))
        } else if cursor.accept("leaving the service") {
          destination = .leaving
        } else if cursor.accept("never starting") {
          destination = .neverStarting
        } else {
          throw cursor.unexpected("`moving to …`, `leaving the service` or `never starting`")
        }
      }
      return EffectSyntax(
        kind: .reduce(item, destination), amount: amount, headSpan: head,
        span: cursor.span(from: start))
    default:
      let item = try cursor.plainName("an item")
      let head = cursor.span(from: start)
      try cursor.expect("by")
      let amount = try effectAmount(&cursor)
      var origin = EffectSyntax.LeverOrigin.missing
      if cursor.current?.kind == .comma {
        cursor.index += 1
        if cursor.accept("drawn from") {
          origin = .item(try cursor.plainName("an item"))
        } else if cursor.accept("joining the service") {
          origin = .joining
        } else {
          throw cursor.unexpected("`drawn from …` or `joining the service`")
        }
      }
      return EffectSyntax(
        kind: .increase(item, origin), amount: amount, headSpan: head,
        span: cursor.span(from: start))
    }
  }

  private func effectAmount(_ cursor: inout Cursor) throws(Diagnostic) -> AmountSyntax {
    guard cursor.sees("between") || cursor.sees("one of") else { return try cursor.amount() }
    let start = cursor.index
    while let token = cursor.current, token.kind != .comma, !cursor.sees("out of") {
      cursor.index += 1
    }
    throw Diagnostic(
      .e507, cursor.span(from: start),
      "A range inside an instruction is hard to read and can't carry evidence.",
      fixes: [
        .write(.fill, "make it an `assumption` with its evidence, and write its name here")
      ])
  }
}
