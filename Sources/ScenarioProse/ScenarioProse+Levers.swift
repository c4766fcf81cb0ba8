import Periods
import ScenarioLanguage

extension ScenarioProse {
  func lever(_ lever: Lever) -> String {
    let effects = lever.effects.map(effect)
    var text = "\(dates(lever)), \(words.list(effects))"
    if lever.lagMonths > 0 {
      text += ", showing \(words.months(lever.lagMonths)) later"
    }
    text = words.sentence(text)
    if let fades = lever.fades {
      text += " The effect fades by \(words.value(fades))."
    }
    if let delivers = lever.delivers {
      text += " We expect \(words.value(delivers)) of this."
    }
    for spend in lever.spends {
      text +=
        " It costs \(words.value(spend.amount))\(spend.once ? " once" : ""), "
        + "\(words.name(spend.fund))."
    }
    return text + words.evidence(lever.evidence)
  }

  private func dates(_ lever: Lever) -> String {
    var text = "from \(lever.from)"
    if let until = lever.until { text += " to \(until)" }
    if lever.rampMonths > 0 {
      text +=
        ", building up \(lever.rampIsSCurve ? "slowly, then fast, then slowly" : "evenly") over "
        + words.months(lever.rampMonths)
    }
    return text
  }

  private func effect(_ effect: Lever.Effect) -> String {
    switch effect {
    case .move(let amount, let from, let to):
      return "\(words.value(amount)) move from \(words.name(from)) to \(words.name(to))"
    case .divert(let amount, let from, let to):
      return "\(words.value(amount)) that would begin in \(words.name(from)) begin in "
        + words.name(to)
    case .reduce(let item, let amount, let destination):
      let whither =
        switch destination {
        case .item(let other): "who move to \(words.name(other))"
        case .leavingTheService: "who leave the service"
        case .neverStarting: "who never start"
        }
      return "\(words.name(item)) falls by \(words.value(amount)), \(whither)"
    case .increase(let item, let amount, let origin):
      let whither =
        switch origin {
        case .item(let other): "drawn from \(words.name(other))"
        case .joiningTheService: "joining the service"
        }
      return "\(words.name(item)) rises by \(words.value(amount)), \(whither)"
    case .set(let item, let amount): return "\(words.name(item)) is set to \(words.value(amount))"
    case .cap(let item, let amount):
      return
        "\(words.name(item)) is held at \(words.value(amount)) at most; those above never start"
    }
  }

  func contract(_ contract: Contract) -> String {
    let whom =
      contract.items.isEmpty
      ? words.name(contract.measure)
      : "\(words.name(contract.measure)) in \(words.list(contract.items.map(words.plain)))"
    var text = "From \(contract.from)"
    if let until = contract.until { text += " to \(until)" }
    text +=
      ", “\(contract.label)” provides \(words.value(contract.provides)) for \(whom), at "
      + "\(words.value(contract.price)), \(words.name(contract.fund))."
    text +=
      contract.paidWhenEmpty
      ? " It is paid whether or not they are occupied." : " It is paid only when they are occupied."
    if let filled = contract.filledTo {
      text += " We expect \(words.value(filled)) of them to be filled."
    }
    if let cost = contract.replaces {
      text += " Each occupied one stops one payment of \(words.name(cost))."
    }
    if let inflation = contract.inflation {
      text += " The price rises with \(words.name(inflation))."
    }
    return text + words.evidence(contract.evidence)
  }

  func scenario(_ scenario: Scenario) -> String {
    var text = "“\(scenario.label)”"
    if let parent = scenario.parent { text += " starts from \(words.name(parent))" }
    text +=
      (scenario.parent == nil ? " counts " : " and counts ")
      + words.list(scenario.covers.map(words.name)) + "."
    func used(_ name: String, _ delay: Int) -> String {
      words.name(name) + (delay > 0 ? ", \(words.months(delay)) later" : "")
    }
    if !scenario.levers.isEmpty {
      text +=
        " Its levers, in order: "
        + scenario.levers.map { used($0.lever, $0.delayMonths) }.joined(separator: "; ") + "."
    }
    if !scenario.contracts.isEmpty {
      text +=
        " Its contracts: "
        + scenario.contracts.map { used($0.contract, $0.delayMonths) }.joined(separator: "; ") + "."
    }
    for override in scenario.overrides {
      text +=
        " Here \(words.name(override.assumption)) is \(words.value(override.value))"
        + (override.from.map { " from \($0)" } ?? "") + ", because: \(override.because)."
        + words.evidence(override.evidence)
    }
    return text
  }
}
