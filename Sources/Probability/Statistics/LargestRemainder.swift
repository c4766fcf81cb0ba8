/// Whole numbers that add up to the rounded total.
public enum LargestRemainder {
  /// Rounds every value down and gives the missing units to the largest fractional parts, ties to
  /// the earlier value. The total is the real total rounded half to even.
  ///
  /// Throws ``ParameterError`` where a value is not finite or too large for a whole number.
  public static func round(_ values: [Double]) throws(ParameterError) -> [Int] {
    for (index, value) in values.enumerated() {
      guard value.isFinite, abs(value) < 0x1p52 else {
        throw ParameterError("x[\(index)]", value, "must be a finite number below 2^52")
      }
    }
    var rounded = values.map { Int($0.rounded(.down)) }
    let total = CompensatedSum(values).value.rounded(.toNearestOrEven)
    let missing = Int(total) - rounded.reduce(0, +)
    let order = values.indices.sorted {
      let first = values[$0] - values[$0].rounded(.down)
      let second = values[$1] - values[$1].rounded(.down)
      return first == second ? $0 < $1 : first > second
    }
    for index in order.prefix(missing) { rounded[index] += 1 }
    return rounded
  }
}
