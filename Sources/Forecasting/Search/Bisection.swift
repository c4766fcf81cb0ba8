/// Roots by interval halving, deterministic and free of tuning.
enum Bisection {
  /// The place in `lower...upper` where the function changes from negative to positive, to the
  /// last bit; the end with the smaller function where it does not change sign.
  static func increasingRoot(
    _ lower: Double, _ upper: Double, _ function: (Double) -> Double
  ) -> Double {
    var low = lower
    var high = upper
    if function(low) >= 0 { return low }
    if function(high) <= 0 { return high }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return middle }
      if function(middle) < 0 { low = middle } else { high = middle }
    }
  }
}
