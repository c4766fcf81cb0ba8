import Foundation

extension TrendSearch {
  /// Replaces the weighted sums of squares by minus the log-likelihood of a relative error, after
  /// one scoring step of the initial state; infinite where a one-step mean is not positive.
  mutating func refineGrid() {
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
