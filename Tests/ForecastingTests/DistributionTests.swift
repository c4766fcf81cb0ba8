import Forecasting
import Foundation
import Testing

@Suite("Forecast distributions")
struct DistributionTests {
  @Test func normalMomentsAndQuantiles() throws {
    let law = try ForecastDistribution.normal(mean: 10, standardDeviation: 2)
    #expect(law.mean == 10 && law.standardDeviation == 2)
    #expect(abs(try law.quantile(0.9) - 12.563103131089201) < 1e-12)
    let interval = try law.interval(coverage: 0.8)
    #expect(abs(interval.lowerBound + interval.upperBound - 20) < 1e-12)
  }

  @Test func logNormalMoments() throws {
    let law = try ForecastDistribution.logNormal(logMean: 1, logStandardDeviation: 0.5)
    #expect(abs(law.mean - exp(1.125)) < 1e-14)
    #expect(abs(law.standardDeviation / (exp(1.125) * (exp(0.25) - 1).squareRoot()) - 1) < 1e-14)
    #expect(abs(try law.quantile(0.5) - exp(1)) < 1e-14)
  }

  @Test func sampleMoments() throws {
    let law = try ForecastDistribution.sample([4, 1, 3, 2])
    #expect(law.mean == 2.5)
    #expect(abs(law.standardDeviation - (5.0 / 3).squareRoot()) < 1e-15)
    #expect(try law.quantile(0.5) == 2.5)
    #expect(abs(try law.quantile(0.9) - 3.7) < 1e-14)
    #expect(abs(try law.crps(2.5) - (1 - 10.0 / 12)) < 1e-15)
    let single = try ForecastDistribution.sample([3])
    #expect(single.standardDeviation == 0)
    #expect(try single.crps(5) == 2)
    #expect(try single.quantile(0.99) == 3)
  }

  /// The score as an integral of the squared distance of distribution functions, by quantiles.
  private func integratedCRPS(_ law: ForecastDistribution, _ y: Double) throws -> Double {
    // ∫₀¹ 2 (1{y ≤ q(p)} − p)(q(p) − y) dp (Laio, Tamea 2007).
    let steps = 200_000
    var sum = 0.0
    for i in 0..<steps {
      let p = (Double(i) + 0.5) / Double(steps)
      let q = try law.quantile(p)
      sum += 2 * ((y <= q ? 1 : 0) - p) * (q - y)
    }
    return sum / Double(steps)
  }

  @Test func closedFormsEqualTheIntegral() throws {
    let normal = try ForecastDistribution.normal(mean: 3, standardDeviation: 2)
    let skewed = try ForecastDistribution.logNormal(logMean: 0.3, logStandardDeviation: 0.8)
    for y in [-1.0, 0.5, 1.7, 4, 9] {
      #expect(abs(try normal.crps(y) - (try integratedCRPS(normal, y))) < 1e-4)
      #expect(abs(try skewed.crps(y) - (try integratedCRPS(skewed, y))) < 1e-3)
    }
  }

  @Test func noSpreadScoresTheAbsoluteError() throws {
    #expect(try ForecastDistribution.point(4).crps(6.5) == 2.5)
    #expect(try ForecastDistribution.point(4).interval(coverage: 0.8) == 4...4)
    let law = try ForecastDistribution.logNormal(logMean: 0, logStandardDeviation: 0)
    #expect(try law.crps(3) == 2)
    #expect(law.mean == 1)
  }

  @Test func refusals() throws {
    #expect(throws: ForecastingError.self) {
      try ForecastDistribution.normal(mean: .nan, standardDeviation: 1)
    }
    #expect(throws: ForecastingError.self) {
      try ForecastDistribution.normal(mean: 1, standardDeviation: -1)
    }
    #expect(throws: ForecastingError.self) {
      try ForecastDistribution.logNormal(logMean: 1, logStandardDeviation: .infinity)
    }
    #expect(throws: ForecastingError.self) { try ForecastDistribution.sample([]) }
    let law = try ForecastDistribution.point(1)
    #expect(throws: ForecastingError.self) { try law.crps(.nan) }
    #expect(throws: ForecastingError.self) { try law.quantile(0) }
    #expect(throws: ForecastingError.self) { try law.interval(coverage: 1) }
  }
}
