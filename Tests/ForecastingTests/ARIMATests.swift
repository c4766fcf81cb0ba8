import Forecasting
import Foundation
import Probability
import Testing

@Suite("ARIMA")
struct ARIMATests {
  private static let gapped: [Double] = [
    2108, 2155, .nan, 2291, 2410, 2598, 2869, .nan, 3391, 3702, 4118, 4533,
  ]

  /// A simulated ARMA(1,1) with addressed normal innovations.
  private static func simulated(
    phi: Double, theta: Double, count: Int, name: String
  ) -> [Double] {
    let stream = RandomStream(seed: 3, name: name)
    var value = 0.0
    var before = 0.0
    return (0..<(count + 50)).map { t in
      let shock = SpecialFunctions.normalQuantile(stream.uniform(replicate: 0, step: t))
      value = phi * value + shock + theta * before
      before = shock
      return value
    }.suffix(count).map { $0 }
  }

  @Test("a gap is passed over exactly (R 4.2.2, arima)")
  func gaps() throws {
    let model = try ARIMA(
      Self.gapped, .init(0, 1, 1, constant: .drift), coefficients: [0.4, 200])
    let criteria = try #require(model.criteria)
    #expect(abs(criteria.logLikelihood + 56.2703496529478) < 1e-10)
    let laws = try model.forecasts(horizon: 2)
    #expect(agree(laws.map(\.mean), [4790.41963064864, 4990.41963064864], relative: 1e-12))
    let ratio = laws[1].standardDeviation / laws[0].standardDeviation
    #expect(abs(ratio - 187.460701093259 / 108.973225120673) < 1e-10)
    #expect(model.residuals[2] == 0 && model.fitted[2].isNaN)
    let fit = try ARIMA.fit(Self.gapped, .init(0, 1, 1, constant: .drift))
    #expect(try #require(fit.criteria).logLikelihood >= -55.1503140155653 - 1e-5)
  }

  @Test("regressors shift the series, now and later (R 4.2.2, arima)")
  func regressors() throws {
    let series = [5.2, 4.1, 3.9, 6.0, 4.4, 6.1, 5.9, 4.2, 4.0, 3.8, 6.2, 4.5]
    let shift = ARIMA.Regressors(
      names: ["open"], columns: [[1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0]])
    let model = try ARIMA(
      series, .init(1, 0, 0, constant: .mean), coefficients: [0.3, 4.1, 1.8], regressors: shift)
    #expect(abs(try #require(model.criteria).logLikelihood + 2.11799436477256) < 1e-12)
    let future = ARIMA.Regressors(names: ["open"], columns: [[1, 0]])
    let laws = try model.forecasts(horizon: 2, regressors: future)
    #expect(agree(laws.map(\.mean), [6.020, 4.136], relative: 1e-12))
    #expect(throws: ForecastingError.self) { try model.forecasts(horizon: 2) }
    #expect(throws: ForecastingError.self) { try model.forecasts(horizon: 3, regressors: future) }
    let fit = try ARIMA.fit(series, .init(1, 0, 0, constant: .mean), regressors: shift)
    #expect(fit.parameters.map(\.name) == ["ar1", "intercept", "open", "sigma2"])
    #expect(
      try #require(fit.criteria).logLikelihood > (try #require(model.criteria).logLikelihood))
    // The same through two columns at once, by least squares instead of the closed form.
    let both = ARIMA.Regressors(
      names: ["open", "late"],
      columns: shift.columns + [(0..<12).map { $0 >= 6 ? 1 : 0 }])
    let wider = try ARIMA.fit(series, .init(1, 0, 0, constant: .mean), regressors: both)
    #expect(
      try #require(wider.criteria).logLikelihood
        >= (try #require(fit.criteria).logLikelihood) - 1e-9)
  }

  @Test("the fitted likelihood is that of its coefficients, and no neighbour's is higher")
  func optimum() throws {
    let series = Self.simulated(phi: 0.6, theta: 0.4, count: 120, name: "optimum")
    let model = try ARIMA.fit(series, .init(1, 0, 1, constant: .mean))
    let best = try #require(model.criteria).logLikelihood
    for i in 0..<3 {
      for width in [-0.02, 0.02] {
        var coefficients = model.coefficients
        coefficients[i] += width
        let other = try ARIMA(
          series, model.specification, coefficients: coefficients)
        #expect(try #require(other.criteria).logLikelihood < best)
      }
    }
    let errors = try #require(model.standardErrors)
    #expect(abs(model.coefficients[0] - 0.6) < 4 * errors[0])
    #expect(abs(model.coefficients[1] - 0.4) < 4 * errors[1])
    #expect(abs(model.variance - 1) < 0.5)
  }

  @Test("a change of units changes nothing else, from 1e-200 to 1e200")
  func units() throws {
    let series = Self.simulated(phi: 0.5, theta: 0.3, count: 40, name: "units").map { $0 + 20 }
    let base = try ARIMA.fit(series, .init(1, 0, 1, constant: .mean))
    for power in [-660, -3, 7, 660] {
      let unit = Double(sign: .plus, exponent: power, significand: 1)
      let model = try ARIMA.fit(series.map { $0 * unit }, base.specification)
      #expect(
        agree(model.coefficients.prefix(2).map { $0 }, base.coefficients.prefix(2).map { $0 }))
      #expect(abs(model.coefficients[2] / unit / base.coefficients[2] - 1) < 1e-12)
      let laws = try model.forecasts(horizon: 3)
      let baseLaws = try base.forecasts(horizon: 3)
      #expect(agree(laws.map { $0.mean / unit }, baseLaws.map(\.mean)))
      #expect(laws.allSatisfy { $0.mean.isFinite && $0.standardDeviation.isFinite })
    }
  }

