extension STL {
  /// The three smoothers of STL and its two loops.
  struct Smoothers {
    let season: Int
    let cycle: LocalRegression
    let trend: LocalRegression
    let low: LocalRegression

    /// The parts of a series after `outer` rounds of robustness weights, each of `inner` passes.
    func run(
      _ y: [Double], inner: Int, outer: Int
    ) -> (seasonal: [Double], trend: [Double], weights: [Double]) {
      let n = y.count
      var trendPart = [Double](repeating: 0, count: n)
      var seasonal = trendPart
      var weights: [Double]?
      for round in 0...outer {
        for _ in 0..<inner { pass(y, &seasonal, &trendPart, weights) }
        guard round < outer else { continue }
        weights = robustness(zip(y, zip(seasonal, trendPart)).map { abs($0 - ($1.0 + $1.1)) })
      }
      return (seasonal, trendPart, weights ?? [Double](repeating: 1, count: n))
    }

    /// One update of the seasonal part and the trend.
    private func pass(
      _ y: [Double], _ seasonal: inout [Double], _ trendPart: inout [Double], _ weights: [Double]?
    ) {
      let cycles = smoothedCycles(zip(y, trendPart).map { $0 - $1 }, weights)
      let averages = movingAverage(
        movingAverage(movingAverage(cycles, season), season), 3)
      let slow = low.smooth(averages, weights: nil)
      for i in y.indices { seasonal[i] = cycles[season + i] - slow[i] }
      trendPart = trend.smooth(zip(y, seasonal).map { $0 - $1 }, weights: weights)
    }

    /// Each period of the season smoothed over the years and carried on by one year at either end;
    /// the result has one season more at the start and at the end.
    private func smoothedCycles(_ y: [Double], _ weights: [Double]?) -> [Double] {
      let n = y.count
      var result = [Double](repeating: 0, count: n + 2 * season)
      for period in 0..<season {
        let places = stride(from: period, to: n, by: season)
        let own = places.map { y[$0] }
        let ownWeights = weights.map { weights in places.map { weights[$0] } }
        let count = own.count
        let smooth = cycle.smooth(own, weights: ownWeights)
        let before = cycle.estimate(
          own, at: -1, 0, min(cycle.span, count) - 1, weights: ownWeights)
        let after = cycle.estimate(
          own, at: Double(count), max(0, count - cycle.span), count - 1, weights: ownWeights)
        result[period] = before ?? smooth[0]
        for (i, value) in smooth.enumerated() { result[(i + 1) * season + period] = value }
        result[(count + 1) * season + period] = after ?? smooth[count - 1]
      }
      return result
    }

    private func movingAverage(_ values: [Double], _ length: Int) -> [Double] {
      var sum = values[..<length].reduce(0, +)
      var result = [sum / Double(length)]
      result.reserveCapacity(values.count - length + 1)
      for i in length..<values.count {
        sum += values[i] - values[i - length]
        result.append(sum / Double(length))
      }
      return result
    }

    /// Bisquare weights of absolute residuals, zero beyond six times their median.
    private func robustness(_ residuals: [Double]) -> [Double] {
      let limit = 3 * MiddleValues.sum(residuals)
      return residuals.map { residual in
        if residual <= 0.001 * limit { return 1 }
        guard residual <= 0.999 * limit else { return 0 }
        let ratio = residual / limit
        return (1 - ratio * ratio) * (1 - ratio * ratio)
      }
    }
  }
}
