import Forecasting
import Foundation
import ReferenceCases
import Testing

/// R 4.2.2 with forecast 8.20: the stored fits kept beside the repository.
@Suite("ARIMA: reference fits", .enabled(if: SharedReference.isPresent))
struct ARIMAReferenceTests {
  private struct Published {
    let label: String
    let series: [Double]
    let specification: ARIMA.Specification
    let regressors: ARIMA.Regressors
    let future: ARIMA.Regressors
    let coefficients: [Double]
    let objective: ARIMA.Objective
    let fields: [String: Any]

    func number(_ name: String) -> Double? { (fields[name] as? NSNumber)?.doubleValue }
    func forecast(_ name: String) -> [Double] {
      ReferenceCase.vector((fields["forecast"] as? [String: Any])?[name])
    }
  }

  private static func column(_ dataset: String) throws -> [Double] {
    try #require(try SharedReference.columns("benchmarks/golden/data/\(dataset).csv")["y"])
  }

  private static func published() throws -> [Published] {
    let models = try SharedReference.object("benchmarks/golden/arima.json")["models"]
    return try #require(models as? [[String: Any]]).map { fields in
      let dataset = try #require(fields["dataset"] as? String)
      let transform = fields["transform"] as? String
      let series = try column(dataset).map {
        transform == "log" ? log($0) : transform == "log10" ? log10($0) : $0
      }
      let order = ReferenceCase.vector(fields["order"]).map { Int($0) }
      let seasonal = ReferenceCase.vector(fields["seasonal"]).map { Int($0) }
      let period = try #require(fields["period"] as? NSNumber).doubleValue
      let season = max(Int(period), 1)
      let stored = try #require(fields["coef"] as? [String: Any])
      let arguments = try #require(fields["args"] as? String)
      let specification = try ARIMA.Specification(
        order[0], order[1], order[2],
        seasonal: season > 1 ? (seasonal[0], seasonal[1], seasonal[2]) : (0, 0, 0),
        season: season,
        constant: stored["drift"] != nil ? .drift : stored["intercept"] != nil ? .mean : .none)
      // The regressor of LakeHuron is the year less 1920.
      let hasTrend = stored["trend"] != nil
      let years = { (from: Int, count: Int) in
        ARIMA.Regressors(
          names: ["trend"], columns: [(0..<count).map { Double(from + $0) - 45 }])
      }
      let h = (fields["forecast"] as? [String: Any])?["h"] as? Int ?? 0
      let regressors = hasTrend ? years(0, series.count) : .none
      return Published(
        label: "\(dataset) \(specification) \(arguments)", series: series,
        specification: specification, regressors: regressors,
        future: hasTrend ? years(series.count, h) : .none,
        coefficients: try (specification.coefficientNames + regressors.names).map {
          try #require(stored[$0] as? NSNumber).doubleValue
        },
        objective: arguments == "method=CSS" ? .conditionalSumOfSquares : .likelihood,
        fields: fields)
    }
  }

  @Test("stored coefficients give the stored likelihoods, criteria, residuals and forecasts")
  func evaluations() throws {
    let all = try Self.published()
    #expect(all.count == 32)
    for item in all {
      let model = try ARIMA(
        item.series, item.specification, coefficients: item.coefficients,
        regressors: item.regressors, objective: item.objective)
      let criteria = try #require(model.criteria)
      for (name, value) in [
        ("loglik", criteria.logLikelihood), ("sigma2", model.variance), ("aic", criteria.aic),
        ("aicc", criteria.aicc), ("bic", criteria.bic),
      ] {
        guard let stored = item.number(name) else { continue }
        #expect(abs(value - stored) <= 1e-8 * abs(stored), "\(item.label): \(name)")
      }
      let last = ReferenceCase.vector(item.fields["residual_last5"])
      #expect(
        zip(model.residuals.suffix(5), last).allSatisfy { abs($0 - $1) <= 1e-8 * (abs($1) + 1e-3) },
        "\(item.label): residuals")
      let laws = try model.forecasts(
        horizon: item.forecast("mean").count, regressors: item.future)
      #expect(agree(laws.map(\.mean), item.forecast("mean"), relative: 1e-8), "\(item.label)")
      for (name, p) in [("lower80", 0.1), ("upper80", 0.9), ("lower95", 0.025), ("upper95", 0.975)]
      {
        let limits = try laws.map { try $0.quantile(p) }
        #expect(
          zip(limits, item.forecast(name)).allSatisfy {
            abs($0 - $1) <= 1e-8 * (abs($1) + abs(item.forecast("mean")[0]))
          }, "\(item.label): \(name)")
      }
    }
  }

  @Test("no fit is below the stored one")
  func fits() throws {
    for item in try Self.published() {
      let model = try ARIMA.fit(
        item.series, item.specification, regressors: item.regressors, objective: item.objective)
      let stored = try #require(item.number("loglik"))
      let found = try #require(model.criteria).logLikelihood
      #expect(found >= stored - 1e-5, "\(item.label): \(found) below \(stored)")
    }
  }

  @Test("standard errors follow the stored curvature")
  func standardErrors() throws {
    for item in try Self.published()
    where item.label.hasPrefix("WWW") || item.label.hasPrefix("Nile ") {
      guard item.objective == .likelihood else { continue }
      let model = try ARIMA.fit(item.series, item.specification)
      let stored = try #require(item.fields["se"] as? [String: Any])
      for parameter in model.parameters {
        guard let value = stored[parameter.name] as? NSNumber else { continue }
        let error = try #require(parameter.standardError)
        #expect(abs(error / value.doubleValue - 1) < 5e-3, "\(item.label) \(parameter.name)")
      }
    }
  }

  @Test("the automatic choice is no worse than the stored one by AICc")
  func automatic() throws {
    let stored = try SharedReference.object("benchmarks/golden/auto_arima.json")["models"]
    let seasons = ["AirPassengers": 12, "UKgas": 4, "QTR20": 4]
    for fields in try #require(stored as? [[String: Any]]) {
      let dataset = try #require(fields["dataset"] as? String)
      // The two long monthly series take seconds each.
      guard !["co2", "nottem"].contains(dataset) else { continue }
      let exhaustive = fields["search"] as? String == "exhaustive"
      let choice = try ARIMA.select(
        Self.column(dataset), season: seasons[dataset] ?? 1,
        search: exhaustive ? .exhaustive : .stepwise)
      let aicc = try #require(fields["aicc"] as? NSNumber).doubleValue
      #expect(try #require(choice.model.criteria).aicc <= aicc + 1e-3, "\(dataset)")
      #expect(choice.candidates.contains { $0.specification == choice.model.specification })
      #expect(Set(choice.candidates.map(\.specification)).count == choice.candidates.count)
    }
  }
}
