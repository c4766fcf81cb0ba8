import Foundation

/// The search for the likeliest parameters of a model without season whose trend is absent, additive
/// or damped.
///
/// One-step means are linear in the initial level and slope, for both errors: on a grid of (α, β, φ)
/// the initial state is a weighted regression of two unknowns, and the best local minima of the grid
/// start a joint search of all parameters with exact derivatives. A relative error keeps every
/// one-step mean positive.
struct TrendSearch {
  private let grid: TrendGrid
  private let series: [Double]
  /// A moving average of the series, and the weights of squared relative errors it gives.
  private let averages: [Double]
  private let weights: [Double]
  private let relative: Bool
  private let trend: ExponentialSmoothing.Trend
  private var sums: [Double]
  private var levels: [Double]
  private var slopes: [Double]

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

  /// The weighted sum of squares and its initial state at every place of the grid.
  private mutating func evaluateGrid() {
    let one = SIMD4<Double>(repeating: 1)
    let first = SIMD4(repeating: series[0])
    for group in grid.alpha.indices {
      let (alpha, beta, phi) = (grid.alpha[group], grid.beta[group], grid.phi[group])
      let rest = one - alpha
      var level = first
      var slope = SIMD4<Double>.zero
      var levelOfLevel = one
      var slopeOfLevel = SIMD4<Double>.zero
      var levelOfSlope = SIMD4<Double>.zero
      var slopeOfSlope = one
      var (ee, ue, ve) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
      var (uu, uv, vv) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
      if trend == .none {
        for t in series.indices {
          let error = series[t] - level
          let weight = relative ? weights[t] : 1
          let u = levelOfLevel * weight
          ee += error * error * weight
          ue += u * error
          uu += u * levelOfLevel
          level += alpha * error
          levelOfLevel *= rest
        }
        vv = one
      } else {
        for t in series.indices {
          let growth = phi * slope
          let mean = level + growth
          let error = series[t] - mean
          let growthOfLevel = phi * slopeOfLevel
          let growthOfSlope = phi * slopeOfSlope
          let u = levelOfLevel + growthOfLevel
          let v = levelOfSlope + growthOfSlope
          let weight = relative ? weights[t] : 1
          let weighted = error * weight
          ee += error * weighted
          ue += u * weighted
          ve += v * weighted
          let wu = u * weight
          uu += u * wu
          uv += v * wu
          vv += v * v * weight
          level = mean + alpha * error
          slope = growth + beta * error
          levelOfLevel = rest * u
          slopeOfLevel = growthOfLevel - beta * u
          levelOfSlope = rest * v
          slopeOfSlope = growthOfSlope - beta * v
        }
      }
      let across = uv / uu
      let remaining = vv - uv * across
      let initialSlope = ((ve - across * ue) / remaining).replacing(
        with: 0, where: remaining .<= 1e-13 * vv)
      let correction = (ue - uv * initialSlope) / uu
      let sum = ee - correction * ue - initialSlope * ve
      let initialLevel = first + correction
      for lane in 0..<4 {
        sums[4 * group + lane] = sum[lane]
        levels[4 * group + lane] = initialLevel[lane]
        slopes[4 * group + lane] = initialSlope[lane]
      }
    }
  }

  /// Replaces the weighted sums of squares by minus the log-likelihood of a relative error, after
  /// one scoring step of the initial state; infinite where a one-step mean is not positive.
  private mutating func refineGrid() {
    let count = Double(series.count)
    for group in grid.alpha.indices {
      let at = 4 * group
      let lanes = { (values: [Double]) -> SIMD4<Double> in
        SIMD4(values[at], values[at + 1], values[at + 2], values[at + 3])
      }
      let start = (level: lanes(levels), slope: lanes(slopes))
      let step = scoringStep(group, start.level, start.slope, lanes(sums) / count)
      let plain = relativeLikelihood(group, start.level, start.slope)
      let moved = relativeLikelihood(group, start.level + step.level, start.slope + step.slope)
      for lane in 0..<4 {
        let better = moved[lane] < plain[lane]
        sums[at + lane] = better ? moved[lane] : plain[lane]
        if better {
          levels[at + lane] += step.level[lane]
          slopes[at + lane] += step.slope[lane]
        }
      }
    }
  }

