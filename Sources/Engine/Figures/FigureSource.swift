import Periods
import ScenarioLanguage

/// Monthly figures of one draw that a figure is made of.
protocol FigureSource {
  /// An item's monthly stocks (means of the month) or events: one a month computed.
  func months(measure: Int, item: Int) -> ArraySlice<Double>
  /// A cost's spend in each month computed, cash; empty where costs are not known.
  func months(cost: Int) -> [Double]
}

/// What the names in a figure of one scenario stand for.
struct FigureNames {
  let model: ScenarioModel
  let book: AssumptionBook
  let units: CalendarUnits
  let timeline: Timeline
  /// The measures that are computed before the figure, at their positions in the source.
  let measures: [MeasurePlan]
  /// Costs at their positions in the source; `nil` where a figure is needed before any cost is
  /// known, as one that feeds a pathway is.
  let costs: [CostPlan]?
  /// The assumption `general-inflation`, for `repriced to`.
  let inflation: DatedSampler?

  func measure(_ name: String) -> Int? { measures.firstIndex { $0.measure.name == name } }
}
