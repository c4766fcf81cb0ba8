public import Probability

/// Foster carers from enquiry to approval, those who leave, and the places they have.
///
/// `approvals_t = conversion · Σ_j enquiries_{t−j} lag_j`, `carers_{t+1} = carers_t (1 − leave) +
/// approvals_t`, `places = carers · places per carer · (1 − unavailable)`, by month.
public struct CarerPipeline: Hashable, Sendable {
  /// Carers approved in each month.
  public let approvals: [Double]
  /// Carers at the end of each month.
  public let carers: [Double]
  /// Places that can be used at the end of each month.
  public let places: [Double]

  /// The pipeline of `enquiries` in each month from `carers` at the start.
  ///
  /// `lag` has the share of approvals that come 0, 1, 2 … months after the enquiry. Throws for shares
  /// outside 0 to 1, lags that do not sum to 1 and negative numbers.
  public init(
    enquiries: [Double], conversion: Double, lag: [Double], carers: Double, monthlyLeave: Double,
    placesPerCarer: Double, unavailable: Double
  ) throws(ParameterError) {
    guard enquiries.allSatisfy({ $0 >= 0 && $0.isFinite }), !enquiries.isEmpty else {
      throw ParameterError(
        "enquiries", "\(enquiries.count) months", "must be numbers from 0, one a month")
    }
    for (name, share) in [
      ("conversion", conversion), ("monthly leave", monthlyLeave), ("unavailable", unavailable),
    ] where !(share >= 0 && share <= 1) {
      throw ParameterError(name, share, "must be between 0 and 1")
    }
    guard lag.allSatisfy({ $0 >= 0 }), abs(lag.reduce(0, +) - 1) < 1e-9 else {
      throw ParameterError("lag", "\(lag)", "must be shares that sum to 1")
    }
    guard carers >= 0, placesPerCarer >= 0, carers.isFinite, placesPerCarer.isFinite else {
      throw ParameterError("carers", carers, "must be a number from 0, as must places per carer")
    }
    var approved: [Double] = []
    var stock: [Double] = []
    var now = carers
    for month in enquiries.indices {
      var sum = 0.0
      for (months, share) in lag.enumerated() where months <= month {
        sum += enquiries[month - months] * conversion * share
      }
      now = now * (1 - monthlyLeave) + sum
      approved.append(sum)
      stock.append(now)
    }
    approvals = approved
    self.carers = stock
    places = stock.map { $0 * placesPerCarer * (1 - unavailable) }
  }
}
