/// Something about an area's published record that a forecast must not fit in silence.
public struct DataQualityFinding: Sendable, Hashable {
  /// What was found.
  public enum Code: String, Sendable, CaseIterable {
    /// A year in which far more ended than in others, mostly for one reason: old cases closed.
    case cleanUp = "clean-up"
    /// Stock that the year's flows leave unexplained by more than 2%.
    case stockFlowResidual = "stock-flow-residual"
    /// A known break in the series.
    case seriesBreak = "series-break"
    /// A unit cost that changed by more than 40% in a year.
    case unitCostJump = "unit-cost-jump"
    /// A year without a figure inside a series of totals.
    case missingYear = "missing-year"
    /// Items that are suppressed.
    case suppressed
  }
  /// What was found.
  public var code: Code
  /// The area's code.
  public var area: String
  /// The measure.
  public var measure: String
  /// The split; `total` for totals.
  public var split: String
  /// The years concerned, as the measure's calendar counts them, in order.
  public var years: [Int]
  /// The figures concerned: for a clean-up the year's figure, the mean of the other years and the
  /// count of the main reason; for a residual, one per year; for a unit cost, one per year; for
  /// suppression, how many.
  public var figures: [Double]
  /// What was found and what it means, as a sentence.
  public var sentence: String

  /// A finding.
  public init(
    code: Code, area: String, measure: String, split: String = "total", years: [Int],
    figures: [Double], sentence: String
  ) {
    self.code = code
    self.area = area
    self.measure = measure
    self.split = split
    self.years = years
    self.figures = figures
    self.sentence = sentence
  }
}
