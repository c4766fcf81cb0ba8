import Forecasting
import Testing

@Suite("Conformal intervals")
struct ConformalTests {
  @Test func splitLimitsAreOrderStatistics() throws {
    let split = try Conformal.split(
      residuals: [3, -1.5, 4.2, 0.3, -7.1, 2.2, 2.9, -0.4, 5.5], forecast: 120, alpha: 0.2)
    #expect(split.rank == 8)
    #expect(split.halfWidth == 5.5)
    #expect(split.interval == 114.5...125.5)
    #expect(split.signedLower == 112.9)
    #expect(split.signedUpper == 125.5)
  }

  @Test func tooFewResidualsGiveNoInterval() throws {
    for (residuals, alpha, rank) in [
      ([1.0, -2, 3], 0.2, 4), ([1, 2, -3, 4], 0.05, 5), ([], 0.5, 1),
    ] {
      let split = try Conformal.split(residuals: residuals, forecast: 50, alpha: alpha)
      #expect(split.rank == rank)
      #expect(split.halfWidth == nil && split.interval == nil)
      #expect(split.signedLower == nil && split.signedUpper == nil)
    }
  }

  @Test(arguments: 1...40)
  func coverageOnExchangeableScoresIsAtLeastNominal(count: Int) throws {
    // Residuals 1…n and a new one of any rank: it is covered for at least (n + 1)(1 − α) ranks.
    let residuals = (1...count).map { Double($0) }
    let split = try Conformal.split(residuals: residuals, forecast: 0, alpha: 0.1)
    let covered = split.halfWidth.map { min($0, Double(count)) } ?? Double(count + 1)
    #expect(covered >= 0.9 * Double(count + 1) - 1e-9)
  }

  @Test func adaptiveLevelFollowsMisses() throws {
    let path = try Conformal.adaptive(
      scores: [2.0, 1.0, 3.5, 0.5, 2.2, 4.0, 1.1, 6.0, 5.5, 7.0, 6.2, 1.0, 0.2, 8.0], burnIn: 5,
      alpha: 0.2, gamma: 0.05)
    #expect(
      agree(path.levels, [0.2, 0.16, 0.17, 0.13, 0.14, 0.1, 0.11, 0.12, 0.13], relative: 1e-12))
    #expect(path.misses == [true, false, true, false, true, false, false, false, true])
    #expect(abs(path.next - 0.09) < 1e-15)
  }

  @Test func levelsBeyondOneGiveEmptyIntervalsAndMisses() throws {
    let path = try Conformal.adaptive(
      scores: [1, 1, 1, 1, 1, 1], burnIn: 1, alpha: 0.9, gamma: 0.5)
    #expect(path.misses.contains(true))
    #expect(path.levels.contains { $0 > 1 })
    for (level, miss) in zip(path.levels, path.misses) where level >= 1 { #expect(miss) }
  }

  @Test func refusals() {
    for alpha in [0, 1, 1.2, -0.1, Double.nan] {
      #expect(throws: ForecastingError.self) {
        try Conformal.split(residuals: [1, 2], forecast: 3, alpha: alpha)
      }
      #expect(throws: ForecastingError.self) {
        try Conformal.adaptive(scores: [1], burnIn: 0, alpha: alpha, gamma: 0.1)
      }
    }
    #expect(throws: ForecastingError.self) {
      try Conformal.split(residuals: [1, .nan], forecast: 3, alpha: 0.2)
    }
    #expect(throws: ForecastingError.self) {
      try Conformal.split(residuals: [1], forecast: .infinity, alpha: 0.2)
    }
    #expect(throws: ForecastingError.self) {
      try Conformal.adaptive(scores: [1], burnIn: 2, alpha: 0.2, gamma: 0.1)
    }
    #expect(throws: ForecastingError.self) {
      try Conformal.adaptive(scores: [1], burnIn: 0, alpha: 0.2, gamma: 0)
    }
    #expect(throws: ForecastingError.self) {
      try Conformal.adaptive(scores: [-1], burnIn: 0, alpha: 0.2, gamma: 0.1)
    }
  }
}
