import Periods

extension Checker {
  func checkRegression(_ syntax: RegressionSyntax) -> CountRegression? {
    let block = syntax.block
    requireEvidence(block)
    guard find(syntax.measure, .measure), let measure = scope.measures[syntax.measure.value] else {
      return nil
    }
    requireHome(block, of: measure, "regression")
    let before = bag.all.count
    if measure.perMonth == nil {
      bag.add(
        .e309, syntax.measure.span,
        "A regression predicts events per month, and `\(syntax.measure.value)` counts what is there.",
        notes: [.init(message: "the measure", span: measure.block.name.span)],
        fixes: [.write(.choose, "write `counts … per month` where it is declared")])
    }
    if measure.forecast?.value != block.name.value {
      bag.add(
        .e207, syntax.measure.span,
        "`\(syntax.measure.value)` is not forecast by `\(block.name.value)`, so this regression would "
          + "change nothing.",
        fixes: [.write(.choose, "write `forecast by \(block.name.value)` where it is declared")])
    }
    let family = syntax.family.flatMap { self.family($0) }
    if let exposure = syntax.exposure { checkExposure(exposure, measure) }
    if let level = syntax.level { checkSplit(level, measure) }
    let terms = syntax.terms.compactMap { term($0, measure) }
    let file = syntax.fitted.flatMap { table($0.file) }
    if let fitted = syntax.fitted { checkWindow(fitted, syntax.heldBack) }
    guard let family, let file, let fitted = syntax.fitted, terms.count == syntax.terms.count,
      !bag.all[before...].contains(where: { $0.severity == .error })
    else { return nil }
    return CountRegression(
      name: block.name.value, label: block.common.label?.value ?? block.name.value,
      measure: syntax.measure.value, family: family, exposure: syntax.exposure?.value,
      levelVariesBy: syntax.level?.value, terms: terms, file: file, firstMonth: fitted.from.value,
      lastMonth: fitted.to.value, heldBackMonths: syntax.heldBack?.value ?? 0,
      evidence: evidence(block), location: block.headSpan.location)
  }

  private func family(_ name: Name) -> CountRegression.Family? {
    if let family = CountRegression.Family(rawValue: name.value) { return family }
    let known = CountRegression.Family.allCases.map(\.rawValue)
    let near = nearest(name.value, in: known)
    bag.add(
      .e201, name.span,
      "I know no family `\(name.value)`. The families are \(known.joined(separator: ", ")).",
      fixes: near.map { [.replace(.choose, name.span, with: $0)] } ?? [])
    return nil
  }

  private func checkExposure(_ name: Name, _ measure: MeasureSyntax) {
    guard find(name, .measure), let exposure = scope.measures[name.value] else { return }
    if let flow = exposure.perMonth {
      bag.add(
        .e309, name.span, "Those at risk are people who are there, not events per month.",
        notes: [.init(message: "it counts per month", span: flow)])
    }
    if let split = exposure.split.first, split.value != measure.split.first?.value {
      bag.add(
        .e604, name.span,
        "`\(name.value)` is split by `\(split.value)`, which does not split "
          + "`\(measure.block.name.value)`.")
    }
  }

  private func checkSplit(_ name: Name, _ measure: MeasureSyntax) {
    guard find(name, .category) else { return }
    guard !measure.split.contains(where: { $0.value == name.value }) else { return }
    bag.add(
      .e604, name.span, "`\(name.value)` does not split `\(measure.block.name.value)`.",
      fixes: measure.split.first.map { [.replace(.choose, name.span, with: $0.value)] } ?? [])
  }

  private func term(
    _ syntax: RegressionSyntax.Term, _ measure: MeasureSyntax
  ) -> CountRegression.Term? {
    let variable: CountRegression.Term.Variable
    switch syntax.variable.value {
    case "trend": variable = .trend(levellingOff: syntax.levellingOff != nil)
    case "season": variable = .season
    default:
      guard find(syntax.variable, .covariate) else { return nil }
      variable = .covariate(syntax.variable.value)
    }
    if let span = syntax.levellingOff, syntax.variable.value != "trend" {
      bag.add(.e107, span, "Only a trend levels off.")
    }
    for category in syntax.together { checkSplit(category, measure) }
    return .init(variable: variable, togetherWith: syntax.together.map(\.value))
  }

  private func checkWindow(
    _ fitted: (file: Name, from: Spanned<Month>, to: Spanned<Month>), _ held: Spanned<Int>?
  ) {
    let span = fitted.from.span.through(fitted.to.span)
    guard fitted.from.value <= fitted.to.value else {
      bag.add(
        .e409, span, "These months are back to front.",
        fixes: [.replace(.choose, span, with: "\(fitted.to.value) to \(fitted.from.value)")])
      return
    }
    let months = fitted.from.value.months(to: fitted.to.value) + 1
    if let held, months - held.value < 24 {
      bag.add(
        .e409, held.span,
        "Holding back \(held.value) of \(months) months leaves fewer than 24 to fit to.",
        fixes: [.write(.fill, "hold back fewer months, or fit to a longer time")])
    }
  }
}
