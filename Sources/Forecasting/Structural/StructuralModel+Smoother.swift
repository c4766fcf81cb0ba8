extension StructuralModel {
  /// The components given the whole series (fixed-interval smoothing), one for each period, missing
  /// ones included.
  ///
  /// Backward recursion of the scaled errors (de Jong 1989; Durbin, Koopman 2012, 4.4); time and
  /// memory grow as the series times the square of the season.
  public func smoothed() -> [StructuralComponents] {
    let p = state.count
    var filter = StructuralFilter(
      kind, season: season, variances: variances, start: start, startVariance: startVariance)
    var steps: [Step] = []
    for value in series {
      filter.predict()
      let variance = filter.predictedVariance()
      let seen = !value.isNaN && variance > 0
      let error = seen ? value - origin - filter.mean : 0
      steps.append(
        Step(
          state: filter.state, covariance: filter.covariance, gain: filter.gainVector,
          error: error, variance: seen ? variance : nil))
      if seen { filter.update(error: error, variance: variance) }
    }
    var score = [Double](repeating: 0, count: p)
    var information = [Double](repeating: 0, count: p * p)
    var result: [StructuralComponents] = []
    for (index, step) in steps.enumerated().reversed() {
      if index < steps.count - 1 {
        StructuralFilter.transposedTransition(&score, p, from: 0, stride: 1)
        for i in 0..<p {
          StructuralFilter.transposedTransition(&information, p, from: i, stride: p)
        }
        for i in 0..<p {
          StructuralFilter.transposedTransition(&information, p, from: i * p, stride: 1)
        }
      }
      step.takeIn(&score, &information)
      result.append(step.smoothed(score, information, origin: origin))
    }
    return result.reversed()
  }
}

/// What the filter knew before one value, for the way back.
private struct Step {
  let state: [Double]
  let covariance: [Double]
  let gain: [Double]
  let error: Double
  let variance: Double?

  /// r ← z v/F + (I − z gᵀ/F) r and N ← z zᵀ/F + (I − z gᵀ/F) N (I − g zᵀ/F), with g = P z.
  func takeIn(_ score: inout [Double], _ information: inout [Double]) {
    guard let variance else { return }
    let p = state.count
    let places = p > 2 ? [0, 2] : [0]
    var product = 0.0
    for i in 0..<p { product += gain[i] * score[i] }
    for i in places { score[i] += (error - product) / variance }
    var columns = [Double](repeating: 0, count: p)
    for i in 0..<p {
      for j in 0..<p { columns[i] += information[i * p + j] * gain[j] }
    }
    var square = 0.0
    for i in 0..<p { square += gain[i] * columns[i] }
    for i in places {
      for j in 0..<p {
        information[i * p + j] -= columns[j] / variance
        information[j * p + i] -= columns[j] / variance
      }
    }
    for i in places {
      for j in places { information[i * p + j] += (1 + square / variance) / variance }
    }
  }

  /// a + P r, with the level's variance P − P N P.
  func smoothed(
    _ score: [Double], _ information: [Double], origin: Double
  ) -> StructuralComponents {
    let p = state.count
    var values = state
    for i in 0..<min(p, 3) {
      for j in 0..<p { values[i] += covariance[i * p + j] * score[j] }
    }
    var removed = 0.0
    for i in 0..<p {
      for j in 0..<p { removed += covariance[i] * information[i * p + j] * covariance[j] }
    }
    return StructuralComponents(values, origin: origin, levelVariance: covariance[0] - removed)
  }
}
