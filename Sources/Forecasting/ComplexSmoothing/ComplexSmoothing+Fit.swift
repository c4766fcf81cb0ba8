extension ComplexSmoothing {
  /// Gains and initial state that minimise the squared one-step errors.
  struct Solution {
    let filter: ComplexFilter
    let start: [Double]
    let sumOfSquares: Double
  }

  /// The errors of given gains from the starting state that they rest at; the errors of the
  /// first season are left out, because the seasonal forms take their start from it.
  static func profile(
    _ series: [Double], _ filter: ComplexFilter, _ figure: [Double], skipped: Int
  ) -> Solution? {
    guard filter.isStable else { return nil }
    var start = filter.start(series, figure)
    if backcast {
      for _ in 0..<rounds {
      var st = start
      for t in series.indices { filter.update(&st, t, error: series[t] - filter.mean(st, t)) }
      let n = series.count
      for t in series.indices.reversed() { filter.update(&st, t, error: series[t] - filter.mean(st, t)) }
      _ = n
      start = st
      }
    }
    var state = start
    var sum = 0.0
    for t in series.indices {
      let error = series[t] - filter.mean(state, t)
      filter.update(&state, t, error: error)
      if t >= skipped { sum += error * error }
    }
    guard sum.isFinite else { return nil }
    return Solution(filter: filter, start: start, sumOfSquares: sum)
  }

  /// The best gains: a grid over each pair, then a simplex search.
  static func solve(
    _ series: [Double], _ form: Form, season: Int, skipped: Int
  ) -> Solution? {
    let figure = startingFigure(series, form, season)
    let lows = [0.01, 0.01]
    let widths = [1.79, 1.89]
    func filter(_ place: [Double]) -> ComplexFilter {
      ComplexFilter(
        form: form, season: season,
        gains: place.indices.map { i in
          form == .partial && i == 2 ? place[i] : lows[i % 2] + widths[i % 2] * place[i]
        })
    }
    func value(_ place: [Double]) -> Double {
      let f = filter(place)
      let pen = 1 + lam0 * (f.gains[0] - 1.3) * (f.gains[0] - 1.3) + lam * (f.gains[1] - 1) * (f.gains[1] - 1)
      return (profile(series, f, figure, skipped: skipped)?.sumOfSquares ?? .infinity) * pen
    }
    // α₁ = 1 is among the starts, where a constant series is followed exactly.
    let one = (1 - lows[1]) / widths[1]
    let steps = form == .none ? 12 : 4
    var best: (place: [Double], value: Double) = ([], .infinity)
    for i in 0..<steps {
      for j in 0...steps {
        let real = (Double(i) + 0.5) / Double(steps)
        let imaginary = j == steps ? one : (Double(j) + 0.5) / Double(steps)
        var place = [real, imaginary]
        if form == .partial { place.append(0.1) }
        if form == .full { place += [0.1 / 1.79, one] }
        let found = value(place)
        if found < best.value { best = (place, found) }
      }
    }
    guard !best.place.isEmpty else { return nil }
    if best.value > 0 { best = NelderMead.minimiseInUnitCube(from: best.place, value) }
    return profile(series, filter(best.place), figure, skipped: skipped)
  }

  /// The seasonal terms at the start: the figures of a classical additive decomposition.
  private static func startingFigure(_ series: [Double], _ form: Form, _ season: Int) -> [Double] {
    guard form == .partial || form == .full else { return [] }
    return (try? ClassicalDecomposition(series, season: season))?.figure ?? []
  }
}
nonisolated(unsafe) public var backcast = false
nonisolated(unsafe) public var rounds = 1
nonisolated(unsafe) public var lam = 0.0
nonisolated(unsafe) public var lam0 = 0.0
