import Forecasting
import Foundation
import ReferenceCases
import Testing

/// The published fits and best known likelihoods kept beside the repository.
@Suite("Exponential smoothing: reference fits", .enabled(if: SharedReference.isPresent))
struct ExponentialSmoothingReferenceTests {
  private struct Published {
    let series: [Double]
    let season: Int
    let specification: ExponentialSmoothing.Specification
    let automatic: Bool
    let fields: [String: Any]
    let label: String

    func number(_ name: String) -> Double { (fields[name] as? NSNumber)?.doubleValue ?? .nan }
    func numbers(_ name: String) -> [Double] { ReferenceCase.vector(fields[name]) }
    func parameter(_ name: String, or value: Double) -> Double {
      ((fields["par"] as? [String: Any])?[name] as? NSNumber)?.doubleValue ?? value
    }
  }

  private func published() throws -> [Published] {
    let models = try SharedReference.object("benchmarks/golden/ets.json")["models"]
    return try #require(models as? [[String: Any]]).map { fields in
      let name = try #require(fields["dataset"] as? String)
      let data = try SharedReference.columns("benchmarks/golden/data/\(name).csv")
      let spec = try #require(fields["spec"] as? String)
      let chosen = try #require(fields["fitted_model"] as? String)
      let frequency = try #require(fields["frequency"] as? NSNumber).doubleValue
      return Published(
        series: try #require(data["y"]), season: max(Int(frequency), 1),
        specification: try #require(ExponentialSmoothing.Specification(chosen)),
        automatic: spec == "ZZZ", fields: fields, label: "\(name) \(spec)")
    }
  }

  private func agree(_ values: [Double], _ expected: [Double]) -> Bool {
    values.count == expected.count
      && zip(values, expected).allSatisfy { abs($0 - $1) <= 1e-8 * abs($1) }
  }

  @Test func evaluations() throws {
    let all = try published()
    #expect(all.count == 116)
    for item in all {
      let initial = item.numbers("initial_state")
      let trended = item.specification.trend != .none
      let model = try ExponentialSmoothing(
        item.series, item.specification,
        smoothing: .init(
          alpha: item.parameter("alpha", or: 0), beta: item.parameter("beta", or: 0),
          gamma: item.parameter("gamma", or: 0), phi: item.parameter("phi", or: 1)),
        initialState: .init(
          level: initial[0], slope: trended ? initial[1] : nil,
          season: Array(initial.dropFirst(trended ? 2 : 1))), season: item.season)
      let criteria = try #require(model.criteria)
      #expect(
        agree(
          [criteria.logLikelihood, criteria.aic, criteria.aicc, criteria.bic, model.sigma2],
          ["loglik", "aic", "aicc", "bic", "sigma2"].map(item.number)), "\(item.label)")
      #expect(agree(model.finalState.values, item.numbers("final_state")), "\(item.label)")
      #expect(agree(Array(model.fitted.prefix(5)), item.numbers("fitted_first5")))
      #expect(agree(Array(model.fitted.suffix(5)), item.numbers("fitted_last5")))
      #expect(
        agree(Array(model.errors.suffix(5)), item.numbers("residual_last5"))
          || item.series.count < 5
          || zip(model.errors.suffix(5), item.numbers("residual_last5")).allSatisfy {
            abs($0 - $1) <= 1e-8 * model.sigma
          })
      let forecast = try #require(item.fields["forecast"] as? [String: Any])
      let means = ReferenceCase.vector(forecast["mean"])
      let ahead = try model.forecasts(horizon: means.count, convention: .forecastPackage)
      #expect(agree(ahead.map(\.mean), means), "\(item.label)")
      for (coverage, name) in [(0.8, "80"), (0.95, "95")] {
        let ranges = try ahead.map { try $0.interval(coverage: coverage) }
        #expect(agree(ranges.map(\.lowerBound), ReferenceCase.vector(forecast["lower" + name])))
        #expect(agree(ranges.map(\.upperBound), ReferenceCase.vector(forecast["upper" + name])))
      }
    }
  }

  @Test func fits() throws {
    for item in try published() {
      if item.automatic {
        let choice = try ExponentialSmoothing.automatic(item.series, season: item.season)
        #expect(try #require(choice.criteria).aicc <= item.number("aicc") + 1e-4, "\(item.label)")
      } else {
        let fit = try ExponentialSmoothing.fit(
          item.series, item.specification, season: item.season)
        let reached = try #require(fit.criteria).logLikelihood
        #expect(reached >= item.number("loglik") - 1e-3, "\(item.label)")
      }
    }
  }

  private func shortfalls(
    _ path: String, best column: Int, _ series: (String) throws -> [Double]?
  ) throws -> [Double] {
    let text = try String(
      contentsOf: SharedReference.folder.appending(path: path), encoding: .utf8)
    var result: [Double] = []
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let notation = fields[1].hasSuffix(" damped") ? "\(fields[1].prefix(2))dN" : fields[1]
      guard let values = try series(fields[0]), let best = Double(fields[column]) else { continue }
      let specification = try #require(ExponentialSmoothing.Specification(notation))
      let fit = try ExponentialSmoothing.fit(values, specification)
      result.append(best - (try #require(fit.criteria).logLikelihood))
    }
    return result
  }

  @Test func bestKnownLikelihoods() throws {
    let gaps = try shortfalls("benchmarks/golden/ets_global_optimum.csv", best: 4) {
      try SharedReference.columns("benchmarks/golden/data/\($0).csv")["y"]
    }
    #expect(gaps.count == 42 && gaps.allSatisfy { $0 < 1e-3 })
  }

  @Test func bestKnownLikelihoodsOfShortSeries() throws {
    let text = try String(
      contentsOf: SharedReference.folder.appending(path: "benchmarks/m4/yearly.csv"),
      encoding: .utf8)
    var series: [String: [Double]] = [:]
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      series[String(fields[0])] =
        fields[5].split(separator: ";").compactMap { Double($0) }.suffix(12)
    }
    let gaps = try shortfalls("benchmarks/golden/ets_short_optimum.csv", best: 3) { series[$0] }
    #expect(gaps.count == 1800)
    #expect(gaps.filter { $0 < 1e-3 }.count >= 1782)
    #expect(gaps.allSatisfy { $0 < 0.5 })
  }
}
