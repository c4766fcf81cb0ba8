import Foundation
import Probability
import Testing

/// The worst relative error of many comparisons, with its place.
struct Worst {
  var error = 0.0
  var place = ""
  var count = 0

  /// Compares numbers; differences below `floor` do not count.
  mutating func compare(
    _ a: Double, _ b: Double, floor: Double = 0, _ place: @autoclosure () -> String
  ) {
    count += 1
    let error = abs(a - b) <= floor ? 0 : relativeError(a, b)
    if !(error <= self.error) {
      self.error = error
      self.place = "\(place()): \(a) for \(b)"
    }
  }
}

/// A number between the limits, evenly in its logarithm.
func spread(_ u: Double, _ low: Double, _ high: Double) -> Double {
  exp(log(low) + u * (log(high) - log(low)))
}

@Suite("Distributions on a grid of 100,000 points")
struct DistributionIdentityTests {
  @Test("of whole shape are sums of Poisson terms, and step from shape to shape")
  func gammaIdentities() throws {
    var worst = Worst()
    for u in points(4_000, stream: "gamma") {
      let n = 1 + Int(30 * u[0])
      let x = spread(u[1], 0.01, 60)
      let gamma = try Gamma(shape: Double(n))
      var term = exp(-x)
      var upper = 0.0
      for k in 0..<n {
        upper += term
        term *= x / Double(k + 1)
      }
      worst.compare(gamma.upperTail(x), upper, "Q(\(n), \(x))")
      var lower = 0.0
      for k in n..<(n + 200) {
        lower += term
        term *= x / Double(k + 1)
      }
      worst.compare(gamma.cdf(x), lower, "P(\(n), \(x))")
      let a = spread(u[2], 1e-3, 1e4)
      let z = a * spread(u[1], 0.05, 4)
      let step = exp(try Gamma(shape: a + 1).logPDF(z))
      worst.compare(
        SpecialFunctions.gammaP(a, z), SpecialFunctions.gammaP(a + 1, z) + step,
        "P(\(a), \(z)) step")
      worst.compare(
        SpecialFunctions.gammaQ(a + 1, z), SpecialFunctions.gammaQ(a, z) + step,
        "Q(\(a), \(z)) step")
      worst.compare(
        SpecialFunctions.gammaP(a, z) + SpecialFunctions.gammaQ(a, z), 1, "P + Q(\(a), \(z))")
    }
    #expect(worst.error <= 1e-10, "\(worst.place)")
    #expect(worst.count == 20_000)
  }

  @Test("of beta have their closed forms, reflections and steps")
  func betaIdentities() throws {
    var worst = Worst()
    for u in points(3_000, stream: "beta") {
      let a = spread(u[0], 0.02, 5e3)
      let b = spread(u[1], 0.02, 5e3)
      let x = u[2]
      worst.compare(try Beta(a: a, b: 1).cdf(x), pow(x, a), "x^\(a), \(x)")
      worst.compare(
        try Beta(a: 1, b: b).upperTail(x), exp(b * log1p(-x)), "(1-x)^\(b), \(x)")
      // A point near the mean, where both tails count.
      let (w, v) = try Beta(a: a, b: b).quantilePair(u[2])
      guard w > 1e-290, v > 1e-290 else { continue }
      let lower = SpecialFunctions.betaI(a, b, w, complement: v)
      worst.compare(lower, u[2], "quantile \(a), \(b), \(u[2])")
      worst.compare(
        lower + SpecialFunctions.betaUpper(a, b, w, complement: v), 1, "sum \(a), \(b), \(w)")
      worst.compare(lower, SpecialFunctions.betaI(b, a, v, complement: w).distance(to: 1), "")
      let step = exp(
        SpecialFunctions.logBinomialTerm(a, rest: b, p: w, q: v) + log(b) - log(a + b))
      worst.compare(
        lower, SpecialFunctions.betaI(a + 1, b, w, complement: v) + step,
        "step \(a), \(b), \(w)")
    }
    #expect(worst.error <= 1e-10, "\(worst.place)")
    #expect(worst.count > 17_000)
  }

  @Test("of t, F and chi-squared have their closed forms and relations")
  func testStatistics() throws {
    var worst = Worst()
    for u in points(4_000, stream: "tests") {
      let t = spread(u[0], 1e-4, 1e8)
      let nu = spread(u[1], 0.3, 1e5)
      worst.compare(
        try StudentT(degreesOfFreedom: 1).upperTail(t), atan(1 / t) / .pi, "Cauchy \(t)")
      let root = (2 + t * t).squareRoot()
      worst.compare(
        try StudentT(degreesOfFreedom: 2).upperTail(t), 1 / (root * (root + t)), "t(2) \(t)")
      let x = spread(u[2], 1e-3, 1e3)
      let student = try StudentT(degreesOfFreedom: nu)
      let ratio = try FisherF(numerator: 1, denominator: nu)
      worst.compare(ratio.upperTail(x), student.twoSidedP(x.squareRoot()), "F(1, \(nu)) \(x)")
      worst.compare(
        ratio.logPDF(x), student.logPDF(x.squareRoot()) - 0.5 * log(x), floor: 1e-12,
        "density of F(1, \(nu)) at \(x)")
      let two = try FisherF(numerator: 2, denominator: nu)
      worst.compare(two.logUpperTail(x), -nu / 2 * log1p(2 * x / nu), "F(2, \(nu)) \(x)")
      let inverse = try FisherF(numerator: nu, denominator: 2)
      worst.compare(inverse.cdf(1 / x), two.upperTail(x), floor: 1e-300, "F(\(nu), 2) \(x)")
      worst.compare(
        try ChiSquared(degreesOfFreedom: 2).logUpperTail(x), -x / 2, "chi-squared(2) \(x)")
      worst.compare(
        try ChiSquared(degreesOfFreedom: 1).upperTail(x), erfc((x / 2).squareRoot()),
        "chi-squared(1) \(x)")
    }
    #expect(worst.error <= 1e-10, "\(worst.place)")
    #expect(worst.count == 32_000)
  }

