import Periods

extension Checker {
  /// Dates that fit each other and the horizon; `what` opens the sentences.
  func checkDates(_ syntax: TimingSyntax, _ what: String, perAcademicYear isAcademic: Bool) {
    guard let from = syntax.from else { return }
    checkStart(from)
    for period in [from, syntax.until].compactMap({ $0 }) {
      guard isAcademic, case .financialYear(let year) = period.value else { continue }
      let month = period.span == from.span ? year.firstMonth : year.lastMonth
      bag.add(
        .e402, period.span,
        "`\(year.label)` always means the financial year (\(month)), but the amounts here are "
          + "per academic year.",
        fixes: [
          .replace(.choose, period.span, with: "\(month)"),
          .replace(.choose, period.span, with: "academic year \(year.label)"),
        ])
    }
    if let until = syntax.until, let settings, until.value.lastMonth < settings.firstMonth,
      until.value.lastMonth >= from.value.firstMonth
    {
      bag.add(
        .e405, until.span,
        "\(what) ends before the horizon starts (\(settings.firstMonth)), so it would change nothing.",
        fixes: [.write(.fill, "write a later month, or an earlier `horizon`")])
    }
    let start = from.value.firstMonth
    if let until = syntax.until, until.value.lastMonth < start {
      bag.add(
        .e404, until.span, "\(what) ends before it starts (\(start), line \(from.span.line)).",
        notes: [.init(message: "it starts here", span: from.span)],
        fixes: [.write(.fill, "write a later month")])
      return
    }
    let lag = syntax.lag?.value ?? 0
    if let full = syntax.fullEffectBy, full.value <= start.advanced(by: lag) {
      bag.add(
        .e404, full.span, "Full effect would come before the start (\(start)).",
        notes: [.init(message: "it starts here", span: from.span)],
        fixes: [.write(.fill, "write a later period")])
    }
    guard let until = syntax.until, let over = syntax.over else { return }
    let complete = start.advanced(by: lag + over.value)
    if complete > until.value.lastMonth.advanced(by: 1) {
      bag.add(
        .e407, over.span,
        "The build-up would finish in \(complete) but it stops in \(until.value.lastMonth).",
        notes: [.init(message: "it stops here", span: until.span)],
        fixes: [.write(.choose, "shorten it, or move `until`")])
    }
  }

  /// Months from the first effect to the whole of it.
  func rampMonths(_ timing: TimingSyntax) -> Int {
    guard let full = timing.fullEffectBy, let from = timing.from else {
      return timing.over?.value ?? 0
    }
    return from.value.firstMonth.advanced(by: timing.lag?.value ?? 0).months(to: full.value)
  }
}
