/// Places at which a search over (α, β, φ) looks first, four to a vector.
struct TrendGrid: Sendable {
  /// α, the share of β between its bounds, and φ of every place.
  let places: [SIMD3<Double>]
  /// For every place the neighbours along the three axes.
  let neighbours: [[Int]]
  /// The places in vectors of four; the last vector repeats its last place.
  let alpha: [SIMD4<Double>]
  let beta: [SIMD4<Double>]
  let phi: [SIMD4<Double>]

  init(alphas: [Double], shares: [Double], dampings: [Double]) {
    var places: [SIMD3<Double>] = []
    var neighbours: [[Int]] = []
    let sizes = [alphas.count, shares.count, dampings.count]
    let strides = [sizes[1] * sizes[2], sizes[2], 1]
    for i in 0..<sizes[0] {
      for j in 0..<sizes[1] {
        for k in 0..<sizes[2] {
          let index = places.count
          let at = [i, j, k]
          places.append([alphas[i], shares[j], dampings[k]])
          neighbours.append(
            (0..<3).flatMap { axis in
              (at[axis] > 0 ? [index - strides[axis]] : [])
                + (at[axis] + 1 < sizes[axis] ? [index + strides[axis]] : [])
            })
        }
      }
    }
    self.places = places
    self.neighbours = neighbours
    var lanes: [[SIMD4<Double>]] = [[], [], []]
    for start in stride(from: 0, to: places.count, by: 4) {
      var vectors = [SIMD4<Double>](repeating: .zero, count: 3)
      for lane in 0..<4 {
        let place = places[min(start + lane, places.count - 1)]
        vectors[0][lane] = place.x
        vectors[1][lane] = TrendGrid.beta(alpha: place.x, share: place.y)
        vectors[2][lane] = place.z
      }
      for axis in 0..<3 { lanes[axis].append(vectors[axis]) }
    }
    (alpha, beta, phi) = (lanes[0], lanes[1], lanes[2])
  }

  /// β at a share of the way from its lower bound to α.
  static func beta(alpha: Double, share: Double) -> Double {
    SmoothingBounds.lowest + share * (alpha - SmoothingBounds.lowest)
  }

  /// Places for a level without trend.
  static let level = TrendGrid(
    alphas: [1e-4, 0.05, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9999], shares: [0],
    dampings: [1])

  /// Places for a trend without damping.
  static let trend = TrendGrid(
    alphas: [1e-4, 0.015, 0.05, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 0.9999],
    shares: [0, 0.08, 0.2, 0.35, 0.5, 0.65, 0.82, 1], dampings: [1])

  /// Places for a damped trend.
  static let damped = TrendGrid(
    alphas: [1e-4, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.9999], shares: [0, 0.1, 0.3, 0.5, 0.8, 1],
    dampings: [0.8, 0.86, 0.93, 0.98])
}
