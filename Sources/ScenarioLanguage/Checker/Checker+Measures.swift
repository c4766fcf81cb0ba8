import Foundation
import Periods

extension Checker {
  func checkMeasure(_ syntax: MeasureSyntax) -> Measure? {
    let block = syntax.block
    guard let noun = noun(syntax.noun) else { return nil }
    for category in syntax.split { if !find(category, .category) { return nil } }
    if syntax.split.count > 1 {
      bag.add(
        .e109, syntax.split[1].span,
        "A measure can be split by one category so far. Keep the one the costs depend on.")
      return nil
    }
    if block.attempted.contains("source") || block.attempted.contains("starts") {
      requireEvidence(block)
    }
    guard let source = source(syntax, noun) else { return nil }
    return Measure(
      name: block.name.value, label: block.common.label?.value ?? block.name.value, noun: noun,
      isFlow: syntax.perMonth != nil, splitBy: syntax.split.map(\.value), source: source,
      evidence: evidence(block))
  }

  private func source(_ syntax: MeasureSyntax, _ noun: String) -> Measure.Source? {
    if let history = syntax.history {
      guard find(history.census, .census) else { return nil }
      guard let forecast = syntax.forecast else { return nil }
      guard forecast.value == "published-trend" else {
        bag.add(
          .e207, forecast.span,
          "A published history is forecast by its published trend and nothing else yet.",
          fixes: [.replace(.choose, forecast.span, with: "published-trend")])
        return nil
      }
      return .published(series: history.series.value, census: history.census.value)
    }
    if let own = syntax.own { return ownHistory(own, syntax) }
    if let projection = syntax.projection {
      if let forecast = syntax.forecast {
        bag.add(
          .e105, forecast.span, "A projection is its own forecast; it can't have another.",
          fixes: [.write(.choose, "delete this clause")])
        return nil
      }
      return table(projection).map { .projection($0) }
    }
    if let flow = syntax.perMonth {
      bag.add(
        .e309, flow,
        "Events per month need a history of your own `each month`; this measure has none.",
        fixes: [.write(.choose, "leave `per month` out, or give a history")])
      return nil
    }
    if let follows = syntax.follows { return self.follows(syntax, follows, noun) }
    guard let starts = syntax.starts else { return nil }
    if let split = syntax.split.first {
      bag.add(
        .e109, split.span, "A measure that `starts at` one amount can't be split yet.")
      return nil
    }
    guard let value = value(starts) else { return nil }
    guard value.quantity.kind == .count(noun), value.quantity.perNouns.isEmpty,
      value.quantity.perTime == nil
    else {
      counts(starts.span, noun, syntax.block.name.value, value.quantity)
      return nil
    }
    if let forecast = syntax.forecast { guard isChange(forecast) else { return nil } }
    return .level(start: value, growth: syntax.forecast?.value)
  }

  private func follows(
    _ syntax: MeasureSyntax, _ follows: (measure: Name, at: Name, sharedBy: Name?), _ noun: String
  ) -> Measure.Source? {
    guard find(follows.measure, .measure), find(follows.at, .assumption),
      let other = scope.measures[follows.measure.value]
    else { return nil }
    guard other.follows == nil, follows.measure.value != syntax.block.name.value else {
      bag.add(
        .e207, follows.measure.span,
        "A measure can follow only a measure with a history or a level of its own.")
      return nil
    }
    guard let otherNoun = scope.nouns[other.noun.value],
      let amount = resolved[follows.at.value]
    else { return nil }
    let wanted = Quantity(magnitude: 1, kind: .count(noun), perNouns: [otherNoun])
    for value in values(of: amount.body) where !sameUnit(value.quantity, wanted) {
      bag.add(
        .e312, follows.at.span,
        "`\(follows.at.value)` is in \(describe(value.quantity)), and I need "
          + "\(describe(wanted)) to get from one measure to the other.")
      return nil
    }
    if case .byItem(let category, _) = amount.body, other.split.first?.value != category {
      bag.add(
        .e604, follows.at.span,
        "`\(follows.at.value)` is given for each `\(category)`, which does not split "
          + "`\(follows.measure.value)`.")
      return nil
    }
    switch (follows.sharedBy, syntax.split.first) {
    case (nil, let split?):
      bag.add(
        .e106, split.span, "This measure is split, and nothing says by which shares.",
        fixes: [.write(.fill, "add `, shared by …` to `follows`")])
      return nil
    case (let shares?, let split): guard checkShares(shares, split) else { return nil }
    case (nil, nil): break
    }
    return .follows(
      measure: follows.measure.value, at: follows.at.value, sharedBy: follows.sharedBy?.value)
  }

  private func checkShares(_ name: Name, _ split: Name?) -> Bool {
    guard find(name, .assumption), let shares = resolved[name.value] else { return false }
    guard case .byItem(let category, let values) = shares.body, category == split?.value else {
      bag.add(
        .e312, name.span,
        "`\(name.value)` must be given `for each` item of what splits this measure"
          + (split.map { " (`\($0.value)`)." } ?? "; this measure is not split."))
      return false
    }
    for item in values
    where item.value.quantity.kind != .percent(nil)
      || item.value.quantity.perTime != nil
    {
      bag.add(
        .e312, name.span,
        "`\(name.value)` is in \(describe(item.value.quantity)), and I need shares in %.")
      return false
    }
    let total = values.reduce(Decimal(0)) { $0 + $1.value.quantity.magnitude }
    let isFixed = values.allSatisfy { $0.value.shape == .fixed }
    if isFixed, total != 1 {
      bag.add(
        .e308, name.span, "The shares of `\(name.value)` sum to \(total * 100)%, not 100%.",
        notes: [
          .init(
            message: "the shares are here", span: scope.assumptions[name.value]?.block.name.span)
        ], fixes: [.write(.fill, "change a share")])
      return false
    }
    return true
  }

  func values(of body: Assumption.Body) -> [ValueSpec] {
    switch body {
    case .single(let value): [value]
    case .byPeriod(let dated, let onwards): dated.map(\.value) + (onwards.map { [$0] } ?? [])
    case .byItem(_, let values): values.map(\.value)
    }
  }

  /// A change per financial or academic year, single or by period.
  func isChange(_ name: Name) -> Bool {
    guard find(name, .assumption), let assumption = resolved[name.value] else { return false }
    if case .byItem = assumption.body {
      bag.add(
        .e312, name.span,
        "`\(name.value)` is given `for each` item, and I need one change for all of them.")
      return false
    }
    for value in values(of: assumption.body) {
      let isYearly =
        value.quantity.perTime == .financialYear || value.quantity.perTime == .academicYear
      guard value.quantity.kind == .percent(nil), isYearly, value.quantity.perNouns.isEmpty else {
        bag.add(
          .e312, name.span,
          "`\(name.value)` is in \(describe(value.quantity)), and I need a change such as `3% per "
            + "financial year`.")
        return false
      }
    }
    return true
  }

  /// Reports an amount that does not count what the measure counts.
  func counts(_ span: SourceSpan, _ noun: String, _ measure: String, _ found: Quantity) {
    if case .count(let other) = found.kind, other != noun {
      bag.add(
        .e309, span,
        "`\(measure)` counts \(plural(noun)), not \(plural(other)).",
        fixes: [.replace(.choose, span, with: plural(noun))])
    } else {
      bag.add(
        .e312, span, "This is in \(describe(found)), and `\(measure)` counts \(plural(noun)).")
    }
  }
}
