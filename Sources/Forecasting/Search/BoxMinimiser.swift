/// A smooth function over a box, with its gradient.
protocol BoxFunction {
  /// The number of variables.
  var dimension: Int { get }

  /// The value at a place, the gradient left in `gradient`; infinity outside the domain.
  mutating func value(_ place: [Double], gradient: inout [Double]) -> Double

  /// A positive semidefinite approximation of the second derivatives, row by row.
  mutating func curvature(_ place: [Double], into matrix: inout [Double])
}

/// Quasi-Newton search in a box: BFGS updates, damped as Powell (1978), of a model whose minimum
/// inside the box gives the direction (projected Newton, Bertsekas 1982). Deterministic; nothing is
/// allocated inside the search.
struct BoxMinimiser {
  private let count: Int
  private let lower: [Double]
  private let upper: [Double]
  private var gradient: [Double]
  private var trial: [Double]
  private var trialGradient: [Double]
  private var step: [Double]
  private var free: [Bool]
  private var model: [Double]
  private var factor: [Double]
  private var right: [Double]

  /// The best place so far.
  private(set) var place: [Double]
  /// Its value.
  private(set) var value = Double.infinity

  init(lower: [Double], upper: [Double]) {
    count = lower.count
    self.lower = lower
    self.upper = upper
    let zeros = [Double](repeating: 0, count: lower.count)
    gradient = zeros
    trial = zeros
    trialGradient = zeros
    step = zeros
    right = zeros
    place = zeros
    free = [Bool](repeating: false, count: lower.count)
    model = [Double](repeating: 0, count: lower.count * lower.count)
    factor = model
  }

  /// Searches from a start until a step promises less than `tolerance`.
  mutating func minimise<Function: BoxFunction>(
    _ function: inout Function, from start: [Double], tolerance: Double, iterations: Int
  ) {
    for i in 0..<count { place[i] = min(max(start[i], lower[i]), upper[i]) }
    value = function.value(place, gradient: &gradient)
    guard value.isFinite else { return }
    function.curvature(place, into: &model)
    var fresh = true
    for _ in 0..<iterations {
      let promise = direction()
      if !(promise > tolerance) { return }
      if advance(&function) {
        fresh = false
      } else if fresh {
        return
      } else {
        function.curvature(place, into: &model)
        fresh = true
      }
    }
  }

  /// Sets the step to the minimum of the model in the box; returns the decrease it promises.
  private mutating func direction() -> Double {
    for i in 0..<count {
      step[i] = 0
      free[i] =
        !(place[i] <= lower[i] && gradient[i] > 0)
        && !(place[i] >= upper[i] && gradient[i] < 0)
    }
    for _ in 0..<count {
      solveFree()
      var hit = false
      for i in 0..<count where free[i] {
        let target = place[i] + step[i]
        if target < lower[i] {
          step[i] = lower[i] - place[i]
        } else if target > upper[i] {
          step[i] = upper[i] - place[i]
        } else {
          continue
        }
        free[i] = false
        hit = true
      }
      if !hit { break }
    }
    var slope = 0.0
    for i in 0..<count { slope += gradient[i] * step[i] }
    if slope < 0 { return -slope / 2 }
    // The fixed variables can turn the step uphill: then the scaled steepest descent.
    slope = 0
    for i in 0..<count {
      let scale = max(abs(model[i * count + i]), 1e-12)
      step[i] = min(max(place[i] - gradient[i] / scale, lower[i]), upper[i]) - place[i]
      slope += gradient[i] * step[i]
    }
    return -slope / 2
  }

  /// Solves the model for the free variables, given the steps of the others.
  private mutating func solveFree() {
    var ridge = 0.0
    while true {
      if factorise(ridge: ridge) { break }
      var largest = 1e-300
      for i in 0..<count { largest = max(largest, abs(model[i * count + i])) }
      ridge = ridge == 0 ? 1e-10 * largest : 100 * ridge
      if !ridge.isFinite { return }
    }
    for i in 0..<count where free[i] {
      var sum = -gradient[i]
      for j in 0..<count where !free[j] { sum -= model[i * count + j] * step[j] }
      for j in 0..<i where free[j] { sum -= factor[i * count + j] * right[j] }
      right[i] = sum / factor[i * count + i]
    }
    for i in stride(from: count - 1, through: 0, by: -1) where free[i] {
      var sum = right[i]
      var j = i + 1
      while j < count {
        if free[j] { sum -= factor[j * count + i] * step[j] }
        j += 1
      }
      step[i] = sum / factor[i * count + i]
    }
  }

  /// The Cholesky factor of the free part of the model; false where it is not positive definite.
  private mutating func factorise(ridge: Double) -> Bool {
    for i in 0..<count where free[i] {
      for j in 0...i where free[j] {
        var sum = model[i * count + j]
        for k in 0..<j where free[k] { sum -= factor[i * count + k] * factor[j * count + k] }
        if i == j {
          let pivot = sum + ridge
          guard pivot > 1e-13 * abs(model[i * count + i]), pivot > 0 else { return false }
          factor[i * count + i] = pivot.squareRoot()
        } else {
          factor[i * count + j] = sum / factor[j * count + j]
        }
      }
    }
    return true
  }

  /// Moves along the step to a sufficient decrease; false where there is none.
  private mutating func advance<Function: BoxFunction>(_ function: inout Function) -> Bool {
    var slope = 0.0
    for i in 0..<count { slope += gradient[i] * step[i] }
    var length = 1.0
    for _ in 0..<30 {
      for i in 0..<count {
        trial[i] = min(max(place[i] + length * step[i], lower[i]), upper[i])
      }
      let found = function.value(trial, gradient: &trialGradient)
      if found <= value + 1e-4 * length * slope {
        update()
        value = found
        return true
      }
      // The minimum of the parabola through the value, the slope and the trial.
      let rise = found - value - length * slope
      let guess = rise.isFinite ? -slope * length / (2 * rise) : 0.25
      length *= min(max(guess, 0.1), 0.5)
    }
    return false
  }

  /// Accepts the trial and updates the model with what the two gradients say.
  private mutating func update() {
    var ys = 0.0
    var quadratic = 0.0
    for i in 0..<count { step[i] = trial[i] - place[i] }
    for i in 0..<count {
      var product = 0.0
      for j in 0..<count { product += model[i * count + j] * step[j] }
      right[i] = product
      quadratic += product * step[i]
      ys += (trialGradient[i] - gradient[i]) * step[i]
    }
    if quadratic > 0 {
      let mix = ys >= 0.1 * quadratic ? 1 : 0.9 * quadratic / (quadratic - ys)
      let mixed = mix * ys + (1 - mix) * quadratic
      for i in 0..<count {
        let a = mix * (trialGradient[i] - gradient[i]) + (1 - mix) * right[i]
        for j in 0..<count {
          let b = mix * (trialGradient[j] - gradient[j]) + (1 - mix) * right[j]
          model[i * count + j] += a * b / mixed - right[i] * right[j] / quadratic
        }
      }
    }
    for i in 0..<count {
      place[i] = trial[i]
      gradient[i] = trialGradient[i]
    }
  }
}
