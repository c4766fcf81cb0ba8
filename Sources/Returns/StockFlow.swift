/// The identity stock = previous stock + starts - ceases, which published figures meet only with
/// a residual: transfers in, late recording, clean-ups.
public enum StockFlow: String, Sendable, CaseIterable {
  /// Plans at the January census against flows of the calendar year before it.
  case plans
  /// Children looked after at 31 March against flows of the year that ends on it.
  case cla

  /// The measure of the stock.
  public var stock: String { rawValue }
  /// The measure of the flow in.
  public var flowIn: String { self == .plans ? "new-plans" : "cla-starts" }
  /// The measure of the flow out.
  public var flowOut: String { self == .plans ? "ceased-plans" : "cla-ceases" }
  /// The calendar of the stock.
  public var calendar: StatisticsCalendar { self == .plans ? .januaryCensus : .march31 }

  /// The residual of one year.
  public struct Residual: Sendable, Equatable {
    /// The year of the stock.
    public var year: Int
    /// The stock.
    public var stock: Double
    /// Stock - (previous stock + flow in - flow out).
    public var residual: Double
  }

  /// The residuals of every year whose four figures are published, in order of year.
  public func residuals(_ index: ObservationIndex, area: String) -> [Residual] {
    let stocks = index.series(measure: stock, area: area)
    let starts = index.series(measure: flowIn, area: area)
    let ends = index.series(measure: flowOut, area: area)
    // January 2025 closes calendar year 2024; 31 March 2025 closes the year to March 2025.
    let lag = self == .plans ? 1 : 0
    return stocks.keys.sorted().compactMap { year in
      guard let stock = stocks[year], let previous = stocks[year - 1],
        let start = starts[year - lag], let end = ends[year - lag]
      else { return nil }
      return Residual(year: year, stock: stock, residual: stock - (previous + start - end))
    }
  }
}
