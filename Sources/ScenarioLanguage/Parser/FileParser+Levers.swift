import Foundation
import Periods

/// The double nearest to a decimal.
func double(_ value: Decimal) -> Double { NSDecimalNumber(decimal: value).doubleValue }

extension FileParser {
  mutating func readLever(_ raw: RawBlock, _ start: LeverSyntax) {
    var lever = start
    let repeatable = Self.effects.union(["after", "spend"])
    lever.block = readClauses(raw, lever.block, repeatable: repeatable) {
      (cursor, key, _) throws(Diagnostic) in
      switch key {
      case "move", "divert", "reduce", "increase", "set", "cap":
        lever.effects.append(try effect(&cursor, key))
      case "after":
        try cursor.expect("lever")
        lever.after.append(try cursor.plainName("a lever"))
      case "delivers": lever.delivers = try cursor.value()
      case "spend":
        let amount = try cursor.value()
        let once = cursor.accept("once")
        try cursor.expect("on")
        lever.spends.append((amount, once, try cursor.plainName("a fund")))
      default: try readTiming(&cursor, key, &lever.timing)
      }
    }
    checkWhole(lever, "lever")
    file.levers.append(lever)
  }

  static let effects: Set<String> = ["move", "divert", "reduce", "increase", "set", "cap"]

  func checkWhole(_ lever: LeverSyntax, _ word: String) {
    require(
      lever.block, anyOf: Array(Self.effects), "This \(word) changes nothing.",
      write: "move … out of … into …")
    require(lever.block, anyOf: ["from"], "This \(word) has no start.", write: "from April 2027")
    checkBuildUp(lever.block)
  }

  func effect(_ cursor: inout Cursor, _ key: String) throws(Diagnostic) -> EffectSyntax {
    let start = cursor.index - 1
    switch key {
    case "set", "cap":
      let item = try cursor.plainName("an item or a measure")
      try cursor.expect(key == "set" ? "to" : "at")
      let amount = try effectAmount(&cursor)
      return EffectSyntax(
        kind: key == "set" ? .set(item) : .cap(item), amount: amount, headSpan: item.span,
        span: cursor.span(from: start))
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
