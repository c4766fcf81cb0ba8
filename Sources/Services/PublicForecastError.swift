/// Why a public-depth forecast cannot be made.
public enum PublicForecastError: Error, Equatable, CustomStringConvertible {
  /// No history of that area was given.
  case unknownArea(String)
  /// The area has no published stock at the origin.
  case noStock(area: String, measure: String, origin: Int, known: [Int])

  /// What is wrong, why it matters and what to do.
  public var description: String {
    switch self {
    case .unknownArea(let area):
      return "The statistics hold no series for \(area), so there is nothing to forecast from."
        + " Check the area, or import statistics that include it."
    case .noStock(let area, let measure, let origin, let known):
      let years = known.map(String.init).joined(separator: ", ")
      return "\(area) has no published figure of \(measure) in \(origin)"
        + " (suppressed or missing), and a forecast starts from the figure at its origin."
        + (known.isEmpty ? "" : " Published years: \(years). Choose one of them.")
    }
  }
}