  @Test("a random walk with drift is the drift of the series")
  func drift() throws {
    let model = try ARIMA.fit(SampleSeries.growing, .init(0, 1, 0, constant: .drift))
    let slope = (4533.0 - 2108) / 11
    #expect(abs(model.coefficients[0] - slope) < 1e-3)
    let laws = try model.forecasts(horizon: 3)
    #expect(abs(laws[2].mean - (4533 + 3 * slope)) < 1e-2)
    #expect(abs(laws[2].standardDeviation / laws[0].standardDeviation - 3.0.squareRoot()) < 1e-5)
    #expect(model.name == "ARIMA(0,1,0) with drift")
    // With no differences a drift brings its mean along.
    let line = try ARIMA.fit(SampleSeries.growing, .init(0, 0, 0, constant: .drift))
    #expect(line.parameters.map(\.name) == ["intercept", "drift", "sigma2"])
    #expect(try line.forecasts(horizon: 1)[0].mean > 4000)
  }

  @Test("seasonal differences repeat the season")
  func seasonal() throws {
    let series = (0..<24).map { Double([10, 20, 40, 30][$0 % 4]) + Double($0 / 4) }
    let model = try ARIMA.fit(
      series, .init(0, 0, 0, seasonal: (0, 1, 0), season: 4, constant: .drift))
    #expect(model.name == "ARIMA(0,0,0)(0,1,0)[4] with drift")
    let means = try model.forecasts(horizon: 4).map(\.mean)
    #expect(zip(means, [16.0, 26, 46, 36]).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test("odd series have an answer or a typed refusal")
  func oddSeries() throws {
    let odd: [[Double]] = [
      [5], [5, 5], [0, 0, 0, 0], [1, 2], [3, 1, 2], Array(repeating: 7, count: 12),
      [.nan, 4, .nan, 6, 7], (0..<12).map { Double($0 * 3) }, [1e300, 2e300, 1.5e300, 1e300],
      [1e-300, 3e-300, 2e-300, 1e-300, 4e-300], [0, 0, 0, 0, 0, 0, 9], [-5, 3, -8, 1, 0, -2],
    ]
    for series in odd {
      for season in [1, 4] {
        let model = try ARIMA.automatic(series, season: season)
        let laws = try model.forecasts(horizon: 4)
        #expect(laws.allSatisfy { $0.mean.isFinite && $0.standardDeviation.isFinite }, "\(series)")
      }
    }
    #expect(throws: ForecastingError.self) { try ARIMA.automatic([]) }
    #expect(throws: ForecastingError.self) { try ARIMA.automatic([.nan, .nan]) }
    #expect(throws: ForecastingError.self) { try ARIMA.automatic([1, .infinity]) }
    #expect(throws: ForecastingError.self) { try ARIMA.automatic([1, 2], season: 0) }
    #expect(throws: ForecastingError.self) { try ARIMA.fit([1, 2], .init(0, 2, 0)) }
    #expect(throws: ForecastingError.self) { try ARIMA.fit([1, 2, 3], .init(2, 0, 2)) }
    #expect(throws: ForecastingError.self) {
      try ARIMA([1, 2, 3], .init(1, 0, 0), coefficients: [1.5])
    }
    #expect(throws: ForecastingError.self) {
      try ARIMA([1, 2, 3], .init(1, 0, 0), coefficients: [])
    }
    #expect(throws: ForecastingError.self) {
      try ARIMA.fit(
        [1, 2, 3, 5], .init(0, 0, 0), regressors: .init(names: ["x"], columns: [[1, 2]]))
    }
    #expect(throws: ForecastingError.self) {
      try ARIMA.fit(
        [1, 2, 3, 5], .init(0, 1, 0), regressors: .init(names: ["x"], columns: [[1, 1, 1, 1]]))
    }
  }

  @Test("orders outside their range are refused by name")
  func orders() {
    func refused(_ make: () throws -> ARIMA.Specification) -> String? {
      do {
        _ = try make()
        return nil
      } catch ForecastingError.invalidParameter(let name, _, _) {
        return name
      } catch {
        return "other"
      }
    }
    #expect(refused { try .init(-1, 0, 0) } == "p")
    #expect(refused { try .init(31, 0, 0) } == "p")
    #expect(refused { try .init(0, 3, 0) } == "d")
    #expect(refused { try .init(0, 0, 11, season: 4) } == "q")
    #expect(refused { try .init(0, 0, 0, seasonal: (1, 0, 0)) } == "P")
    #expect(refused { try .init(0, 0, 0, seasonal: (0, 0, 6), season: 4) } == "Q")
    #expect(refused { try .init(0, 0, 0, season: 0) } == "season")
    #expect(refused { try .init(0, 1, 0, constant: .mean) } == "differences under a mean")
    #expect(refused { try .init(0, 2, 0, constant: .drift) } == "differences under a drift")
    #expect(refused { try .init(30, 2, 30) } == nil)
  }
}

