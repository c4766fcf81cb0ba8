import Probability

/// The compensated sum of amounts in pounds.
func compensatedSum(_ amounts: some Sequence<Double>) -> Double {
  CompensatedSum(amounts).value
}
