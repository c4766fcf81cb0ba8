import Foundation
import Periods
import ScenarioLanguage

extension ScenarioProse {
  var settings: String {
    let settings = model.settings
    return "“\(model.title)”"
      + (settings.area.map { " is about \($0)" } ?? "")
      + "\(settings.area == nil ? " runs" : ", and runs") from \(settings.firstMonth) to "
      + "\(settings.lastMonth)"
      + (settings.priceBase.map { " in \($0.label) prices" } ?? "")
      + ". A school year has \(settings.schoolDays) days. Every figure rests on "
      + "\(words.amount(Double(settings.runs), Quantity(magnitude: 1, kind: .plain))) possible futures, "
      + "seed \(settings.seed)."
  }

  func measure(_ measure: Measure) -> String {
    let noun = words.noun(measure.noun, 2)
    var text = "“\(measure.label)” counts \(noun)" + (measure.isFlow ? " a month" : "")
    if !measure.splitBy.isEmpty {
      text += " by \(words.list(measure.splitBy.map(words.plain)))"
    }
    text += ". "
    switch measure.source {
    case .published(let series, let census):
      text +=
        "Its past is the published series of \(series) at \(census), which its trend carries forward."
    case .follows(let other, let at, let shares):
      text +=
        "It follows \(words.name(other)), by \(words.name(at))"
        + (shares.map { ", shared out by \(words.name($0))" } ?? "") + "."
    case .level(let start, let growth):
      text +=
        "It starts at \(words.value(start))"
        + (growth.map { " and changes by \(words.name($0))" } ?? " and stays there") + "."
    case .own(let history):
      text += "Its past is in \(history.file.path), "
      switch history.forecast {
      case .recentTrend: text += "and its recent trend carries it forward."
      case .growth(let assumption): text += "and it changes by \(words.name(assumption))."
      case .regression(let name): text += "and the regression \(words.plain(name)) predicts it."
      case .pathway(let name): text += "and children move by the pathway \(words.plain(name))."
      case .lastValue: text += "and its last figure holds."
      }
    case .projection(let file): text += "It is taken as given from \(file.path), without a range."
    }
    return text + words.evidence(measure.evidence)
  }

  func assumption(_ assumption: Assumption) -> String {
    var text = "“\(assumption.label)” is "
    switch assumption.body {
    case .single(let value): text += words.value(value)
    case .byPeriod(let dated, let onwards):
      text += dated.map { "\(words.value($0.value)) in \(period($0.period))" }
        .joined(separator: "; ")
      if let onwards { text += "\(dated.isEmpty ? "" : "; then ")\(words.value(onwards))" }
    case .byItem(_, let values):
      text += values.map { "for \(words.plain($0.item)) \(words.value($0.value))" }
        .joined(separator: "; ")
    }
    text += "."
    for other in assumption.movesWith {
      text +=
        " It moves with \(words.name(other.with)) (correlation "
        + "\(words.spelledPlain(other.coefficient)))."
    }
    return text + words.evidence(assumption.evidence)
  }

  func period(_ period: PeriodSpec) -> String {
    switch period {
    case .financialYear(let year): year.label
    case .academicYear: "the academic year from \(period.firstMonth)"
    case .month(let month): "\(month)"
    }
  }

  func cost(_ cost: Cost) -> String {
    let noun =
      model.measures.first { $0.name == cost.measure }.map { $0.noun } ?? "one"
    var text =
      "“\(cost.label)” is paid for each \(noun) in \(words.name(cost.measure))"
      + (cost.items.isEmpty ? "" : " (\(words.list(cost.items.map(words.plain))))")
      + ": \(words.value(cost.price)), \(words.name(cost.fund))."
    if let inflation = cost.inflation { text += " It rises with \(words.name(inflation))." }
    for change in cost.fundChanges {
      text += " From \(change.from) it is charged to \(words.name(change.fund))."
    }
    for part in cost.contributions {
      text += " Each payment is shared with \(words.name(part.fund)): \(words.value(part.share))."
    }
    return text + words.evidence(cost.evidence)
  }

  func pathway(_ pathway: Pathway) -> String {
    var text = "\(words.name(pathway.measure)) move from place to place month by month"
    if let rates = pathway.rates, let first = pathway.firstMonth, let last = pathway.lastMonth {
      text += ", at the rates counted in \(rates.path) from \(first) to \(last)"
    }
    text = words.sentence(text)
    for rate in pathway.written {
      switch rate {
      case .enter(let item, let value):
        text += " \(words.sentence("\(words.value(value)) enter \(words.plain(item))"))"
      case .leave(let item, let value):
        text += " \(words.sentence("\(words.value(value)) leave \(words.plain(item))"))"
      case .transfer(let from, let to, let value):
        text +=
          " \(words.sentence("\(words.value(value)) go from \(words.plain(from)) to \(words.plain(to))"))"
      }
    }
    if let age = pathway.ageOut { text += " Everybody leaves at \(age)." }
    for limit in pathway.limits {
      text +=
        " No more fit \(words.plain(limit.item)) than \(words.name(limit.capacity)) allow; the rest go "
        + "to \(words.plain(limit.overflow))."
    }
    return text + words.evidence(pathway.evidence)
  }

  func regression(_ regression: CountRegression) -> String {
    var parts: [String] = []
    for term in regression.terms {
      let what =
        switch term.variable {
        case .trend(let levelling): levelling ? "a trend that levels off" : "a trend"
        case .season: "the season"
        case .covariate(let name): words.plain(name)
        }
      parts.append(
        what
          + (term.togetherWith.isEmpty
            ? "" : ", differently by \(words.list(term.togetherWith.map(words.plain)))"))
    }
    return "\(words.name(regression.measure).prefix(1).uppercased())"
      + "\(words.name(regression.measure).dropFirst()) are predicted by \(words.list(parts))"
      + (regression.exposure.map { ", for each of \(words.name($0))" } ?? "")
      + ", fitted to \(regression.file.path) from \(regression.firstMonth) to \(regression.lastMonth) "
      + "(\(regression.family.rawValue))."
      + (regression.heldBackMonths > 0
        ? " The last \(words.months(regression.heldBackMonths)) were held back to test it." : "")
      + words.evidence(regression.evidence)
  }

  func figure(_ figure: Figure) -> String {
    words.sentence("\(words.plain(figure.name)) is \(expression(figure.expression))")
  }

  private func expression(_ expression: Figure.Expression) -> String {
    func item(_ name: String, _ item: String?) -> String {
      words.name(name) + (item.map { " in \(words.plain($0))" } ?? "")
    }
    switch expression {
    case .amount(let quantity): return words.amount(quantity.value, quantity)
    case .measure(let name, let of): return item(name, of)
    case .assumption(let name, let of): return item(name, of)
    case .cost(let name): return words.name(name)
    case .figure(let name): return words.plain(name)
    case .total(let name): return "the total of \(words.name(name))"
    case .repriced(let inner, let year):
      return "\(self.expression(inner)) at \(year.label) prices"
    case .add(let left, let right):
      return "\(self.expression(left)) plus \(self.expression(right))"
    case .subtract(let left, let right):
      return "\(self.expression(left)) less \(self.expression(right))"
    case .multiply(let left, let right):
      return "\(self.expression(left)) times \(self.expression(right))"
    case .divide(let left, let right):
      return "\(self.expression(left)) divided by \(self.expression(right))"
    }
  }
}

extension Wording {
  func spelledPlain(_ value: Double) -> String {
    amount(value, Quantity(magnitude: 0, kind: .plain))
  }
}
