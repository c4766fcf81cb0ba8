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
    state.withUnsafeMutableBufferPointer { Self.transition($0, p, from: 0, stride: 1) }
    covariance.withUnsafeMutableBufferPointer { values in
      for i in 0..<p { Self.transition(values, p, from: i, stride: p) }
      for i in 0..<p { Self.transition(values, p, from: i * p, stride: 1) }
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

  /// x ← T x for the vector at that place.
  private static func transition(
    _ x: UnsafeMutableBufferPointer<Double>, _ p: Int, from: Int, stride: Int
  ) {
    guard p > 1 else { return }
    x[from] += x[from + stride]
    guard p > 2 else { return }
    var sum = 0.0
    for i in 2..<p { sum += x[from + i * stride] }
    var i = p - 1
    while i > 2 {
      x[from + i * stride] = x[from + (i - 1) * stride]
      i -= 1
    }
    x[from + 2 * stride] = -sum
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
