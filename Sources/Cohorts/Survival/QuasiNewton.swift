/// The maximum of a smooth function of a few variables by Broyden, Fletcher, Goldfarb and Shanno's
/// updates of the inverse Hessian, with halved steps.
enum QuasiNewton {
  /// The point reached from a starting point and the value there; the function gives its value and
  /// gradient, and −∞ outside its domain.
  static func maximise(
    from start: [Double], _ function: ([Double]) -> (value: Double, gradient: [Double])
  ) -> (point: [Double], value: Double) {
    let n = start.count
    var point = start
    var (value, gradient) = function(start)
    var inverse = identity(n)
    var isFresh = true
    for _ in 0..<500 {
      var direction = (0..<n).map { row in dot(Array(inverse[row * n..<(row + 1) * n]), gradient) }
      var slope = dot(direction, gradient)
      if !(slope > 0) {
        inverse = identity(n)
        direction = gradient
        slope = dot(gradient, gradient)
        isFresh = true
      }
      guard slope > 1e-18 * max(1, abs(value)) else { break }
      let longest = direction.reduce(0) { max($0, abs($1)) }
      var step = min(1, 1 / longest)
      var next = (point: point, value: -Double.infinity, gradient: gradient)
      while step > 1e-14 {
        let trial = zip(point, direction).map { $0 + step * $1 }
        let (trialValue, trialGradient) = function(trial)
        if trialValue >= value + 1e-4 * step * slope {
          next = (trial, trialValue, trialGradient)
          break
        }
        step /= 2
      }
      guard next.value > value else {
        if isFresh { break }
        inverse = identity(n)
        isFresh = true
        continue
      }
      let s = zip(next.point, point).map { $0 - $1 }
      let y = zip(gradient, next.gradient).map { $0 - $1 }
      let curvature = dot(s, y)
      let isDone = next.value - value <= 1e-14 * abs(value)
      (point, value, gradient) = next
      if isDone { break }
      if curvature > 1e-12 * dot(y, y) {
        update(&inverse, s, y, curvature)
        isFresh = false
      }
    }
    return (point, value)
  }

  private static func update(
    _ inverse: inout [Double], _ s: [Double], _ y: [Double], _ curvature: Double
  ) {
    let n = s.count
    let hy = (0..<n).map { row in dot(Array(inverse[row * n..<(row + 1) * n]), y) }
    let scale = (1 + dot(y, hy) / curvature) / curvature
    for i in 0..<n {
      for j in 0..<n {
        inverse[i * n + j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature
      }
    }
  }

  private static func identity(_ n: Int) -> [Double] {
    (0..<n * n).map { $0 / n == $0 % n ? 1 : 0 }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
