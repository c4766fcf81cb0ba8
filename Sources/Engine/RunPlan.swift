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

  func scenario(_ name: String) -> Int? {
    scenarios.firstIndex { $0.scenario.name == name }
  }
}
