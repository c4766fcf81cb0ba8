import Foundation

extension DampedTrend {
  /// The bounds within which φ is fitted.
  public static let phiRange = 0.8...0.98

  /// The fewest values a damped trend is fitted to: one more than its parameters.
  public static let shortestSeries = 6

  /// Fits α, β, φ and the initial state by least squares of the one-step errors.
  ///
  /// 10⁻⁴ ≤ α ≤ 0.9999, 10⁻⁴ ≤ β ≤ α and φ in ``phiRange``, the bounds customary for these models
  /// (Hyndman, Athanasopoulos, Forecasting, 3rd ed., chapter 8). For each (α, β, φ) the best
  /// initial state is a linear regression; the three are searched from the best places of a fixed
  /// grid, so the result does not depend on chance.
  ///
  /// Throws `tooShort` for fewer than ``shortestSeries`` values and `invalidValue` for missing ones.
  public static func fit(_ series: [Double]) throws(ForecastingError) -> DampedTrend {
    try requireSeries(series, method: "a fitted damped trend", atLeast: shortestSeries)
    let search = DampedTrendSearch(series)
    let place = search.minimum()
    let (alpha, beta, phi) = DampedTrendSearch.parameters(place)
    let state = search.profile(place)
    return DampedTrend(
      unchecked: series, alpha: alpha, beta: beta, phi: phi, initialLevel: state.level,
      initialSlope: state.slope)
  }
}

/// The sum of squares of a damped trend over the unit cube of (α, β/α, φ) scaled to their bounds.
struct DampedTrendSearch {
  private let series: [Double]
  private let origin: Double

  init(_ series: [Double]) {
    self.series = series
    origin = series[0]
  }

  /// α, β and φ at a place of the unit cube.
  static func parameters(_ place: [Double]) -> (alpha: Double, beta: Double, phi: Double) {
    let range = SimpleSmoothing.alphaRange
    let alpha = range.lowerBound + place[0] * (range.upperBound - range.lowerBound)
    let beta = 1e-4 + place[1] * (alpha - 1e-4)
    let phiRange = DampedTrend.phiRange
    let phi = phiRange.lowerBound + place[2] * (phiRange.upperBound - phiRange.lowerBound)
    return (alpha, beta, phi)
  }

  /// The best initial state at a place and its sum of squares.
  ///
  /// Errors are linear in the initial state, e = e₀ − u l₀ − v b₀; the two regressors are made
  /// orthogonal one after the other.
  func profile(_ place: [Double]) -> (level: Double, slope: Double, sumOfSquares: Double) {
    let (alpha, beta, phi) = DampedTrendSearch.parameters(place)
    var state = (level: origin, slope: 0.0)
    var unitLevel = (level: 1.0, slope: 0.0)
    var unitSlope = (level: 0.0, slope: 1.0)
    var uu = 0.0
    var uv = 0.0
    var vv = 0.0
    var ue = 0.0
    var ve = 0.0
    for value in series {
      let mean = state.level + phi * state.slope
      let u = unitLevel.level + phi * unitLevel.slope
      let v = unitSlope.level + phi * unitSlope.slope
      let error = value - mean
      uu += u * u
      uv += u * v
      vv += v * v
      ue += u * error
      ve += v * error
      state = (mean + alpha * error, phi * state.slope + beta * error)
      unitLevel = (u - alpha * u, phi * unitLevel.slope - beta * u)
      unitSlope = (v - alpha * v, phi * unitSlope.slope - beta * v)
    }
    let rest = vv - uv * uv / uu
    let slope = rest > 1e-12 * vv ? (ve - uv * ue / uu) / rest : 0
    let level = origin + (ue - uv * slope) / uu
    return (level, slope, sumOfSquares(alpha, beta, phi, level, slope))
  }

  private func sumOfSquares(
    _ alpha: Double, _ beta: Double, _ phi: Double, _ level: Double, _ slope: Double
  ) -> Double {
    var level = level
    var slope = slope
    var sum = 0.0
    for value in series {
      let mean = level + phi * slope
      let error = value - mean
      sum += error * error
      level = mean + alpha * error
      slope = phi * slope + beta * error
    }
    return sum
  }

  private static let grid: [[Double]] = [
    [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1], [0, 0.1, 0.3, 0.5, 0.8, 1], [0, 0.25, 0.5, 0.75, 1],
  ]

  /// The best place found from the local minima of a grid of 7 × 6 × 5, at most eight of them.
  ///
  /// Short series have several basins, and the best grid points often share one; local minima of
  /// the grid cover the others.
  func minimum() -> [Double] {
    let sizes = DampedTrendSearch.grid.map(\.count)
    let places = (0..<sizes.reduce(1, *)).map { index in
      [index / (sizes[1] * sizes[2]), index / sizes[2] % sizes[1], index % sizes[2]]
    }
    let values = places.map { profile(DampedTrendSearch.place($0)).sumOfSquares }
    let minima = places.indices.filter { index in
      let place = places[index]
      for a in max(place[0] - 1, 0)...min(place[0] + 1, sizes[0] - 1) {
        for b in max(place[1] - 1, 0)...min(place[1] + 1, sizes[1] - 1) {
          for c in max(place[2] - 1, 0)...min(place[2] + 1, sizes[2] - 1)
          where values[(a * sizes[1] + b) * sizes[2] + c] < values[index] {
            return false
          }
        }
      }
      return true
    }
    let starts = minima.sorted { (values[$0], $0) < (values[$1], $1) }.prefix(8)
    var best = (place: [0.0, 0, 0], value: Double.infinity)
    for index in starts {
      let found = NelderMead.minimiseInUnitCube(from: DampedTrendSearch.place(places[index])) {
        profile($0).sumOfSquares
      }
      if found.value < best.value { best = found }
    }
    return best.place
  }

  private static func place(_ indices: [Int]) -> [Double] {
    zip(grid, indices).map { $0[$1] }
  }
}