  @Test("of counts have tails that are sums of their masses")
  func countSums() throws {
    var worst = Worst()
    for u in points(120, stream: "sums") {
      let laws: [any CountDistribution] = [
        try Poisson(mean: spread(u[0], 0.01, 60)),
        try Binomial(trials: 1 + Int(150 * u[0]), probability: u[1]),
        try NegativeBinomial(mean: spread(u[1], 0.01, 25), size: spread(u[2], 0.5, 400)),
        try BetaBinomial(
          trials: 1 + Int(150 * u[2]), a: spread(u[0], 0.2, 30), b: spread(u[1], 0.2, 30)),
      ]
      for law in laws {
        let top = law.largest ?? 900
        let masses = (0...top).map { law.pmf($0) }
        worst.compare(CompensatedSum(masses).value, 1, "total of \(law)")
        var below = 0.0
        let above = masses.indices.reversed().reduce(into: [0.0]) {
          $0.append(($0.last ?? 0) + masses[$1])
        }
        for y in 0..<min(top, 40) {
          below += masses[y]
          worst.compare(law.cdf(y), below, "P(Y <= \(y)) of \(law)")
          worst.compare(law.upperTail(y), above[top - y], floor: 1e-250, "P(Y > \(y)) of \(law)")
          worst.compare(law.logCDF(y), log(below), floor: 1e-13, "log P(Y <= \(y)) of \(law)")
          worst.compare(
            law.pmf(y) * law.stepRatio(y), masses[y + 1], floor: 1e-300, "step \(y) of \(law)")
        }
      }
    }
    #expect(worst.error <= 1e-10, "\(worst.place)")
    #expect(worst.count > 40_000)
  }

  @Test("of counts are the tails of gamma and beta laws")
  func relations() throws {
    var worst = Worst()
    for u in points(1_500, stream: "relations") {
      let mean = spread(u[0], 0.01, 1e5)
      let y = Int(mean * spread(u[1], 0.3, 3))
      let count = Double(y)
      worst.compare(
        try Poisson(mean: mean).upperTail(y), try Gamma(shape: count + 1).cdf(mean),
        "Poisson \(mean) \(y)")
      let n = y + 1 + Int(50 * u[2])
      let p = u[2]
      worst.compare(
        try Binomial(trials: n, probability: p).upperTail(y),
        try Beta(a: count + 1, b: Double(n - y)).cdf(p), "binomial \(n) \(p) \(y)")
      let size = spread(u[2], 0.1, 1e3)
      let law = try NegativeBinomial(mean: mean, size: size)
      worst.compare(
        law.cdf(y),
        try FisherF(numerator: 2 * size, denominator: 2 * (count + 1))
          .cdf((count + 1) / mean), floor: 1e-290, "negative binomial \(law) \(y)")
      worst.compare(
        law.logUpperTail(y), log(law.upperTail(y)), floor: law.upperTail(y) < 1e-290 ? 1e9 : 1e-12,
        "log tail of \(law) \(y)")
    }
    #expect(worst.error <= 1e-10, "\(worst.place)")
    #expect(worst.count == 6_000)
  }

  @Test("agree with R's densities and both log tails")
  func againstR() throws {
    var worst = Worst()
    func check(_ rows: [[Double]], _ law: (Double, Double) throws -> any ContinuousDistribution)
      rethrows
    {
      for row in rows {
        let law = try law(row[0], row[1])
        worst.compare(law.logPDF(row[2]), row[3], floor: 1e-11, "density of \(law) at \(row[2])")
        worst.compare(law.logCDF(row[2]), row[4], "lower tail of \(law) at \(row[2])")
        worst.compare(law.logUpperTail(row[2]), row[5], "upper tail of \(law) at \(row[2])")
        worst.compare(law.cdf(row[2]), exp(row[4]), "P(X <= x) of \(law) at \(row[2])")
        worst.compare(law.upperTail(row[2]), exp(row[5]), "P(X > x) of \(law) at \(row[2])")
      }
    }
    func checkCounts(_ rows: [[Double]], _ law: (Double, Double) throws -> any CountDistribution)
      rethrows
    {
      for row in rows {
        let law = try law(row[0], row[1])
        let y = Int(row[2])
        worst.compare(law.logPMF(y), row[3], floor: 1e-11, "mass of \(law) at \(y)")
        worst.compare(law.logCDF(y), row[4], "lower tail of \(law) at \(y)")
        worst.compare(law.logUpperTail(y), row[5], "upper tail of \(law) at \(y)")
      }
    }
    try check(RFigures.gamma) { a, _ in try Gamma(shape: a) }
    try check(RFigures.beta) { a, b in try Beta(a: a, b: b) }
    try check(RFigures.t) { nu, _ in try StudentT(degreesOfFreedom: nu) }
    try check(RFigures.normal) { _, _ in try Normal() }
    try checkCounts(RFigures.poisson) { mean, _ in try Poisson(mean: mean) }
    try checkCounts(RFigures.binomial) { n, p in
      try Binomial(trials: Int(n), probability: p)
    }
    try checkCounts(RFigures.negativeBinomial) { mean, size in
      try NegativeBinomial(mean: mean, size: size)
    }
    #expect(worst.error <= 1e-10, "\(worst.place)")
  }
}
