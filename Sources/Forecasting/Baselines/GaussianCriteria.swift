import Foundation

/// The criteria of errors that are independent and normal with one variance.
enum GaussianCriteria {
  /// −n/2 (log 2πσ² + 1) at σ² = the mean square of the errors; `nil` where all are zero.
  static func concentrated(
    _ errors: ArraySlice<Double>, parameters: Int, observations: Int
  ) -> InformationCriteria? {
    let root = rootMeanSquare(errors, divisor: observations)
    guard root > 0 else { return nil }
    return InformationCriteria(
      logLikelihood: -Double(observations) / 2 * (log(2 * Double.pi) + 1 + 2 * log(root)),
      parameters: parameters, observations: observations)
  }
}
