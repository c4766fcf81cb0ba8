import Periods
import ScenarioLanguage

/// What a name stands for, in Markdown.
struct Meaning {
  let model: ScenarioModel
  private let words: ValueWords

  init(_ model: ScenarioModel) {
    self.model = model
    words = ValueWords(model: model)
  }

  /// Sentences and tables about a thing; none where the model does not have it.
  func paragraphs(_ kind: Phrase.NameKind, _ name: String) -> [String] {
    switch kind {
    case .assumption: model.assumptions.first { $0.name == name }.map(assumption) ?? []
    case .lever: model.levers.first { $0.name == name }.map(lever) ?? []
    case .measure: model.measures.first { $0.name == name }.map(measure) ?? []
    case .cost: model.costs.first { $0.name == name }.map(cost) ?? []
    case .contract: model.contracts.first { $0.name == name }.map(contract) ?? []
    case .scenario: model.scenarios.first { $0.name == name }.map(scenario) ?? []
    case .regression: model.regressions.first { $0.name == name }.map(regression) ?? []
    case .pathway: model.pathways.first { $0.name == name }.map(pathway) ?? []
    case .figure:
      model.figures.first { $0.name == name }.map { ["In \(unit($0.unit)) by month."] } ?? []
    case .fund: model.funds.first { $0.name == name }.map(fund) ?? []
    case .category:
      model.categories.first { $0.name == name }.map { ["Items: \(list($0.items))."] } ?? []
    case .census: model.censuses.first { $0.name == name }.map(census) ?? []
    case .covariate:
      model.covariates.first { $0.name == name }.map { ["From `\($0.file.path)`."] } ?? []
    case .report: model.reports.first { $0.name == name }.map(report) ?? []
    }
  }

  private func unit(_ quantity: Quantity) -> String {
    let text = words.amount(1, like: quantity)
    return text.hasPrefix("£1")
      ? "£" + text.dropFirst(2) : String(text.drop { $0 != " " }.dropFirst())
  }

