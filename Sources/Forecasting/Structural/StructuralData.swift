import Probability

/// A series checked for a structural model, about its first observed value.
struct StructuralData {
  let kind: StructuralKind
  let season: Int
  let origin: Double
  let centred: [Double]
  let observed: Int

  /// The variance of the observed values with divisor n − 1.
  let variance: Double

  /// The variance of the states before the first value, as R's.
  var startVariance: Double { 1e4 * variance }

  init(_ series: [Double], kind: StructuralKind, season: Int) throws(ForecastingError) {
    if let index = series.firstIndex(where: \.isInfinite) {
      throw .invalidValue(
        input: "series", index: index, value: series[index],
        reason: "supply a number, or NaN where it is missing")
    }
    if kind == .seasonal && season < 2 {
      throw .invalidParameter(name: "season", value: Double(season), range: "2 or more")
    }
    let values = series.filter { !$0.isNaN }
    let needed = kind == .seasonal ? season : 2
    guard values.count >= needed else {
      throw .tooShort(method: "a structural model", length: values.count, needed: needed)
    }
    let first = values[0]
    let offsets = values.map { $0 - first }
    let centre = offsets.reduce(0, +) / Double(offsets.count)
    let squares = CompensatedSum(offsets.map { ($0 - centre) * ($0 - centre) })
    let variance = squares.value / Double(values.count - 1)
    let constant = offsets.allSatisfy { $0 == 0 }
    guard constant || (variance >= 1e-280 && variance <= 1e280) else {
      let index = series.indices.max { abs(series[$0] - first) < abs(series[$1] - first) } ?? 0
      throw .invalidValue(
        input: "series", index: index, value: series[index],
        reason: "the variance is outside 1e-280...1e280; use other units")
    }
    self.kind = kind
    self.season = kind == .seasonal ? season : 1
    self.variance = constant ? 0 : variance
    origin = first
    centred = series.map { $0 - first }
    observed = values.count
  }

  func filter(_ variances: StructuralVariances, start: StructuralStart) -> StructuralFilter {
    StructuralFilter(
      kind, season: season, variances: variances, start: start, startVariance: startVariance)
  }
}
