import Forecasting
import Foundation
import GoldenCases

/// One stored ARIMA fit as a call of ours.
struct StoredARIMA {
  let label: String
  let series: [Double]
  let specification: ARIMA.Specification
  let regressors: ARIMA.Regressors
  let future: ARIMA.Regressors
  let coefficients: [Double]
  let standardErrors: [Double]
  let objective: ARIMA.Objective

  init(_ stored: StoredFit) throws {
    let fields = stored.fields
    let transform = try fields.string("transform")
    series = stored.series.map {
      transform == "log" ? log($0) : transform == "log10" ? log10($0) : $0
    }
    let order = try fields.integers("order")
    let seasonal = try fields.integers("seasonal")
    guard order.count == 3, seasonal.count == 3 else {
      throw GoldenError(input: "order", reason: "of \(stored.dataset) must have three numbers")
    }
    // A decade of uspop is written as a period of a tenth of a year: no season.
    let season = max(Int(try fields.number("period")), 1)
    let coefficient = { (name: String) in try stored.part("coef", name) }
    let hasDrift = try coefficient("drift") != nil
    let hasMean = try coefficient("intercept") != nil
    specification = try ARIMA.Specification(
      order[0], order[1], order[2],
      seasonal: season > 1 ? (seasonal[0], seasonal[1], seasonal[2]) : (0, 0, 0), season: season,
      constant: hasDrift ? .drift : hasMean ? .mean : .none)
    let arguments = try fields.string("args")
    objective = arguments == "method=CSS" ? .conditionalSumOfSquares : .likelihood
    // The regressor of LakeHuron is the year less 1920; the series starts in 1875.
    let hasTrend = try coefficient("trend") != nil
    let years = { (from: Int, count: Int) in
      ARIMA.Regressors(names: ["trend"], columns: [(0..<count).map { Double(from + $0) - 45 }])
    }
    regressors = hasTrend ? years(0, stored.series.count) : .none
    future = hasTrend ? years(stored.series.count, stored.horizon) : .none
    let names = specification.coefficientNames + regressors.names
    coefficients = try names.map { try fields.require("coef").number($0) }
    standardErrors = try names.map { try fields.require("se").number($0) }
    label = "\(stored.dataset) \(specification) \(arguments)"
  }
}
