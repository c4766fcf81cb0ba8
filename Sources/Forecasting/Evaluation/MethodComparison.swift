public import Probability

/// Back-tests of several methods on the same values, compared pairwise.
public struct MethodComparison: Equatable, Sendable {
  /// What is compared.
  public enum Loss: String, Equatable, Sendable, CaseIterable {
    /// The absolute error of the mean.
    case absolute
    /// Its square.
    case squared
    /// The continuous ranked probability score, which judges the whole forecast.
    case crps
  }

  /// Two methods at one horizon.
  public struct Pair: Equatable, Sendable {
    /// The first method.
    public let first: String

    /// The second method.
    public let second: String

    /// Steps ahead.
    public let horizon: Int

    /// The number of forecasts of each.
    public let count: Int

    /// The mean loss of the first minus that of the second; negative where the first is better.
    public let lossDifference: Double

    /// The test of equal loss, with the factor for small samples; `nil` where there are too few
    /// forecasts or the losses differ by the same amount throughout.
    public let test: DieboldMariano?
  }

  /// The names of the methods, as given.
  public let names: [String]

  private let tests: [BackTest]

  /// Methods by name with their back-tests.
  ///
  /// Throws `designMismatch` where tests do not have the same origins, horizons and actual values
  /// in the same order.
  public init(_ methods: [(name: String, test: BackTest)]) throws(ForecastingError) {
    names = methods.map(\.name)
    tests = methods.map(\.test)
    guard let first = tests.first else { return }
    for test in tests.dropFirst() {
      let same = zip(first.rows, test.rows).prefix {
        $0.origin == $1.origin && $0.horizon == $1.horizon && $0.actual == $1.actual
      }
      let agreeing = same.reduce(0) { count, _ in count + 1 }
      guard agreeing == first.rows.count && agreeing == test.rows.count else {
        throw .designMismatch(expected: first.rows.count, found: agreeing)
      }
    }
  }

  /// Every pair of methods at every horizon: pairs in the order of ``names``, horizons ascending.
  ///
  /// The test takes rows of one horizon as a time series (Diebold, Mariano 1995; Harvey, Leybourne,
  /// Newbold 1997), so it suits the back-test of one series with consecutive origins.
  public func table(loss: Loss = .absolute) -> [Pair] {
    let horizons = Set(tests.first?.rows.map(\.horizon) ?? []).sorted()
    var pairs: [Pair] = []
    for first in tests.indices {
      for second in tests.indices.dropFirst(first + 1) {
        for horizon in horizons {
          let one = losses(tests[first], loss, horizon)
          let other = losses(tests[second], loss, horizon)
          let difference = CompensatedSum(zip(one, other).map { $0 - $1 }).value
          pairs.append(
            Pair(
              first: names[first], second: names[second], horizon: horizon, count: one.count,
              lossDifference: difference / Double(one.count),
              test: try? DieboldMariano(losses: one, against: other, horizon: horizon)))
        }
      }
    }
    return pairs
  }

  private func losses(_ test: BackTest, _ loss: Loss, _ horizon: Int) -> [Double] {
    test.rows.filter { $0.horizon == horizon }.map { row in
      switch loss {
      case .absolute: abs(row.error)
      case .squared: row.error * row.error
      case .crps: row.crps
      }
    }
  }
}