@Suite("Differencing")
struct DifferencingTests {
  private static let nile: [Double] = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
  ]

  @Test("the KPSS statistic of the Nile's flow (R package urca, ur.kpss with two lags)")
  func kpss() throws {
    #expect(abs(try Differencing.kpssStatistic(Self.nile) - 1.31522646317767) < 1e-12)
    #expect(try Differencing.kpssStatistic([4, 4, 4]) == 0)
    #expect(throws: ForecastingError.self) { try Differencing.kpssStatistic([]) }
    #expect(throws: ForecastingError.self) { try Differencing.kpssStatistic([1, .nan]) }
  }

  @Test("differences stop where a level is credible")
  func differences() throws {
    #expect(try Differencing.differences(Self.nile) == 1)
    #expect(try Differencing.differences(Self.nile, limit: 0) == 0)
    #expect(try Differencing.differences([5, 5, 5, 5]) == 0)
    let squares = (0..<40).map { Double($0 * $0) }
    #expect(try Differencing.differences(squares) == 2)
    #expect(try Differencing.differences(squares, limit: 1) == 1)
    #expect(try Differencing.differences([.nan, 3, 4, .nan, 3, 4, 3, 4, 3]) == 0)
  }

  @Test("a strong season is differenced, a weak one is not")
  func seasons() throws {
    let strong = (0..<32).map { Double([1, 5, 9, 3][$0 % 4] * 10) + Double($0 % 3) }
    let weak = (0..<32).map { Double(($0 * 7919) % 13) }
    #expect(try Differencing.seasonalDifferences(strong, season: 4) == 1)
    #expect(try Differencing.seasonalDifferences(weak, season: 4) == 0)
    #expect(try Differencing.seasonalDifferences(strong, season: 1) == 0)
    #expect(try Differencing.seasonalDifferences(Array(strong.prefix(8)), season: 4) == 0)
    #expect(throws: ForecastingError.self) {
      try Differencing.seasonalDifferences(strong, season: 0)
    }
  }
}
