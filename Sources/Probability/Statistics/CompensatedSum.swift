/// A running sum whose rounding errors are themselves summed and added back.
///
/// Klein's second-order variant (2006) of Neumaier's algorithm (1974): two levels of compensation,
/// so that sums such as 1 + 1e100 + 1 − 1e100 come out exact.
@frozen
public struct CompensatedSum: Sendable {
  @usableFromInline var sum = 0.0
  @usableFromInline var first = 0.0
  @usableFromInline var second = 0.0

  /// The empty sum.
  @inlinable
  public init() {}

  /// The compensated sum of those numbers.
  @inlinable
  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// Adds one term.
  @inlinable
  public mutating func add(_ value: Double) {
    let total = sum + value
    let lost = abs(sum) >= abs(value) ? (sum - total) + value : (value - total) + sum
    sum = total
    let correction = first + lost
    let lostAgain =
      abs(first) >= abs(lost) ? (first - correction) + lost : (lost - correction) + first
    first = correction
    second += lostAgain
  }

  /// The sum of all terms added so far.
  @inlinable
  public var value: Double {
    // Infinite terms make the corrections NaN; the plain sum is then the answer.
    guard sum.isFinite else { return sum }
    let total = sum + first
    let lost = abs(sum) >= abs(first) ? (sum - total) + first : (first - total) + sum
    return total + (lost + second)
  }
}
