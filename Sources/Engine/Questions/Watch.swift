import ScenarioLanguage

/// A measure or one item of it whose months a question asks about.
struct Watch: Sendable, Hashable {
  let scenario: Int
  let measure: Int
  /// -1 for all items.
  let item: Int
}

/// A figure of a scenario that is shown or asked about.
struct FigurePlan: Sendable {
  let name: String
  let evaluator: FigureEvaluator
  /// Whether a year's figure is the sum of its months, and not their mean: money without a `per`.
  let isSum: Bool
}

extension RunPlan {
  /// What the questions `in any month` watch.
  static func watches(_ model: ScenarioModel, _ scenarios: [ScenarioPlan]) -> [Watch] {
    var result: [Watch] = []
    for ask in model.asks {
      guard let scenario = scenarios.firstIndex(where: { $0.scenario.name == ask.scenario }) else {
        continue
      }
      for question in ask.questions {
        guard let target = question.target, case .anyMonth = target.moment,
          let measure = scenarios[scenario].position(of: target.subject)
        else { continue }
        let item = target.item.flatMap { scenarios[scenario].measures[measure].position($0) } ?? -1
        let watch = Watch(scenario: scenario, measure: measure, item: item)
        if !result.contains(watch) { result.append(watch) }
      }
    }
    return result
  }
}

extension Question {
  /// The figure it asks about.
  var target: Target? {
    switch self {
    case .find(let question): question.target
    case .chance(let question): question.target
    case .rank(let question): question.target
    case .size, .benchmark: nil
    }
  }
}
