import Foundation

extension StructuralModel {
  /// Fits the variances by maximum likelihood, zero allowed.
  ///
  /// Each variance is searched in 0...16·var(y) through its fourth root, from the best places of a
  /// coarse grid, and small variances are also tried at zero. Their sum is at least
  /// 10⁻⁸·var(y), since a series that the components predict exactly has no largest likelihood; a
  /// constant series has all variances zero. Throws as ``init(_:kind:variances:season:start:)``, and `tooShort` unless there is one
  /// observed value more than states.
  public static func fit(
    _ series: [Double], kind: StructuralKind, season: Int = 1, start: StructuralStart = .common
  ) throws(ForecastingError) -> StructuralModel {
    let data = try StructuralData(series, kind: kind, season: season)
    let needed = kind.dimension(season: season) + 1
    guard data.observed >= needed else {
      throw .tooShort(
        method: "fitting a structural model", length: data.observed, needed: needed)
    }
    let search = VarianceSearch(data: data, start: start)
    return try StructuralModel(
      series, kind: kind, variances: search.variances(search.best()), season: season, start: start)
  }

  /// Chooses the kind by season and length and fits it.
  ///
  /// The seasonal kind where `season` is above 1 and two years and two periods are observed, else
  /// the trend from six observed values, else the level. The seasonal pattern is learnt from the
  /// series (``StructuralStart/independent``); a trend starts with a slope near zero
  /// (``StructuralStart/common``), which forecast a dozen annual values better. Throws as
  /// ``fit(_:kind:season:start:)`` and `invalidParameter` for a season below 1.
  public static func automatic(
    _ series: [Double], season: Int = 1
  ) throws(ForecastingError) -> StructuralModel {
    guard season >= 1 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "1 or more")
    }
    let observed = series.count { !$0.isNaN }
    let kind: StructuralKind =
      season > 1 && (observed - 2) / 2 >= season ? .seasonal : observed >= 6 ? .trend : .level
    return try fit(
      series, kind: kind, season: season, start: kind == .seasonal ? .independent : .common)
  }
}

/// The search for the variances in the unit cube of their fourth roots.
private struct VarianceSearch {
  let data: StructuralData
  let start: StructuralStart

  func variances(_ place: [Double]) -> StructuralVariances {
    data.kind.variances(place.map { $0 * $0 * $0 * $0 * 16 * data.variance })
  }

  /// −2 log L; the largest number where the series is impossible.
  func deviance(_ place: [Double]) -> Double {
    let fourths = place.reduce(0) { $0 + $1 * $1 * $1 * $1 }
    guard fourths * 16 >= 1e-8 else { return .greatestFiniteMagnitude }
    var filter = data.filter(variances(place), start: start)
    return filter.deviance(data.centred) ?? .greatestFiniteMagnitude
  }

  func best() -> [Double] {
    let count = data.kind.varianceNames.count
    guard data.variance > 0 else { return Array(repeating: 0, count: count) }
    let starts = grid(count).map { (place: $0, value: deviance($0)) }
      .sorted { $0.value < $1.value }.prefix(2)
    var best = (place: starts[0].place, value: starts[0].value)
    for start in starts {
      let found = NelderMead.minimiseInUnitCube(from: start.place, deviance)
      if found.value < best.value { best = found }
    }
    // A fourth root of 0.15 is a variance of 1% of the series'.
    for i in 0..<count where best.place[i] > 0 && best.place[i] < 0.15 {
      let found = searchWithZero(at: i, from: best.place)
      // A difference beyond the digits of the search counts for the simpler model.
      if found.value <= best.value + 1e-7 { best = found }
    }
    return best.place
  }

  /// Every combination of variances at zero, small and large.
  private func grid(_ count: Int) -> [[Double]] {
    var places: [[Double]] = [[]]
    for _ in 0..<count {
      places = places.flatMap { place in [0, 0.12, 0.4].map { place + [$0] } }
    }
    return places
  }

  /// The best place with that variance at zero.
  private func searchWithZero(at i: Int, from place: [Double]) -> (place: [Double], value: Double) {
    func full(_ rest: [Double]) -> [Double] { Array(rest[..<i]) + [0] + Array(rest[i...]) }
    let rest = Array(place[..<i]) + Array(place[(i + 1)...])
    let found = NelderMead.minimiseInUnitCube(from: rest) { deviance(full($0)) }
    return (full(found.place), found.value)
  }
}
