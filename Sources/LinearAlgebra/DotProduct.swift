/// A sum of products carried in twice the working precision.
///
/// Products are split exactly with a fused multiply-add and sums with Knuth's two-sum, so the
/// result is as if computed with 106 bits and rounded once (Ogita, Rump, Oishi 2005, Dot2).
struct DoubledSum {
  private var high = 0.0
  private var low = 0.0

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

  /// The sum rounded to a double.
  var value: Double { high + low }
}
