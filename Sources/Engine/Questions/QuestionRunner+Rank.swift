import Foundation
import Probability
import Results
import ScenarioLanguage

extension QuestionRunner {
  /// The uncertain inputs that drive a figure's range: assumptions, and ranges written in place such
  /// as what a lever delivers.
  ///
  /// For each, the share of the variance that it explains alone, and the expected figure at its 10th
  /// and 90th percentile with all else drawn (see ``ScoreRegression``). What moves with an input is in
  /// its share. One of several values is judged by the means of equal slices instead.
  func rankAssumptions(
    _ question: RankQuestion, _ ask: Ask, _ answer: inout Answer
  ) throws(EngineError) {
    let reader = try TargetReader(plan: plan, table: table, ask: ask)
    let draws = try reader.draws(question.target)
    let unit = unit(question.target.subject)
    var drivers = inputs(of: [reader.scenario, reader.start]).map { name, sampler in
      Driver(name: name, sampler: sampler, draws: draws)
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
          quantity: "swing from its 10th to its 90th percentile", unit: unit,
          value: driver.high - driver.low, low: driver.low, high: driver.high,
          monteCarloError: driver.swingError, isExploratory: answer.isExploratory))
    }
    let rest = max(0, 1 - drivers.reduce(0) { $0 + $1.share })
    answer.rows.append(
      AnswerRow(
        ask: ask.title, kind: "rank", subject: question.target.text,
        label: "the forecasts, chance, and inputs together",
        quantity: "variance share", unit: "share", value: rest, monteCarloError: nil,
        isExploratory: answer.isExploratory))
    let named = drivers.prefix(3).filter { $0.share > 0.01 }.map {
      "\($0.name) (\(AnswerText.percent($0.share)) of the variance, "
        + "\(AnswerText.amount($0.high - $0.low, unit)) from its 10th to its 90th percentile)"
    }
    answer.sentences.append(
      named.isEmpty
        ? "No assumption drives the range of \(question.target.text): it comes from the forecasts and "
          + "chance."
        : "What drives the range of \(question.target.text): \(named.joined(separator: "; ")). The "
          + "forecasts, chance, and inputs together make up \(AnswerText.percent(rest)).")
  }

  /// The uncertain inputs of some scenarios by their names for a reader.
  private func inputs(of scenarios: [Int]) -> [(name: String, sampler: DatedSampler)] {
    var result: [(name: String, sampler: DatedSampler)] = []
    var known: Set<String> = []
    for scenario in scenarios {
      for input in plan.scenarios[scenario].inputs where known.insert(input.name).inserted {
        result.append((InputRegister.label(input.name), input.sampler))
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
