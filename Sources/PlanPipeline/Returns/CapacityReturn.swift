/// The forecast of pupils with plans that the school capacity survey (SCAP) asks for: reception to NCY 6
/// for five school years, NCY 7 to 11 for seven.
///
/// A row has a key of school year, NCY and setting, so that a template is filled by looking up one column.
public struct CapacityReturn: Sendable {
  /// One figure of the return.
  public struct Row: Sendable, Hashable {
    /// `2026/27|R|special`.
    public let key: String
    /// `2026/27`.
    public let academicYear: String
    /// `R`, `1` … `11`.
    public let ncy: String
    /// `primary` or `secondary`.
    public let phase: String
    /// The setting.
    public let setting: String
    /// Pupils with a plan, whole: they add to the rounded total of their year and phase.
    public let forecast: Int
    /// Mean and range, unrounded.
    public let range: PipelineRange
  }

  /// School years of primary and of secondary pupils that the return asks for.
  public static let primaryYears = 5
  /// The same of secondary pupils.
  public static let secondaryYears = 7

  /// By school year, NCY and setting.
  public let rows: [Row]

  /// The return of a forecast. Throws ``PipelineError`` for one of fewer than seven school years.
  public init(_ forecast: SettingForecast) throws(PipelineError) {
    let years = forecast.extraCost.map(\.academicYear)
    guard years.count >= CapacityReturn.secondaryYears else {
      throw PipelineError(
        "The return asks for \(CapacityReturn.secondaryYears) school years of secondary pupils; the "
          + "forecast has \(years.count). Forecast more years.")
    }
    var rows: [Row] = []
    for (place, year) in years.prefix(CapacityReturn.secondaryYears).enumerated() {
      for (phase, span) in [("primary", 0...6), ("secondary", 7...11)] {
        guard phase == "secondary" || place < CapacityReturn.primaryYears else { continue }
        let cells = forecast.cells.filter { $0.academicYear == year && span.contains($0.ncy) }
        let whole = WholeNumbers.of(cells.map(\.range.mean))
        for (cell, count) in zip(cells, whole) {
          let ncy = cell.ncy == 0 ? "R" : "\(cell.ncy)"
          rows.append(
            Row(
              key: "\(year)|\(ncy)|\(cell.setting)", academicYear: year, ncy: ncy, phase: phase,
              setting: cell.setting, forecast: count, range: cell.range))
        }
      }
    }
    self.rows = rows
  }
}

enum WholeNumbers {
  /// Whole numbers that add to the rounded sum: each is rounded down, and the largest remainders are
  /// rounded up (A. Hamilton's method); the earlier comes first where they are equal.
  static func of(_ values: [Double]) -> [Int] {
    let floors = values.map { Int($0.rounded(.down)) }
    let missing = Int(values.reduce(0, +).rounded()) - floors.reduce(0, +)
    let order = values.indices.sorted {
      let (left, right) = (values[$0] - Double(floors[$0]), values[$1] - Double(floors[$1]))
      return left == right ? $0 < $1 : left > right
    }
    var result = floors
    for place in order.prefix(max(0, missing)) { result[place] += 1 }
    return result
  }
}
