import Cohorts
import Probability
import Testing

@Suite("Shrinkage of sparse cells")
struct ShrinkageTests {
  static let rows: [[Double]] = [
    [41, 3, 1, 5], [18, 9, 0, 0], [7, 0, 4, 3], [66, 8, 1, 19], [3, 4, 0, 1], [25, 0, 2, 1],
  ]

  @Test("reproduces the worked Dirichlet-multinomial fit")
  func dirichlet() throws {
    let counts = try CountRows(Self.rows)
    let alpha = DirichletShrinkage.alpha(counts)
    for (value, expected) in zip(
      alpha, [6.496567218340173, 1.1357203102867945, 0.5864472764787013, 1.1628346661498536])
    {
      #expect(abs(value / expected - 1) < 1e-11)
    }
    #expect(abs(DirichletShrinkage.kappa(counts).kappa / 11.306525784529672 - 1) < 1e-11)
    for row in counts.posteriorMeans(alpha: alpha) {
      #expect(abs(row.reduce(0, +) - 1) < 1e-14)
    }
  }

  @Test("finds a maximum: no neighbour of the fit is likelier")
  func maximum() throws {
    let counts = try CountRows(Self.rows)
    let alpha = DirichletShrinkage.alpha(counts)
    let likelihood = { (alpha: [Double]) in
      let law = try DirichletMultinomial(alpha: alpha)
      return try Self.rows.reduce(0.0) { try $0 + law.logPMF($1.map { Int($0) }) }
    }
    let best = try likelihood(alpha)
    for category in alpha.indices {
      for factor in [0.99, 1.01] {
        var other = alpha
        other[category] *= factor
        #expect(try likelihood(other) < best)
      }
    }
  }

  @Test("pools fully where rows differ no more than chance, and by default for two rows")
  func limits() throws {
    let same = DirichletShrinkage.kappa(try CountRows([[30, 10], [60, 20], [15, 5]]))
    #expect(same.kappa == 1e6 && same.capped)
    let pooled = DirichletShrinkage.alpha(try CountRows([[30, 10], [60, 20], [15, 5]]))
    #expect(pooled == [750_000, 250_000])
    let two = DirichletShrinkage.kappa(try CountRows([[3, 1], [6, 9], [0, 0]]))
    #expect(two.kappa == 5 && !two.capped)
  }

  @Test("keeps structural zeros at zero")
  func zeros() throws {
    let counts = try CountRows(Self.rows.map { $0 + [0] })
    let alpha = DirichletShrinkage.alpha(counts)
    #expect(alpha[4] == 0)
    #expect(abs(alpha[0] / 6.496567218340173 - 1) < 1e-11)
    let one = DirichletShrinkage.alpha(try CountRows([[3, 0], [4, 0], [9, 0]]))
    #expect(one[1] == 0)
  }

  @Test("takes counts weighted for age")
  func weighted() throws {
    let counts = try CountRows(Self.rows.map { $0.map { $0 * 0.7 } })
    let (kappa, capped) = DirichletShrinkage.kappa(counts)
    #expect(kappa > 5 && kappa < 40 && !capped)
  }

  @Test("reproduces the worked gamma-Poisson fit")
  func gammaPoisson() throws {
    let fit = try GammaPoissonShrinkage(
      events: [12, 3, 31, 0, 9, 22, 5], exposure: [2100, 800, 3900, 150, 2600, 2500, 1900])
    #expect(abs(fit.shape / 8.771720555111354 - 1) < 1e-10)
    #expect(abs(fit.rate / 1595.3254159286607 - 1) < 1e-10)
    #expect(!fit.isPooled)
  }

  @Test("of rates pools where they differ no more than chance, and by default for two cells")
  func rateLimits() throws {
    let same = try GammaPoissonShrinkage(events: [10, 20, 30], exposure: [100, 200, 300])
    #expect(same.isPooled)
    for mean in same.posteriorMeans { #expect(abs(mean - 0.1) < 1e-6) }
    let two = try GammaPoissonShrinkage(events: [4, 0, 0], exposure: [10, 10, 0])
    #expect(two.shape == 5)
    #expect(abs(two.posteriorMeans[2] - two.shape / two.rate) < 1e-15)
  }

  @Test("recovers the law the rates came from")
  func recovers() throws {
    let law = try Gamma(shape: 6, scale: 0.01)
    let stream = RandomStream(seed: 8, name: "rates")
    let exposure = [Double](repeating: 400, count: 3_000)
    let events = try exposure.indices.map { index in
      let rate = law.quantile(stream.uniform(replicate: index, step: 0, k: 0))
      return Double(
        try Poisson(mean: rate * 400).quantile(stream.uniform(replicate: index, step: 0, k: 1)))
    }
    let fit = try GammaPoissonShrinkage(events: events, exposure: exposure)
    #expect(abs(fit.shape - 6) < 0.6)
    #expect(abs(fit.shape / fit.rate - 0.06) < 0.001)
  }

  @Test("refuses counts and exposures it cannot use")
  func refusals() {
    #expect(throws: CohortError.self) { try CountRows([]) }
    #expect(throws: CohortError.self) { try CountRows([[1, 2], [1]]) }
    #expect(throws: CohortError.self) { try CountRows([[1, -2]]) }
    #expect(throws: CohortError.self) { try CountRows([[0, 0]]) }
    #expect(throws: CohortError.self) { try GammaPoissonShrinkage(events: [1], exposure: []) }
    #expect(throws: CohortError.self) { try GammaPoissonShrinkage(events: [-1], exposure: [1]) }
    #expect(throws: CohortError.self) { try GammaPoissonShrinkage(events: [1], exposure: [-1]) }
    #expect(throws: CohortError.self) { try GammaPoissonShrinkage(events: [1], exposure: [0]) }
    #expect(throws: CohortError.self) { try GammaPoissonShrinkage(events: [0], exposure: [1]) }
  }
}
