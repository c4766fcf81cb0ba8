import Periods
import Probability
import Results
import ScenarioLanguage

/// Answers the questions of a run.
struct QuestionRunner: Sendable {
  let plan: RunPlan
  let table: DrawTable
  let statistics: PublishedStatistics
  let threads: Int

  /// Draws of a question that runs the model many times over.
  static let triedDraws = 1000

  func answers() async throws(EngineError) -> [Answer] {
    var result: [Answer] = []
    for ask in plan.model.asks { result.append(try await answer(ask)) }
    return result
  }

  private func answer(_ ask: Ask) async throws(EngineError) -> Answer {
    let exploratory =
      plan.scenario(ask.scenario).map { plan.scenarios[$0].scenario.isExploratory } ?? false
    var answer = Answer(ask: ask.title, isExploratory: exploratory, sentences: [], rows: [])
    for show in ask.shows { try self.show(show, ask, &answer) }
    for question in ask.questions {
      switch question {
      case .chance(let chance): try self.chance(chance, ask, &answer)
      case .find(let find): try await self.find(find, ask, &answer)
      case .size(let size):
        try await self.size(size, ask, &answer)
        try bounds(size, ask, &answer)
      case .rank(let rank):
        if rank.ofLevers {
          try await rankLevers(rank, ask, &answer)
        } else {
          try rankAssumptions(rank, ask, &answer)
        }
      case .benchmark(let benchmark): try self.benchmark(benchmark, ask, &answer)
      }
    }
    return answer
  }

  func unit(_ subject: String) -> String {
    if let measure = plan.model.measures.first(where: { $0.name == subject }) {
      return Nouns.plural(measure.noun, declared: plan.model.units)
    }
    guard let figure = plan.model.figures.first(where: { $0.name == subject }) else {
      return "GBP"
    }
    switch figure.unit.kind {
    case .money: return (["GBP"] + figure.unit.perNouns.map { "per \($0)" }).joined(separator: " ")
    case .count(let noun):
      return
        ([Nouns.plural(noun, declared: plan.model.units)]
        + figure.unit.perNouns.map { "per \($0)" }).joined(separator: " ")
    case .percent, .percentagePoints: return "share"
    case .plain: return ""
    }
  }

  /// A run of some scenarios with fewer draws, after a change to one of them.
  func rerun(
    _ ask: Ask, _ change: (inout ScenarioPlan) -> Void
  ) async throws(EngineError) -> TargetReader {
    let reader = try TargetReader(plan: plan, table: table, ask: ask)
    var part = plan.subset(
      of: [reader.scenario, reader.start], draws: QuestionRunner.triedDraws)
    guard let place = part.scenario(ask.scenario) else {
      throw EngineError("`\(ask.title)` asks of a scenario that is not there.")
    }
    change(&part.scenarios[place])
    let drawn = await Simulation(plan: part).run(threads: threads) { _ in }
    return try TargetReader(plan: part, table: drawn, ask: ask)
  }

  private func show(_ show: Show, _ ask: Ask, _ answer: inout Answer) throws(EngineError) {
    let reader = try TargetReader(plan: plan, table: table, ask: ask)
    let unit = unit(show.subject)
    // The sentence is of the last year's largest line.
    var last: (label: String, summary: Summary)?
    for year in plan.timeline.years where year >= show.from && year <= show.to {
      last = nil
      for item in items(show, reader) {
        let draws = try fundDraws(show, item, year, reader)
        let summary = Summary(draws: draws)
        let label = item.map { "\(year.label), \($0)" } ?? year.label
        answer.rows.append(
          AnswerRow(
            ask: ask.title, kind: "show", subject: show.subject, label: label,
            quantity: "median", unit: unit, value: summary.p50, low: summary.p10,
            high: summary.p90,
            monteCarloError: Quantile.medianError(draws), isExploratory: answer.isExploratory))
        if abs(summary.p50) > last.map({ abs($0.summary.p50) }) ?? -1 { last = (label, summary) }
      }
    }
    if let last {
      answer.sentences.append(
        "\(show.subject.capitalizedFirst) in \(last.label): "
          + "\(AnswerText.amount(last.summary.p50, unit)), between "
          + "\(AnswerText.amount(last.summary.p10, unit)) and "
          + "\(AnswerText.amount(last.summary.p90, unit)) (80% likely).")
    }
  }

  private func items(_ show: Show, _ reader: TargetReader) -> [String?] {
    guard !show.by.isEmpty else { return [nil] }
    if show.by == ["fund"] { return plan.model.funds.map { Optional($0.name) } }
    let resolved = plan.scenarios[reader.scenario]
    if let measure = resolved.position(of: show.subject) {
      return resolved.measures[measure].items.map(Optional.some)
    }
    if let cost = resolved.costs.first(where: { $0.cost.name == show.subject }) {
      return cost.items.map { Optional(resolved.measures[cost.measure].items[$0]) }
    }
    return [nil]
  }

  private func fundDraws(
    _ show: Show, _ item: String?, _ year: FinancialYear, _ reader: TargetReader
  ) throws(EngineError) -> [Double] {
    guard show.by == ["fund"], let item, let place = plan.timeline.allYears.firstIndex(of: year)
    else {
      return try reader.draws(
        Target(subject: show.subject, item: item, moment: .year(year)), year: year)
    }
    return ComparisonTables(plan: plan, table: table).fund(
      item, of: show.subject, reader.scenario, reader.start, place)
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Quantile {
  /// The standard error of a median from its draws: half the gap between the order statistics a
  /// standard deviation of the binomial to either side.
  static func medianError(_ draws: [Double]) -> Double {
    guard draws.count > 3 else { return 0 }
    let half = 0.5 / Double(draws.count).squareRoot()
    var values = draws
    let ends = Quantile.selecting(&values, at: [0.5 - half, 0.5 + half])
    return (ends[1] - ends[0]) / 2
  }
}
