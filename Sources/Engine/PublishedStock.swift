import Services

/// The forecast of one area's published stock, outside a scenario.
public enum PublishedStock {
  /// Expected stocks and the standard deviations of their logarithms, one year ahead first.
  ///
  /// - Parameters:
  ///   - statistics: the published statistics; all their authorities are the panel.
  ///   - measure: `plans` or `cla`.
  ///   - area: the area's code.
  ///   - origin: the census year after which nothing is known.
  ///   - years: how far ahead, 1 to 20.
  /// - Throws: ``EngineError`` where the measure is not known, or the area has no stock at the
  ///   origin.
  public static func forecast(
    _ statistics: PublishedStatistics, measure: String, area: String, origin: Int, years: Int
  ) throws(EngineError) -> (means: [Double], logSpreads: [Double]) {
    guard let service = PublicService.named(measure) else {
      throw EngineError(
        "No published forecast is known for `\(measure)`. Choose one of "
          + PublicService.all.map(\.measure).joined(separator: ", ") + ".")
    }
    guard (1...20).contains(years) else {
      throw EngineError("A horizon of \(years) years can't be forecast. Choose 1 to 20.")
    }
    var histories = statistics.panel(service)
    if !histories.contains(where: { $0.area == area }) {
      histories.append(statistics.history(service, area: area))
    }
    do {
      let forecast = try PublicForecaster(service: service, histories: histories)
        .prepared(origin: origin, horizons: years).forecast(area: area)
      return (forecast.means, forecast.logSpreads)
    } catch {
      throw EngineError(error.description)
    }
  }
}
