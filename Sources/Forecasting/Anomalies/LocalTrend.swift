import Probability

/// Departures of a series from its own neighbourhood, by medians, so that one odd value does not
/// hide itself or spoil its neighbours.
struct LocalTrend {
  /// The number of neighbours a value is compared with.
  static let neighbours = 4

  /// The number of changes a change is compared with.
  static let changes = 6

  /// For each value its departure from the line through its neighbours, over the standard error of
  /// such a departure in units of one value's noise.
  let departures: [Double]

  /// For each value the size of its departure in units of the series.
  let sizes: [Double]

  /// For each value after the first its change, less the median of the nearest other changes.
  let jumps: [Double]

  init(_ series: [Double]) {
    var departures: [Double] = []
    var sizes: [Double] = []
    for place in series.indices {
      let near = LocalTrend.nearest(series.count, place, LocalTrend.neighbours)
      let (value, leverage) = LocalTrend.line(series, near, at: place)
      sizes.append(series[place] - value)
      departures.append((series[place] - value) / (1 + leverage).squareRoot())
    }
    let steps = zip(series.dropFirst(), series).map { $0 - $1 }
    jumps = steps.indices.map { place in
      let near = LocalTrend.nearest(steps.count, place, LocalTrend.changes)
      return steps[place] - LocalTrend.median(near.map { steps[$0] })
    }
    self.departures = departures
    self.sizes = sizes
  }

  /// The places nearest to one, itself left out; the earlier of two at the same distance.
  static func nearest(_ count: Int, _ place: Int, _ wanted: Int) -> [Int] {
    let others = (0..<count).filter { $0 != place }
    let sorted = others.sorted { (abs($0 - place), $0) < (abs($1 - place), $1) }
    return sorted.prefix(wanted).sorted()
  }

  /// The line of median slope and intercept (Theil 1950, Sen 1968) through some values, read at a
  /// place, and the variance of the least squares line there in units of one value's.
  static func line(
    _ series: [Double], _ places: [Int], at place: Int
  ) -> (value: Double, leverage: Double) {
    var slopes: [Double] = []
    for (i, later) in places.enumerated() {
      for earlier in places[..<i] {
        slopes.append((series[later] - series[earlier]) / Double(later - earlier))
      }
    }
    let slope = median(slopes)
    let value = median(places.map { series[$0] + slope * Double(place - $0) })
    let count = Double(places.count)
    let centre = Double(places.reduce(0, +)) / count
    let spread = places.reduce(0) { $0 + (Double($1) - centre) * (Double($1) - centre) }
    let distance = Double(place) - centre
    return (value, 1 / count + distance * distance / spread)
  }

  static func median(_ values: [Double]) -> Double {
    Quantile.ofSorted(values.sorted(), at: 0.5)
  }

  /// The median absolute value times 1.4826, a standard deviation for normal noise (Hampel 1974).
  static func scale(_ values: [Double]) -> Double {
    1.482602218505602 * median(values.map { abs($0) })
  }
}