  /// The step of the initial state that solves the score equations Σ w(y − μ − vμ²/y)(u, v) = 0
  /// with weights w = y/μ³ and the relative variance v held.
  private func scoringStep(
    _ group: Int, _ startLevel: SIMD4<Double>, _ startSlope: SIMD4<Double>,
    _ variance: SIMD4<Double>
  ) -> (level: SIMD4<Double>, slope: SIMD4<Double>) {
    let one = SIMD4<Double>(repeating: 1)
    let (alpha, beta, phi) = (grid.alpha[group], grid.beta[group], grid.phi[group])
    let rest = one - alpha
    var (level, slope) = (startLevel, startSlope)
    var (levelOfLevel, slopeOfLevel) = (one, SIMD4<Double>.zero)
    var (levelOfSlope, slopeOfSlope) = (SIMD4<Double>.zero, one)
    var (ue, ve) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    var (uu, uv, vv) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
    for t in series.indices {
      let growth = phi * slope
      let mean = level + growth
      let error = series[t] - mean
      let growthOfLevel = phi * slopeOfLevel
      let growthOfSlope = phi * slopeOfSlope
      let u = levelOfLevel + growthOfLevel
      let v = levelOfSlope + growthOfSlope
      let bounded = mean.replacing(
        with: 0.1 * averages[t], where: mean .< SIMD4(repeating: 0.1 * averages[t]))
      let square = bounded * bounded
      let weight = SIMD4(repeating: series[t]) / (square * bounded)
      let weighted = (error - variance * square / series[t]) * weight
      ue += u * weighted
      ve += v * weighted
      let wu = u * weight
      uu += u * wu
      uv += v * wu
      vv += v * v * weight
      level = mean + alpha * error
      slope = growth + beta * error
      levelOfLevel = rest * u
      slopeOfLevel = growthOfLevel - beta * u
      levelOfSlope = rest * v
      slopeOfSlope = growthOfSlope - beta * v
    }
    if trend == .none { return (ue / uu, .zero) }
    let across = uv / uu
    let remaining = vv - uv * across
    let slopeStep = ((ve - across * ue) / remaining).replacing(
      with: 0, where: remaining .<= 1e-13 * vv)
    return ((ue - uv * slopeStep) / uu, slopeStep)
  }

  /// n/2 ln Σε² + Σ ln μ, the latter apart from a constant.
  private func relativeLikelihood(
    _ group: Int, _ startLevel: SIMD4<Double>, _ startSlope: SIMD4<Double>
  ) -> SIMD4<Double> {
    let (alpha, beta, phi) = (grid.alpha[group], grid.beta[group], grid.phi[group])
    var (level, slope) = (startLevel, startSlope)
    var sum = SIMD4<Double>.zero
    var product = SIMD4<Double>(repeating: 1)
    var lowest = SIMD4<Double>(repeating: 1)
    for t in series.indices {
      let growth = phi * slope
      let mean = level + growth
      let error = series[t] - mean
      let epsilon = error / mean
      sum += epsilon * epsilon
      product *= mean / averages[t]
      lowest.replace(with: mean, where: mean .< lowest)
      level = mean + alpha * error
      slope = growth + beta * error
    }
    var result = SIMD4<Double>(repeating: .infinity)
    for lane in 0..<4 where lowest[lane] > 0 {
      result[lane] =
        Double(series.count) / 2 * log(max(sum[lane], .leastNormalMagnitude))
        + log(min(max(product[lane], 1e-300), 1e300))
    }
    return result
  }
}