  private func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }

  private func assumption(_ assumption: Assumption) -> [String] {
    var result: [String] = []
    switch assumption.body {
    case .single(let value): result.append(sentence(value) + " The same in every year.")
    case .byItem(let category, let values):
      result.append(
        table(
          [category, "value", "shape"],
          values.map { [$0.item, words.value($0.value), words.shape($0.value) ?? "certain"] }))
    case .byPeriod: result.append(byYear(assumption))
    }
    for link in assumption.movesWith {
      result.append("Moves with `\(link.with)`, rank correlation \(link.coefficient).")
    }
    return result
  }

  private func sentence(_ value: ValueSpec) -> String {
    let text = words.value(value)
    return text.prefix(1).uppercased() + text.dropFirst()
      + (words.shape(value).map { " (\($0))." } ?? ".")
  }

  /// The value in each financial year of the horizon.
  private func byYear(_ assumption: Assumption) -> String {
    guard case .byPeriod(let dated, let onwards) = assumption.body else { return "" }
    let first = model.settings.firstMonth.financialYear.startYear
    let last = model.settings.lastMonth.financialYear.startYear
    var rows: [[String]] = []
    for start in first...max(first, min(last, first + 40)) {
      let year = FinancialYear(startYear: start)
      let held =
        dated.last {
          $0.period.firstMonth <= year.firstMonth && year.firstMonth <= $0.period.lastMonth
        }?
        .value
        ?? (dated.allSatisfy { $0.period.lastMonth < year.firstMonth } ? onwards : nil)
        ?? dated.first?.value ?? onwards
      guard let value = held else { continue }
      rows.append([year.label, words.value(value), words.shape(value) ?? "certain"])
    }
    return table(["year", "value", "shape"], rows)
  }

  private func table(_ head: [String], _ rows: [[String]]) -> String {
    let lines = [head, head.map { _ in "---" }] + rows
    return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  // MARK: Decisions

  private func lever(_ lever: Lever) -> [String] {
    var result = lever.effects.map { effect($0) + "." }
    let start = lever.from.advanced(by: lever.lagMonths)
    var timing = "From \(start)"
    if lever.lagMonths > 0 {
      timing += " (\(lever.lagMonths) months after its start in \(lever.from))"
    }
    if let until = lever.until { timing += " to \(until.advanced(by: lever.lagMonths))" }
    if lever.rampMonths > 0 {
      timing +=
        ", building up \(lever.rampIsSCurve ? "in an S-curve" : "evenly") until "
        + "\(start.advanced(by: lever.rampMonths))"
    }
    result.append(timing + ".")
    if let fades = lever.fades { result.append("Fades by \(words.value(fades)) after that.") }
    if let delivers = lever.delivers {
      result.append("Share of this that is expected: \(words.value(delivers)).")
    }
    for spend in lever.spends {
      result.append(
        "Costs \(words.value(spend.amount))\(spend.once ? " once" : ""), paid by "
          + "\(label(ofFund: spend.fund)).")
    }
    return [result.joined(separator: " ")]
  }

  private func effect(_ effect: Lever.Effect) -> String {
    switch effect {
    case .move(let amount, let from, let to):
      "\(amounts(amount)) move from \(from) to \(to)"
    case .divert(let amount, let from, let to):
      "\(amounts(amount)) go into \(to) instead of \(from) when they start"
    case .reduce(let item, let amount, let destination):
      "\(item) falls by \(amounts(amount))"
        + { () -> String in
          switch destination {
          case .item(let to): ", who move to \(to)"
          case .leavingTheService: ", who leave the service"
          case .neverStarting: ", who never start"
          }
        }()
    case .increase(let item, let amount, let origin):
      "\(item) rises by \(amounts(amount))"
        + { () -> String in
          switch origin {
          case .item(let from): ", drawn from \(from)"
          case .joiningTheService: ", who join the service"
          }
        }()
    case .set(let item, let amount): "\(item) is set to \(amounts(amount))"
    case .cap(let item, let amount): "\(item) is held at \(amounts(amount)) or fewer"
    }
  }

  private func amounts(_ value: ValueSpec) -> String { words.value(value) }

  private func label(ofFund name: String) -> String {
    model.funds.first { $0.name == name }?.label ?? name
  }

  private func contract(_ contract: Contract) -> [String] {
    var text =
      "\(words.value(contract.provides)) for \(contract.measure)"
      + (contract.items.isEmpty ? "" : " (\(contract.items.joined(separator: ", ")))")
      + " at \(words.value(contract.price)), from \(contract.from)"
    if let until = contract.until { text += " to \(until)" }
    text +=
      contract.paidWhenEmpty ? ", paid whether or not occupied." : ", paid only when occupied."
    if let filled = contract.filledTo { text += " Filled to \(words.value(filled))." }
    if let replaces = contract.replaces { text += " An occupied place replaces `\(replaces)`." }
    return [text + " Charged to \(label(ofFund: contract.fund))."]
  }

  private func scenario(_ scenario: Scenario) -> [String] {
    var result: [String] = []
    if let parent = scenario.parent { result.append("Extends `\(parent)`.") }
    if !scenario.covers.isEmpty { result.append("Counts \(list(scenario.covers)).") }
    if !scenario.levers.isEmpty {
      result.append(
        "Levers: "
          + scenario.levers.map {
            "`\($0.lever)`" + ($0.delayMonths > 0 ? " delayed \($0.delayMonths) months" : "")
          }.joined(separator: ", ") + ".")
    }
    if !scenario.contracts.isEmpty {
      result.append("Contracts: \(list(scenario.contracts.map(\.contract))).")
    }
    for override in scenario.overrides {
      result.append(
        "Overrides `\(override.assumption)`: \(words.value(override.value))"
          + (override.from.map { " from \($0)" } ?? "") + ", because \(override.because).")
    }
    if scenario.isExploratory { result.append("Rests on a supposition, so no report may use it.") }
    return [result.joined(separator: " ")]
  }

  // MARK: Declarations

  private func measure(_ measure: Measure) -> [String] {
    let split = measure.splitBy.isEmpty ? "" : " by \(measure.splitBy.joined(separator: ", "))"
    let what = measure.isFlow ? "Events in a month" : "A stock"
    let source =
      switch measure.source {
      case .published(let series, let census):
        "The published series `\(series)` at `\(census)`, carried on by its trend."
      case .follows(let other, let at, let shared):
        "`\(other)` item by item times `\(at)`" + (shared.map { ", shared by `\($0)`." } ?? ".")
      case .level(let start, let growth):
        "Starts at \(words.value(start))" + (growth.map { ", growing with `\($0)`." } ?? ".")
      case .own(let own): "History from `\(own.file.path)`."
      case .projection(let file): "Figures from `\(file.path)`, taken as given."
      }
    return ["\(what)\(split), counted in \(words.plural(measure.noun)). \(source)"]
  }

  private func cost(_ cost: Cost) -> [String] {
    var text = "\(words.value(cost.price)) for each of `\(cost.measure)`"
    if !cost.items.isEmpty { text += " (\(cost.items.joined(separator: ", ")))" }
    if let inflation = cost.inflation { text += ", inflated with `\(inflation)`" }
    text += ", charged to \(label(ofFund: cost.fund))"
    for change in cost.fundChanges {
      text += "; to \(label(ofFund: change.fund)) from \(change.from)"
    }
    for part in cost.contributions {
      text += "; \(words.value(part.share)) of it paid by \(label(ofFund: part.fund))"
    }
    return [text + "."]
  }

  private func regression(_ regression: CountRegression) -> [String] {
    var terms = regression.terms.map { term in
      let variable =
        switch term.variable {
        case .trend(let levels): levels ? "trend (levelling off)" : "trend"
        case .season: "season"
        case .covariate(let name): name
        }
      return ([variable] + term.togetherWith).joined(separator: " × ")
    }
    if let level = regression.levelVariesBy { terms.insert("level by \(level)", at: 0) }
    let exposure = regression.exposure.map { " + log(\($0))" } ?? ""
    return [
      "Predicts `\(regression.measure)`: `log(mean) = \(terms.joined(separator: " + "))\(exposure)`, "
        + "\(regression.family.rawValue). Fitted to `\(regression.file.path)` from "
        + "\(regression.firstMonth) to \(regression.lastMonth)"
        + (regression.heldBackMonths > 0
          ? ", the last \(regression.heldBackMonths) months held back for testing." : ".")
    ]
  }

  private func pathway(_ pathway: Pathway) -> [String] {
    var text = "Moves people between the items of `\(pathway.measure)`"
    if let rates = pathway.rates { text += " at rates counted from `\(rates.path)`" }
    text += "."
    if let age = pathway.ageOut { text += " They leave at \(age)." }
    for limit in pathway.limits {
      text +=
        " \(limit.item) is limited to the places of `\(limit.capacity)`; the others go to "
        + "\(limit.overflow)."
    }
    return [text]
  }

  private func fund(_ fund: Fund) -> [String] {
    [fund.label + (fund.ringfenced ? ", ringfenced: never netted against another fund." : ".")]
  }

  private func census(_ census: Census) -> [String] {
    let month = Month.names[min(max(census.monthOfYear, 1), 12) - 1]
    return ["Counted each \(census.day.map { "\($0) " } ?? "")\(month)."]
  }

  private func report(_ report: Report) -> [String] {
    [
      "\(report.title): \(list(report.scenarios)) against `\(report.baseline)`, \(report.from.label) to "
        + "\(report.to.label), \(report.incremental ? "changes on the year before" : "cumulative")."
    ]
  }
}
