import Periods
import Returns
import ScenarioLanguage

/// A scenario file met with the statistics: everything a draw needs, resolved to positions.
struct RunPlan: Sendable {
  let model: ScenarioModel
  let timeline: Timeline
  /// The authority; `nil` where no published measure is used.
  let area: Area?
  let published: [PublishedMeasurePlan]
  /// What the tables of one's own give.
  let own: OwnData
  var scenarios: [ScenarioPlan]
  /// Months that questions watch.
  var watches: [Watch]
  /// Draws made: those of the settings but for a question that tries settings.
  var draws: Int
  /// Positions of the scenarios, parents before their children.
  var order: [Int]
  /// Days of each month computed.
  let monthDays: [Double]
  /// Days of each year computed, the base year first.
  let yearDays: [Double]

  /// Growth of the population of children that the statistics give.
  let childPopulation: ChildPopulation

  /// Whether a report shows how a scenario's costs change from year to year: it is a baseline.
  func explains(_ scenario: ScenarioPlan) -> Bool {
    model.reports.contains { $0.baseline == scenario.scenario.name }
  }

  func scenario(_ name: String) -> Int? {
    scenarios.firstIndex { $0.scenario.name == name }
  }
}
