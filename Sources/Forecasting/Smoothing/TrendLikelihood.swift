import Foundation

/// Minus the log-likelihood of a model without season in all its parameters, with exact gradient.
///
/// The lanes of `V` are the variables: α and l; or α, the share of β, l and b; or these with φ third.
struct TrendLikelihood<V: SIMD>: BoxFunction where V.Scalar == Double {
  let dimension: Int
  private let series: [Double]
  private let relative: Bool
  private let damped: Bool
  private let hasSlope: Bool
  private let floor: Double
  private let levelLane: Int

  init(_ series: [Double], _ trend: ExponentialSmoothing.Trend, _ relative: Bool) {
    self.series = series
    self.relative = relative
    damped = trend.isDamped
    hasSlope = trend != .none
    levelLane = trend == .none ? 1 : damped ? 3 : 2
    dimension = levelLane + (hasSlope ? 2 : 1)
    floor = ExponentialSmoothing.exactness(series.count)
  }

  var lower: [Double] {
    bounds(SmoothingBounds.lowest, 0, SmoothingBounds.phi.lowerBound, -.infinity)
  }
  var upper: [Double] {
    bounds(SmoothingBounds.highest, 1, SmoothingBounds.phi.upperBound, .infinity)
  }

  private func bounds(_ alpha: Double, _ share: Double, _ phi: Double, _ state: Double) -> [Double]
  {
    hasSlope ? [alpha, share] + (damped ? [phi] : []) + [state, state] : [alpha, state]
  }

  /// The variables at a place of the grid.
  func place(_ place: SIMD3<Double>, level: Double, slope: Double) -> [Double] {
    hasSlope
      ? [place.x, place.y] + (damped ? [place.z] : []) + [level, slope] : [place.x, level]
  }

  /// A place at which every one-step mean of a positive series is positive.
  var safeStart: [Double] { place([0.5, 0, 0.9], level: series[0], slope: 0) }

  mutating func value(_ place: [Double], gradient: inout [Double]) -> Double {
    let alpha = place[0]
    let share = hasSlope ? place[1] : 0
    let phi = damped ? place[2] : 1
    let span = alpha - SmoothingBounds.lowest
    let beta = hasSlope ? TrendGrid.beta(alpha: alpha, share: share) : 0
    var level = place[levelLane]
    var slope = hasSlope ? place[levelLane + 1] : 0
    var levels = V.zero
    levels[levelLane] = 1
    var slopes = V.zero
    var alphaLane = V.zero
    alphaLane[0] = 1
    var betaLane = V.zero
    var phiLane = V.zero
    if hasSlope {
      slopes[levelLane + 1] = 1
      betaLane[0] = share
      betaLane[1] = span
      if damped { phiLane[2] = 1 }
    }
    var sum = 0.0
    var product = 1.0
    var logarithm = 0.0
    var down = V.zero
    var shares = V.zero
    let rest = 1 - alpha
    for value in series {
      let growth = phi * slope
      let mean = level + growth
      let error = value - mean
      let growths = slopes * phi + phiLane * slope
      let means = levels + growths
      if relative {
        if !(mean > 0) { return .infinity }
        let inverse = 1 / mean
        let epsilon = error * inverse
        sum += epsilon * epsilon
        product *= mean
        if product < 1e-100 || product > 1e100 {
          logarithm += log(product)
          product = 1
        }
        down += means * (epsilon * (epsilon + 1) * inverse)
        shares += means * inverse
      } else {
        sum += error * error
        down += means * error
      }
      level = mean + alpha * error
      slope = growth + beta * error
      levels = means * rest + alphaLane * error
      slopes = growths - means * beta + betaLane * error
    }
    if !(sum < .infinity) { return .infinity }
    let n = Double(series.count)
    let bounded = max(sum, floor)
    let slopeOfLog = sum > floor ? -n / sum : 0
    let result = down * slopeOfLog + shares
    for i in 0..<dimension { gradient[i] = result[i] }
    return n / 2 * log(bounded) + (relative ? logarithm + log(product) : 0)
  }

  mutating func curvature(_ place: [Double], into matrix: inout [Double]) {
    let alpha = place[0]
    let share = hasSlope ? place[1] : 0
    let phi = damped ? place[2] : 1
    let beta = hasSlope ? TrendGrid.beta(alpha: alpha, share: share) : 0
    var level = place[levelLane]
    var slope = hasSlope ? place[levelLane + 1] : 0
    var levels = V.zero
    levels[levelLane] = 1
    var slopes = V.zero
    var alphaLane = V.zero
    alphaLane[0] = 1
    var betaLane = V.zero
    var phiLane = V.zero
    if hasSlope {
      slopes[levelLane + 1] = 1
      betaLane[0] = share
      betaLane[1] = alpha - SmoothingBounds.lowest
      if damped { phiLane[2] = 1 }
    }
    for i in matrix.indices { matrix[i] = 0 }
    var sum = 0.0
    var centre = V.zero
    var cross = V.zero
    for value in series {
      let growth = phi * slope
      let mean = level + growth
      let error = value - mean
      let growths = slopes * phi + phiLane * slope
      let means = levels + growths
      let epsilon = relative ? error / mean : error
      let derivative = relative ? means * (-(epsilon + 1) / mean) : -means
      sum += epsilon * epsilon
      if relative {
        centre += means / mean
        cross += derivative * epsilon
      }
      for i in 0..<dimension {
        let row = derivative * derivative[i]
        for j in 0...i { matrix[i * dimension + j] += row[j] }
      }
      level = mean + alpha * error
      slope = growth + beta * error
      levels = means * (1 - alpha) + alphaLane * error
      slopes = growths - means * beta + betaLane * error
    }
    let n = Double(series.count)
    sum = max(sum, floor)
    centre /= n
    for i in 0..<dimension {
      for j in 0...i {
        let both = cross[i] * centre[j] + cross[j] * centre[i] + sum * centre[i] * centre[j]
        let entry = (matrix[i * dimension + j] + both) * (n / sum)
        matrix[i * dimension + j] = entry
        matrix[j * dimension + i] = entry
      }
    }
  }
}
