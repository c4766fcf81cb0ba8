import Periods

extension FileParser {
  /// One of the clauses that say when something holds and how it builds up.
  func readTiming(
    _ cursor: inout Cursor, _ key: String, _ timing: inout TimingSyntax
  ) throws(Diagnostic) {
    switch key {
    case "from": timing.from = try cursor.period()
    case "until": timing.until = try cursor.period()
    case "lag": timing.lag = try cursor.duration()
    case "over":
      timing.over = try cursor.duration()
      guard cursor.current?.kind == .comma else {
        let span = cursor.span(from: 1)
        throw Diagnostic(
          .e406, span, "How does it build up?",
          fixes: [", straight-line", ", s-curve"].map {
            .insert(.choose, $0, at: span.end, in: span.file)
          })
      }
      cursor.index += 1
      timing.isSCurve = try shape(&cursor)
    case "fades":
      try cursor.expect("by")
      timing.fades = try cursor.value()
    default: try readFullEffect(&cursor, &timing)
    }
  }

  func checkBuildUp(_ block: BlockSyntax) {
    guard block.attempted.isSuperset(of: ["over", "full"]) else { return }
    bag.add(
      .e105, block.name.span,
      "`over` and `full effect by` both say how long the build-up takes. Keep one.")
  }

  private func shape(_ cursor: inout Cursor) throws(Diagnostic) -> Bool {
    if cursor.accept("straight-line") { return false }
    if cursor.accept("s-curve") { return true }
    throw cursor.unexpected("`straight-line` or `s-curve`")
  }

  private func readFullEffect(
    _ cursor: inout Cursor, _ timing: inout TimingSyntax
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
    timing.fullEffectBy = Spanned(value: atStart ? first : last.advanced(by: 1), span: period.span)
    if cursor.current?.kind == .comma {
      cursor.index += 1
      timing.isSCurve = try shape(&cursor)
    }
  }
}
