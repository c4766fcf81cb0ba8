import Probability
import Testing

@Suite("Sums and sample statistics")
struct StatisticsTests {
  @Test("sum without loss where plain addition fails")
  func sums() {
    #expect(CompensatedSum([1, 1e100, 1, -1e100]).value == 2)
    #expect(CompensatedSum([1e16, 1, -1e16, 0.001, 3]).value == 4.001)
    #expect(CompensatedSum([Double](repeating: 0.1, count: 10)).value == 1)
    #expect(CompensatedSum([]).value == 0)
    #expect(CompensatedSum([1, .infinity, 2]).value == .infinity)
    #expect(PairwiseSum.of([]) == 0)
    #expect(PairwiseSum.of((1...1_000).map(Double.init)) == 500_500)
  }

  @Test("reach the certified NIST values of NumAcc3 and NumAcc4")
  func nist() throws {
    for base in [1_000_000.0, 10_000_000] {
      let x = (0...1_000).map { $0 == 0 ? base + 0.2 : $0 % 2 == 1 ? base + 0.1 : base + 0.3 }
      let moments = try SampleMoments(x)
      #expect(relativeError(moments.mean, base + 0.2) < 1e-15)
      #expect(relativeError(moments.standardDeviation, 0.1) < 1e-7)
      #expect(relativeError(moments.lag1Autocorrelation, -0.999) < 1e-7)
    }
    let first = try SampleMoments([10_000_001, 10_000_003, 10_000_002])
    #expect(first.mean == 10_000_002 && first.standardDeviation == 1)
    #expect(first.lag1Autocorrelation == -0.5)
    #expect(abs(first.standardError - 1 / 3.0.squareRoot()) < 1e-15)
  }

  @Test("interpolate quantiles by the three rules")
  func quantiles() throws {
    let x = [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
    #expect(try Quantile.type7(x, 0.25) == 2.5)
    #expect(try Quantile.of(x, at: [0.1, 0.8], rule: .type1) == [1, 5])
    #expect(abs(try Quantile.of(x, at: [0.9], rule: .type8)[0] - 7.6) < 1e-14)
    #expect(try Quantile.of([7], at: [0, 0.3, 1]) == [7, 7, 7])
  }

  @Test("round to whole numbers that add up")
  func largestRemainder() throws {
    #expect(try LargestRemainder.round([10.4, 3.3, 0.25, 7.05]) == [11, 3, 0, 7])
    #expect(try LargestRemainder.round([0.5, 0.5, 0.5, 0.5]) == [1, 1, 0, 0])
    #expect(try LargestRemainder.round([-1.5, 2.75]) == [-2, 3])
    for u in points(500) {
      let x = u.map { $0 * 40 }
      let rounded = try LargestRemainder.round(x)
      #expect(rounded.reduce(0, +) == Int(CompensatedSum(x).value.rounded(.toNearestOrEven)))
      #expect(zip(x, rounded).allSatisfy { abs($0 - Double($1)) < 1 })
    }
  }

  @Test("refuse empty samples, values that are not finite and probabilities out of range")
  func refusals() {
    #expect(throws: ParameterError.self) { try Quantile.type7([], 0.5) }
    #expect(throws: ParameterError.self) { try Quantile.type7([1, .nan], 0.5) }
    #expect(throws: ParameterError.self) { try Quantile.type7([1], 1.2) }
    #expect(throws: ParameterError.self) { try SampleMoments([]) }
    #expect(throws: ParameterError.self) { try SampleMoments([.infinity]) }
    #expect(throws: ParameterError.self) { try LargestRemainder.round([.nan]) }
    #expect(throws: ParameterError.self) { try LargestRemainder.round([1e300]) }
    #expect(
      ParameterError("shape", 0.0, "must be above 0").description
        == "shape: is 0.0; it must be above 0")
  }
}
