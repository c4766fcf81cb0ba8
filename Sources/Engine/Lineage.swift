public import Results
public import ScenarioLanguage

/// What each thing of a checked scenario file is made of.
public enum Lineage {
  /// The links of a model, in the order of the file.
  ///
  /// A lever acts on a measure, so the measure needs it; whether it does in a figure depends on the
  /// figure's scenario, which needs the levers and contracts that it uses.
  public static func links(_ model: ScenarioModel) -> [LineageLink] {
    var links: [LineageLink] = []
    func add(_ name: String, _ needs: String) {
      links.append(LineageLink(name: name, needs: needs))
    }
    func add(_ name: String, _ value: ValueSpec?) {
      if case .reference(let assumption)? = value?.form { add(name, "assumption \(assumption)") }
    }
    for measure in model.measures {
      for needed in needs(of: measure.source) { add("measure \(measure.name)", needed) }
    }
    for cost in model.costs {
      let name = "cost \(cost.name)"
      add(name, "measure \(cost.measure)")
      if let inflation = cost.inflation { add(name, "assumption \(inflation)") }
      add(name, cost.price)
      for part in cost.contributions { add(name, part.share) }
    }
    for lever in model.levers {
      let name = "lever \(lever.name)"
      add("measure \(lever.measure)", name)
      for effect in lever.effects { add(name, amount(of: effect)) }
      for value in [lever.fades, lever.delivers] { add(name, value) }
      for spend in lever.spends { add(name, spend.amount) }
    }
    for contract in model.contracts {
      let name = "contract \(contract.name)"
      add(name, "measure \(contract.measure)")
      if let cost = contract.replaces {
        add(name, "cost \(cost)")
        add("cost \(cost)", name)
      }
      if let inflation = contract.inflation { add(name, "assumption \(inflation)") }
      for value in [contract.provides, contract.price, contract.filledTo] { add(name, value) }
    }
    for figure in model.figures {
      for needed in needs(of: figure.expression, model) { add("figure \(figure.name)", needed) }
    }
    for pathway in model.pathways { links += self.links(of: pathway, model) }
    for regression in model.regressions { links += self.links(of: regression, model) }
    for scenario in model.scenarios {
      let name = "scenario \(scenario.name)"
      for use in scenario.levers { add(name, "lever \(use.lever)") }
      for use in scenario.contracts { add(name, "contract \(use.contract)") }
    }
    return links
  }

  private static func needs(of source: Measure.Source) -> [String] {
    switch source {
    case .published(let series, _): return ["published \(series)"]
    case .follows(let measure, let amount, let shares):
      return ["measure \(measure)", "assumption \(amount)"]
        + (shares.map { ["assumption \($0)"] } ?? [])
    case .level(let start, let growth):
      var needed = growth.map { ["assumption \($0)"] } ?? []
      if case .reference(let name) = start.form { needed.append("assumption \(name)") }
      return needed
    case .own(let history):
      let file = ["file \(history.file.path)"]
      switch history.forecast {
      case .recentTrend, .lastValue: return file
      case .growth(let assumption): return file + ["assumption \(assumption)"]
      case .regression(let name): return file + ["regression \(name)"]
      case .pathway(let name): return file + ["pathway \(name)"]
      }
    case .projection(let file): return ["file \(file.path)"]
    }
  }

  private static func amount(of effect: Lever.Effect) -> ValueSpec {
    switch effect {
    case .move(let amount, _, _), .divert(let amount, _, _), .reduce(_, let amount, _),
      .increase(_, let amount, _), .set(_, let amount), .cap(_, let amount):
      amount
    }
  }

  private static func needs(of expression: Figure.Expression, _ model: ScenarioModel) -> [String] {
    switch expression {
    case .amount: return []
    case .measure(let name, _): return ["measure \(name)"]
    case .total(let name):
      let isCost = model.costs.contains { $0.name == name }
      return ["\(isCost ? "cost" : "measure") \(name)"]
    case .assumption(let name, _): return ["assumption \(name)"]
    case .cost(let name): return ["cost \(name)"]
    case .figure(let name): return ["figure \(name)"]
    case .repriced(let inner, _): return needs(of: inner, model)
    case .add(let left, let right), .subtract(let left, let right), .multiply(let left, let right),
      .divide(let left, let right):
      return needs(of: left, model) + needs(of: right, model)
    }
  }

  private static func links(of pathway: Pathway, _ model: ScenarioModel) -> [LineageLink] {
    var needed: [String] = pathway.rates.map { ["file \($0.path)"] } ?? []
    var values = pathway.limits.map(\.perPlace)
    for limit in pathway.limits { needed.append("measure \(limit.capacity)") }
    for rate in pathway.written {
      switch rate {
      case .enter(_, let value), .leave(_, let value), .transfer(_, _, let value):
        values.append(value)
      }
    }
    for value in values {
      guard case .reference(let name) = value.form else { continue }
      let isFigure = model.figures.contains { $0.name == name }
      needed.append("\(isFigure ? "figure" : "assumption") \(name)")
    }
    return needed.map { LineageLink(name: "pathway \(pathway.name)", needs: $0) }
  }

  private static func links(of regression: CountRegression, _ model: ScenarioModel) -> [LineageLink]
  {
    var needed = ["file \(regression.file.path)"]
    if let exposure = regression.exposure { needed.append("measure \(exposure)") }
    for term in regression.terms {
      if case .covariate(let name) = term.variable,
        let covariate = model.covariates.first(where: { $0.name == name })
      {
        needed.append("file \(covariate.file.path)")
      }
    }
    return needed.map { LineageLink(name: "regression \(regression.name)", needs: $0) }
  }
}
