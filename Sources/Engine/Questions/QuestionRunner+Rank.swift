import Foundation
import Probability
import Results
import ScenarioLanguage

extension QuestionRunner {
  /// The assumptions that drive a figure's range.
  ///
  /// The share of the variance that an assumption explains alone, Var(E[Y|X])/Var(Y), from the run's
  /// own draws: sorted by the assumption and cut into 20 equal parts, the variance of the parts' means
  /// over the whole variance, less what chance alone gives (Plischke, Borgonovo and Smith 2013, EJOR
  /// 226). Its swing is the mean with the assumption in its top tenth less that in its bottom tenth.
  func rankAssumptions(
    _ question: RankQuestion, _ ask: Ask, _ answer: inout Answer
  ) throws(EngineError) {
    let reader = try TargetReader(plan: plan, table: table, ask: ask)
    let draws = try reader.draws(question.target)
    let unit = unit(question.target.subject)
    let book = AssumptionBook(model: plan.model, scenario: plan.scenarios[reader.scenario].scenario)
    struct Driver {
      var name: String
      var share: Double
      var shareError: Double
      var low: Double
      var high: Double
      var swingError: Double
    }
    let whole = Summary(draws: draws)
    let variance = whole.sd * whole.sd
    var drivers: [Driver] = []
    for (name, sampler) in try samplers(book) where !sampler.isCertain {
      let uniforms = draws.indices.map { sampler.uniform(draw: $0) }
      let order = draws.indices.sorted { (uniforms[$0], $0) < (uniforms[$1], $1) }
      let sorted = order.map { draws[$0] }
      let parts = max(2, min(20, draws.count / 25))
      let share = Self.explained(sorted, parts: parts, variance: variance)
      let tenth = max(1, draws.count / 10)
      let bottom = Summary(draws: Array(sorted.prefix(tenth)))
      let top = Summary(draws: Array(sorted.suffix(tenth)))
      drivers.append(
        Driver(
          name: name, share: share,
          shareError: 2 * (max(share, 1 / Double(draws.count)) / Double(draws.count)).squareRoot(),
          low: bottom.mean, high: top.mean,
          swingError: ((bottom.sd * bottom.sd + top.sd * top.sd) / Double(tenth)).squareRoot()))
    }
    drivers.sort { ($1.share, $0.name) < ($0.share, $1.name) }
    for driver in drivers {
      answer.rows.append(
        AnswerRow(
          ask: ask.title, kind: "rank", subject: question.target.text, label: driver.name,
          quantity: "variance share", unit: "share", value: driver.share,
          monteCarloError: driver.shareError, isExploratory: answer.isExploratory))
      answer.rows.append(
        AnswerRow(
          ask: ask.title, kind: "rank", subject: question.target.text, label: driver.name,
          quantity: "swing from its low to its high tenth", unit: unit,
          value: driver.high - driver.low, low: driver.low, high: driver.high,
          monteCarloError: driver.swingError, isExploratory: answer.isExploratory))
    }
    let rest = max(0, 1 - drivers.reduce(0) { $0 + $1.share })
    answer.rows.append(
      AnswerRow(
        ask: ask.title, kind: "rank", subject: question.target.text,
        label: "the forecasts themselves, and assumptions together",
        quantity: "variance share", unit: "share", value: rest, monteCarloError: nil,
        isExploratory: answer.isExploratory))
    let named = drivers.prefix(3).filter { $0.share > 0.01 }.map {
      "\($0.name) (\(AnswerText.percent($0.share)) of the variance, "
        + "\(AnswerText.amount($0.high - $0.low, unit)) from its low to its high tenth)"
    }
    answer.sentences.append(
      named.isEmpty
        ? "No assumption drives the range of \(question.target.text): it comes from the forecasts."
        : "What drives the range of \(question.target.text): \(named.joined(separator: "; ")). The "
          + "forecasts themselves make up \(AnswerText.percent(rest)).")
  }

  /// The share of variance between equal parts of sorted draws, less what chance gives.
  static func explained(_ sorted: [Double], parts: Int, variance: Double) -> Double {
    guard variance > 0, sorted.count >= 2 * parts else { return 0 }
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    var between = 0.0
    for part in 0..<parts {
      let range = part * sorted.count / parts..<(part + 1) * sorted.count / parts
      let own = range.reduce(0.0) { $0 + sorted[$1] } / Double(range.count)
      between += Double(range.count) * (own - mean) * (own - mean)
    }
    let share = between / Double(sorted.count) / variance
    let chance = Double(parts - 1) / Double(sorted.count)
    return min(1, max(0, (share - chance) / (1 - chance)))
  }

  /// Every assumption that is drawn, by name and item.
  private func samplers(
    _ book: AssumptionBook
  ) throws(EngineError) -> [(name: String, sampler: DatedSampler)] {
    var result: [(name: String, sampler: DatedSampler)] = []
    for assumption in plan.model.assumptions {
      if case .byItem(_, let values) = assumption.body {
        for value in values {
          result.append(
            (
              "\(assumption.name).\(value.item)",
              try book.sampler(assumption.name, item: value.item)
            ))
        }
      } else {
        result.append((assumption.name, try book.sampler(assumption.name)))
      }
    }
    return result
  }

  /// The parts of a figure's change that the levers of a scenario make, one after the other in their
  /// order of use, on the same draws, so that they add up to the whole.
  func rankLevers(
    _ question: RankQuestion, _ ask: Ask, _ answer: inout Answer
  ) async throws(EngineError) {
    let reader = try TargetReader(plan: plan, table: table, ask: ask)
    let names = plan.scenarios[reader.scenario].levers.map(\.lever.name)
    let unit = unit(question.target.subject)
    var paths: [[Double]] = []
    for count in 0...names.count {
      let drawn = try await rerun(ask) { scenario in
        for index in scenario.levers.indices where index >= count {
          scenario.levers[index].scale = 0
          scenario.levers[index].isPaid = false
        }
      }
      paths.append(try drawn.draws(question.target))
    }
    var parts: [(name: String, summary: Summary)] = []
    for (index, name) in names.enumerated() {
      let change = zip(paths[index + 1], paths[index]).map { $0 - $1 }
      parts.append((name, Summary(draws: change)))
    }
    for part in parts {
      answer.rows.append(
        AnswerRow(
          ask: ask.title, kind: "rank", subject: question.target.text, label: part.name,
          quantity: "mean change", unit: unit, value: part.summary.mean, low: part.summary.p10,
          high: part.summary.p90,
          monteCarloError: part.summary.sd
            / Double(paths.first?.count ?? 1).squareRoot(), isExploratory: answer.isExploratory))
    }
    let order = parts.sorted { abs($0.summary.mean) > abs($1.summary.mean) }
    answer.sentences.append(
      order.isEmpty
        ? "`\(ask.scenario)` uses no lever, so none moves \(question.target.text)."
        : "What moves \(question.target.text), in order of size: "
          + order.map { "\($0.name) \(AnswerText.amount($0.summary.mean, unit))" }
          .joined(separator: "; ") + ".")
  }
}
