public import Regression

/// Why a forecast was refused.
public enum ForecastingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A value of that input at that place cannot be used; `reason` says what is needed.
  case invalidValue(input: String, index: Int, value: Double, reason: String)

  /// A setting is outside its range.
  case invalidParameter(name: String, value: Double, range: String)

  /// The series is too short for the method.
  case tooShort(method: String, length: Int, needed: Int)

  /// A design does not have one row per observation, or other terms than the fit.
  case designMismatch(expected: Int, found: Int)

  /// The regression behind the forecast was refused.
  case regression(RegressionError)

  /// The message shown to the user.
  public var description: String {
    switch self {
    case .invalidValue(let input, let index, let value, let reason):
      "\(input)[\(index)]: \(value) cannot be used; \(reason)"
    case .invalidParameter(let name, let value, let range):
      "\(name): \(value) is outside \(range); choose a value inside"
    case .tooShort(let method, let length, let needed):
      "series: \(length) values are too few for \(method); at least \(needed) are needed"
    case .designMismatch(let expected, let found):
      "design: \(found) where \(expected) is needed; supply one row per value and the same terms"
    case .regression(let error):
      error.description
    }
  }
}

/// Throws unless every value is finite; missing values are refused because every method here
/// depends on equal steps.
func requireSeries(
  _ series: [Double], method: String, atLeast needed: Int, input: String = "series"
) throws(ForecastingError) {
  if let index = series.firstIndex(where: { !$0.isFinite }) {
    throw .invalidValue(
      input: input, index: index, value: series[index],
      reason: "missing values are not filled; supply a number for every period")
  }
  if series.count < needed {
    throw .tooShort(method: method, length: series.count, needed: needed)
  }
}

/// Throws unless `lower ≤ value ≤ upper`.
func requireRange(
  _ name: String, _ value: Double, _ lower: Double, _ upper: Double
) throws(ForecastingError) {
  guard value >= lower && value <= upper else {
    throw .invalidParameter(name: name, value: value, range: "\(lower)...\(upper)")
  }
}

/// Throws unless every horizon is at least 1.
func requireHorizons(_ horizons: [Int]) throws(ForecastingError) {
  if let bad = horizons.first(where: { $0 < 1 }) {
    throw .invalidParameter(name: "horizon", value: Double(bad), range: "1 or more")
  }
}
