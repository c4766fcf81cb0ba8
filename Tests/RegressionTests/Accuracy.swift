import Foundation

/// The number of correct digits, −log₁₀ of the relative error, at most 15; of the error itself
/// where the certified value is zero.
func correctDigits(_ value: Double, _ certified: Double) -> Double {
  let error = abs(value - certified) / (certified == 0 ? 1 : abs(certified))
  return error == 0 ? 15 : min(15, -log10(error))
}

/// The fewest correct digits of a vector.
func correctDigits(_ values: [Double], _ certified: [Double]) -> Double {
  guard values.count == certified.count else { return 0 }
  return zip(values, certified).map { correctDigits($0, $1) }.min() ?? 15
}
