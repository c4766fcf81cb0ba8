import Probability
import Testing

@Suite("Special functions")
struct SpecialFunctionsTests {
  @Test(
    "agree with values computed to 50 digits",
    arguments: [
      (SpecialFunctions.logGamma(0.5), 0.5723649429247001),
      (SpecialFunctions.logGamma(1e-08), 18.42068073818021),
      (SpecialFunctions.digamma(0.1), -10.423754940411076),
      (SpecialFunctions.digamma(37.5), 3.6109483445963386),
      (SpecialFunctions.trigamma(0.3), 12.245364546107732),
      (SpecialFunctions.gammaP(2.5, 1.75), 0.376612372250418),
      (SpecialFunctions.gammaQ(3, 45), 3.029975917511533e-17),
      (SpecialFunctions.gammaP(0.01, 1e-5), 0.8963367982671973),
      (SpecialFunctions.betaI(2, 3.5, 0.3), 0.4117025023425648),
      (SpecialFunctions.betaI(500, 600, 0.45), 0.3816937336648402),
      (SpecialFunctions.erfc(5), 1.537459794428035e-12),
      (SpecialFunctions.normalQuantile(1e-10), -6.361340902404057),
      (SpecialFunctions.normalQuantile(0.975), 1.9599639845400538),
      (SpecialFunctions.logSumExp([-1000, -1000.5, -1003]), -999.4954030976577),
      (SpecialFunctions.log1pexp(-40), 4.248354255291589e-18),
    ])
  func values(value: Double, expected: Double) {
    #expect(abs(value - expected) <= 1e-13 * abs(expected))
  }

  @Test("satisfy ψ(x+1) = ψ(x) + 1/x and ψ′(x+1) = ψ′(x) − 1/x²")
  func recurrences() {
    for i in 1...4_000 {
      let x = Double(i) * 0.0117
      let first = SpecialFunctions.digamma(x + 1) - (SpecialFunctions.digamma(x) + 1 / x)
      #expect(abs(first) <= 1e-13 * max(1, 1 / x), "x = \(x)")
      let second = SpecialFunctions.trigamma(x + 1) - (SpecialFunctions.trigamma(x) - 1 / (x * x))
      #expect(abs(second) <= 1e-13 * max(1, 1 / (x * x)), "x = \(x)")
    }
  }

  @Test("have complementary tails")
  func complements() {
    for u in points(3_000) {
      let a = u[0] < 0.5 ? u[0] * 4 + 1e-3 : u[0] * 900
      let b = u[1] * 700 + 1e-3
      let x = u[2]
      let sum = SpecialFunctions.betaI(a, b, x) + SpecialFunctions.betaI(b, a, 1 - x, complement: x)
      #expect(abs(sum - 1) <= 1e-13)
      let z = a * (0.2 + 2 * x)
      #expect(abs(SpecialFunctions.gammaP(a, z) + SpecialFunctions.gammaQ(a, z) - 1) <= 1e-13)
    }
  }

  @Test("satisfy the incomplete gamma recurrence P(a+1, x) = P(a, x) − xᵃe⁻ˣ/Γ(a+1)")
  func gammaRecurrence() {
    for u in points(2_000) {
      let a = 0.01 + u[0] * 200
      let x = a * (0.1 + 2.5 * u[1])
      let drop = exponential(SpecialFunctions.logPoissonTerm(a, x))
      let stepped = SpecialFunctions.gammaP(a, x) - drop
      #expect(abs(SpecialFunctions.gammaP(a + 1, x) - stepped) <= 2e-14, "a = \(a), x = \(x)")
    }
  }

  @Test("invert the normal distribution function")
  func normalInverse() {
    for u in points(4_000) {
      let p = u[0]
      #expect(abs(SpecialFunctions.normalCDF(SpecialFunctions.normalQuantile(p)) - p) <= 1e-15)
    }
  }

  @Test("give the limits at the ends of their domains")
  func limits() {
    #expect(SpecialFunctions.normalQuantile(0) == -.infinity)
    #expect(SpecialFunctions.normalQuantile(1) == .infinity)
    #expect(SpecialFunctions.gammaP(2, 0) == 0)
    #expect(SpecialFunctions.gammaQ(2, 0) == 1)
    #expect(SpecialFunctions.gammaP(2, .infinity) == 1)
    #expect(SpecialFunctions.gammaQ(2, .infinity) == 0)
    #expect(SpecialFunctions.betaI(2, 3, 0) == 0)
    #expect(SpecialFunctions.betaI(2, 3, 1) == 1)
    #expect(SpecialFunctions.logSumExp([]) == -.infinity)
    #expect(SpecialFunctions.logSumExp([.infinity, 1]) == .infinity)
    #expect(SpecialFunctions.log1pexp(50) == 50)
    #expect(SpecialFunctions.log1pexp(25) > 25)
    #expect(SpecialFunctions.digamma(.infinity) == .infinity)
    #expect(SpecialFunctions.logChoose(9, 0) == 0)
    #expect(abs(SpecialFunctions.logChoose(9, 4) - logarithm(126)) < 1e-13)
  }

  @Test("answer NaN outside their domains")
  func outside() {
    #expect(SpecialFunctions.digamma(0).isNaN)
    #expect(SpecialFunctions.trigamma(-1).isNaN)
    #expect(SpecialFunctions.gammaP(-1, 1).isNaN)
    #expect(SpecialFunctions.gammaQ(1, -1).isNaN)
    #expect(SpecialFunctions.betaI(0, 1, 0.5).isNaN)
    #expect(SpecialFunctions.normalQuantile(1.5).isNaN)
    #expect(SpecialFunctions.logBeta(0, 1).isNaN)
  }
}
