/// A sum of products carried in twice the working precision.
///
/// Products are split exactly with a fused multiply-add and sums with Knuth's two-sum, so the
/// result is as if computed with 106 bits and rounded once (Ogita, Rump, Oishi 2005, Dot2).
struct DoubledSum {
  private(set) var high = 0.0
  private(set) var low = 0.0

  init(_ start: Double = 0) { high = start }

  /// Adds a number.
  mutating func add(_ x: Double) {
    let sum = high + x
    let part = sum - high
    low += (high - (sum - part)) + (x - part)
    high = sum
  }

  /// Adds the product of two numbers, exactly.
  mutating func add(_ x: Double, times y: Double) {
    let product = x * y
    low += (-product).addingProduct(x, y)
    add(product)
  }

  /// Adds the product of another sum and a number.
  mutating func add(_ sum: DoubledSum, times y: Double) {
    add(sum.high, times: y)
    low += sum.low * y
  }

  /// The sum rounded to a double.
  var value: Double { high + low }
}

/// Eight sums in doubled precision side by side, for long columns.
///
/// Products are split by Dekker's method, which needs no fused multiply-add; it is exact while the
/// factors stay far from the ends of the double's range, which the caller's scaling sees to.
struct DoubledLanes {
  typealias Lanes = SIMD4<Double>

  var high = Lanes.zero
  var low = Lanes.zero

  /// Twenty-six leading bits of each number and the rest.
  @inline(__always)
  static func split(_ x: Lanes) -> (head: Lanes, tail: Lanes) {
    let widened = x * 134_217_729
    let head = widened - (widened - x)
    return (head, x - head)
  }

  /// Adds the product of two split numbers, exactly.
  @inline(__always)
  mutating func add(
    _ x: Lanes, _ xParts: (head: Lanes, tail: Lanes), times y: Lanes,
    _ yParts: (head: Lanes, tail: Lanes)
  ) {
    let product = x * y
    let missing =
      ((xParts.head * yParts.head - product) + xParts.head * yParts.tail + xParts.tail
        * yParts.head) + xParts.tail * yParts.tail
    let sum = high + product
    let part = sum - high
    low += ((high - (sum - part)) + (product - part)) + missing
    high = sum
  }

  /// The lanes added up, in doubled precision.
  var total: DoubledSum {
    var sum = DoubledSum()
    for lane in 0..<Lanes.scalarCount {
      sum.add(high[lane])
      sum.add(low[lane])
    }
    return sum
  }
}
