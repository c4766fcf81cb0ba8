extension TrendSearch {
  /// The weighted sum of squares and its initial state at every place of the grid.
  mutating func evaluateGrid() {
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
}
