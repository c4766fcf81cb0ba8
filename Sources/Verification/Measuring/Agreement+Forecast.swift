import Forecasting
import GoldenCases

extension Agreement {
  /// Compares means and the limits of the 80% and 95% ranges with a stored `forecast` object. Errors
  /// count relative to the mean where a limit is smaller, because the limit is a difference.
  mutating func compare(
    _ laws: [ForecastDistribution], with forecast: GoldenValue, _ place: String
  ) throws {
    let means = try forecast.numbers("mean")
    compare(laws.map(\.mean), means, floor: 0, "\(place) mean")
    let size = means.map(abs).max() ?? 0
    for (coverage, name) in [(0.8, "80"), (0.95, "95")] {
      let ranges = try laws.map { try $0.interval(coverage: coverage) }
      compare(
        ranges.map(\.lowerBound), try forecast.numbers("lower\(name)"), floor: size,
        "\(place) lower\(name)")
      compare(
        ranges.map(\.upperBound), try forecast.numbers("upper\(name)"), floor: size,
        "\(place) upper\(name)")
    }
  }
}
