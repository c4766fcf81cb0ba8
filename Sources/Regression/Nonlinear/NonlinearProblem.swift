import LinearAlgebra
import Probability

/// A nonlinear least squares problem: the model with its data, evaluated and differentiated.
///
/// Residuals are multiplied by the roots of the weights and by a power of two that brings the
/// response near one, so that their squares neither over- nor underflow.
struct NonlinearProblem {
  let names: [String]
  let bounds: [ClosedRange<Double>]
  let response: [Double]
  let weights: [Double]?

  /// What residuals are multiplied by beside the roots of their weights.
  let scale: Double

  /// Calls of the model so far.
  private(set) var evaluations = 0

  private let rowScale: [Double]
  private let typical: [Double]
  private let jacobian: (([Double]) -> Matrix)?
  private let model: ([Double]) -> [Double]

  init(
    response: [Double], start: [Double], names: [String], weights: [Double]?,
    bounds: [ClosedRange<Double>]?, jacobian: (([Double]) -> Matrix)?,
    model: @escaping ([Double]) -> [Double]
  ) throws(RegressionError) {
    let count = start.count
    guard count > 0 else { throw .invalidTerms("has no parameter; give at least one start value") }
    guard names.count == count else {
      throw .lengthMismatch(input: "names", expected: count, found: names.count)
    }
    if let bounds, bounds.count != count {
      throw .lengthMismatch(input: "bounds", expected: count, found: bounds.count)
    }
    guard response.count > count else {
      throw .tooFewRows(rows: response.count, needed: count + 1)
    }
    try check(response, "response", count: response.count) {
      $0.isFinite
    } reason: {
      "a response must be a finite number"
    }
    if let weights {
      try check(weights, "weights", count: response.count) {
        $0 > 0 && $0.isFinite
      } reason: {
        "a weight must be positive; leave the row out to give it none"
      }
    }
    let ranges = bounds ?? Array(repeating: -.infinity ... .infinity, count: count)
    for j in 0..<count where !start[j].isFinite || !ranges[j].contains(start[j]) {
      throw .invalidValue(
        input: "start of \(names[j])", row: j, value: start[j],
        reason: "a start must be a finite number within its bounds")
    }
    let roots = weights?.map { $0.squareRoot() } ?? Array(repeating: 1, count: response.count)
    let largest = zip(roots, response).reduce(0) { max($0, $1.0 * abs($1.1)) }
    let exponent = largest > 0 && largest.isFinite ? Int(largest.exponent) : 0
    scale = Double(sign: .plus, exponent: -min(1000, max(-1000, exponent)), significand: 1)
    let scale = scale
    rowScale = roots.map { $0 * scale }
    self.names = names
    self.bounds = ranges
    self.response = response
    self.weights = weights
    self.jacobian = jacobian
    self.model = model
    typical = start.map { $0 == 0 ? 1 : abs($0) }
  }

  /// The model at `b`; throws `lengthMismatch` for a wrong number of values.
  mutating func values(_ b: [Double]) throws(RegressionError) -> [Double] {
    evaluations += 1
    let values = model(b)
    guard values.count == response.count else {
      throw .lengthMismatch(input: "model", expected: response.count, found: values.count)
    }
    return values
  }

  /// The scaled residuals and their sum of squares, infinite where the model is not finite.
  mutating func residuals(
    _ b: [Double]
  ) throws(RegressionError) -> (values: [Double], squares: Double) {
    let fitted = try values(b)
    var residuals = fitted
    var sum = CompensatedSum()
    for i in fitted.indices {
      residuals[i] = rowScale[i] * (response[i] - fitted[i])
      sum.add(residuals[i] * residuals[i])
    }
    return (residuals, sum.value.isFinite ? sum.value : .infinity)
  }

  /// The Jacobian of the scaled model values: by the caller's function, or by differences of second
  /// order, or of fourth order where `fine`.
  mutating func derivatives(_ b: [Double], fine: Bool) throws(RegressionError) -> Matrix {
    var result: Matrix
    if let jacobian {
      result = jacobian(b)
      guard result.rows == response.count, result.columns == b.count else {
        throw .lengthMismatch(
          input: "Jacobian", expected: response.count * b.count,
          found: result.rows * result.columns)
      }
    } else {
      result = Matrix(rows: response.count, columns: b.count)
      for j in b.indices {
        var column = try difference(b, j, scale: max(abs(b[j]), 1e-3 * typical[j]), fine: false)
        if fine {
          column = try difference(b, j, scale: reach(b, j, column), fine: true)
        }
        for i in column.indices { result[i, j] = column[i] }
      }
    }
    for j in b.indices {
      for i in response.indices {
        result[i, j] *= rowScale[i]
        guard result[i, j].isFinite else {
          throw .invalidValue(
            input: "derivative by \(names[j])", row: i, value: result[i, j],
            reason:
              "the model must be smooth and finite around the parameters \(b); start elsewhere "
              + "or set bounds")
        }
      }
    }
    return result
  }

  /// The change of a parameter over which the model may be expected to bend: its size, or, where that
  /// is less, the change that would move the model by its own length.
  private func reach(_ b: [Double], _ j: Int, _ slope: [Double]) -> Double {
    let size = max(abs(b[j]), 1e-3 * typical[j])
    let weighted = norm(zip(slope, rowScale).map(*))
    let length = norm(zip(response, rowScale).map(*))
    guard weighted > 0, weighted.isFinite, length > 0 else { return size }
    return min(size, max(length / weighted, 1e-6 * size))
  }

  /// One column of the Jacobian from model values at both sides, or, at a bound, at one side.
  private mutating func difference(
    _ b: [Double], _ j: Int, scale: Double, fine: Bool
  ) throws(RegressionError) -> [Double] {
    let room = (below: b[j] - bounds[j].lowerBound, above: bounds[j].upperBound - b[j])
    let sides = fine ? 2.0 : 1.0
    // Roots of the rounding unit that balance truncation and rounding.
    var step = (fine ? 7.4e-4 : 6.1e-6) * scale
    step = (b[j] + step) - b[j]
    func at(_ multiple: Double) throws(RegressionError) -> [Double] {
      var shifted = b
      shifted[j] += multiple * step
      return try values(shifted)
    }
    if room.below >= sides * step, room.above >= sides * step {
      let (up, down) = (try at(1), try at(-1))
      guard fine else { return zip(up, down).map { ($0 - $1) / (2 * step) } }
      let (farUp, farDown) = (try at(2), try at(-2))
      return up.indices.map {
        (8 * (up[$0] - down[$0]) - (farUp[$0] - farDown[$0])) / (12 * step)
      }
    }
    step = min(step, max(room.below, room.above) / 2)
    guard step > 0 else { return Array(repeating: 0, count: response.count) }
    if room.above < room.below { step = -step }
    let (here, near, far) = (try at(0), try at(1), try at(2))
    return here.indices.map { (4 * (near[$0] - here[$0]) - (far[$0] - here[$0])) / (2 * step) }
  }
}
