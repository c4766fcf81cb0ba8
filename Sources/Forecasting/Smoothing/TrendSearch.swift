import Foundation

/// The search for the likeliest parameters of a model without season whose trend is absent, additive
/// or damped.
///
/// One-step means are linear in the initial level and slope, for both errors: on a grid of (α, β, φ)
/// the initial state is a weighted regression of two unknowns, and the best local minima of the grid
/// start a joint search of all parameters with exact derivatives. A relative error keeps every
/// one-step mean positive.
struct TrendSearch {
  let grid: TrendGrid
  let series: [Double]
  /// A moving average of the series, and the weights of squared relative errors it gives.
  let averages: [Double]
  let weights: [Double]
  let relative: Bool
  let trend: ExponentialSmoothing.Trend
  var sums: [Double]
  var levels: [Double]
  var slopes: [Double]

  /// A search for a series of order one.
  init(_ series: [Double], _ specification: ExponentialSmoothing.Specification) {
    self.series = series
    trend = specification.trend
    relative = specification.error == .multiplicative
    grid =
      switch specification.trend {
      case .none: .level
      case .additive: .trend
      default: .damped
      }
    averages = relative ? TrendSearch.movingAverages(series) : []
    weights = averages.map { 1 / ($0 * $0) }
    let size = grid.alpha.count * 4
    sums = [Double](repeating: 0, count: size)
    levels = sums
    slopes = sums
  }

  private static func movingAverages(_ series: [Double]) -> [Double] {
    series.indices.map { t in
      let low = max(t - 1, 0)
      let high = min(t + 1, series.count - 1)
      var sum = 0.0
      for s in low...high { sum += series[s] }
      return sum / Double(high - low + 1)
    }
  }

  /// The best parameters found: α, the share of β, φ, the initial level and slope, and −log L
  /// without constants.
  mutating func best(starts limit: Int) -> (place: [Double], value: Double) {
    switch trend {
    case .none: return best(TrendLikelihood<SIMD2<Double>>(series, trend, relative), limit)
    case .additive: return best(TrendLikelihood<SIMD4<Double>>(series, trend, relative), limit)
    default: return best(TrendLikelihood<SIMD8<Double>>(series, trend, relative), limit)
    }
  }

  private mutating func best<V: SIMD>(
    _ likelihood: TrendLikelihood<V>, _ limit: Int
  ) -> (place: [Double], value: Double) where V.Scalar == Double {
    var likelihood = likelihood
    evaluateGrid()
    if relative { refineGrid() }
    var search = BoxMinimiser(lower: likelihood.lower, upper: likelihood.upper)
    var best = (place: likelihood.safeStart, value: Double.infinity)
    for index in starts(limit) {
      let place = grid.places[index]
      search.minimise(
        &likelihood,
        from: likelihood.place(place, level: levels[index], slope: slopes[index]),
        tolerance: 1e-3, iterations: 30)
      if search.value < best.value { best = (search.place, search.value) }
    }
    search.minimise(&likelihood, from: best.place, tolerance: 1e-9, iterations: 100)
    return search.value < best.value ? (search.place, search.value) : best
  }

  /// The lowest local minima of the grid, the lowest first.
  private func starts(_ limit: Int) -> [Int] {
    var chosen: [Int] = []
    chosen.reserveCapacity(limit + 1)
    for index in grid.places.indices {
      let value = sums[index]
      if !(value < .infinity) { continue }
      if chosen.count == limit, let last = chosen.last, value >= sums[last] { continue }
      if !grid.neighbours[index].allSatisfy({ sums[$0] >= value }) { continue }
      let at = chosen.firstIndex { sums[$0] > value } ?? chosen.count
      chosen.insert(index, at: at)
      if chosen.count > limit { chosen.removeLast() }
    }
    return chosen
  }
}
