import Forecasting
import Testing

@Suite("Theta method")
struct ThetaTests {
  @Test func matchesItsFormula() throws {
    let theta = try Theta(SampleSeries.quarters, alpha: 0.35, initialLevel: 182)
    #expect(agree([theta.slope], [2.917908787541713]))
    #expect(
      agree(
        try (1...6).map { try theta.mean(horizon: $0) },
        [
          227.1676008953576, 228.62655528912845, 230.0855096828993, 231.54446407667015,
          233.003418470441, 234.46237286421186,
        ]))
  }

  @Test func aLineGrowsByHalfItsSlopePerStep() throws {
    let line = (1...12).map { 50 + 4 * Double($0) }
    let theta = try Theta.fit(line)
    #expect(abs(theta.slope - 4) < 1e-13)
    #expect(abs(try theta.mean(horizon: 5) - (try theta.mean(horizon: 4)) - 2) < 1e-12)
  }

  @Test func uncertaintyGrowsWithTheHorizon() throws {
    let theta = try Theta.fit(SampleSeries.growing)
    let deviations = try (1...5).map { try theta.standardDeviation(horizon: $0) }
    #expect(zip(deviations, deviations.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func anAlphaOfOneFollowsTheLastValue() throws {
    let theta = try Theta([3, 5, 9], alpha: 1, initialLevel: 3)
    #expect(theta.smoothing.level == 9)
    #expect(try theta.mean(horizon: 1) == 9 + theta.slope / 2)
  }

  /// R forecast 8.20 `thetaf`, whose search stops at α = 0.99989999 where the bound is 0.9999. Its
  /// initial level is short of the optimum here, so that only its means can be compared.
  @Test func agreesWithR() throws {
    let theta = try Theta.fit(SampleSeries.growing)
    #expect(agree([theta.slope / 2], [109.64160839160834]))
    #expect(
      agree(
        try (1...3).map { try theta.mean(horizon: $0) },
        [4642.611066050548, 4752.252674442157, 4861.894282833765], relative: 1e-8))
  }

  @Test func answersAsAModel() throws {
    let theta = try Theta.fit(SampleSeries.growing)
    #expect(theta.name == "Theta" && theta.criteria == nil)
    #expect(theta.parameters.map(\.name) == ["alpha", "level0", "drift"])
    #expect(theta.parameters[2].value == theta.slope / 2)
    #expect(theta.residuals == theta.smoothing.errors)
    let names = try ThetaModel.Variant.allCases.map {
      try ThetaModel.fit(SampleSeries.growing, variant: $0).name
    }
    #expect(names == ["STM", "OTM", "DSTM", "DOTM"])
  }
}
