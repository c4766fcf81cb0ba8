extension ComplexSmoothing {
  /// Gains with their starting state and the sum of the scored squared one-step errors.
  struct Solution {
    let filter: ComplexFilter
    let start: [Double]
    let sumOfSquares: Double
  }

  /// The weight of (α₁ − 1)² in the fit, relative to the squared errors. On short series the errors
  /// say little of α₁, and a value far from 1 bends every forecast; 5 did best on annual
  /// competition series among 0, 0.2, 1 and 5.
  static let pull = 5.0

  /// The errors of given gains; `nil` where these are not stable.
  ///
  /// The starting state is found by backcasting: the filter runs forward from the state that rests
  /// at the first values, and back over the reversed series.
  static func evaluate(
    _ series: [Double], _ filter: ComplexFilter, _ figure: [Double], skipped: Int
  ) -> Solution? {
    guard filter.isStable else { return nil }
    var start = filter.start(series, figure)
    for t in series.indices { filter.update(&start, t, error: series[t] - filter.mean(start, t)) }
    for t in series.indices.reversed() {
      filter.update(&start, t, error: series[t] - filter.mean(start, t))
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

  /// The best gains: a grid over α, then a simplex search over all.
  static func solve(_ series: [Double], _ form: Form, season: Int, skipped: Int) -> Solution? {
    let lows = [0.01, 0.01]
    let widths = [1.79, 1.89]
    var figure: [Double] = []
    if form == .partial || form == .full {
      figure = (try? ClassicalDecomposition(series, season: season))?.figure ?? []
      guard !figure.isEmpty else { return nil }
    }
    func filter(_ place: [Double]) -> ComplexFilter {
      ComplexFilter(
        form: form, season: season,
        gains: place.indices.map { i in
          form == .partial && i == 2 ? place[i] : lows[i % 2] + widths[i % 2] * place[i]
        })
    }
    func value(_ place: [Double]) -> Double {
      let filter = filter(place)
      let distance = filter.gains[1] - 1
      let found = evaluate(series, filter, figure, skipped: skipped)
      return (found?.sumOfSquares ?? .infinity) * (1 + pull * distance * distance)
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
        if form == .full { place += [1.09 / widths[0], one] }
        let found = value(place)
        if found < best.value { best = (place, found) }
      }
    }
    guard !best.place.isEmpty else { return nil }
    if best.value > 0 { best = NelderMead.minimiseInUnitCube(from: best.place, value) }
    return evaluate(series, filter(best.place), figure, skipped: skipped)
  }
}
