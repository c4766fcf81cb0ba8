import Periods
import ScenarioLanguage

/// What figures of a scenario are made of in one draw: stocks after levers, and spend.
struct ScenarioFigures: FigureSource {
  let stocks: MonthlyStocks
  let costing: Costing
  let contracts: ContractDraw
  let months: Int

  func months(measure: Int, item: Int) -> ArraySlice<Double> {
    stocks.levered[measure][item * months..<(item + 1) * months]
  }

  func months(cost: Int) -> [Double] {
    let plan = costing.scenario.costs[cost]
    return costing.months(plan, stocks: contracts.priced(cost, stocks.levered[plan.measure]))
  }

  /// Pushes each figure by year.
  func record(_ figures: [FigurePlan], _ plan: RunPlan, into result: inout BlockResult) {
    let years = plan.timeline.allYears.count
    for figure in figures {
      let monthly = figure.evaluator.months(draw: costing.draw, source: self) { month in
        month / 12 * 12..<month / 12 * 12 + 12
      }
      for year in 0..<years {
        let range = year * 12..<year * 12 + 12
        if figure.isSum {
          result.push(range.reduce(0) { $0 + monthly[$1] })
        } else {
          let weighted = range.reduce(0) { $0 + monthly[$1] * plan.monthDays[$1] }
          result.push(weighted / plan.yearDays[year])
        }
      }
    }
  }
}

extension RunPlanner {
  /// The figures that a comparison or a question of a scenario shows.
  func figurePlans(
    _ scenario: Scenario, _ book: AssumptionBook, _ measures: [MeasurePlan], _ costs: [CostPlan]
  ) throws(EngineError) -> [FigurePlan] {
    var wanted: Set<String> = []
    for comparison in model.comparisons
    where comparison.scenarios.contains(scenario.name) || comparison.baseline == scenario.name {
      wanted.formUnion(comparison.shows.map(\.subject))
    }
    for ask in model.asks where ask.scenario == scenario.name || ask.start == scenario.name {
      wanted.formUnion(ask.shows.map(\.subject))
      wanted.formUnion(ask.questions.compactMap { $0.target?.subject })
    }
    let inflation =
      model.assumptions.contains { $0.name == "general-inflation" }
      ? try book.sampler("general-inflation") : nil
    let names = FigureNames(
      model: model, book: book, units: units, timeline: timeline, measures: measures,
      costs: costs, inflation: inflation)
    var result: [FigurePlan] = []
    for figure in model.figures where wanted.contains(figure.name) {
      result.append(
        FigurePlan(
          name: figure.name, evaluator: try FigureEvaluator(figure, names: names),
          isSum: figure.unit.kind == .money && figure.unit.perTime == nil
            && figure.unit.perNouns.isEmpty && !figure.expression.isTotalled))
    }
    return result
  }
}

extension Figure.Expression {
  /// Whether it already adds up its whole period.
  var isTotalled: Bool {
    switch self {
    case .total: true
    case .amount, .measure, .assumption, .cost, .figure: false
    case .repriced(let inner, _): inner.isTotalled
    case .add(let left, let right), .subtract(let left, let right),
      .multiply(let left, let right), .divide(let left, let right):
      left.isTotalled || right.isTotalled
    }
  }
}
