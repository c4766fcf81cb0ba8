/// Minimisation without derivatives given: BFGS with central differences (Nocedal, Wright 2006,
/// chapter 6).
enum QuasiNewton {
  /// A minimum.
  struct Result {
    let place: [Double]
    let value: Double
  }

  /// Walks downhill from a start until neither the gradient nor a step promises more.
  ///
  /// An infinite or missing value of the objective is out of bounds; the start must be inside.
  static func minimise(
    from start: [Double], iterations: Int = 200, _ objective: ([Double]) -> Double
  ) -> Result {
    func value(_ place: [Double]) -> Double {
      let value = objective(place)
      return value.isNaN ? .infinity : value
    }
    var place = start
    var best = value(place)
    guard !start.isEmpty, best < .infinity else { return Result(place: place, value: best) }
    var slope = gradient(at: place, value)
    var inverse = identity(start.count)
    var isFresh = true
    for _ in 0..<iterations {
      var direction = product(inverse, slope).map { -$0 }
      var descent = dot(direction, slope)
      if descent >= 0 {
        direction = slope.map { -$0 }
        descent = -dot(slope, slope)
        inverse = identity(start.count)
        isFresh = true
      }
      if -descent < 1e-14 * (1 + abs(best)) { break }
      // A first step along a steep slope must not leap out of the region of interest.
      let length = dot(direction, direction).squareRoot()
      var step = isFresh && length > 1 ? 1 / length : 1
      var next = place
      var found = Double.infinity
      var tries = 0
      while tries < 40 {
        next = zip(place, direction).map { $0 + step * $1 }
        found = value(next)
        if found <= best + 1e-4 * step * descent { break }
        step *= 0.5
        tries += 1
      }
      guard found < best else {
        if isFresh { break }
        inverse = identity(start.count)
        isFresh = true
        continue
      }
      let newSlope = gradient(at: next, value)
      let gain = best - found
      update(&inverse, step: zip(next, place).map(-), change: zip(newSlope, slope).map(-))
      isFresh = false
      place = next
      best = found
      slope = newSlope
      if gain < 1e-13 * (1 + abs(best)) { break }
    }
    return Result(place: place, value: best)
  }

  /// Central differences; a side out of bounds leaves a one-sided difference.
  private static func gradient(at place: [Double], _ value: ([Double]) -> Double) -> [Double] {
    var probe = place
    return place.indices.map { i in
      let width = 1e-5 * max(1, abs(place[i]))
      probe[i] = place[i] + width
      let above = value(probe)
      probe[i] = place[i] - width
      let below = value(probe)
      probe[i] = place[i]
      if above.isFinite && below.isFinite { return (above - below) / (2 * width) }
      let here = value(place)
      if above.isFinite { return (above - here) / width }
      if below.isFinite { return (here - below) / width }
      return 0
    }
  }

  private static func update(_ inverse: inout [[Double]], step: [Double], change: [Double]) {
    let curvature = dot(step, change)
    guard curvature > 1e-12 * dot(step, step).squareRoot() * dot(change, change).squareRoot()
    else { return }
    let moved = product(inverse, change)
    let factor = (1 + dot(change, moved) / curvature) / curvature
    for i in step.indices {
      for j in step.indices {
        inverse[i][j] +=
          factor * step[i] * step[j] - (moved[i] * step[j] + step[i] * moved[j]) / curvature
      }
    }
  }

  private static func identity(_ order: Int) -> [[Double]] {
    (0..<order).map { i in (0..<order).map { $0 == i ? 1 : 0 } }
  }

  private static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { dot($0, vector) }
  }

  private static func dot(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for i in x.indices { sum += x[i] * y[i] }
    return sum
  }
}
