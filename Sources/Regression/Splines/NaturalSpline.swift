import LinearAlgebra
import Probability

/// The basis of natural cubic splines: cubic between knots, straight beyond the outer two.
///
/// B-splines of order four (de Boor 1978) projected on the space whose second derivative is zero
/// at both outer knots, without the constant, so that the basis goes beside an intercept.
public struct NaturalSpline: Equatable, Sendable {
  /// The inner knots, ascending.
  public let knots: [Double]

  /// The lower outer knot, below which the spline is straight.
  public let lower: Double

  /// The upper outer knot, above which the spline is straight.
  public let upper: Double

  /// The number of columns: inner knots plus one.
  public var degreesOfFreedom: Int { knots.count + 1 }

  private let sequence: [Double]
  /// One row per B-spline but the first, one column per basis function.
  private let projection: Matrix

  /// A basis whose inner knots are quantiles (type 7) of the data and whose outer ones its ends.
  ///
  /// - Parameters:
  ///   - values: the data.
  ///   - degreesOfFreedom: the number of columns, at least one.
  ///   - name: how errors call the data.
  ///
  /// Throws `invalidValue` for NaN, infinity, data without spread or too few distinct values for
  /// the knots.
  public init(
    over values: [Double], degreesOfFreedom: Int, name: String = "spline"
  ) throws(RegressionError) {
    try check(values, name, count: values.count) {
      $0.isFinite
    } reason: {
      "a spline needs finite numbers"
    }
    guard degreesOfFreedom >= 1 else {
      throw .invalidValue(
        input: name, row: 0, value: Double(degreesOfFreedom),
        reason: "a spline needs at least one degree of freedom")
    }
    guard let least = values.min(), let most = values.max(), least < most else {
      throw .invalidValue(
        input: name, row: 0, value: values.first ?? .nan,
        reason: "a spline needs at least two different values")
    }
    let sorted = values.sorted()
    let inner = (1..<Swift.max(1, degreesOfFreedom)).map { k in
      let place = Double(k) / Double(degreesOfFreedom) * Double(sorted.count - 1)
      let below = Int(place.rounded(.down))
      let above = Swift.min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    try self.init(knots: inner, lower: least, upper: most, name: name)
  }

  /// A basis of given knots.
  ///
  /// Throws `invalidValue` unless lower < knots < upper, all different and finite.
  public init(
    knots: [Double], lower: Double, upper: Double, name: String = "spline"
  ) throws(RegressionError) {
    let all = [lower] + knots + [upper]
    for (row, pair) in zip(all, all.dropFirst()).enumerated()
    where !(pair.0 < pair.1) || !(pair.1 - pair.0).isFinite {
      throw .invalidValue(
        input: name, row: row, value: pair.1,
        reason: "knots must rise strictly; the data repeat a value too often for this many "
          + "degrees of freedom")
    }
    self.knots = knots
    self.lower = lower
    self.upper = upper
    sequence =
      Array(repeating: lower, count: 4) + knots + Array(repeating: upper, count: 4)
    let count = sequence.count - 5
    var bends = Matrix(rows: count, columns: 2)
    for (j, x) in [lower, upper].enumerated() {
      let values = NaturalSpline.derivatives(sequence, x, order: 4, derivative: 2)
      // The bend is a length⁻²; its scale does not change the space that it spans.
      let scale = (upper - lower) * (upper - lower)
      for i in 0..<count { bends[i, j] = values[i + 1] * scale }
    }
    var projection = Matrix(rows: count, columns: count - 2)
    do {
      let factor = try QRFactorization(bends)
      for i in 0..<count {
        let unit = (0..<count).map { $0 == i ? 1.0 : 0 }
        let rotated = try factor.transposeQTimes(unit)
        for j in 0..<(count - 2) { projection[i, j] = rotated[j + 2] }
      }
    } catch {
      throw .computation(error)
    }
    self.projection = projection
  }

  /// The basis functions at x.
  public func values(at x: Double) -> [Double] {
    let inside = Swift.min(Swift.max(x, lower), upper)
    var splines = NaturalSpline.derivatives(sequence, inside, order: 4, derivative: 0)
    if x != inside {
      let slopes = NaturalSpline.derivatives(sequence, inside, order: 4, derivative: 1)
      for i in splines.indices { splines[i] += (x - inside) * slopes[i] }
    }
    return (0..<projection.columns).map { j in
      (0..<projection.rows).reduce(0) { $0 + splines[$1 + 1] * projection[$1, j] }
    }
  }

  /// A derivative of every B-spline of that order at x between the outer knots.
  private static func derivatives(
    _ t: [Double], _ x: Double, order: Int, derivative: Int
  ) -> [Double] {
    if derivative > 0 {
      let lower = derivatives(t, x, order: order - 1, derivative: derivative - 1)
      return (0..<(t.count - order)).map { i in
        let left = t[i + order - 1] - t[i]
        let right = t[i + order] - t[i + 1]
        return Double(order - 1)
          * ((left > 0 ? lower[i] / left : 0) - (right > 0 ? lower[i + 1] / right : 0))
      }
    }
    if order == 1 {
      // The last interval is closed at its upper end.
      let last = (0..<(t.count - 1)).last { t[$0] < t[$0 + 1] } ?? 0
      let place = (0..<(t.count - 1)).last { t[$0] <= x && t[$0] < t[$0 + 1] } ?? 0
      return (0..<(t.count - 1)).map { $0 == Swift.min(place, last) ? 1 : 0 }
    }
    let lower = derivatives(t, x, order: order - 1, derivative: 0)
    return (0..<(t.count - order)).map { i in
      let left = t[i + order - 1] - t[i]
      let right = t[i + order] - t[i + 1]
      return (left > 0 ? (x - t[i]) / left * lower[i] : 0)
        + (right > 0 ? (t[i + order] - x) / right * lower[i + 1] : 0)
    }
  }
}
