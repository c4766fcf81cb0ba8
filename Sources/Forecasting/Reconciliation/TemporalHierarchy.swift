import LinearAlgebra
import Probability

/// One series over a cycle at several frequencies, such as months, terms and the year.
///
/// The cells are the shortest periods of one cycle; each factor k sums k of them without overlap
/// (Athanasopoulos, Hyndman, Kourentzes, Petropoulos 2017). Reconciling the forecasts of all
/// frequencies makes the months add up to the year and shares what each of them knows.
public struct TemporalHierarchy: Equatable, Sendable {
  /// What a longer period is of its shorter ones.
  public enum Aggregation: Equatable, Sendable {
    /// Their sum: flows, such as new requests.
    case sum

    /// Their mean: stocks, such as the number of plans.
    case mean
  }

  /// The number of shortest periods in a cycle: 12 months in a year.
  public let period: Int

  /// The numbers of shortest periods in one of each frequency, longest first, down to 1.
  public let factors: [Int]

  /// What a longer period is of its shorter ones.
  public let aggregation: Aggregation

  /// The periods of one cycle as series that add up, longest first: `12.1` is the year and `1.3`
  /// the third month. Values of a mean are multiplied by their factor inside.
  public let hierarchy: Hierarchy

  /// A temporal hierarchy of a cycle.
  ///
  /// - Parameters:
  ///   - period: the number of shortest periods in a cycle, at least 2.
  ///   - factors: divisors of `period`; `period` and 1 are added where they are missing. All
  ///     divisors where `nil`: 12, 6, 4, 3, 2 and 1 for months. Twelve, four and one are year, term
  ///     and month.
  ///   - aggregation: sum or mean.
  ///
  /// Throws `invalidHierarchy` for a period below 2 or a factor that does not divide it.
  public init(
    period: Int, factors: [Int]? = nil, aggregation: Aggregation = .sum
  ) throws(ReconciliationError) {
    guard period >= 2 else {
      throw .invalidHierarchy(
        place: "period \(period)", reason: "a cycle has at least 2 periods")
    }
    let chosen = factors ?? (1...period).filter { period % $0 == 0 }
    if let bad = chosen.first(where: { $0 < 1 || $0 > period || period % $0 != 0 }) {
      throw .invalidHierarchy(
        place: "factor \(bad)", reason: "it must divide the \(period) periods of a cycle")
    }
    self.period = period
    self.factors = Set(chosen + [1, period]).sorted(by: >)
    self.aggregation = aggregation
    var names: [String] = []
    var rows: [[Double]] = []
    for factor in self.factors {
      for place in 0..<(period / factor) {
        names.append("\(factor).\(place + 1)")
        rows.append((0..<period).map { $0 / factor == place ? 1 : 0 })
      }
    }
    let summing = try algebra { () throws(LinearAlgebraError) in try Matrix(rows: rows) }
    hierarchy = try Hierarchy(names: names, summing: summing)
  }

  /// The places of a frequency among the series of ``hierarchy``.
  func places(of factor: Int) -> Range<Int> {
    let before = factors.prefix { $0 != factor }.reduce(0) { $0 + period / $1 }
    return before..<(before + period / factor)
  }

  /// What values of a frequency are multiplied by to add up.
  func scale(_ factor: Int) -> Double { aggregation == .mean ? Double(factor) : 1 }

  /// A series of shortest periods at every frequency, by factor, whole cycles only.
  ///
  /// The series ends where a cycle ends; leading values that do not fill a cycle are left out.
  ///
  /// Throws for values that are not finite or fewer than one cycle.
  public func aggregate(_ series: [Double]) throws(ReconciliationError) -> [Int: [Double]] {
    try requireTable([series], "series", names: ["series"])
    guard series.count >= period else {
      throw .countMismatch(input: "series", expected: period, found: series.count)
    }
    let whole = Array(series.suffix(series.count / period * period))
    var result: [Int: [Double]] = [:]
    for factor in factors {
      result[factor] = stride(from: 0, to: whole.count, by: factor).map { start in
        CompensatedSum(whole[start..<(start + factor)]).value
          * (aggregation == .mean ? 1 / Double(factor) : 1)
      }
    }
    return result
  }

  /// Values of every frequency as the columns of cycles: m rows in the order of ``hierarchy``, one
  /// list per cycle, multiplied so that they add up.
  func cycles(
    _ values: [Int: [Double]], _ input: String
  ) throws(ReconciliationError) -> [[Double]] {
    let count = (values[period] ?? []).count
    var cycles = Array(repeating: [Double](), count: count)
    for factor in factors {
      let list = values[factor] ?? []
      let width = period / factor
      guard list.count == width * count, count > 0 else {
        throw .countMismatch(
          input: "\(input) of factor \(factor)", expected: width * max(count, 1),
          found: list.count)
      }
      if let place = list.firstIndex(where: { !$0.isFinite }) {
        throw .invalidValue(
          input: input, series: "factor \(factor)", index: place, value: list[place],
          reason: "supply a finite number for every period")
      }
      for (place, value) in list.enumerated() {
        cycles[place / width].append(value * scale(factor))
      }
    }
    return cycles
  }
}
