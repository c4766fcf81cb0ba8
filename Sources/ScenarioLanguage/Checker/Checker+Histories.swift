extension Checker {
  func ownHistory(_ own: OwnHistorySyntax, _ syntax: MeasureSyntax) -> Measure.Source? {
    let cadence: OwnHistory.Cadence
    switch own.cadence {
    case .census(let name):
      guard find(name, .census) else { return nil }
      if let flow = syntax.perMonth {
        bag.add(
          .e309, flow, "Events per month need a history `each month`, not one figure a year.",
          notes: [.init(message: "the history", span: own.file.span)])
        return nil
      }
      cadence = .census(name.value)
    case .monthly: cadence = .monthly
    }
    guard let forecast = forecast(syntax), let file = table(own.file) else { return nil }
    return .own(OwnHistory(file: file, cadence: cadence, forecast: forecast))
  }

  private func forecast(_ syntax: MeasureSyntax) -> OwnHistory.Forecast? {
    guard let name = syntax.forecast else {
      return syntax.block.attempted.contains("forecast") ? nil : .lastValue
    }
    if name.value == "recent-trend" { return .recentTrend }
    if let pathway = scope.pathways[name.value] {
      guard pathway.measure.value == syntax.block.name.value else {
        bag.add(
          .e207, name.span,
          "`\(name.value)` is a pathway for `\(pathway.measure.value)`, a measure of its own.")
        return nil
      }
      return .pathway(name.value)
    }
    if let regression = scope.regressions[name.value] {
      guard regression.measure.value == syntax.block.name.value else {
        bag.add(
          .e207, name.span,
          "`\(name.value)` predicts `\(regression.measure.value)`, a measure of its own.")
        return nil
      }
      return .regression(name.value)
    }
    guard scope.kinds[name.value] != nil else {
      let known =
        ["recent-trend"] + scope.names(of: .assumption) + scope.names(of: .pathway)
        + scope.names(of: .regression)
      let near = nearest(name.value, in: known)
      bag.add(
        .e202, name.span,
        "There is no assumption, pathway or regression called `\(name.value)` to forecast by.",
        fixes: near.map { [.replace(.choose, name.span, with: $0)] } ?? [])
      return nil
    }
    return isChange(name) ? .growth(assumption: name.value) : nil
  }
}
