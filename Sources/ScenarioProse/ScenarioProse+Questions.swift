import Periods
import ScenarioLanguage

extension ScenarioProse {
  func ask(_ ask: Ask) -> String {
    var text = "“\(ask.title)” Starting with \(words.name(ask.start))"
    let levers = model.levers.filter { $0.name.hasPrefix("\(ask.scenario)-suppose-") }
    if !levers.isEmpty {
      text += ", suppose: " + levers.map { self.lever($0) }.joined(separator: " ")
    } else {
      text += "."
    }
    for show in ask.shows {
      text +=
        " Show \(words.name(show.subject))"
        + (show.by.isEmpty ? "" : " by \(words.list(show.by.map(words.plain)))")
        + " from \(show.from.label) to \(show.to.label)."
    }
    for question in ask.questions { text += " " + self.question(question) }
    return text
  }

  private func question(_ question: Question) -> String {
    switch question {
    case .find(let find):
      return
        "Find how large \(words.name(find.lever)) must be, between \(words.percent(find.low)) and "
        + "\(words.percent(find.high)) of its amount, for \(target(find.target)) to be "
        + "\(find.atMost ? "at most" : "at least") \(words.amount(find.limit.value, find.limit)), "
        + "\(words.percent(find.confidence)) likely."
    case .chance(let chance):
      return
        "What is the chance that \(target(chance.target)) is \(chance.over ? "over" : "under") "
        + "\(words.amount(chance.threshold.value, chance.threshold))?"
    case .size(let size):
      let aim =
        size.confidence.map { "the lowest cost at \(words.percent($0)) confidence" }
        ?? "the lowest expected cost"
      return
        "How many places of \(words.name(size.contract)), between \(size.low) and \(size.high), "
        + "have \(aim)?"
    case .rank(let rank):
      return rank.ofLevers
        ? "Which levers move \(target(rank.target)) most?"
        : "Which assumptions drive the range of \(target(rank.target))?"
    case .benchmark(let benchmark):
      return
        "How does \(words.name(benchmark.measure)) at \(benchmark.census) \(benchmark.year), per "
        + "10,000 children, compare with \(words.list(benchmark.peers.map(\.rawValue)))?"
    }
  }

  private func target(_ target: Target) -> String {
    let name =
      words.name(target.subject) + (target.item.map { " in \(words.plain($0))" } ?? "")
    switch target.moment {
    case .year(let year): return "\(name) in \(year.label)"
    case .census(let census, let year): return "\(name) at \(census) \(year)"
    case .anyMonth(let from, let to):
      return "\(name) in any month from \(from.label) to \(to.label)"
    }
  }

  func report(_ report: Report) -> String {
    let base =
      switch report.base {
      case .cash: "in cash"
      case .prices(let year): "at \(year.label) prices"
      }
    return "“\(report.title)” sets \(words.list(report.scenarios.map(words.name))) against "
      + "\(words.name(report.baseline)), \(report.from.label) to \(report.to.label), \(base), as "
      + (report.incremental ? "changes on the year before" : "running totals")
      + (report.splitBy.isEmpty ? "" : ", by \(words.list(report.splitBy.map(words.plain)))") + "."
      + (report.gapAgainst.map { " The budget beside it is in \($0.path)." } ?? "")
  }

  func check(_ check: Check) -> String {
    let when =
      switch check.moment {
      case .census(let name, let year): "at \(name) \(year)"
      case .period(let period): "in \(self.period(period))"
      }
    return "\(check.title): \(words.name(check.subject)) \(when) must be "
      + words.amount(check.expected.value, check.expected)
      + (check.within > 0 ? ", within \(words.percent(check.within))" : "") + "."
  }
}
