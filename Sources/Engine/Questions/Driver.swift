import Results

/// What one uncertain input does to a figure.
struct Driver {
  let name: String
  /// The share of the figure's variance that it explains alone, with its standard error.
  let share: Double
  let shareError: Double
  /// The expected figure at the input's 10th and at its 90th percentile.
  let low: Double
  let high: Double
  /// The standard error of their difference.
  let swingError: Double

  init(name: String, sampler: DatedSampler, draws: [Double]) {
    self.name = name
    let uniforms = draws.indices.map { sampler.uniform(draw: $0) }
    let isChoice = sampler.segments.contains {
      if case .choice = $0.sampler.law { return true }
      return false
    }
    guard isChoice else {
      let fit = ScoreRegression(uniforms: uniforms, results: draws)
      share = fit.share
      shareError = fit.shareError
      low = fit.low
      high = fit.high
      swingError = fit.swingError
      return
    }
    let order = draws.indices.sorted { (uniforms[$0], $0) < (uniforms[$1], $1) }
    let sorted = order.map { draws[$0] }
    let sd = Summary(draws: draws).sd
    let parts = max(2, min(20, draws.count / 25))
    share = Driver.explained(sorted, parts: parts, variance: sd * sd)
    shareError = 2 * (max(share, 1 / Double(draws.count)) / Double(draws.count)).squareRoot()
    let tenth = max(1, draws.count / 10)
    let bottom = Summary(draws: Array(sorted.prefix(tenth)))
    let top = Summary(draws: Array(sorted.suffix(tenth)))
    low = bottom.mean
    high = top.mean
    swingError = ((bottom.sd * bottom.sd + top.sd * top.sd) / Double(tenth)).squareRoot()
  }

  /// The share of variance between equal parts of sorted draws, less what chance gives.
  static func explained(_ sorted: [Double], parts: Int, variance: Double) -> Double {
    guard variance > 0, sorted.count >= 2 * parts else { return 0 }
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    var between = 0.0
    for part in 0..<parts {
      let range = part * sorted.count / parts..<(part + 1) * sorted.count / parts
      let own = range.reduce(0.0) { $0 + sorted[$1] } / Double(range.count)
      between += Double(range.count) * (own - mean) * (own - mean)
    }
    let share = between / Double(sorted.count) / variance
    let chance = Double(parts - 1) / Double(sorted.count)
    return min(1, max(0, (share - chance) / (1 - chance)))
  }
}
