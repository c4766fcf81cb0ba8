import Periods
import Results
import ScenarioLanguage

extension QuestionRunner {
  /// The chance that a figure passes a threshold: the share of draws in which it does, with the
  /// standard error √(p(1 − p)/n).
  func chance(
    _ question: ChanceQuestion, _ ask: Ask, _ answer: inout Answer
  ) throws(EngineError) {
    let reader = try TargetReader(plan: plan, table: table, ask: ask)
    let limit = question.threshold.value
    func passes(_ value: Double) -> Bool { question.over ? value > limit : value < limit }
    let draws = try reader.draws(question.target, over: question.over)
    let share = Double(draws.count(where: passes)) / Double(draws.count)
    let error = (share * (1 - share) / Double(draws.count)).squareRoot()
    let unit = unit(question.target.subject)
    let words = question.over ? "over" : "under"
    func row(_ label: String, _ quantity: String, _ value: Double, _ error: Double) -> AnswerRow {
      AnswerRow(
        ask: ask.title, kind: "chance", subject: question.target.text, label: label,
        quantity: quantity, unit: "share", value: value, monteCarloError: error,
        isExploratory: answer.isExploratory)
    }
    answer.rows.append(
      row("\(words) \(AnswerText.amount(limit, unit))", "chance", share, error))
    var sentence =
      "The chance that \(question.target.text) is \(words) \(AnswerText.amount(limit, unit)) is "
      + "\(AnswerText.percent(share)) (± \(AnswerText.trimmed(error * 100, 1)) points from the number "
      + "of draws)."
    if case .anyMonth(let from, let to) = question.target.moment {
      let months = try reader.monthly(question.target)
      let first = months.map { $0.firstIndex(where: passes) }
      let found = first.compactMap { $0 }.sorted()
      var year = from
      while year <= to {
        let start = from.firstMonth.months(to: year.firstMonth)
        let share =
          Double(first.count { $0.map { (start..<start + 12).contains($0) } ?? false })
          / Double(first.count)
        answer.rows.append(
          row(
            "first in \(year.label)", "chance", share,
            (share * (1 - share) / Double(first.count)).squareRoot()))
        year = year.advanced(by: 1)
      }
      if !found.isEmpty {
        sentence +=
          " Where it happens, the first month is most often around "
          + "\(from.firstMonth.advanced(by: found[found.count / 2]))."
      }
    }
    answer.sentences.append(sentence)
  }
}
