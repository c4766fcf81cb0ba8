import Foundation
import Results
import ScenarioLanguage

extension QuestionRunner {
  /// Goal seek: the smallest setting of a lever, as a share of the amount its file gives, with which
  /// a target is reached as often as asked.
  ///
  /// The chance is worked out at five settings on the same draws; where it rises or falls all the
  /// way, the setting is found between two of them by bisection. The lever's own spend is not scaled.
  func find(
    _ question: FindQuestion, _ ask: Ask, _ answer: inout Answer
  ) async throws(EngineError) {
    let limit = question.limit.value
    var tried: [(setting: Double, chance: Double, median: Double)] = []
    func chance(_ setting: Double) async throws(EngineError) -> Double {
      if let known = tried.first(where: { $0.setting == setting }) { return known.chance }
      let reader = try await rerun(ask) { scenario in
        for index in scenario.levers.indices
        where scenario.levers[index].lever.name == question.lever {
          scenario.levers[index].scale = setting
        }
      }
      let draws = try reader.draws(question.target, over: question.atMost)
      let hits = draws.count { question.atMost ? $0 <= limit : $0 >= limit }
      let share = Double(hits) / Double(draws.count)
      tried.append((setting, share, Summary(draws: draws).p50))
      return share
    }
    let steps = 4
    var grid: [(setting: Double, chance: Double)] = []
    for step in 0...steps {
      let setting =
        question.low + (question.high - question.low) * Double(step) / Double(steps)
      grid.append((setting, try await chance(setting)))
    }
    let draws = Double(min(QuestionRunner.triedDraws, plan.draws))
    let noise = 2 / draws.squareRoot()
    let rises = zip(grid, grid.dropFirst()).allSatisfy { $1.chance >= $0.chance - noise }
    let falls = zip(grid, grid.dropFirst()).allSatisfy { $1.chance <= $0.chance + noise }
    var found: Double?
    if let first = grid.firstIndex(where: { $0.chance >= question.confidence }) {
      if first == 0 {
        found = question.low
      } else {
        var below = grid[first - 1].setting
        var above = grid[first].setting
        for _ in 0..<8 {
          let middle = (below + above) / 2
          if try await chance(middle) >= question.confidence {
            above = middle
          } else {
            below = middle
          }
        }
        found = above
      }
    }
    if let found, let entry = tried.first(where: { $0.setting == found }) {
      answer.rows.append(
        AnswerRow(
          ask: ask.title, kind: "find", subject: question.target.text, label: question.lever,
          quantity: "smallest setting", unit: "share", value: found,
          monteCarloError: settingError(entry.chance, tried.map { ($0.setting, $0.chance) }),
          isExploratory: answer.isExploratory))
    }
    for entry in tried.sorted(by: { $0.setting < $1.setting }) {
      answer.rows.append(
        AnswerRow(
          ask: ask.title, kind: "find", subject: question.target.text,
          label: "\(question.lever) at \(AnswerText.trimmed(entry.setting * 100, 1))%",
          quantity: "chance", unit: "share", value: entry.chance,
          monteCarloError: (entry.chance * (1 - entry.chance) / draws).squareRoot(),
          isExploratory: answer.isExploratory))
    }
    answer.sentences.append(
      sentence(question, found: found, tried: tried, isMonotone: rises || falls))
  }

  /// The standard error of the setting: that of the chance over how fast the chance changes between
  /// the settings of the grid around it. `nil` where it does not change.
  private func settingError(
    _ chance: Double, _ tried: [(setting: Double, chance: Double)]
  ) -> Double? {
    let draws = Double(min(QuestionRunner.triedDraws, plan.draws))
    let error = (chance * (1 - chance) / draws).squareRoot()
    let sorted = tried.sorted { $0.setting < $1.setting }
    let far = 3 * max(error, 1 / draws)
    guard let below = sorted.last(where: { $0.chance < chance - far }),
      let above = sorted.first(where: {
        $0.chance > chance + far || $0.setting == sorted.last?.setting
      }),
      above.chance > below.chance, above.setting > below.setting
    else { return nil }
    return error * (above.setting - below.setting) / (above.chance - below.chance)
  }

  private func sentence(
    _ question: FindQuestion, found: Double?,
    tried: [(setting: Double, chance: Double, median: Double)], isMonotone: Bool
  ) -> String {
    let unit = unit(question.target.subject)
    let goal =
      "\(question.target.text) \(question.atMost ? "at most" : "at least") "
      + "\(AnswerText.amount(question.limit.value, unit)), "
      + "\(AnswerText.percent(question.confidence)) likely"
    let caution =
      isMonotone
      ? "" : " The chance does not rise or fall all the way, so other settings may do too."
    let isSpent = plan.model.levers.contains { $0.name == question.lever && !$0.spends.isEmpty }
    let spend =
      isSpent && question.target.subject == "net" ? " What it spends is as its file says." : ""
    guard let found, let entry = tried.first(where: { $0.setting == found }) else {
      let best = tried.max { $0.chance < $1.chance }
      return "Not reachable: no setting of `\(question.lever)` between "
        + "\(AnswerText.percent(question.low)) and \(AnswerText.percent(question.high)) gives \(goal). "
        + "The nearest is \(AnswerText.trimmed((best?.setting ?? 0) * 100, 1))% of it, with a chance of "
        + "\(AnswerText.percent(best?.chance ?? 0))."
    }
    return
      "`\(question.lever)` at \(AnswerText.trimmed(found * 100, 1))% of its amount gives \(goal): a "
      + "chance of \(AnswerText.percent(entry.chance)), median "
      + "\(AnswerText.amount(entry.median, unit)).\(spend)\(caution)"
  }
}
