import Forecasting
import GoldenCases

extension Check {
  /// R's `stl` and `decompose`, every component in full.
  static let decompositions = Check(area: "Decomposition", needs: "golden/stl.json") { folder in
    var components = Agreement()
    for item in try folder.json("golden/stl.json").array("decompositions") {
      let name = try item.string("dataset")
      let series = try StoredFit.series(name, in: folder)
      let season = StoredFit.seasons[name] ?? 1
      // Components near zero are differences of values of the size of the series.
      let trend = try item.array("trend").compactMap { value in
        value == .null ? nil : try value.asNumber("trend")
      }
      try computing(name, failed: { components.fail($0) }) {
        guard let window = item.member("s_window") else {
          let parts = try ClassicalDecomposition(series, season: season, form: .multiplicative)
          components.compare(parts.figure, try item.numbers("figure"), "\(name) figure")
          components.compare(parts.trend.compactMap(\.self), trend, "\(name) trend")
          return
        }
        let years = Int(try window.asString("s_window"))
        let parts = try STL(
          series, season: season, window: years.map { .years($0) } ?? .periodic,
          robust: try item.bool("robust"))
        components.compare(parts.trend, trend, "\(name) trend")
        components.compare(
          parts.seasonal, try item.numbers("seasonal"), floor: 1, "\(name) seasonal")
      }
    }
    return [
      components.finding(
        "Decomposition", "STL and classical: trend and season",
        against: "R 4.2 stl and decompose", target: .atMost(1e-9))
    ]
  }
}
