import Foundation

/// The Kalman filter of a structural model: level, slope, and the season − 1 latest seasonal
/// effects, newest first.
struct StructuralFilter {
  let dimension: Int
  private let disturbances: [Double]
  let irregular: Double

  /// The means of the states.
  var state: [Double]

  /// Their covariance, symmetric, by rows.
  var covariance: [Double]

  /// P z of the last observation.
  private(set) var gainVector: [Double]

  init(
    _ kind: StructuralKind, season: Int, variances: StructuralVariances, start: StructuralStart,
    startVariance: Double
  ) {
    dimension = kind.dimension(season: season)
    disturbances = Array(kind.list(variances).dropLast())
    irregular = variances.irregular
    state = Array(repeating: 0, count: dimension)
    gainVector = state
    covariance = Array(
      repeating: start == .common ? startVariance : 0, count: dimension * dimension)
    for i in 0..<dimension { covariance[i * dimension + i] = startVariance }
  }

  /// Carries the states one step ahead: a ← T a, P ← T P Tᵀ + V.
  mutating func predict() {
    let p = dimension
    state.withUnsafeMutableBufferPointer { Self.transition($0, p, width: 1) }
    covariance.withUnsafeMutableBufferPointer { values in
      Self.transition(values, p, width: p)
      for i in 0..<p {
        Self.transition(
          UnsafeMutableBufferPointer(rebasing: values[(i * p)..<(i * p + p)]), p, width: 1)
      }
    }
    for (i, variance) in disturbances.enumerated() { covariance[i * p + i] += variance }
  }

  /// The predicted mean of the observation.
  var mean: Double { dimension > 2 ? state[0] + state[2] : state[0] }

  /// The predicted variance of the observation, noise included; fills `gainVector`.
  mutating func predictedVariance() -> Double {
    let p = dimension
    for i in 0..<p {
      gainVector[i] = covariance[i * p] + (p > 2 ? covariance[i * p + 2] : 0)
    }
    return irregular + gainVector[0] + (p > 2 ? gainVector[2] : 0)
  }

  /// Takes in an observation with that error and predicted variance above zero.
  mutating func update(error: Double, variance: Double) {
    let p = dimension
    let step = error / variance
    for i in 0..<p { state[i] += gainVector[i] * step }
    covariance.withUnsafeMutableBufferPointer { values in
      gainVector.withUnsafeBufferPointer { gain in
        for i in 0..<p {
          let factor = gain[i] / variance
          for j in 0..<p { values[i * p + j] -= factor * gain[j] }
        }
      }
    }
  }

  /// X ← T X for a matrix of that width, by rows.
  private static func transition(_ x: UnsafeMutableBufferPointer<Double>, _ p: Int, width: Int) {
    guard p > 1 else { return }
    for j in 0..<width { x[j] += x[width + j] }
    guard p > 2 else { return }
    for j in 0..<width {
      // The oldest effect leaves; its place takes the sum that the newest is minus of.
      var sum = x[2 * width + j]
      var i = 3 * width + j
      var previous = sum
      while i < p * width {
        let value = x[i]
        sum += value
        x[i] = previous
        previous = value
        i += width
      }
      x[2 * width + j] = -sum
    }
  }

  /// x ← Tᵀ x for the vector at that place.
  static func transposedTransition(_ x: inout [Double], _ p: Int, from: Int, stride: Int) {
    guard p > 1 else { return }
    x[from + stride] += x[from]
    guard p > 2 else { return }
    let newest = x[from + 2 * stride]
    for i in 2..<(p - 1) { x[from + i * stride] = x[from + (i + 1) * stride] - newest }
    x[from + (p - 1) * stride] = -newest
  }
}

extension StructuralFilter {
  /// −2 log L of a series without the constant, or `nil` where a value has probability zero; a
  /// value that is certain adds nothing. NaN values are skipped.
  mutating func deviance(_ series: [Double]) -> Double? {
    var sum = 0.0
    for value in series {
      predict()
      guard !value.isNaN else { continue }
      let error = value - mean
      let variance = predictedVariance()
      if variance > 0 {
        sum += log(variance) + error * error / variance
        update(error: error, variance: variance)
      } else if error != 0 {
        return nil
      }
    }
    return sum.isFinite ? sum : nil
  }
}
